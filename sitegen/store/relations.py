"""Which articles are related to which, and the ties that tell it: terms that a few articles share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from sitegen.store.database import Database, listed
from sitegen.store.terms import AUTHOR, TermRow

BATCH = 5000


class Relations:
    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, article: int) -> bytes | None:
        found: bytes | None = self.db.value("SELECT ids FROM related WHERE id=?", (article,))
        return found

    def put(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """(article, the articles related to it); none where the list is empty."""
        every = iter(rows)
        while part := list(islice(every, BATCH)):
            self.db.many("DELETE FROM related WHERE id=?", ((id,) for id, related in part if not related))
            self.db.many("INSERT OR REPLACE INTO related VALUES(?,?)", (row for row in part if row[1]))

    def all(self) -> dict[int, bytes]:
        """article -> the articles related to it, of those that have any."""
        return dict(self.db.run("SELECT id, ids FROM related").fetchall())

    def ties(self, most: int, terms: Iterable[int] | None = None) -> Iterator[tuple[TermRow, list[bytes]]]:
        """Terms that 2 to `most` articles name, all or some, with the postings of their forms; bylines left out."""
        some = "" if terms is None else "AND t.id IN (SELECT value FROM json_each(?))"
        rows = self.db.run(
            f"SELECT t.*, f.post FROM term t JOIN form f ON f.term = t.id AND f.kind<>? "
            f"WHERE t.n BETWEEN 2 AND ? {some} ORDER BY t.id",
            (AUTHOR, most, *(() if terms is None else (listed(terms),))),
        )
        for _, same in groupby(rows, key=itemgetter(0)):
            found = list(same)
            yield TermRow(*found[0][:-1]), [row[-1] for row in found]
