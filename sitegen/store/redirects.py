"""Rows of redirects: pages in the place of one that moved."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.store.database import Database


class Redirects:
    def __init__(self, db: Database) -> None:
        self.db = db

    def all(self) -> dict[int, tuple[str, int]]:
        """page -> (folder and slug that lead on, the term that they lead to)."""
        return {id: (place, term) for id, place, term in self.db.run("SELECT * FROM redirect")}

    def of(self, page: int) -> tuple[str, int] | None:
        row: tuple[str, int] | None = self.db.run("SELECT place, term FROM redirect WHERE id=?", (page,)).fetchone()
        return row

    def leads_to(self, place: str) -> int:
        """The term that a folder and slug lead on to ("people/ann-lee"), 0 where they do not."""
        return int(self.db.value("SELECT term FROM redirect WHERE place=?", (place,)) or 0)

    def put(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """These redirects, and no others."""
        self.db.run("DELETE FROM redirect")
        self.db.many("INSERT INTO redirect VALUES(?,?,?)", rows)
