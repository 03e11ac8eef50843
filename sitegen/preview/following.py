"""Watch what a build reads, and build when it was left alone for a moment."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from sitegen import config as settings
from sitegen.build import build
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.model import Problem, Report

Say = Callable[[str], None]
QUIET = 0.05  # seconds without an event before a build: editors save in several steps
CHANGES = ("created", "modified", "moved", "deleted", "closed")  # reading a file is an event too, and no change
OURS = "addresses.tsv"  # in seeds/, and written by builds


class Builder:
    """Builds, and says what was made and what is wrong: once, not again while both stay the same."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.said: list[Problem] | None = None

    def __call__(self, config: Config, jobs: int | None) -> bool:
        """True where a page changed.  Never raises: a preview goes on, and the old site stays."""
        began = time.perf_counter()
        try:
            report = build(config, jobs=jobs)
        except SitegenError as error:
            self.say(f"{error}\nThe site stays as it was.")
        except Exception:
            self.say(f"A bug, sorry; the site stays as it was.\n{traceback.format_exc()}")
        else:
            if report.rendered or report.problems != self.said:
                self._tell(report, time.perf_counter() - began)
            return bool(report.written or report.removed)
        return False

    def _tell(self, report: Report, seconds: float) -> None:
        for problem in report.problems:
            self.say(str(problem))
        self.say(f"{report.rendered:,} {'page' if report.rendered == 1 else 'pages'} rendered in {seconds:.2f} s")
        self.said = report.problems


class Follower(FileSystemEventHandler):
    """Watches what a build reads, and builds when it was left alone for a moment; `reload` tells the browsers.

    One thread builds, so builds follow each other; a change during a build starts the next."""

    def __init__(self, config: Config, builder: Builder, reload: Callable[[], object]) -> None:
        self.config, self.build, self.say, self.reload = config, builder, builder.say, reload
        self.changed, self.stopped = threading.Event(), threading.Event()
        self.observer: BaseObserver = Observer()
        self.watches: dict[tuple[Path, int], ObservedWatch] = {}
        self.builder = threading.Thread(target=self._work, name="builder", daemon=True)

    def start(self) -> None:
        """The first thing to do is a build: for what changed before the watches stood."""
        self.observer.start()
        self._follow()
        self.changed.set()
        self.builder.start()

    def stop(self) -> None:
        """Let a build that runs come to its end."""
        self.stopped.set()
        self.changed.set()
        self.observer.stop()
        self.builder.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in CHANGES or (event.is_directory and event.event_type == "modified"):
            return  # that a folder was modified is said once more, and more exactly, of the file in it
        if any(map(self._concerns, (event.src_path, event.dest_path))):
            self.changed.set()

    def _concerns(self, name: str | bytes) -> bool:
        """Is this file or folder something that a build reads?"""
        path = Path(name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
        if path in (Path(self.config.root, settings.FILE), *self._folders()):
            return True
        below = [path.relative_to(f) for f in self._folders() if f in path.parents]
        hidden = any(part.startswith(".") for inner in below for part in inner.parts)
        return bool(below) and not hidden and path != self.config.seeds / OURS

    def _folders(self) -> list[Path]:
        paths = self.config.paths
        return [Path(self.config.root, name) for name in (paths.seeds, paths.templates, paths.static)]

    def _follow(self) -> None:
        """Watch the folders that are there now; a folder made anew under an old name is another one."""
        wanted = {(f, f.stat().st_ino): f != Path(self.config.root) for f in self._folders() if f.is_dir()}
        root = Path(self.config.root)
        wanted.setdefault((root, root.stat().st_ino), False)
        for key in [k for k in self.watches if k not in wanted]:
            self.observer.unschedule(self.watches.pop(key))
        for key, recursive in wanted.items():
            if key not in self.watches:
                self.watches[key] = self._watch(key[0], recursive)

    def _watch(self, folder: Path, recursive: bool) -> ObservedWatch:
        try:
            return self.observer.schedule(self, str(folder), recursive=recursive)
        except OSError as error:
            if isinstance(self.observer, PollingObserver):
                raise
            self.say(
                f"{folder} cannot be watched ({error.strerror}): looking for changes every second instead.\n"
                "  Raise fs.inotify.max_user_watches to have them at once."
            )
            return self._poll(folder, recursive)

    def _poll(self, folder: Path, recursive: bool) -> ObservedWatch:
        """The system has no more watches to give: look at everything once a second."""
        self.observer.stop()
        self.observer = PollingObserver()
        self.observer.start()
        for (other, inode), watch in list(self.watches.items()):
            self.watches[other, inode] = self.observer.schedule(self, str(other), recursive=watch.is_recursive)
        return self.observer.schedule(self, str(folder), recursive=recursive)

    def _work(self) -> None:
        while True:
            self.changed.wait()
            while self.changed.is_set() and not self.stopped.is_set():
                self.changed.clear()
                self.stopped.wait(QUIET)
            if self.stopped.is_set():
                return
            self._rebuild()

    def _rebuild(self) -> None:
        """With the settings as they are now; in this process alone, for a process with threads must not fork."""
        try:
            site = self.config.paths.site
            self.config = settings.load(self.config.root)
            if self.config.paths.site != site:
                self.say("paths.site has changed: start the preview again to see the new folder.")
            self._follow()
        except (SitegenError, OSError) as error:
            self.say(f"{error}\nThe site stays as it was.")
            return
        if self.build(self.config, jobs=1):
            self.reload()
