"""Watch what a build reads: the system tells of changes where it can, and everything is looked at where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

Say = Callable[[str], None]
Told = Callable[[str, bool], None]  # a path, and whether nobody writes there any more
CHANGES = ("created", "modified", "moved", "deleted", "closed")  # reading a file is an event too, and no change
NETWORK = ("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "virtiofs", "vboxsf")
EVERY = 1.0  # seconds between two looks at everything
MOUNTS = Path("/proc/self/mounts")


class Watcher(FileSystemEventHandler):
    """Watches folders, those that come and go included.  `told` is called in another thread."""

    def __init__(self, root: Path, told: Told, say: Say, poll: bool = False) -> None:
        self.root, self.told, self.say, self.polls = root, told, say, poll
        self.watches: dict[tuple[Path, int], ObservedWatch] = {}
        self.observer: BaseObserver = PollingObserver(timeout=EVERY) if poll else Observer()

    def start(self, folders: list[Path]) -> None:
        if not self.polls and (kind := network_drive(self.root)):
            self.say(f"{self.root} lies on a network drive ({kind}): looking for changes every second instead.")
            self.polls, self.observer = True, PollingObserver(timeout=EVERY)
        try:
            self.observer.start()
        except OSError as error:
            self._poll(error)
        self.follow(folders)

    def stop(self) -> None:
        self.observer.stop()
        if self.observer.is_alive():
            self.observer.join(2)

    def follow(self, folders: list[Path]) -> None:
        """Watch those of the folders that are there now; one made anew under an old name is another one."""
        wanted = {(f, f.stat().st_ino): True for f in folders if f.is_dir()}
        wanted.setdefault((self.root, self.root.stat().st_ino), False)
        for key in [k for k in self.watches if k not in wanted]:
            self._leave(self.watches.pop(key))
        for key, recursive in wanted.items():
            if key not in self.watches:
                self.watches[key] = self._watch(key[0], recursive)

    def is_well(self) -> bool:
        """False where a thread that watches has died: events may have been missed."""
        return self.observer.is_alive() and all(emitter.is_alive() for emitter in self.observer.emitters)

    def begin_again(self, folders: list[Path]) -> None:
        """After that: watch by looking."""
        self._poll(None)
        self.follow(folders)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in CHANGES or (event.is_directory and event.event_type == "modified"):
            return  # that a folder was modified is said once more, and more exactly, of the file in it
        closed = self.polls or event.is_directory or event.event_type in ("closed", "moved", "deleted")
        for name in (event.src_path, event.dest_path):
            if name:
                self.told(os.fsdecode(name), closed)

    def _watch(self, folder: Path, recursive: bool) -> ObservedWatch:
        try:
            return self.observer.schedule(self, str(folder), recursive=recursive)
        except OSError as error:
            if self.polls:
                raise
            self._poll(error)
            return self.observer.schedule(self, str(folder), recursive=recursive)

    def _leave(self, watch: ObservedWatch) -> None:
        with suppress(KeyError):  # it went with its folder
            self.observer.unschedule(watch)

    def _poll(self, error: OSError | None) -> None:
        """The system has no more watches to give: look at everything once a second."""
        why = error.strerror if error else "it stopped to tell of changes"
        self.say(
            f"{self.root} cannot be watched ({why}): looking for changes every second instead.\n"
            "  Raise fs.inotify.max_user_watches and fs.inotify.max_user_instances to have them at once."
        )
        self.observer.stop()
        self.polls, self.observer = True, PollingObserver(timeout=EVERY)
        self.observer.start()
        for (folder, inode), watch in list(self.watches.items()):
            self.watches[folder, inode] = self.observer.schedule(self, str(folder), recursive=watch.is_recursive)


def network_drive(folder: Path, mounts: Path = MOUNTS) -> str:
    """The kind of the network drive that a folder lies on, whose server tells nobody here of changes; "" for any other.
    Known on Linux alone."""
    if sys.platform != "linux" or not mounts.exists():
        return ""
    found = {}
    for line in mounts.read_text("utf-8", "surrogateescape").splitlines():
        _, place, kind, *_ = line.split(" ")
        found[Path(place.replace("\\040", " "))] = kind
    path = folder.resolve()
    kind = next((found[p] for p in (path, *path.parents) if p in found), "")
    return kind if kind in NETWORK else ""
