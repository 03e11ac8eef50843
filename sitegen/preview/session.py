"""A preview from its start to its end: what changed goes to the builder, what came of it to the browsers."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from sitegen import config as settings
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.preview.batch import ALL, Batch, Change
from sitegen.preview.building import Builder, Outcome, Task
from sitegen.preview.concerns import OURS, Concerns
from sitegen.preview.serving import Preview
from sitegen.preview.telling import Told
from sitegen.preview.watching import Watcher

Say = Callable[[str], None]
IDLE = 1.5  # seconds without an edit before what can wait is made
PATIENCE = 0.5  # seconds between two questions whether another build has ended
LOOK = 2.0  # seconds between two looks at whether the watching goes on
SHOWN = 20


class Session:
    """`config`: the settings at the start; they are read again when their file changes."""

    def __init__(self, config: Config, builder: Builder, app: Preview, say: Say, poll: bool) -> None:
        self.config, self.builder, self.app, self.say = config, builder, app, say
        self.concerns = Concerns(config)
        self.watcher = Watcher(self.concerns.root, self._heard, say, poll)
        self.batch = Batch()
        self.building = self.waits = self.was_busy = False
        self.came = asyncio.Event()
        self.known: list[Told] | None = None  # what was wrong after the last build; None: nothing is built yet

    async def run(self, ready: Callable[[], None]) -> None:
        """Until interrupted; `ready` is called when the first build has ended."""
        self.loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            self.loop.add_signal_handler(number, stopped.set)
        self.watcher.start(self.concerns.folders())
        tasks = [asyncio.create_task(self._follow(ready)), asyncio.create_task(self._guard())]
        ending = asyncio.create_task(stopped.wait())
        try:
            done, _ = await asyncio.wait([*tasks, ending], return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (*tasks, ending):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self.watcher.stop()

    # ---- what changes

    def _heard(self, name: str, closed: bool) -> None:
        """In a thread of the watcher's."""
        with suppress(RuntimeError):  # the loop has ended
            self.loop.call_soon_threadsafe(self._note, name, closed)

    def _note(self, name: str, closed: bool) -> None:
        change = self.concerns.change(name, closed)
        if change:
            self.batch.note(change, time.monotonic(), self.building)
            self.came.set()

    async def _guard(self) -> None:
        """A thread that watches may die: of a folder that came when the system had no more watches to give."""
        while True:
            await asyncio.sleep(LOOK)
            if not self.watcher.is_well():
                self.watcher.begin_again(self.concerns.folders())
                self._note(str(self.concerns.settings), True)

    # ---- builds

    async def _follow(self, ready: Callable[[], None]) -> None:
        while not await self._build(Task()):
            pass
        self.app.building = False
        self.app.show([])
        ready()
        while True:
            if await self._is_due():
                only = self.batch.take()
                await self._build(Task(None if only is None else tuple(only)))
            else:
                await self._late()

    async def _is_due(self) -> bool:
        """Waits until it is time for the next build; False: nothing changed, and there is time for what can wait."""
        idle = time.monotonic() + IDLE
        while True:
            now = time.monotonic()
            wait = self.batch.wait(now) if self.batch else idle - now if self.waits else None
            if wait is not None and wait <= 0:
                return bool(self.batch)
            self.came.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.came.wait(), wait)

    async def _build(self, task: Task) -> bool:
        """False where another program builds this archive just now: then this is for the next build."""
        self._settings_now()
        self.building = True
        outcome = await self.builder.build(task)
        self.building = False
        self._ended(outcome)
        if outcome.busy:
            if not self.was_busy:
                self.say("Another build of this archive is running; waiting for it to end.")
            await asyncio.sleep(PATIENCE)
            self.batch.note(Change(ALL, "another build"), time.monotonic())
        self.was_busy = outcome.busy
        return not outcome.busy

    async def _late(self) -> None:
        """What can wait: it gives way to the first edit."""
        task = asyncio.create_task(self.builder.build(Task((), late=True)))
        coming = asyncio.create_task(self._comes())
        await asyncio.wait([task, coming], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            self.builder.hurry()
        coming.cancel()
        self._ended(await task)

    async def _comes(self) -> None:
        while not self.batch:
            self.came.clear()
            await self.came.wait()

    def _settings_now(self) -> None:
        """Watch the folders that the settings name now; settings that cannot be followed are the builder's to tell."""
        with suppress(SitegenError, OSError):
            config = settings.load(self.config.root)
            if config != self.config:
                if config.paths.site != self.config.paths.site:
                    self.say("paths.site has changed: start the preview again to see the new folder.")
                written, self.config = self.concerns.written, config
                self.concerns = Concerns(config)
                self.concerns.written = written
            self.watcher.follow(self.concerns.folders())

    def _ended(self, outcome: Outcome) -> None:
        """Tell the terminal and the browsers."""
        self.concerns.remember()
        self.batch.forget(OURS)
        self.waits = outcome.waits or (self.waits and not outcome.ended)
        if outcome.busy or (outcome.waits and not outcome.ended):
            return  # nothing is known of how the archive is now
        self._say(outcome)
        fresh = {p for p in outcome.problems if self.known is not None and p not in self.known}
        self.known = outcome.problems
        self.app.tell(outcome.problems, fresh)
        if outcome.ended:
            self.app.show(outcome.paths)

    def _say(self, outcome: Outcome) -> None:
        """What was made, and what is wrong: once, not again while it stays the same."""
        if outcome.problems != self.known:
            for problem in outcome.problems[:SHOWN]:
                self.say(str(problem))
            if len(outcome.problems) > SHOWN:
                self.say(f"... and {len(outcome.problems) - SHOWN:,} more problems")
        if outcome.bug:
            self.say(outcome.bug)
        if any(problem.stops for problem in outcome.problems):
            self.say("The site stays as it was.")
        if self.known and not outcome.problems:
            self.say("Nothing is wrong any more.")
        if outcome.rendered or self.known is None:
            pages = "page" if outcome.rendered == 1 else "pages"
            self.say(f"{outcome.rendered:,} {pages} rendered in {outcome.seconds:.2f} s")
