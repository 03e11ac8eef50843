"""Tables of figures, apart from those that lay out a page."""

from __future__ import annotations

from collections import Counter

from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Row

CELLS = ("td", "th")
LONGEST_CELL = 250
ENOUGH = 0.5  # of the cells of a table


def is_table_of_data(table: Element) -> bool:
    """Rows and columns of short cells; other tables lay out a page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(sum(map(len, cell.itertext())) <= LONGEST_CELL for row in rows for cell in row)


def with_cells(rows: list[Row], main: list[bool]) -> list[bool]:
    """A table of which most cells are the article's is so as a whole, with its dashes and numbers."""
    tables = [_table_of(row) for row in rows]
    whole = Counter(tables)
    held = Counter(table for table, found in zip(tables, main, strict=True) if found)
    taken = {table for table, count in held.items() if table is not None and count >= ENOUGH * whole[table]}
    taken = {table for table in taken if is_table_of_data(table)}
    return [found or table in taken for table, found in zip(tables, main, strict=True)]


def _table_of(row: Row) -> Element | None:
    return next(row.owner.iterancestors("table"), None) if row.owner is not None else None


class Cells:
    """The cells of a table that are shown so far: without the empty ones between them columns would shift."""

    def __init__(self) -> None:
        self.shown: set[Element] = set()

    def before(self, cell: Element) -> list[Element]:
        """The cells of the same row that come before this one and were not shown, in order."""
        self.shown.add(cell)
        return self._up_to(cell.getprevious())

    def after(self, row: Element) -> list[Element]:
        """The cells at the end of a row that were not shown, in order."""
        return self._up_to(row[-1] if len(row) else None)

    def _up_to(self, cell: Element | None) -> list[Element]:
        found = []
        while cell is not None and cell not in self.shown:
            if cell.tag in CELLS:
                found.append(cell)
                self.shown.add(cell)
            cell = cell.getprevious()
        return found[::-1]
