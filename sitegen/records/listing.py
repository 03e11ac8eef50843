"""The records of one container, one after another: where each stands, what it is called, what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sitegen.columns import guess, no_text
from sitegen.digest import digest
from sitegen.errors import SourceError
from sitegen.model import Problem
from sitegen.records.keys import Keys, identity, plain
from sitegen.records.mapping import Mapped

GIVE_UP = 1000  # rows without a text, and none with one: it is no container of articles
MOST_TOLD = 50  # problems of one container that are told one by one
TEMPORARY = ".part"


class Entry(NamedTuple):
    """A record: its key inside the container, the slice of `Listing.file` that is its JSON line (without the line's
    end), and the digest of these bytes."""

    key: str
    offset: int
    length: int
    digest: bytes


class Row(NamedTuple):
    """A record as a reader finds it: the number of its line or row (of a saved page, its address), its fields, its JSON
    line and where that begins in the container (negative where the container is no plain file of JSON Lines)."""

    place: int | str
    fields: Mapping[str, Any]
    line: bytes
    offset: int = -1


class Problems:
    """What is wrong in one container.  The first are told one by one, the others counted.  `encoding`: the one that
    was assumed for it."""

    def __init__(self, name: str) -> None:
        self.name, self.count, self.encoding = name, 0, "utf-8"
        self.told: list[Problem] = []

    def tell(self, place: int | str | None, error: SourceError) -> None:
        """`place` is a line or row ("a.csv:5"), the address of a page, or None for the container as a whole."""
        self.count += 1
        if len(self.told) < MOST_TOLD or place is None:
            self.told.append(Problem("read", self._where(place), error.message, error.hint))

    def _where(self, place: int | str | None) -> str:
        if isinstance(place, int):
            return f"{self.name}:{place}"
        return f"{self.name}/{plain(place)}" if place else self.name

    def all(self) -> list[Problem]:
        """Those told, and how many more there are."""
        more = self.count - len(self.told)
        if not more:
            return self.told
        return [
            *self.told,
            Problem("read", self.name, f"has {more:,} more records that cannot be read", "Mend the first ones first."),
        ]


class Reader(Protocol):
    """A generator of one format: yields its rows, tells its problems.  Raises SourceError where the container as a
    whole cannot be read."""

    def __call__(self, file: Path, name: str, problems: Problems) -> Iterator[Row]: ...


class Listing:
    """Iterate over it once; then `problems` is complete, and `file` holds the lines.

    What is kept in memory grows by no more than the 64 bits that tell two keys apart."""

    def __init__(self, source: Path, name: str, columns: Mapping[str, str], read: Reader, spool: Path | None) -> None:
        """`spool`: the file of JSON Lines that is written; None where the container is one itself."""
        self.source, self.name, self.columns, self.read, self.spool = source, name, columns, read, spool
        self.file = spool or source
        self._problems = Problems(name)

    @property
    def problems(self) -> list[Problem]:
        """What was wrong in the records so far."""
        return self._problems.all()

    @property
    def encoding(self) -> str:
        """What was assumed for the container as a whole, known once it is being read."""
        return self._problems.encoding

    def __iter__(self) -> Iterator[Entry]:
        """The entries, in the container's order.

        Raises:
            SourceError: the container cannot be read at all; the message goes on after its name.
        """
        keys, mapped, empty = Keys(), Mapped(self.columns), True
        with ExitStack() as stack:
            spool = stack.enter_context(Spool(self.spool)) if self.spool else None
            try:
                for row in self.read(self.source, self.name, self._problems):
                    mapped.look(row.fields)
                    found = guess(row.fields, self.columns)
                    if "text" not in found:
                        self._miss(row, mapped, empty)
                        continue
                    offset = spool.add(row.line) if spool else row.offset
                    key = keys.unique(identity(row.fields, found))
                    empty = False
                    yield Entry(key, offset, len(row.line), digest(row.line))
            except OSError as error:
                raise SourceError(
                    f"cannot be read: {error.strerror or error}", "Look at its permissions, and for room on the disk."
                ) from None
            self._conclude(mapped, empty)
            if spool:
                spool.finish()

    def _miss(self, row: Row, mapped: Mapped, empty: bool) -> None:
        error = no_text(row.fields, self.columns)
        self._problems.tell(row.place, error)
        if empty and self._problems.count >= GIVE_UP:
            raise mapped.missing("text") or error

    def _conclude(self, mapped: Mapped, empty: bool) -> None:
        """Tell what only the whole container shows.  Raises SourceError."""
        if empty and (error := mapped.missing("text")):
            raise error
        if empty and not self._problems.count:
            self._problems.tell(None, SourceError("holds no articles", "Take it out of seeds/, or put some in."))
        for error in mapped.all_missing():
            self._problems.tell(None, error)


class Spool:
    """A file of JSON Lines that stands whole or not at all."""

    def __init__(self, file: Path) -> None:
        self.file, self.partial = file, file.with_name(file.name + TEMPORARY)
        self.size = 0

    def __enter__(self) -> Spool:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.stream = open(self.partial, "wb", buffering=1 << 20)
        return self

    def add(self, line: bytes) -> int:
        """Where the line begins."""
        offset = self.size
        self.size += self.stream.write(line) + self.stream.write(b"\n")
        return offset

    def finish(self) -> None:
        self.stream.close()
        os.replace(self.partial, self.file)

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.partial.unlink(missing_ok=True)
