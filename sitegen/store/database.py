"""The SQLite file behind the store: schema, connection, transactions, recovery.

All of it can be made again from the seeds, so no fsync is paid for (synchronous=OFF survives a killed
process, not a power cut); a file that is unreadable or of another format is dropped and made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sitegen.errors import ConfigError

FORMAT = 13
ARTICLE = """(
  id INTEGER {key}, path TEXT, stamp INTEGER, digest BLOB, address TEXT, listing BLOB, card TEXT, forms BLOB);"""
SCHEMA = f"""
CREATE TABLE meta(k TEXT PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE article{ARTICLE.format(key="PRIMARY KEY")}
CREATE TABLE fresh{ARTICLE.format(key="")}
CREATE INDEX article_stamp ON article(stamp);
CREATE TABLE memo(id INTEGER PRIMARY KEY, found BLOB);
CREATE TABLE notes(id INTEGER PRIMARY KEY, notes BLOB);
CREATE TABLE related(id INTEGER PRIMARY KEY, ids BLOB);
CREATE TABLE form(
  id INTEGER PRIMARY KEY, family INTEGER, kind TEXT, name TEXT, sense TEXT, block TEXT, term INTEGER, quoted INTEGER,
  post BLOB);
CREATE TABLE term(
  id INTEGER PRIMARY KEY, family INTEGER, kind TEXT, name TEXT, base TEXT, slug TEXT, letter TEXT, status TEXT,
  gloss TEXT, sense TEXT, head TEXT, entry BLOB, place TEXT, wrote INTEGER, n INTEGER, quoted INTEGER);
CREATE TABLE redirect(id INTEGER PRIMARY KEY, place TEXT, term INTEGER);
CREATE TABLE gone(address TEXT PRIMARY KEY, saved INTEGER) WITHOUT ROWID;
CREATE TABLE alias(id INTEGER, alias TEXT, target TEXT, PRIMARY KEY(id, alias)) WITHOUT ROWID;
CREATE TABLE dead(address TEXT PRIMARY KEY, source TEXT) WITHOUT ROWID;
CREATE TABLE way(id INTEGER PRIMARY KEY, address TEXT, target TEXT);
CREATE TABLE broader(id INTEGER PRIMARY KEY, broader INTEGER);
CREATE INDEX broader_broader ON broader(broader);
CREATE TABLE month(id INTEGER PRIMARY KEY, n INTEGER);
CREATE TABLE page(id INTEGER PRIMARY KEY, path TEXT, digest BLOB, stamp INTEGER, why INTEGER, reads BLOB);
CREATE INDEX page_stamp ON page(stamp);
CREATE TABLE reader(fact INTEGER, seg INTEGER, pages BLOB, PRIMARY KEY(fact, seg)) WITHOUT ROWID;
CREATE TABLE todo(page INTEGER PRIMARY KEY, why INTEGER);
CREATE TABLE address(taken TEXT PRIMARY KEY, source TEXT, address TEXT, seq INTEGER, saved INTEGER) WITHOUT ROWID;
CREATE INDEX address_source ON address(source);
CREATE TABLE problem(path TEXT PRIMARY KEY, stamp INTEGER, problem BLOB) WITHOUT ROWID;
CREATE TABLE warning(path TEXT, problem BLOB);
CREATE INDEX warning_path ON warning(path);
CREATE TABLE lines(source TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE line(key INTEGER PRIMARY KEY, n INTEGER);
CREATE TABLE container(path TEXT PRIMARY KEY, stamp INTEGER, mark BLOB, file TEXT, problems BLOB) WITHOUT ROWID;
CREATE TABLE record(source TEXT PRIMARY KEY, start INTEGER, length INTEGER, stamp INTEGER) WITHOUT ROWID;
CREATE TABLE picture(
  n INTEGER PRIMARY KEY, path TEXT, stem TEXT, bare TEXT, stamp INTEGER, digest BLOB, facts BLOB, files INTEGER);
CREATE INDEX picture_stem ON picture(stem);
CREATE INDEX picture_bare ON picture(bare);
CREATE TABLE uses(id INTEGER, picture INTEGER, path TEXT, PRIMARY KEY(id, picture)) WITHOUT ROWID;
CREATE INDEX uses_picture ON uses(picture);
CREATE TABLE phrase(id INTEGER PRIMARY KEY, phrases BLOB);
CREATE TABLE sketch(id INTEGER PRIMARY KEY, sketch BLOB);
CREATE TABLE words(id INTEGER PRIMARY KEY, keys BLOB);
CREATE TABLE word(key INTEGER, id INTEGER, PRIMARY KEY(key, id)) WITHOUT ROWID;
CREATE TABLE band(part INTEGER PRIMARY KEY, entries BLOB);
CREATE TABLE version(id INTEGER PRIMARY KEY, lead INTEGER);
CREATE INDEX version_lead ON version(lead);
CREATE TABLE shard(name TEXT PRIMARY KEY, mark BLOB, stamp INTEGER) WITHOUT ROWID;
"""
LATER = (
    "CREATE UNIQUE INDEX IF NOT EXISTS form_name ON form(family, kind, name, sense)",
    "CREATE INDEX IF NOT EXISTS form_block ON form(family, block)",
    "CREATE INDEX IF NOT EXISTS form_term ON form(term)",
    "CREATE INDEX IF NOT EXISTS term_base ON term(family, base)",
    "CREATE INDEX IF NOT EXISTS term_letter ON term(family, letter)",
    "CREATE INDEX IF NOT EXISTS term_slug ON term(family, slug)",
    "CREATE INDEX IF NOT EXISTS term_place ON term(n) WHERE family=1 AND kind='place' AND slug<>''",
    "CREATE INDEX IF NOT EXISTS term_assigned ON term(sense) WHERE sense>='=' AND sense<'>'",
)


class Database:
    """One connection.  Close it before workers fork: a forked connection inherits SQLite's table of locks,
    takes none of its own, and reads pages that a checkpoint overwrites."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reset = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.open()
        except (sqlite3.DatabaseError, LookupError):
            self.close()
            self.drop()
            self.reset = True
            self.open()

    def open(self) -> None:
        new = not self.path.exists()
        self.connection = sqlite3.connect(self.path, isolation_level=None, cached_statements=256)
        self.run("PRAGMA journal_mode=WAL")
        self.run("PRAGMA synchronous=OFF")
        self.run("PRAGMA cache_size=-65536")
        if new:
            self.connection.executescript(f"BEGIN;{SCHEMA}INSERT INTO meta VALUES('format',{FORMAT}); COMMIT;")
        elif self.value("SELECT v FROM meta WHERE k='format'") != FORMAT:
            raise LookupError("another format")

    def close(self) -> None:
        connection = getattr(self, "connection", None)
        if connection is not None:
            connection.close()

    def drop(self) -> None:
        """Forget everything."""
        for end in ("", "-wal", "-shm"):
            Path(f"{self.path}{end}").unlink(missing_ok=True)

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.connection.executemany(sql, rows)

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        row = self.run(sql, values).fetchone()
        return row[0] if row else None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.begin()
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.commit()

    def begin(self) -> None:
        self.run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.run("COMMIT")

    def purge(self) -> None:
        """Write the file anew, so that nothing which was deleted is left in it."""
        self.run("VACUUM")
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")

    def get(self, key: str, default: Any = None) -> Any:
        found = self.value("SELECT v FROM meta WHERE k=?", (key,))
        return default if found is None else found

    def put(self, key: str, value: Any) -> None:
        self.run("INSERT OR REPLACE INTO meta VALUES(?,?)", (key, value))


class ReadOnly(Database):
    """A view beside the build; one snapshot a statement.  Raises ConfigError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path, self.reset = path, False
        self.connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, cached_statements=128
        )
        try:
            usable = self.value("SELECT v FROM meta WHERE k='format'") == FORMAT
        except sqlite3.DatabaseError:
            usable = False
        if not usable:
            self.close()
            what = f"{path} cannot be used: it is damaged, or another version of sitegen wrote it."
            raise ConfigError(what, "Run 'sitegen build' first: it makes the file anew.")
        self.run("PRAGMA mmap_size=268435456")
        self.run("PRAGMA cache_size=-16384")


def listed(ids: Iterable[int]) -> str:
    """Numbers as one JSON parameter: a statement is compiled once, whatever their count."""
    return "[" + ",".join(map(str, ids)) + "]"
