"""Tables as one SQLite file that Datasette opens as it is: keys, foreign keys, a full-text index, no configuration.

Articles have a whole number as key, as a full-text index wants one: it is their id, which other formats write in
hexadecimal digits (here the column `hex`)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from sitegen.dataset.tables import TABLES, Cells, Column, Table

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
Failure = sqlite3.Error  # what goes wrong with the file itself: a full disk
BATCH = 500
SEARCHED = ("title", "dek", "body")
TOKENS = "unicode61 remove_diacritics 2"


class SqliteFile:
    """Writes all tables into one new file.  `about`: what is said of the whole, as names and values."""

    def __init__(self, file: Path, about: Mapping[str, str]) -> None:
        self.db = sqlite3.connect(file, isolation_level=None)
        self._waiting: dict[str, list[Cells]] = defaultdict(list)
        self._numbers = {t.name: [n for n, c in enumerate(t.columns) if _is_article(t, c)] for t in TABLES}
        for pragma in ("page_size=4096", "journal_mode=OFF", "synchronous=OFF"):
            self.db.execute(f"PRAGMA {pragma}")
        self.db.execute("BEGIN")
        self.db.execute("CREATE TABLE about(name TEXT PRIMARY KEY, value TEXT)")
        self.db.executemany("INSERT INTO about VALUES(?,?)", about.items())
        for table in TABLES:
            self.db.execute(_create(table))

    def cells(self, table: str, cells: Cells) -> None:
        waiting = self._waiting[table]
        waiting.append(self._numbered(table, cells))
        if len(waiting) >= BATCH:
            self._flush(table)

    def _numbered(self, table: str, cells: Cells) -> Cells:
        """Ids of articles as numbers; an article's own also as it was."""
        row = list(cells)
        for place in self._numbers[table]:
            cell = row[place]
            row[place] = int(cell, 16) if isinstance(cell, str) else None
        return (*row, cells[0]) if table == "articles" else tuple(row)

    def _flush(self, table: str) -> None:
        if waiting := self._waiting.pop(table, []):
            self.db.executemany(f"INSERT INTO {table} VALUES({','.join('?' * len(waiting[0]))})", waiting)

    def close(self) -> None:
        """Indexes last, over all rows at once; then the file is packed."""
        for waiting in list(self._waiting):
            self._flush(waiting)
        # the lead may be an article that could not be read
        self.db.execute("UPDATE articles SET version_of=NULL WHERE version_of NOT IN (SELECT id FROM articles)")
        for table in TABLES:
            for column in table.columns:
                if column.of:
                    self.db.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name}({column.name})")
        self.db.execute("CREATE INDEX articles_date ON articles(date)")
        self._index_words()
        self.db.execute("COMMIT")
        self.db.execute("VACUUM")
        self.db.close()

    def _index_words(self) -> None:
        """In the words by which Datasette knows that this index is of that table."""
        columns = ", ".join(SEARCHED)
        self.db.execute(
            f'CREATE VIRTUAL TABLE articles_fts USING fts5({columns}, content="articles", content_rowid="id", '
            f"tokenize='{TOKENS}')"
        )
        self.db.execute("INSERT INTO articles_fts(articles_fts) VALUES('rebuild')")
        self.db.execute("INSERT INTO articles_fts(articles_fts) VALUES('optimize')")


def _is_article(table: Table, column: Column) -> bool:
    """Does a column hold ids of articles?"""
    return column.of == "articles" or (table.name == "articles" and column.name == "id")


def _create(table: Table) -> str:
    columns = [_column(table, n, column) for n, column in enumerate(table.columns)]
    if table.name == "articles":
        columns.append("hex TEXT NOT NULL UNIQUE")
    return f"CREATE TABLE {table.name}({', '.join(columns)})"


def _column(table: Table, place: int, column: Column) -> str:
    kind = "INTEGER" if _is_article(table, column) else TYPES[column.type]
    key = " PRIMARY KEY" if table.keyed and place == 0 else " NOT NULL" if column.required else ""
    return f"{column.name} {kind}{key}" + (f" REFERENCES {column.of}(id)" if column.of else "")
