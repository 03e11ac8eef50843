"""Rows of pages: where each was written, what it read, and the to-do list.

A page's reads are one blob of fact ids; the way back from a fact to its readers is kept in segments of
up to a million reads that are only ever added to, so a candidate is confirmed by what the page last read.
A page on the to-do list is to be rendered; the negative of its id, to be removed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.store.database import Database, listed

SEGMENT = 1_000_000


class PageRow(NamedTuple):
    """A page as it was last rendered; `why`: the changed fact that caused it, or a code of `Why`."""

    id: int
    path: str
    digest: bytes
    stamp: int
    why: int
    reads: bytes


class Pages:
    def __init__(self, db: Database) -> None:
        self.db = db
        self._inverted: dict[int, array[int]] = {}
        self._held = 0

    # ---- the to-do list

    def want(self, pages: Iterable[tuple[int, int]]) -> None:
        """(page, why): to be rendered."""
        pages = list(pages)
        self.db.many("INSERT OR IGNORE INTO todo VALUES(?,?)", pages)
        self.db.many("DELETE FROM todo WHERE page=?", ((-p,) for p, _ in pages if p))

    def unwant(self, pages: Iterable[int]) -> None:
        """To be removed."""
        pages = list(pages)
        self.db.many("DELETE FROM todo WHERE page=?", ((p,) for p in pages))
        self.db.many("INSERT OR IGNORE INTO todo VALUES(?,0)", ((-p,) for p in pages))

    def want_only(self, pages: Iterable[tuple[int, int]], below: int) -> None:
        """Of the pages with ids under `below` these and no others: what is written and not among them is to be
        removed."""
        self.db.run("DELETE FROM todo WHERE abs(page)<?", (below,))
        self.db.many("INSERT INTO todo VALUES(?,?)", pages)
        self.db.run(
            "INSERT INTO todo SELECT -id, 0 FROM page WHERE id<? AND id NOT IN (SELECT page FROM todo)", (below,)
        )

    def want_written(self, low: int, high: int, why: int) -> None:
        """Every page that stands, of the ids low <= id < high."""
        self.db.run(
            "INSERT OR IGNORE INTO todo SELECT id, ? FROM page WHERE id>=? AND id<? "
            "AND -id NOT IN (SELECT page FROM todo WHERE page<0)",
            (why, low, high),
        )

    def want_again(self, stamps: Iterable[int], why: int) -> None:
        """Pages whose files bore these stamps, but for those that are to be removed."""
        self.db.many(
            "INSERT OR IGNORE INTO todo SELECT id, ? FROM page WHERE stamp=? "
            "AND -id NOT IN (SELECT page FROM todo WHERE page<0)",
            ((why, stamp) for stamp in stamps),
        )

    def wanted(self) -> int:
        return int(self.db.value("SELECT count(*) FROM todo WHERE page>=0"))

    def wanted_after(self, page: int, limit: int) -> list[tuple[int, int]]:
        """(page, why) in the order of ids, read by ranges so that no cursor stays open."""
        return self.db.run(
            "SELECT page, why FROM todo WHERE page>? AND page>=0 ORDER BY page LIMIT ?", (page, limit)
        ).fetchall()

    def wanted_between(self, low: int, high: int) -> list[tuple[int, int]]:
        """(page, why) of the ids low <= id < high."""
        return self.db.run("SELECT page, why FROM todo WHERE page>=? AND page<? ORDER BY page", (low, high)).fetchall()

    def gone(self) -> list[tuple[int, str]]:
        return self.db.run("SELECT id, path FROM todo JOIN page ON id = -page WHERE page<0").fetchall()

    def forget_gone(self, ids: Iterable[int]) -> None:
        self.db.many("DELETE FROM page WHERE id=?", ((i,) for i in ids))
        self.db.run("DELETE FROM todo WHERE page<0")

    # ---- what was written

    def empty(self) -> bool:
        return self.db.value("SELECT 1 FROM page LIMIT 1") is None

    def row(self, page: int) -> PageRow | None:
        row = self.db.run("SELECT * FROM page WHERE id=?", (page,)).fetchone()
        return PageRow(*row) if row else None

    def at(self, path: str) -> PageRow | None:
        row = self.db.run("SELECT * FROM page WHERE path=?", (path,)).fetchone()
        return PageRow(*row) if row else None

    def standing(self, low: int, high: int) -> set[int]:
        """Pages of the ids low <= id < high that are written and to stay, or are to be written."""
        rows = self.db.run(
            "SELECT id FROM page WHERE id>=? AND id<? AND -id NOT IN (SELECT page FROM todo) "
            "UNION SELECT page FROM todo WHERE page>=? AND page<?",
            (low, high, low, high),
        )
        return {page for (page,) in rows}

    def between(self, low: int, high: int) -> list[tuple[str, bytes]]:
        """(path, digest) of the pages with ids low <= id < high that are written, in the order of ids."""
        return self.db.run("SELECT path, digest FROM page WHERE id>=? AND id<? ORDER BY id", (low, high)).fetchall()

    def count_between(self, low: int, high: int) -> int:
        return int(self.db.value("SELECT count(*) FROM page WHERE id>=? AND id<?", (low, high)))

    def digests(self, low: int, high: int) -> dict[int, bytes]:
        return dict(self.db.run("SELECT id, digest FROM page WHERE id>=? AND id<?", (low, high)).fetchall())

    def paths_among(self, paths: Iterable[str], gone: Iterable[tuple[int, str]]) -> set[str]:
        """Those of `paths` that a page which is not gone has."""
        self.db.run("CREATE TEMP TABLE IF NOT EXISTS leaving(path TEXT PRIMARY KEY) WITHOUT ROWID")
        self.db.run("DELETE FROM leaving")
        self.db.many("INSERT OR IGNORE INTO leaving VALUES(?)", ((p,) for p in paths))
        ids = listed(id for id, _ in gone)
        rows = self.db.run(
            "SELECT path FROM page WHERE path IN (SELECT path FROM leaving) "
            "AND id NOT IN (SELECT value FROM json_each(?))",
            (ids,),
        )
        return {path for (path,) in rows}

    def rows(self, ids: Iterable[int]) -> dict[int, PageRow]:
        rows = self.db.run("SELECT p.* FROM json_each(?) j CROSS JOIN page p ON p.id = j.value", (listed(ids),))
        return {row[0]: PageRow(*row) for row in rows}

    def stamps(self) -> set[int]:
        return {stamp for (stamp,) in self.db.run("SELECT stamp FROM page")}

    def paths(self) -> Iterator[str]:
        return (path for (path,) in self.db.run("SELECT path FROM page"))

    def record(self, rows: list[PageRow], before: dict[int, PageRow]) -> None:
        """Pages as they now are, and off the to-do list.  `before`: their rows until now."""
        for row in rows:
            had = set(memoryview(before[row.id].reads).cast("q")) if row.id in before else ()
            for fact in memoryview(row.reads).cast("q"):
                if fact not in had:
                    self._inverted.setdefault(fact, array("q")).append(row.id)
                    self._held += 1
        self.db.many("INSERT OR REPLACE INTO page VALUES(?,?,?,?,?,?)", rows)
        self.db.many("DELETE FROM todo WHERE page=?", ((row.id,) for row in rows))

    # ---- from facts to readers

    def full_segment(self) -> bool:
        return self._held > SEGMENT

    def flush(self) -> None:
        """Write what was inverted so far as a segment.  Its number is put in the same transaction: a number
        used twice would replace readers."""
        if not self._inverted:
            return
        segment = self.db.get("segment", 1)
        self.db.many(
            "INSERT OR REPLACE INTO reader VALUES(?,?,?)",
            ((fact, segment, pages.tobytes()) for fact, pages in sorted(self._inverted.items())),
        )
        self.db.put("segment", segment + 1)
        self._inverted.clear()
        self._held = 0

    def invert_again(self) -> None:
        """A first build was killed between the rows of pages and the index made from them."""
        with self.db.transaction():
            self.db.run("DELETE FROM reader")
            for page, reads in self.db.run("SELECT id, reads FROM page"):
                for fact in memoryview(reads).cast("q"):
                    self._inverted.setdefault(fact, array("q")).append(page)
            self.flush()
            self.db.put("inverted", 1)

    def readers(self, fact: int) -> Iterator[int]:
        """Pages that read this fact when they were last rendered."""
        for (blob,) in self.db.run("SELECT pages FROM reader WHERE fact=?", (fact,)).fetchall():
            for page in memoryview(blob).cast("q"):
                row = self.db.run("SELECT reads FROM page WHERE id=?", (page,)).fetchone()
                if row and fact in memoryview(row[0]).cast("q"):
                    yield page
