"""What changed since the last build, and when it is time for the next: events in, one set of paths out.

A file that an editor holds open is waited for until it is closed, so that nothing half written is read; after that a
moment of quiet is enough.  Where much changes, or while a build runs, the quiet is a longer one: a checkout of a
thousand files is one build or two."""

from __future__ import annotations

from typing import NamedTuple

QUIET, LONG_QUIET = 0.012, 0.25  # seconds without an event
UNCLOSED = 0.15  # so long a file is waited for that is written and not closed: some systems never say that it is
LONGEST = 5.0  # somebody writes without end: build all the same
FEW, MANY = 8, 1000  # from so many paths on: the long quiet; everything is looked at


SEED, THEME, ALL = "seed", "theme", "all"


class Change(NamedTuple):
    """Something that a build reads may be another now.  `kind`: SEED, a file or a folder below seeds/, at `path` there;
    THEME, a template, a static file or a catalogue, all of which every build compares; ALL, anything.  `closed` tells
    whether nobody writes to it any more."""

    kind: str
    path: str
    closed: bool = True


class Batch:
    """Times are seconds of one clock that never goes back."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing has changed yet."""
        self.paths: set[str] = set()
        self.open: set[tuple[str, str]] = set()
        self.everything = self.theme = self.during_build = False
        self.first = self.last = 0.0

    def __bool__(self) -> bool:
        return bool(self.paths or self.everything or self.theme)

    def note(self, change: Change, now: float, building: bool = False) -> None:
        """Something changed."""
        if not self:
            self.first = now
        self.last = now
        self.during_build |= building
        self.everything |= change.kind == ALL
        self.theme |= change.kind == THEME
        if change.kind == SEED:
            self.paths.add(change.path)
        (self.open.discard if change.closed else self.open.add)((change.kind, change.path))

    def forget(self, paths: tuple[str, ...]) -> None:
        """These were no changes."""
        self.paths.difference_update(paths)

    def wait(self, now: float) -> float:
        """Seconds until it is time to build, if nothing else comes; 0 or less: now."""
        busy = self.during_build or len(self.paths) > FEW
        quiet = LONG_QUIET if busy else UNCLOSED if self.open else QUIET
        return min(self.last + quiet, self.first + LONGEST) - now

    def take(self) -> list[str] | None:
        """The paths that changed, in order, None for "look at everything"; the next batch begins."""
        paths = None if self.everything or len(self.paths) > MANY else sorted(self.paths)
        self.begin()
        return paths
