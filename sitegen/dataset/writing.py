"""Formats -> files.  One pass over the archive feeds all of them; nothing stands in its place before all is whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from sitegen import __version__
from sitegen.dataset.csv_files import CsvFiles
from sitegen.dataset.lines import Lines, plain
from sitegen.dataset.ninjs import ninjs
from sitegen.dataset.parquet_file import ParquetFile
from sitegen.dataset.rows import Row, Rows
from sitegen.dataset.sqlite_file import Failure, SqliteFile
from sitegen.dataset.tables import TABLES, Cells, of_article, of_terms
from sitegen.errors import OutputError

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
    """Write the files of these formats into a folder.  -> rule -> lines that no page shows by it.  Raises OSError,
    OutputError, ConfigError."""
    whole: list[ByArticle] = []
    flat: list[ByTable] = []
    with ExitStack() as streams:
        for name in formats:
            file = folder / FILES[name][0]
            if name == "csv":
                flat.append(CsvFiles(folder, streams))
            elif name == "sqlite":
                flat.append(SqliteFile(file, about(rows)))
            elif name == "parquet":
                whole.append(ParquetFile(file))
            else:
                whole.append(lines(name, rows, streams.enter_context(file.open("wb"))))
        try:
            return run(rows, whole, flat)
        except Failure as error:
            raise OutputError(f"{folder} cannot be written: {error}.", "See that the disk has room.") from None


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
