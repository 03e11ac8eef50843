"""Tables as CSV (RFC 4180, UTF-8), a file each.

A cell of words that a spreadsheet would take for a formula gets an apostrophe before it, so that opening the file runs
nothing (OWASP, "CSV injection").  `as_written` takes it off again: nothing is lost."""

from __future__ import annotations

import csv
import re
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sitegen.dataset.tables import TABLES, Cell, Cells

FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
GUARD = "'"


class CsvFiles:
    """Writes every table into a folder; `files` closes what is opened."""

    def __init__(self, folder: Path, files: ExitStack) -> None:
        self._writers: dict[str, Any] = {}
        for table in TABLES:
            f = files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            self._writers[table.name] = csv.writer(f, lineterminator="\r\n")
            self._writers[table.name].writerow([c.name for c in table.columns])

    def cells(self, table: str, cells: Cells) -> None:
        self._writers[table].writerow([shown(cell) for cell in cells])

    def close(self) -> None:
        """Nothing is left to be done but what `files` does."""


def shown(cell: Cell) -> str:
    """A cell as it is written."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return GUARD + cell if FORMULA.match(cell) else cell
    return "" if cell is None else str(cell)


def as_written(cell: str) -> str:
    """The words of a cell, without the apostrophe that was put before them."""
    return cell[1:] if cell.startswith(GUARD) and FORMULA.match(cell) else cell
