"""Rows of articles: as they came (`fresh`), in the order of their dates (`article`), and what was found in them."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import msgspec

from sitegen import ids
from sitegen.model import Problem, Record, Source
from sitegen.store.database import Database, listed

STREAM = 5000
# json_each has columns of its own named id and path
READABLE = "AND path NOT IN (SELECT path FROM problem)"
WANTED = "(SELECT value AS wanted FROM json_each(?)) j CROSS JOIN article a ON a.id = j.wanted"


class ArticleRow(NamedTuple):
    """`forms` holds the ids of its names, unsigned 32-bit, in the order of the article."""

    id: int
    path: str
    stamp: int
    digest: bytes
    address: str
    listing: bytes
    card: str
    forms: bytes

    @classmethod
    def of(cls, record: Record, id: int, forms: bytes) -> ArticleRow:
        """The row of a record at its place."""
        listing = msgspec.msgpack.encode(record.card)
        return cls(id, record.path, record.stamp, record.digest, record.card.address, listing, record.html, forms)


class Brief(NamedTuple):
    """What is needed of a row that is to be replaced."""

    id: int
    digest: bytes
    address: str


class Articles:
    def __init__(self, db: Database) -> None:
        self.db = db

    def count(self) -> int:
        return int(self.db.value("SELECT count(*) FROM article"))

    def stamps(self) -> set[int]:
        """Stamps of every source that need not be read again, those with a known problem included."""
        rows = self.db.run("SELECT stamp FROM article UNION ALL SELECT stamp FROM problem")
        return {stamp for (stamp,) in rows if stamp}

    def index_paths(self) -> None:
        """Find articles by their paths without looking at all: for who builds again and again."""
        self.db.run("CREATE INDEX IF NOT EXISTS article_path ON article(path)")

    def sources(self) -> int:
        """How many sources the last scan found: articles, and what could not be read."""
        both = "SELECT count(*) FROM problem p WHERE EXISTS (SELECT 1 FROM article a WHERE a.path=p.path)"
        return self.count() + int(self.db.value(f"SELECT count(*) - ({both}) FROM problem"))

    def doubtful(self) -> list[str]:
        """Sources that were too young to be trusted when they were read."""
        sql = "SELECT path FROM article WHERE stamp=0 UNION SELECT path FROM problem WHERE stamp=0"
        return [path for (path,) in self.db.run(sql)]

    def at(self, paths: Iterable[str]) -> list[tuple[str, int]]:
        """(source, stamp) of what was read at these paths and below them; one that was an article and cannot be read
        any more has two stamps."""
        of = "SELECT path, stamp FROM {} WHERE path=? UNION ALL SELECT path, stamp FROM {} WHERE path>? AND path<?"
        sql = " UNION ALL ".join(of.format(table, table) for table in ("article", "problem"))
        return [row for p in paths for row in self.db.run(sql, (p, p + "/", p + "0") * 2)]

    def paths_left(self, stamps: Iterable[int]) -> list[str]:
        """Sources of the articles under these stamps, and of those never trusted."""
        return list(self.brief(stamps))

    def paths(self, batch: int) -> Iterator[list[str]]:
        """The sources of all articles, batch by batch."""
        return ([path for _, path in rows] for rows in self._ranges("path", batch))

    def addresses(self) -> Iterator[tuple[str, str]]:
        """(source, address) of every article."""
        return iter(self.db.run("SELECT path, address FROM article ORDER BY path"))

    def with_stamps(self, stamps: Iterable[int]) -> dict[str, ArticleRow]:
        """path -> row of the articles under these stamps, and of those never trusted (stamp 0).  One whose file
        cannot be read any more has the stamp of its last good version for as long as that problem is known."""
        rows: dict[str, ArticleRow] = {}
        for stamp in (0, *stamps):
            for row in self.db.run(f"SELECT * FROM article WHERE stamp=? {READABLE}", (stamp,)):
                rows[row[1]] = ArticleRow(*row)
        return rows

    def brief(self, stamps: Iterable[int]) -> dict[str, Brief]:
        """The same in brief, where there may be many."""
        rows: dict[str, Brief] = {}
        for stamp in (0, *stamps):
            sql = f"SELECT path, id, digest, address FROM article WHERE stamp=? {READABLE}"
            for path, *rest in self.db.run(sql, (stamp,)):
                rows[path] = Brief(*rest)
        return rows

    def ids(self) -> set[int]:
        return {i for (i,) in self.db.run("SELECT id FROM article")}

    def readdress(self) -> None:
        """Articles to which the ledger gives another address now are to be read again."""
        told = "article a JOIN address d ON d.source=a.path GROUP BY a.id"
        rows = self.db.run(f"SELECT a.id, a.address, max(d.seq), d.address FROM {told}")
        other = [id for id, had, _, has in rows if had != has]
        self.db.many("UPDATE article SET stamp=0 WHERE id=?", ((id,) for id in other))

    def distrust(self) -> None:
        """Every source is to be read again."""
        self.db.run("UPDATE article SET stamp=0")
        self.db.run("DELETE FROM problem")

    def read_again(self, paths: Sequence[str]) -> list[Source]:
        """These are to be read again although their files stand; those that were not already to be."""
        if not paths:
            return []
        named = (msgspec.json.encode(paths).decode(),)
        where = "WHERE path IN (SELECT value FROM json_each(?)) AND stamp<>0"
        rows = self.db.run(f"SELECT path, stamp FROM article {where}", named).fetchall()
        rows += self.db.run(f"SELECT path, stamp FROM problem {where}", named).fetchall()
        self.db.run(f"UPDATE article SET stamp=0 {where}", named)
        self.db.run(f"DELETE FROM problem {where}", named)
        return [Source(path, stamp) for path, stamp in sorted(rows)]

    def listings(self, batch: int) -> Iterator[list[tuple[int, bytes]]]:
        """(id, listing) of every article, in batches."""
        return self._ranges("listing", batch)

    def _ranges(self, column: str, batch: int) -> Iterator[list[tuple[int, Any]]]:
        after = -1
        sql = f"SELECT id, {column} FROM article WHERE id>? ORDER BY id LIMIT ?"
        while rows := self.db.run(sql, (after, batch)).fetchall():
            yield rows
            after = rows[-1][0]

    def by_path(self, paths: Sequence[str]) -> dict[str, ArticleRow]:
        if not paths:
            return {}
        rows = self.db.run(
            "SELECT * FROM article WHERE path IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(paths).decode(),),
        )
        return {row[1]: ArticleRow(*row) for row in rows}

    def rows(self, ids: Iterable[int], columns: str) -> sqlite_rows:
        """Chosen columns (first the id) of these articles, in one statement."""
        return self.db.run(
            f"SELECT a.id, {columns} FROM {WANTED} "
            "LEFT JOIN memo USING(id) LEFT JOIN notes USING(id) LEFT JOIN related USING(id)",
            (listed(ids),),
        )

    def simple(self, ids: Iterable[int], columns: str) -> sqlite_rows:
        """The same where no other table is needed: half the cost."""
        return self.db.run(
            f"SELECT a.id, {columns} FROM {WANTED}",
            (listed(ids),),
        )

    def between(self, low: int, high: int, columns: str) -> sqlite_rows:
        """Chosen columns of the articles low <= id < high, the latest first."""
        return self.db.run(f"SELECT {columns} FROM article WHERE id>=? AND id<? ORDER BY id DESC", (low, high))

    def days(self, low: int, high: int) -> list[int]:
        """One article of each day among those low <= id < high."""
        sql = "SELECT min(id) FROM article WHERE id>=? AND id<? GROUP BY (id>>31)/1440"
        return [id for (id,) in self.db.run(sql, (low, high))]

    def newest(self, n: int) -> list[int]:
        return [i for (i,) in self.db.run("SELECT id FROM article ORDER BY id DESC LIMIT ?", (n,))]

    def in_other_years(self, most: int) -> tuple[list[int], list[int]]:
        """The first article of the same day, and the first of the same month, as the newest has: one of every earlier
        year that has one, the latest first; so many at most."""
        newest = self.db.value("SELECT max(id) FROM article WHERE id>=?", (ids.first_of(ids.FIRST_YEAR << 5),))
        if newest is None:
            return [], []
        year, month, day = ids.parts_of(ids.day_of(newest))
        sql = "SELECT DISTINCT id>>5 FROM month WHERE id>=? AND id<? ORDER BY id DESC"
        years = [y for (y,) in self.db.run(sql, (ids.FIRST_YEAR << 5, year << 5))]
        months = [y << 5 | month for y in years]
        days = [ids.DAY | m << 5 | day for m in months if (month, day) != (2, 29) or isleap(m >> 5)]
        return self._firsts(days, most), self._firsts(months, most)

    def _firsts(self, periods: Iterable[int], most: int) -> list[int]:
        sql = "SELECT min(id) FROM article WHERE id>=? AND id<?"
        found = (self.db.value(sql, (ids.first_of(period), ids.after(period))) for period in periods)
        return list(islice((article for article in found if article is not None), most))

    def neighbours(self, article: int) -> tuple[int | None, int | None]:
        """The articles before and after in the order of dates."""
        before = self.db.value("SELECT max(id) FROM article WHERE id<?", (article,))
        return before, self.db.value("SELECT min(id) FROM article WHERE id>?", (article,))

    def stream(self) -> Iterator[tuple[int, bytes]]:
        """(id, forms) of every article, by date; read in ranges, so that rows may be written meanwhile."""
        return chain.from_iterable(self._ranges("forms", STREAM))

    def has(self, id: int) -> bool:
        return self.db.value("SELECT 1 FROM article WHERE id=?", (id,)) is not None

    def insert(self, row: ArticleRow, found: bytes, notes: bytes, table: str = "article") -> None:
        self.insert_many([(row, found, notes)], table)

    def insert_many(self, rows: list[tuple[ArticleRow, bytes, bytes]], table: str = "fresh") -> None:
        self.db.many(f"INSERT INTO {table} VALUES(?,?,?,?,?,?,?,?)", (r for r, _, _ in rows))
        self.db.many("INSERT OR REPLACE INTO memo VALUES(?,?)", ((r.id, f) for r, f, _ in rows if f))
        self.db.many("INSERT OR REPLACE INTO notes VALUES(?,?)", ((r.id, n) for r, _, n in rows if n))

    def update(self, row: ArticleRow, found: bytes, notes: bytes) -> None:
        """The same article at the same place: other words."""
        self.delete([row.id], related=False)
        self.insert(row, found, notes)

    def delete(self, ids: Iterable[int], related: bool = True) -> None:
        more = ("related", "sketch", "phrase", "words") if related else ()
        tables = ("article", "memo", "notes", "uses", "alias", *more)
        ids = list(ids)
        for table in tables:
            self.db.many(f"DELETE FROM {table} WHERE id=?", ((i,) for i in ids))

    def put_forms(self, rows: Iterable[tuple[bytes, int]]) -> None:
        """(forms, id): other names of the same articles."""
        self.db.many("UPDATE article SET forms=? WHERE id=?", rows)

    def recard(self, cards: Iterable[tuple[str, int]]) -> None:
        """(card, id): fragments rendered again."""
        self.db.many("UPDATE article SET card=? WHERE id=?", cards)

    def has_fresh(self) -> bool:
        return self.db.value("SELECT 1 FROM fresh LIMIT 1") is not None

    def merge(self) -> None:
        """Articles as they came, into the order of their dates: rows put one by one at random into a
        B-tree cost eight times as much as sorted ones and leave its pages half empty."""
        with self.db.transaction():
            empty = self.db.value("SELECT 1 FROM article LIMIT 1") is None
            if empty:
                self.db.run("DROP INDEX article_stamp")
            self.db.run("INSERT INTO article SELECT * FROM fresh ORDER BY id")
            self.db.run("DELETE FROM fresh")
            if empty:
                self.db.run("CREATE INDEX article_stamp ON article(stamp)")

    # ---- sources that cannot be read

    def problems(self) -> list[Problem]:
        rows = self.db.run("SELECT problem FROM (SELECT * FROM problem UNION ALL SELECT path, 0, problem FROM warning)")
        return sorted((msgspec.msgpack.decode(blob, type=Problem) for (blob,) in rows), key=lambda p: p.where)

    def forget_problems(self, left: set[int]) -> None:
        """Of files whose stamps no file has any more, and of those never trusted: they are looked at again."""
        rows = self.db.run("SELECT path, stamp FROM problem").fetchall()
        self.clear_problems(path for path, stamp in rows if not stamp or stamp in left)

    def set_problems(self, rows: Iterable[tuple[str, int, Problem]]) -> None:
        self.db.many(
            "INSERT OR REPLACE INTO problem VALUES(?,?,?)", ((p, s, msgspec.msgpack.encode(x)) for p, s, x in rows)
        )

    def warn(self, paths: Iterable[str], warnings: Iterable[Problem]) -> None:
        """What is to be said of sources that were read: these, and nothing that was said of `paths` before."""
        self.db.many("DELETE FROM warning WHERE path=?", ((path,) for path in paths))
        self.db.many("INSERT INTO warning VALUES(?,?)", ((w.where, msgspec.msgpack.encode(w)) for w in warnings))

    def clear_problems(self, paths: Iterable[str]) -> None:
        self.db.many("DELETE FROM problem WHERE path=?", ((p,) for p in paths))


sqlite_rows = Iterator[Any]
