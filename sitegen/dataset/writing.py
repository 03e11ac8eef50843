"""Formats -> files.  One pass over the archive feeds all of them; nothing stands in its place before all is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from sitegen import __version__
from sitegen.dataset.csv_files import CsvFiles
from sitegen.dataset.lines import Lines, plain
from sitegen.dataset.ninjs import ninjs
from sitegen.dataset.parquet_file import ParquetFile
from sitegen.dataset.rows import Row, Rows
from sitegen.dataset.sqlite_file import SqliteFile
from sitegen.dataset.tables import TABLES, Cells, of_article, of_terms

FILES = {
    "jsonl": ("archive.jsonl",),
    "csv": tuple(f"{table.name}.csv" for table in TABLES),
    "sqlite": ("archive.sqlite",),
    "parquet": ("archive.parquet",),
    "ninjs": ("archive.ninjs.jsonl",),
}


class ByArticle(Protocol):
    """A format that takes articles whole."""

    def article(self, row: Row) -> None: ...
    def close(self) -> None: ...


class ByTable(Protocol):
    """A format that takes rows of tables."""

    def cells(self, table: str, cells: Cells) -> None: ...
    def close(self) -> None: ...


def write(rows: Rows, formats: Sequence[str], folder: Path) -> dict[str, int]:
    """Write the files of these formats into a folder.  -> rule -> lines that no page shows by it."""
    whole: list[ByArticle] = []
    flat: list[ByTable] = []
    streams: list[BinaryIO] = []
    for name in formats:
        if name == "csv":
            flat.append(CsvFiles(folder))
        elif name == "sqlite":
            flat.append(SqliteFile(folder / FILES[name][0], about(rows)))
        elif name == "parquet":
            whole.append(ParquetFile(folder / FILES[name][0]))
        else:
            streams.append((folder / FILES[name][0]).open("wb"))
            whole.append(lines(name, rows, streams[-1]))
    dropped = run(rows, whole, flat)
    for stream in streams:
        stream.close()
    return dropped


def lines(name: str, rows: Rows, out: BinaryIO) -> Lines:
    """The writer of a format that is one object a line."""
    return Lines(out, plain if name == "jsonl" else lambda row: ninjs(row, rows))


def run(rows: Rows, whole: Sequence[ByArticle], flat: Sequence[ByTable]) -> dict[str, int]:
    """All rows, once, to all writers."""
    dropped: dict[str, int] = {}
    for table, cells in of_terms(rows) if flat else ():
        for writer in flat:
            writer.cells(table, cells)
    for row in rows.articles():
        for line in row.object["dropped"]:
            dropped[line["rule"]] = dropped.get(line["rule"], 0) + 1
        for taker in whole:
            taker.article(row)
        for table, cells in of_article(row, rows.config.publish.confidence) if flat else ():
            for writer in flat:
                writer.cells(table, cells)
    for taker in whole:
        taker.close()
    for writer in flat:
        writer.close()
    return dropped


def about(rows: Rows) -> dict[str, str]:
    """What is said of the whole archive."""
    config = rows.config
    said = {
        "title": config.title,
        "description": config.description,
        "address": config.base_url,
        "licence": config.licence,
        "made by": f"sitegen {__version__}",
    }
    return {name: value for name, value in said.items() if value}


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder at this path, for files that are not whole yet; it is gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
