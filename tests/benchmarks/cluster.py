"""What does a cluster cost beside processes?  `python tests/benchmarks/cluster.py [ARTICLES] [ROUNDS] [MODEL]`; the
archive alone: `python tests/benchmarks/cluster.py archive FOLDER [ARTICLES] [MODEL]`

Builds one invented archive anew in alternating rounds: by processes:2, and by a LocalCluster of two processes with a
scheduler, all of this machine.  Prints seconds by the clock and of CPU (of the build and of the cluster together, and
without what the cluster takes while it waits), and the ratio of the medians."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

CLUSTER = """
from distributed import LocalCluster
import sys
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
SUBJECTS = "harbour wall|bus fare|brass band|flood barrier|night shift|water supply|school roof|oyster fishery".split(
    "|"
)
FIRST, LAST = "Ann Bo Cyd Dora Eli Flora Gus Ivo".split(), "Roe Ash Lindqvist Okafor Marsh Njoroge Marek Dal".split()
WAITING = 10  # seconds
ROLES = ("harbour master", "mayor of Lowick", "transport minister", "spokeswoman for Eastgate Council")


def article(rng: random.Random) -> str:
    """About 400 words of news from towns that do not exist."""
    one, two = rng.sample(SUBJECTS, 2)
    lines = [f"{one.capitalize()} in Lowick is put off until {rng.randint(1980, 2020)}"]
    for _ in range(8):
        who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        lines += [
            f"The council of Lowick spoke of the {one} on Monday, and of what the {one} would cost Eastgate "
            f"in the {rng.randint(2, 40)} years that it is to last, beside the {two}.",
            f"“Nobody at the meeting had been told that the {two} was to come before the {one},” said {who}, "
            f"{rng.choice(ROLES)}. “It is not what we were promised.”",
        ]
    return "\n\n".join(lines) + "\n"


def archive(root: Path, articles: int, model: str) -> None:
    rng = random.Random(8)
    (root / "seeds").mkdir(parents=True)
    (root / "sitegen.toml").write_text(f'[annotate]\nmodel = "{model}"\n[search]\nengine = "none"\n')
    for n in range(articles):
        folder = root / "seeds" / f"{n // 1000:03}"
        folder.mkdir(exist_ok=True)
        (folder / f"{n:06}.txt").write_text(article(rng), "utf-8")


def built(root: Path, executor: str) -> tuple[float, float]:
    """(seconds by the clock, of CPU) of one build."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "sitegen", "--root", str(root), "build", "--clean", "--quiet"]
    subprocess.run([*command, "--executor", executor], check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def used(process: int) -> float:
    """CPU seconds of a process and all below it, since they began."""
    import psutil

    top = psutil.Process(process)
    times = [p.cpu_times() for p in (top, *top.children(recursive=True))]
    return sum(t.user + t.system for t in times)


def main(articles: int = 1000, rounds: int = 5, model: str = "builtin") -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "archive")
        archive(root, articles, model)
        script = Path(folder, "cluster.py")
        script.write_text(CLUSTER)
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, str(script)], stdin=pipe, stdout=pipe, text=True) as cluster:
            assert cluster.stdin is not None and cluster.stdout is not None
            address = cluster.stdout.readline().strip()
            idle = used(cluster.pid)
            time.sleep(WAITING)
            idle = (used(cluster.pid) - idle) / WAITING
            taken: dict[str, list[tuple[float, float]]] = {"processes:2": [], f"dask:{address}": []}
            for n in range(rounds + 1):
                for executor, times in taken.items():
                    before = used(cluster.pid)
                    wall, cpu = built(root, executor)
                    if executor.startswith("dask"):
                        cpu += used(cluster.pid) - before
                    if n:  # the first round warms the disk, and opens the models in the workers
                        times.append((wall, cpu))
                        print(f"{executor.partition(':')[0]:<10} {wall:>7.2f} s, {cpu:>7.2f} s of CPU", flush=True)
            cluster.stdin.close()
    print(f"an idle cluster takes {idle:.3f} s of CPU a second")
    here, there = (tuple(median(t[i] for t in times) for i in (0, 1)) for times in taken.values())
    print(f"{articles:,} articles, medians of {rounds}, load {os.getloadavg()[0]:.1f}:")
    print(f"processes:2 {here[0]:.2f} s, {here[1]:.2f} of CPU; dask {there[0]:.2f} s, {there[1]:.2f} of CPU")
    busy = there[1] - idle * there[0]
    print(
        f"ratio {there[0] / here[0]:.2f} by the clock, {there[1] / here[1]:.2f} by CPU, {busy / here[1]:.2f} of it busy"
    )


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["archive"]:
        archive(Path(words[1]), int((*words, "1500")[2]), (*words, "", "builtin")[3])
        sys.exit()
    main(*map(int, words[:2]), *words[2:])
