"""What builds cost at several sizes: `python -m tests.benchmarks.table --work DIR [--sizes 1000,10000] [--peers DIR]`

Of each size two invented archives are made once below DIR: `given`, whose front matter states everything, and `raw`,
in which the build finds it.  Each is built four times, every time by a process of its own:

    cold   nothing stands yet         same   nothing changed
    edit   one article's last words   add    one article, the newest

Printed are pages rendered, seconds, seconds of CPU of all processes, and the most memory that all of them held at once.
A size whose table is to be believed is measured on a machine that does nothing else; CPU is what other work disturbs
least.  DIR of --peers: other generators' own benchmark, whose peers.py takes the same --work and --sizes; its tables
follow, with ratios taken within a round."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import corpus

MODES = ("cold", "same", "edit", "add")
KINDS = ("given", "raw")
HEAD = "| archive | articles | build | pages | wall s | CPU s | µs CPU a page | MiB |\n" + "|---" * 8 + "|"
BUILD = """
import json, sys
from sitegen import config
from sitegen.build import build
from sitegen.executor import collect_seldom

collect_seldom()
report = build(config.load(sys.argv[1]))
print(json.dumps({"rendered": report.rendered, "articles": report.articles, "problems": len(report.problems)}))
"""


class Row(NamedTuple):
    """One build: `memory` in MiB, of all its processes together; `cpu` and `wall` in seconds."""

    kind: str
    size: int
    mode: str
    rendered: int
    articles: int
    problems: int
    wall: float
    cpu: float
    memory: float


def rows(work: Path, sizes: Sequence[int], kinds: Sequence[str] = KINDS) -> Iterator[Row]:
    """Every build of the table, one by one."""
    for size in sizes:
        for kind in kinds:
            root = work / f"{kind}-{size}"
            if not (root / "sitegen.toml").exists():
                shutil.rmtree(root, ignore_errors=True)
                corpus.write(root, size, kind == "raw")
            for mode in MODES:
                prepare(root, size, kind == "raw", mode)
                yield Row(kind, size, mode, *built(root))


def prepare(root: Path, size: int, raw: bool, mode: str) -> None:
    """What is to be different before a build."""
    if mode == "cold":
        for name in ("site", ".sitegen"):
            shutil.rmtree(root / name, ignore_errors=True)
    elif mode == "edit":
        path = sorted((root / "seeds").rglob("*.txt" if raw else "*.md"))[size // 2]
        path.write_text(f"{path.read_text('utf-8').rstrip()} Changed {time.time_ns()}.\n", "utf-8")
    elif mode == "add":
        *_, last = corpus.articles(size)
        new = last._replace(slug=f"added-{time.time_ns()}", date=last.date + timedelta(hours=1))
        path = corpus.path_of(root, new, raw)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(new.raw if raw else new.markdown, "utf-8")


def built(root: Path) -> tuple[int, int, int, float, float, float]:
    """One build by a process of its own: the last six columns of a row."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", BUILD, str(root)], stdout=subprocess.PIPE) as child:
        watch = Watch(child.pid)
        assert child.stdout is not None
        told: dict[str, Any] = json.loads(child.stdout.read() or b"{}")
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall, peak = time.perf_counter() - start, watch.stop()
    if child.returncode:
        raise SystemExit(f"the build of {root} failed")
    cpu = used.ru_utime + used.ru_stime
    return told["rendered"], told["articles"], told["problems"], wall, cpu, peak or used.ru_maxrss / 1024


class Watch(threading.Thread):
    """The most memory that a process and its children hold at once, looked at every 50 ms; memory that several share
    counts once.  0 where the system does not tell (only Linux does)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.peak = max(self.peak, sum(map(_held, _tree(self.pid))))

    def stop(self) -> float:
        self.over.set()
        self.join()
        return self.peak


def _tree(pid: int) -> list[int]:
    """A process and all below it."""
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        for children in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            try:
                waiting += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def _held(pid: int) -> float:
    """MiB that a process holds, its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def line_of(row: Row) -> str:
    """A row of the table, as Markdown."""
    cells = (row.kind, f"{row.size:,}", row.mode, f"{row.rendered:,}", f"{row.wall:.2f}", f"{row.cpu:.2f}")
    each = f"{row.cpu / row.rendered * 1e6:.0f}" if row.mode == "cold" else ""
    return "| " + " | ".join([*cells, each, f"{row.memory:.0f}"]) + " |"


def peers(folder: Path, work: Path, sizes: str) -> None:
    """The same of other generators, by their own benchmark."""
    script, results = str(folder / "peers.py"), str(work / "peers.jsonl")
    subprocess.run([sys.executable, script, "--work", str(work), "--sizes", sizes, "--out", results], check=True)
    subprocess.run([sys.executable, script, "--report", results], check=True)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--work", type=Path, required=True)
    asked.add_argument("--sizes", default="1000,10000")
    asked.add_argument("--peers", type=Path)
    given = asked.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    print(HEAD)
    for row in rows(given.work.resolve(), [int(size) for size in given.sizes.split(",")]):
        print(line_of(row), flush=True)
    if given.peers:
        peers(given.peers, given.work, given.sizes)


if __name__ == "__main__":
    main()
