"""How much each month holds: articles, and under the bit QUOTED (see ids) quotations of people."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.ids import DAY, QUOTED
from sitegen.store.database import Database


class Periods:
    def __init__(self, db: Database) -> None:
        self.db = db

    def months(self, year: int | None = None) -> list[tuple[int, int]]:
        """(year << 5 | month, articles)."""
        return self._periods(0, year)

    def quoted_months(self, year: int | None = None) -> list[tuple[int, int]]:
        """(year << 5 | month, quotations of people)."""
        return [(month & ~QUOTED, n) for month, n in self._periods(QUOTED, year)]

    def _periods(self, bit: int, year: int | None) -> list[tuple[int, int]]:
        low, high = (bit, bit + DAY) if year is None else (bit | year << 5, bit | (year + 1) << 5)
        return self.db.run("SELECT id, n FROM month WHERE id>=? AND id<? ORDER BY id", (low, high)).fetchall()

    def month(self, month: int) -> int:
        return int(self.db.value("SELECT n FROM month WHERE id=?", (month,)) or 0)

    def put(self, rows: Iterable[tuple[int, int]]) -> None:
        rows = list(rows)
        self.db.many("INSERT OR REPLACE INTO month VALUES(?,?)", (r for r in rows if r[1]))
        self.db.many("DELETE FROM month WHERE id=?", ((m,) for m, n in rows if not n))
