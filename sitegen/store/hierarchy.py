"""Which tag stands below which: one broader tag for each, as tags.toml states it."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import TAG
from sitegen.store.database import Database


class Hierarchy:
    def __init__(self, db: Database) -> None:
        self.db = db

    def all(self) -> dict[int, int]:
        """term -> the broader one."""
        return dict(self.db.run("SELECT id, broader FROM broader").fetchall())

    def put(self, pairs: Iterable[tuple[int, int]]) -> None:
        """These pairs, and no others."""
        self.db.run("DELETE FROM broader")
        self.db.many("INSERT INTO broader VALUES(?,?)", pairs)

    def above(self, term: int) -> int | None:
        """The broader term, if one is stated."""
        found: int | None = self.db.value("SELECT broader FROM broader WHERE id=?", (term,))
        return found

    def below(self, term: int) -> list[int]:
        """The narrower terms."""
        return [id for (id,) in self.db.run("SELECT id FROM broader WHERE broader=? ORDER BY id", (term,))]

    def spellings(self, block: str) -> list[tuple[str, int]]:
        """(name, term) of the forms of a block of tags."""
        return self.db.run(
            "SELECT name, term FROM form WHERE family=? AND block=? ORDER BY id", (TAG, block)
        ).fetchall()
