"""The process that builds, as it sees itself: it builds what it is told of, and remembers how it left the archive.

What another program builds meanwhile is noticed by the file of the state: then everything is looked at."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection

from sitegen import config as settings
from sitegen.annotate import open_annotator
from sitegen.build import build
from sitegen.config import Config
from sitegen.errors import BuildRunning, SitegenError
from sitegen.model import Report
from sitegen.preview.building import HURRY, Outcome, Task
from sitegen.preview.telling import of_bug, of_error, of_problem

STATE = "build.db"


class GaveWay(BaseException):
    """Something more urgent is to be done."""


def _give_back() -> None:
    """Memory that is free goes back to the system: glibc keeps what lies between pieces that are still in use."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library has no such call, nor such a habit
            ctypes.CDLL(None).malloc_trim(0)


class Worker:
    """The process that builds, as it sees itself."""

    def __init__(self, pipe: Connection, root: str) -> None:
        self.pipe, self.root = pipe, root
        self.left: tuple[int, int] | None = None  # the state as our last build left it; None: look at everything
        self.owed: set[str] = set()  # paths that changed, and that no build has come to the end of
        self.warm = False

    def run(self) -> None:
        while True:
            task = self.pipe.recv()
            if task != HURRY:
                self.pipe.send(self.done(task))
                gc.collect()  # what a build leaves holds file handles, those of its workers above all
                _give_back()

    def done(self, task: Task) -> Outcome:
        """Never raises: a preview goes on, and the old site stays."""
        began = time.perf_counter()
        outcome = Outcome()
        try:
            config = settings.load(self.root)
            report = self._build(config, task)
            self._tell(report, config, outcome, task)
        except BuildRunning:
            outcome.ended, outcome.busy = False, True
        except GaveWay:
            outcome.ended, outcome.waits = False, True
        except SitegenError as error:
            outcome.ended, outcome.problems = False, [of_error(error, self.root)]
        except Exception as error:
            outcome.ended, outcome.problems, outcome.bug = False, [of_bug(error)], traceback.format_exc()
            self.left = None
        outcome.seconds = time.perf_counter() - began
        return outcome

    def _build(self, config: Config, task: Task) -> Report:
        everything = task.only is None or self.left is None or self.left != _state(config)
        self.owed.update(task.only or ())
        try:
            report = build(config, only=None if everything else self.owed, late=task.late, progress=self._step)
        except BaseException:
            self.left = None if everything else _state(config)
            raise
        self._warm_up(config)
        self.owed.clear()
        self.left = _state(config)
        return report

    def _warm_up(self, config: Config) -> None:
        """What is opened once a process is opened now, and not at the first edit."""
        if not self.warm:
            open_annotator(config.annotate.model)
            build(config, only=[], late=False)
            gc.collect()
            gc.freeze()
            self.warm = True

    def _tell(self, report: Report, config: Config, outcome: Outcome, task: Task) -> None:
        if any(p.stage == "scan" for p in report.problems):
            self.left = None  # a scan of a few paths would not say so again
        outcome.waits = (
            not task.late and _can_wait(config) and bool(report.rendered or report.removed or task.only is None)
        )
        outcome.paths, outcome.rendered, outcome.removed = report.paths, report.rendered, report.removed
        outcome.problems = list(dict.fromkeys(of_problem(p, config) for p in report.problems))
        outcome.notices = report.notices

    def _step(self, room: str, done: int, total: int) -> None:
        if room == "search" and self.pipe.poll():
            raise GaveWay


def _can_wait(config: Config) -> bool:
    return config.searchable or bool(config.data.formats)


def _state(config: Config) -> tuple[int, int]:
    try:
        st = (config.state / STATE).stat()
    except OSError:
        return 0, 0
    return st.st_mtime_ns, st.st_ino
