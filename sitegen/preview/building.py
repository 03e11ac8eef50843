"""Builds in a process of their own, so that pages are served meanwhile: what the server sends, and what comes back.

The process is kept: what reads texts is opened once.  It is a new one, not forked from the server, whose threads no
fork may see; and it may be killed at any moment, as every build may."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from msgspec import Struct

from sitegen.preview.telling import Told

HURRY = "hurry"
DIED = Told("", 0, "The process that builds died twice.", "Is there enough memory? The next change tries again.", True)


class Task(Struct, frozen=True):
    """`only`: paths below seeds/ that changed, None for "look at everything"; `late`: make what can wait too (the files
    for download, the search)."""

    only: tuple[str, ...] | None = None
    late: bool = False


class Outcome(Struct):
    """What a build did.  `ended`: False where it was refused, stopped by a problem, or gave way; `busy`: another
    program builds this archive; `waits`: there is something that can wait and was not made."""

    ended: bool = True
    busy: bool = False
    waits: bool = False
    paths: list[str] = []
    rendered: int = 0
    removed: int = 0
    seconds: float = 0.0
    problems: list[Told] = []
    notices: list[str] = []
    bug: str = ""


def work(pipe: Connection, root: str) -> None:
    """What the process does until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from sitegen.preview.worker import Worker

    with contextlib.suppress(EOFError, ConnectionError):
        Worker(pipe, root).run()


class Builder:
    """The same process, as the server sees it.  One task at a time."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.process: Any = None

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, self.root), name="sitegen builds")
        self.process.start()
        theirs.close()

    async def build(self, task: Task) -> Outcome:
        """Done by the process; where it died, by a new one, which looks at everything."""
        for attempt in (task, Task(None, task.late)):
            try:
                self.pipe.send(attempt)
                await self._answered()
                outcome: Outcome = self.pipe.recv()
            except (EOFError, ConnectionError):
                self.stop()
                self.start()
            else:
                return outcome
        return Outcome(ended=False, problems=[DIED])

    def hurry(self) -> None:
        """Something more urgent than what can wait."""
        with contextlib.suppress(OSError):
            self.pipe.send(HURRY)

    async def _answered(self) -> None:
        loop, answered = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.pipe.fileno(), answered.set)
        try:
            await answered.wait()
        finally:
            loop.remove_reader(self.pipe.fileno())

    def stop(self) -> None:
        """At once: what a build has done so far is kept."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()
