"""The words that tell what each article is about, as hashes; and which articles have a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen.store.database import Database, listed

BATCH = 5000


class Words:
    """`words` holds the hashes of an article, unsigned 32-bit; `word` leads from a hash to the articles."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def keep(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """(article, its words); `word` is left for `invert`."""
        self.db.many("INSERT OR REPLACE INTO words VALUES(?,?)", (row for row in rows if row[1]))

    def replace(self, article: int, words: bytes) -> bytes:
        """An article has these words now, none where it goes; what it had before."""
        before = self.of([article]).get(article, b"")
        if before != words:
            self.db.many("DELETE FROM word WHERE key=? AND id=?", ((key, article) for key in unpacked(before)))
            self.db.run("DELETE FROM words WHERE id=?", (article,))
            self.keep([(article, words)])
            self.db.many("INSERT OR IGNORE INTO word VALUES(?,?)", ((key, article) for key in unpacked(words)))
        return before

    def of(self, articles: Iterable[int]) -> dict[int, bytes]:
        """article -> its words, of those that have any."""
        rows = self.db.run(
            "SELECT w.id, w.keys FROM json_each(?) j CROSS JOIN words w ON w.id = j.value", (listed(articles),)
        )
        return dict(rows.fetchall())

    def all(self) -> Iterator[tuple[int, bytes]]:
        """(article, its words), by date."""
        after = -1
        while rows := self.db.run(
            "SELECT id, keys FROM words WHERE id>? ORDER BY id LIMIT ?", (after, BATCH)
        ).fetchall():
            yield from rows
            after = rows[-1][0]

    def under(self, key: int, most: int) -> list[int]:
        """The articles that have a word, by date; no more than `most` of them."""
        return [id for (id,) in self.db.run("SELECT id FROM word WHERE key=? ORDER BY id LIMIT ?", (key, most))]

    def invert(self, rows: Iterable[tuple[int, int]]) -> None:
        """(word, article) of all, sorted, so that rows are appended."""
        self.db.run("DELETE FROM word")
        self.db.many("INSERT OR IGNORE INTO word VALUES(?,?)", rows)


def unpacked(words: bytes) -> list[int]:
    """Hashes as numbers."""
    return memoryview(words).cast("I").tolist()
