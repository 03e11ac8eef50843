"""Pictures below seeds/: what each is, and which articles show it.

A picture's number is 55 bits of a hash of its path: it names the fact about the picture, and with four bits more each
of the files that are made from it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

import xxhash

from sitegen.store.database import Database, listed

NUMBERED = re.compile(r"-[0-9]{1,3}\Z")


class PictureRow(NamedTuple):
    """`stem` is the path without its ending, `bare` that without the number at its end; `facts` is what probing
    the file gave, packed, `files` how many files are made from it (0: it cannot be shown)."""

    n: int
    path: str
    stem: str
    bare: str
    stamp: int
    digest: bytes
    facts: bytes
    files: int


def number(path: str) -> int:
    """The number of the picture at a path below seeds/, there or not."""
    return xxhash.xxh3_64_intdigest(path.encode("utf-8", "surrogatepass")) >> 9


def stems(path: str) -> tuple[str, str]:
    """What a source beside the picture may be called, without its ending: "a/b-2" and "a/b" for a/b-2.jpg."""
    stem = os.path.splitext(path)[0]
    return stem, NUMBERED.sub("", stem)


class Pictures:
    def __init__(self, db: Database) -> None:
        self.db = db

    def known(self) -> dict[str, tuple[int, bytes]]:
        """path -> (stamp, digest)."""
        return {path: (stamp, digest) for path, stamp, digest in self.db.run("SELECT path, stamp, digest FROM picture")}

    def put(self, rows: Iterable[PictureRow]) -> None:
        self.db.many("INSERT OR REPLACE INTO picture VALUES(?,?,?,?,?,?,?,?)", rows)

    def drop(self, numbers: Iterable[int]) -> None:
        self.db.many("DELETE FROM picture WHERE n=?", ((n,) for n in numbers))

    def distrust(self) -> None:
        """Every picture is to be probed, and its files made, again."""
        self.db.run("UPDATE picture SET stamp=0, digest=x''")

    def distrust_some(self, numbers: Iterable[int]) -> None:
        """The same of these."""
        self.db.many("UPDATE picture SET stamp=0, digest=x'' WHERE n=?", ((n,) for n in numbers))

    def facts(self) -> list[tuple[int, bytes]]:
        """(number, facts) of all."""
        return self.db.run("SELECT n, facts FROM picture").fetchall()

    def row(self, n: int) -> PictureRow | None:
        row = self.db.run("SELECT * FROM picture WHERE n=?", (n,)).fetchone()
        return PictureRow(*row) if row else None

    def beside(self, source: str) -> list[str]:
        """Pictures that lie beside a source and are called as it is, in the order of their numbers."""
        stem = os.path.splitext(source)[0]
        rows = self.db.run("SELECT path FROM picture WHERE stem=? OR bare=?", (stem, stem)).fetchall()
        return sorted((path for (path,) in rows), key=_place)

    def any(self) -> bool:
        return self.db.value("SELECT 1 FROM picture LIMIT 1") is not None

    # ---- who shows them

    def show(self, shown: Iterable[tuple[int, str]]) -> None:
        """(article, path of a picture) of articles just inserted; deleting an article's row deletes these too."""
        self.db.many("INSERT OR IGNORE INTO uses VALUES(?,?,?)", ((id, number(p), p) for id, p in shown))

    def shown_by(self, article: int) -> set[int]:
        return {n for (n,) in self.db.run("SELECT picture FROM uses WHERE id=?", (article,))}

    def files(self, numbers: Iterable[int] | None = None) -> dict[int, int]:
        """picture -> how many files are to be made of it, of these or of all: 0 where no article shows it."""
        some = "" if numbers is None else "WHERE n IN (SELECT value FROM json_each(?))"
        rows = self.db.run(
            f"SELECT n, files * EXISTS(SELECT 1 FROM uses WHERE picture=n) FROM picture {some}",
            () if numbers is None else (listed(numbers),),
        )
        return dict(rows.fetchall())

    def unshown(self) -> int:
        """How many no article shows."""
        return int(self.db.value("SELECT count(*) FROM picture WHERE n NOT IN (SELECT picture FROM uses)"))

    def unshowable(self) -> list[tuple[str, str, bytes | None]]:
        """(source, picture, its facts or None where there is no such file) of what a page should show and cannot."""
        return self.db.run(
            "SELECT a.path, u.path, p.facts FROM uses u JOIN article a USING(id) "
            "LEFT JOIN picture p ON p.n = u.picture WHERE p.n IS NULL OR p.files = 0 ORDER BY a.path, u.path"
        ).fetchall()


def _place(path: str) -> tuple[int, str]:
    numbered = NUMBERED.search(os.path.splitext(path)[0])
    return (int(numbered[0][1:]) if numbered else 0), path
