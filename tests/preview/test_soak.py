"""Random edits, one upon the other: at the end the site is that of a clean build, and nothing has grown.

SITEGEN_SOAK=2000 makes so many edits, which takes minutes."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import NO_MODEL, SETTINGS, Archive
from tests.preview.server import Server, until
from tests.test_histories import SMALL, History

EDITS = int(os.environ.get("SITEGEN_SOAK", "60"))
GROWTH = 1.10  # of memory, over the second half
PAUSES = (0.0, 0.0, 0.01, 0.03, 0.1, 0.3, 0.5)


def family(pid: int) -> list[int]:
    """The server and the process that builds."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    named = [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    assert len(named) == 1, "the process that builds died"
    return [pid, *named]


def handles(pid: int) -> list[int]:
    return [len(os.listdir(f"/proc/{p}/fd")) for p in family(pid)]


def memory(pid: int) -> list[int]:
    """KiB."""
    statuses = [Path(f"/proc/{p}/status").read_text() for p in family(pid)]
    return [int(status.split("VmRSS:")[1].split()[0]) for status in statuses]


def settle(server: Server, archive: Archive, n: int) -> None:
    """Until all that was written before is on the pages."""
    archive.article("last.md", f"After edit {n}", "2030-01-01")
    until(lambda: f"After edit {n}" in archive.page("index.html"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_after_many_edits_the_site_is_clean_and_nothing_has_grown(new_archive: Callable[..., Archive]) -> None:
    rng = random.Random(9)
    archive = new_archive("soak", SETTINGS + SMALL + NO_MODEL)
    history = History(archive, rng)
    history.vandal = history.touch  # type: ignore[method-assign]  # nobody tells of files altered in site/
    history.accept = history.touch  # type: ignore[method-assign]  # a build beside the preview's own is refused
    for _ in range(20):
        history.step()
    server = Server(archive.root)
    try:
        pid, seen = server.process.pid, []
        for n in range(1, EDITS + 1):
            history.step()
            time.sleep(rng.choice(PAUSES))
            if n in (EDITS // 2, EDITS):
                settle(server, archive, n)
                time.sleep(3)  # what can wait is made
                seen.append((handles(pid), memory(pid)))
        clean = new_archive("clean", SETTINGS + SMALL + NO_MODEL)
        for folder in ("seeds", "templates"):
            if (archive.root / folder).exists():
                shutil.copytree(archive.root / folder, clean.root / folder, dirs_exist_ok=True)
        clean.build()
        wanted = clean.site()
        differ = [""]

        def agrees() -> bool:
            now = archive.site()
            differ[:] = sorted(p for p in now.keys() | wanted.keys() if now.get(p) != wanted.get(p))
            return not differ

        try:
            until(agrees, 20)
        except AssertionError:
            pytest.fail(f"{differ[:10]} differ\n{server.said()[-2000:]}")
        print(f"{EDITS} edits, {server.builds()} builds; file handles and KiB at half and at the end: {seen}")
        assert "bug" not in server.said()
        (handles_then, memory_then), (handles_now, memory_now) = seen
        assert handles_now == handles_then
        assert all(now < then * GROWTH for then, now in zip(memory_then, memory_now, strict=True)), seen
    finally:
        server.stop()
