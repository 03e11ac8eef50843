"""The rows of the article's text -> the roles that they have by their elements, then the blocks that they make."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Block, BlockKind, Passage, Role
from sitegen.parse.html.content import is_prose, linked
from sitegen.parse.html.draft import CORRECTION, Draft
from sitegen.parse.html.inline import html_of, is_bold, nested_html
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import BREAK, Row
from sitegen.parse.html.zones import HALF
from sitegen.parse.text.features import read_features
from sitegen.parse.text.lines import split_lines
from sitegen.parse.text.rules import why_dropped

OUTSIDE = "outside the article's text"
LINK = "link to another page"
BODY: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "dateline": "paragraph",
    "subhead": "subhead",
    "list": "list",
    "question": "question",
    "other": "other",
}
ALL_LINK, LONGEST_LINK = 0.9, 200
LONGEST_BOLD_HEADING = 90
LONGEST_CELL = 250
# furniture by its words: strengths of the phrases that the language tables know
LONGEST_FURNITURE = 160
FIRM, SURE = 1.25, 2.0
SPOKEN = frozenset(("quotation", "quotation_said"))
ABOVE = "line above the headline"
STRUCTURES = frozenset("blockquote ol ul table pre dl".split())


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


def is_table_of_data(table: Element) -> bool:
    """Rows and columns of short cells; other tables lay out a page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    return all(sum(map(len, cell.itertext())) <= LONGEST_CELL for row in rows for cell in row)


def give_roles(draft: Draft, structures: Structures) -> None:
    """A role for every row that has none."""
    headline = draft.title_row
    for number in draft.free():
        zone = draft.zone(number)
        if zone:
            draft.give(number, "dropped", zone)
        elif not draft.main[number]:
            draft.give(number, "dropped", OUTSIDE)
        else:
            draft.give(number, *_role(draft, number, structures, headline))
    _keep_something(draft)


def _role(draft: Draft, number: int, structures: Structures, headline: int) -> tuple[Role, str]:
    row = draft.rows[number]
    if len(row.text) <= LONGEST_LINK and linked(row) >= ALL_LINK:
        return "dropped", LINK
    furniture = furniture_of(row.text) if len(row.text) <= LONGEST_FURNITURE else ""
    if furniture:
        return "dropped", furniture
    if number < headline and not is_prose(row.text):
        return "dropped", ABOVE
    root, item = structures.around(row)
    if root is not None:
        return "other", f"<{root.tag}>"
    if item:
        return "list", "item of a list"
    if draft.heading(number):
        return "subhead", "heading"
    if is_bold(row) and row.owner.tag not in ("td", "th"):
        if row.text.rstrip(' "”’»)').endswith(("?", "？", "؟")):
            return "question", "question in bold"
        if len(row.text) <= LONGEST_BOLD_HEADING and row.text[-1].isalnum():
            return "subhead", "line in bold"
    return "paragraph", "paragraph of the article"


def furniture_of(text: str) -> str:
    """The rule by which a line is a prompt, a label or a notice, told by its words; "" where it is none."""
    lines = split_lines(text)
    if not lines or not lines[0].tokens:
        return ""
    line = lines[0]
    read_features(line)
    if line.noise < FIRM or line.has(SPOKEN) or (line.noise < SURE and line.full_stop):
        return ""
    return why_dropped(line)


def _keep_something(draft: Draft) -> None:
    """A page of which nothing would be left is taken as it is: its prose, else all of it."""
    if any(role in BODY or role == "caption" for role, _ in draft.fates.values()):
        return
    dropped = [n for n, (role, rule) in sorted(draft.fates.items()) if role == "dropped" and rule != CORRECTION]
    for kept in (
        [n for n in dropped if not draft.zone(n) and is_prose(draft.rows[n].text)],
        [n for n in dropped if draft.fates[n][1] == OUTSIDE],
    ):
        if kept:
            draft.fates.update((n, ("paragraph", "nothing else on the page")) for n in kept)
            return


def make_blocks(draft: Draft, structures: Structures) -> tuple[Block, ...]:
    """The blocks in the order of the page."""
    return tuple(block for group in _groups(draft, structures) for block in _blocks(draft, structures, group))


def _groups(draft: Draft, structures: Structures) -> Iterator[list[int]]:
    """Rows that make one block: those of one structure, or lines of one paragraph."""
    group: list[int] = []
    for number in range(len(draft.rows)):
        if draft.fates[number][0] not in BODY:
            continue
        if group and not (group[-1] == number - 1 and _belongs(draft, structures, group[-1], number)):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _belongs(draft: Draft, structures: Structures, before: int, number: int) -> bool:
    if draft.fates[before] != draft.fates[number] or draft.fates[number][1] == CORRECTION:
        return False
    row, above = draft.rows[number], draft.rows[before]
    if draft.fates[number][0] == "other":
        return structures.around(row)[0] is structures.around(above)[0]
    return row.owner is above.owner and row.gap == BREAK


def _blocks(draft: Draft, structures: Structures, group: list[int]) -> Iterator[Block]:
    role = draft.fates[group[0]][0]
    rows = [draft.rows[number] for number in group]
    passage = Passage(rows[0].start, rows[-1].end, group[0] + 1)
    root = structures.around(rows[0])[0] if role == "other" else None
    if root is not None:
        yield Block("other", passage, nested_html(rows, root))
    elif role in ("subhead", "question") and all(map(is_bold, rows)):
        yield Block(BODY[role], passage)
    else:
        parts = [html_of(row) for row in rows]
        html = " ".join(part or _plain(row) for part, row in zip(parts, rows, strict=True)) if any(parts) else ""
        yield Block(BODY[role], passage, html)


def _plain(row: Row) -> str:
    from html import escape

    return escape(row.text, quote=False)
