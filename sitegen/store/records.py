"""Records of containers: where each one's line stands, as a folder knows its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from sitegen.model import Problem, Source
from sitegen.store.database import Database

HOLDS = "?>=path||'/' AND ?<path||'0'"


class Place(NamedTuple):
    """A slice of a file of JSON Lines; `file` is relative to seeds/, or below the state folder."""

    file: str
    start: int
    length: int


class Records:
    """`container` has a row a container: stamp, digest of what its reading depends on, the file that holds its
    lines, problems met in it; `record` a row a record."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def known(self) -> dict[str, tuple[int, bytes, str]]:
        """container -> (stamp, mark, file)."""
        return {path: tuple(rest) for path, *rest in self.db.run("SELECT path, stamp, mark, file FROM container")}

    def put(self, path: str, stamp: int, mark: bytes, file: str, problems: Sequence[Problem]) -> None:
        packed = msgspec.msgpack.encode(problems)
        self.db.run("INSERT OR REPLACE INTO container VALUES(?,?,?,?,?)", (path, stamp, mark, file, packed))

    def drop(self, path: str) -> None:
        """Forget a container and its records."""
        self.clear(path)
        self.db.run("DELETE FROM container WHERE path=?", (path,))

    def clear(self, path: str) -> None:
        self.db.run("DELETE FROM record WHERE source>=? AND source<?", _within(path))

    def add(self, rows: Iterable[tuple[str, int, int, int]]) -> None:
        """(source, start, length, stamp) of records."""
        self.db.many("INSERT INTO record VALUES(?,?,?,?)", rows)

    def rows(self, path: str) -> list[tuple[str, int, int, int]]:
        """(source, start, length, stamp) of the records of a container, in the order of their lines."""
        sql = "SELECT source, start, length, stamp FROM record WHERE source>=? AND source<? ORDER BY start"
        return self.db.run(sql, _within(path)).fetchall()

    def unknown(self, path: str, known: set[int]) -> list[Source]:
        """Records of a container whose stamps are not known; those that are, are taken out of `known`."""
        missing: list[Source] = []
        for source, stamp in self.db.run(
            "SELECT source, stamp FROM record WHERE source>=? AND source<?", _within(path)
        ):
            if stamp in known:
                known.discard(stamp)
            else:
                missing.append(Source(source, stamp))
        return missing

    def place(self, source: str) -> Place | None:
        """Where a record stands; None for what is no record."""
        row = self.db.run("SELECT start, length FROM record WHERE source=?", (source,)).fetchone()
        if row is None:
            return None
        return Place(self.db.value(f"SELECT file FROM container WHERE {HOLDS}", (source, source)), *row)

    def parts(self, source: str) -> tuple[str, str | None]:
        """(container, key) of a record; (source, None) of a file of its own."""
        container = self.db.value(f"SELECT path FROM container WHERE {HOLDS}", (source, source))
        return (container, source[len(container) + 1 :]) if container else (source, None)

    def problems(self) -> list[Problem]:
        rows = self.db.run("SELECT problems FROM container ORDER BY path")
        return [p for (blob,) in rows for p in msgspec.msgpack.decode(blob, type=list[Problem])]


def _within(path: str) -> tuple[str, str]:
    """The range of sources below a path: "0" comes right after "/"."""
    return path + "/", path + "0"
