"""What each article offers to the vocabulary of topics: its candidate phrases, packed (see vocabulary)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.store.database import Database, listed

SAMPLE = 50_000  # articles from which a vocabulary is settled
ADDRESS_BITS = 31  # of an article's id, which are a hash of its address (see ids)
BATCH = 500
NO_VERSION = "NOT EXISTS (SELECT 1 FROM version v WHERE v.id = phrase.id)"


class Phrases:
    def __init__(self, db: Database) -> None:
        self.db = db

    def put(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """(article, phrases), b"" where it offers none."""
        rows = list(rows)
        self.db.many("INSERT OR REPLACE INTO phrase VALUES(?,?)", (row for row in rows if row[1]))
        self.db.many("DELETE FROM phrase WHERE id=?", ((id,) for id, packed in rows if not packed))

    def of(self, articles: Iterable[int]) -> dict[int, bytes]:
        """article -> its phrases, of those that offer some."""
        rows = self.db.run(
            "SELECT p.id, p.phrases FROM json_each(?) j CROSS JOIN phrase p ON p.id = j.value", (listed(articles),)
        )
        return dict(rows.fetchall())

    def sample(self) -> Iterator[bytes]:
        """The phrases of all articles but of those that are versions of another, which say it again; of a huge archive
        those of about SAMPLE, chosen by the hashes of their addresses, so that neither order nor history matters."""
        count = int(self.db.value(f"SELECT count(*) FROM phrase WHERE {NO_VERSION}"))
        below = 1 << ADDRESS_BITS if count <= SAMPLE else (SAMPLE << ADDRESS_BITS) // count
        after = -1
        sql = f"SELECT id, phrases FROM phrase WHERE id>? AND id&? < ? AND {NO_VERSION} ORDER BY id LIMIT ?"
        while rows := self.db.run(sql, (after, (1 << ADDRESS_BITS) - 1, below, BATCH)).fetchall():
            yield from (packed for _, packed in rows)
            after = rows[-1][0]
