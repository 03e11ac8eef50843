"""Quotations, tables, lists, verse: what is shown as a whole, not line by line."""

from __future__ import annotations

from sitegen.parse.html.draft import Draft
from sitegen.parse.html.tables import is_table_of_data
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Row
from sitegen.parse.html.zones import HALF

STRUCTURES = frozenset("blockquote ol ul table pre dl".split())
OF_CELLS = frozenset(("table", "pre", "dl"))  # of which no line is lost without harm


class Structures:
    """The outermost quotation, table, list, verse around a row that is shown as a whole."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.known: dict[Element, bool] = {}
        self.simple: dict[Element, bool] = {}

    def around(self, row: Row) -> tuple[Element, bool]:
        """(element shown as a whole or None, is the row an item of a simple list?)"""
        outermost, item = None, False
        for element in (row.owner, *row.owner.iterancestors()):
            if element.tag in STRUCTURES and self._is_one(element):
                outermost = element
        if outermost is not None and outermost.tag == "ul" and self._is_simple(outermost):
            return None, True
        return outermost, item

    def holds_together(self, number: int) -> bool:
        """Is the row a cell of a table of the article, or of the like?"""
        if not self.draft.main[number]:
            return False
        root, _ = self.around(self.draft.rows[number])
        return root is not None and root.tag in OF_CELLS

    def _is_one(self, element: Element) -> bool:
        """A table of figures, not one that lays out the page; a list that is not the whole article."""
        if element not in self.known:
            held = self.draft.zones.held.get(element, 0)
            large = held > HALF * self.draft.zones.whole and len(self.draft.rows) > 1 and element.tag != "pre"
            self.known[element] = not large and (element.tag != "table" or is_table_of_data(element))
        return self.known[element]

    def _is_simple(self, element: Element) -> bool:
        """A list without lists, tables or quotations inside it."""
        if element not in self.simple:
            self.simple[element] = next(element.iterdescendants("ul", "ol", "table", "blockquote", "pre"), None) is None
        return self.simple[element]
