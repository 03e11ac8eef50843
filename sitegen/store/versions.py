"""Sketches of texts, the texts under each key of them, and which text is a version of which.

The texts under keys lie in PARTS rows, each a packed table sorted by key and rank: a text that comes or goes concerns a
few rows, and all of them together are written in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.store.database import Database, listed

ENTRY = np.dtype([("key", "<u4"), ("rank", "<i8"), ("id", "<i8")])
PART_SHIFT = 21  # a key has 31 bits: 1024 rows
BATCH = 4000
Entry = tuple[int, int, int]  # key, rank, article


class Versions:
    def __init__(self, db: Database) -> None:
        self.db = db
        self._parts: dict[int, NDArray[np.void]] = {}

    # ---- sketches

    def put_sketches(self, rows: Iterable[tuple[int, bytes]]) -> None:
        self.db.many("INSERT OR REPLACE INTO sketch VALUES(?,?)", (row for row in rows if row[1]))

    def sketch(self, article: int) -> bytes:
        """The sketch of an article's text, b"" where it has none."""
        return self.db.value("SELECT sketch FROM sketch WHERE id=?", (article,)) or b""

    def drop_sketch(self, article: int) -> None:
        self.db.run("DELETE FROM sketch WHERE id=?", (article,))

    def sketches(self) -> Iterator[tuple[int, bytes]]:
        """(article, sketch) of all that have one, by article."""
        after = -1
        while rows := self.db.run(
            "SELECT id, sketch FROM sketch WHERE id>? ORDER BY id LIMIT ?", (after, BATCH)
        ).fetchall():
            yield from rows
            after = rows[-1][0]

    # ---- keys

    def put_keys(
        self,
        ranks: NDArray[np.int64],
        ids: NDArray[np.int64],
        keys: NDArray[np.uint32],
        owners: NDArray[np.int32],
    ) -> None:
        """These entries and no others: `keys` sorted, equal ones by rank; of each its text's place among `ranks` and
        `ids`."""
        self.db.run("DELETE FROM band")
        self._parts.clear()
        borders = np.flatnonzero(np.diff(keys >> PART_SHIFT)) + 1
        for start, end in pairwise([0, *borders.tolist(), len(keys)]) if len(keys) else ():
            table = np.empty(end - start, ENTRY)
            whose = owners[start:end]
            table["key"], table["rank"], table["id"] = keys[start:end], ranks[whose], ids[whose]
            self._write_part(int(keys[start]) >> PART_SHIFT, table)

    def change_keys(self, gone: Iterable[Entry], come: Iterable[Entry]) -> None:
        """Take out entries, all of an article's, and put others in."""
        parts: dict[int, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
        for n, entries in enumerate((gone, come)):
            for entry in entries:
                parts[entry[0] >> PART_SHIFT][n].append(entry)
        for part, (less, more) in sorted(parts.items()):
            table = self._part(part)
            if less:
                table = table[~np.isin(table["id"], [id for _, _, id in less])]
            self._put_part(part, _with(table, sorted(more)))

    def release(self) -> None:
        """Give back the memory of the entries that were looked at."""
        self._parts.clear()

    def under(self, key: int) -> list[tuple[int, int]]:
        """(rank, article) of the texts with this key, by rank."""
        table = self._part(key >> PART_SHIFT)
        low, high = np.searchsorted(table["key"], [key, key + 1])
        return [(rank, id) for _, rank, id in table[low:high].tolist()]

    def _part(self, part: int) -> NDArray[np.void]:
        if part not in self._parts:
            blob = self.db.value("SELECT entries FROM band WHERE part=?", (part,)) or b""
            self._parts[part] = np.frombuffer(blob, ENTRY)
        return self._parts[part]

    def _put_part(self, part: int, table: NDArray[np.void]) -> None:
        self._parts[part] = table
        self._write_part(part, table)

    def _write_part(self, part: int, table: NDArray[np.void]) -> None:
        self.db.run("INSERT OR REPLACE INTO band VALUES(?,?)", (part, table.tobytes()))

    # ---- versions and their leads

    def any(self) -> bool:
        return self.db.value("SELECT 1 FROM version LIMIT 1") is not None

    def lead(self, article: int) -> int | None:
        """The lead of a version; None of an article that is none."""
        found: int | None = self.db.value("SELECT lead FROM version WHERE id=?", (article,))
        return found

    def leads(self, articles: Iterable[int]) -> dict[int, int]:
        """version -> its lead, of those among the articles that are versions."""
        rows = self.db.run(
            "SELECT v.id, v.lead FROM json_each(?) j CROSS JOIN version v ON v.id = j.value", (listed(articles),)
        )
        return dict(rows.fetchall())

    def of(self, lead: int) -> list[int]:
        """The versions of a report besides its lead, by date."""
        return [id for (id,) in self.db.run("SELECT id FROM version WHERE lead=? ORDER BY id", (lead,))]

    def reports(self) -> dict[int, list[int]]:
        """lead -> the versions of its report besides it, by date; of all reports."""
        found: dict[int, list[int]] = defaultdict(list)
        for lead, version in self.db.run("SELECT lead, id FROM version ORDER BY lead, id"):
            found[lead].append(version)
        return dict(found)

    def put_leads(self, rows: Iterable[tuple[int, int]]) -> None:
        """(version, lead)."""
        self.db.many("INSERT OR REPLACE INTO version VALUES(?,?)", rows)

    def drop_leads(self, articles: Iterable[int]) -> None:
        """These are versions of nothing."""
        self.db.many("DELETE FROM version WHERE id=?", ((id,) for id in articles))

    def clear_leads(self) -> None:
        self.db.run("DELETE FROM version")


def _with(table: NDArray[np.void], entries: Sequence[Entry]) -> NDArray[np.void]:
    """A sorted table with these entries, which are sorted too."""
    keys = table["key"].copy()
    places = []
    for entry in entries:
        low, high = np.searchsorted(keys, [entry[0], entry[0] + 1])
        places.append(int(low) + bisect_left(table[low:high].tolist(), entry))
    return np.insert(table, places, np.array(entries, ENTRY)) if entries else table
