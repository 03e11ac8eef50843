"""Rows of ways: what stands at an address that no article has.

`alias`: what front matter states, by article; `dead`: addresses of the ledger that no article has, with whose they
were; `way`: the pages made of both, each leading to an address, or to none: a tombstone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sitegen.permalink import alias
from sitegen.store.database import Database

OF_ARTICLES = "NOT (address GLOB 'people/*' OR address GLOB 'tags/*')"


class Way(NamedTuple):
    """`target` is the address that it leads to, "" for a tombstone."""

    address: str
    target: str


class Ways:
    def __init__(self, db: Database) -> None:
        self.db = db

    # ---- what is stated

    def state(self, rows: Iterable[tuple[int, str, Sequence[str]]]) -> None:
        """(article, its address, the aliases that it states)."""
        self.db.many(
            "INSERT OR REPLACE INTO alias VALUES(?,?,?)",
            ((id, alias(words, address) or words, address) for id, address, stated in rows for words in stated),
        )

    def stated(self) -> Iterator[tuple[int, str, str]]:
        """(article, alias, the article's address), by alias."""
        return iter(self.db.run("SELECT id, alias, target FROM alias ORDER BY alias, target").fetchall())

    def stated_by(self, article: int) -> set[str]:
        return {a for (a,) in self.db.run("SELECT alias FROM alias WHERE id=?", (article,))}

    # ---- addresses that no article has

    def dead(self) -> dict[str, str]:
        """address -> its source."""
        return dict(self.db.run("SELECT address, source FROM dead").fetchall())

    def is_dead(self, addresses: Iterable[str]) -> bool:
        """Is any of these an address that no article had until now?"""
        return any(self.db.value("SELECT 1 FROM dead WHERE address=?", (a,)) for a in addresses)

    def bury(self, rows: Iterable[tuple[str, str]]) -> None:
        """(address, source): no article has it now."""
        self.db.many("INSERT OR REPLACE INTO dead VALUES(?,?)", rows)

    def revive(self, addresses: Iterable[str]) -> None:
        """Articles have these."""
        self.db.many("DELETE FROM dead WHERE address=?", ((a,) for a in addresses))

    def bury_all(self) -> None:
        """Compare the whole ledger with the articles.  Every article's address is in it, so where it has as many
        as there are articles, none is dead."""
        self.db.run("DELETE FROM dead")
        given = self.db.value(f"SELECT count(*) FROM address WHERE {OF_ARTICLES}")
        if given == self.db.value("SELECT count(*) FROM article"):
            return
        self.db.run(
            "INSERT INTO dead SELECT a.address, a.source FROM address a LEFT JOIN article b ON b.address = a.address "
            f"WHERE b.id IS NULL AND {OF_ARTICLES.replace('address', 'a.address')}"
        )

    def named(self) -> list[tuple[str, str]]:
        """(address, source) of what the ledger knows of people and tags that editors name."""
        sql = "SELECT address, source FROM address WHERE taken>=? AND taken<? ORDER BY taken"
        return [row for folder in ("people", "tags") for row in self.db.run(sql, (f"{folder}/", f"{folder}0"))]

    # ---- pages

    def all(self) -> dict[int, Way]:
        return {id: Way(*rest) for id, *rest in self.db.run("SELECT id, address, target FROM way")}

    def of(self, page: int) -> Way | None:
        row = self.db.run("SELECT address, target FROM way WHERE id=?", (page,)).fetchone()
        return Way(*row) if row else None

    def put(self, ways: dict[int, Way], gone: Iterable[int]) -> None:
        """These are new or other ones; `gone` are no more."""
        self.db.many("DELETE FROM way WHERE id=?", ((id,) for id in gone))
        self.db.many("INSERT OR REPLACE INTO way VALUES(?,?,?)", ((id, *way) for id, way in sorted(ways.items())))

    def any(self) -> bool:
        """Does anything lead on, or is anything gone: pages of articles, people or tags?"""
        sql = "SELECT EXISTS(SELECT 1 FROM way) OR EXISTS(SELECT 1 FROM redirect)"
        return bool(self.db.value(sql))

    def lost(self) -> list[tuple[str, str]]:
        """(source, address) of tombstones that no editor knows of, and whose source is not told of otherwise."""
        return self.db.run(
            "SELECT d.source, d.address FROM dead d JOIN way w ON w.address = d.address WHERE w.target='' "
            "AND d.source NOT GLOB 'alias:*' AND d.address NOT IN (SELECT address FROM gone) ORDER BY 1, 2"
        ).fetchall()
