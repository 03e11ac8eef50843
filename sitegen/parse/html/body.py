"""The rows of the article's text -> the roles that they have by their elements, then the blocks that they make."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Block, BlockKind, Passage, Role
from sitegen.parse.html.content import is_prose, linked
from sitegen.parse.html.draft import CORRECTION, Draft
from sitegen.parse.html.furniture import FIRM, HALF_LINK, NO_WORDS, furniture_of
from sitegen.parse.html.inline import html_of, is_bold, nested_html
from sitegen.parse.html.structures import OF_CELLS, Structures
from sitegen.parse.html.visible import BREAK, Row
from sitegen.parse.html.zones import HALF

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
ABOVE = "line above the headline"
BEFORE = "list between headline and text"


def give_roles(draft: Draft, structures: Structures) -> None:
    """A role for every row that has none."""
    headline = draft.title_row
    opening = _first_prose(draft, headline)
    for number in draft.free():
        zone = draft.zone(number)
        if zone:
            draft.give(number, "dropped", zone)
        elif not draft.main[number]:
            draft.give(number, "dropped", OUTSIDE if draft.keys[number] else NO_WORDS)
        else:
            draft.give(number, *_role(draft, number, structures, headline, opening))
    _keep_something(draft)


def _first_prose(draft: Draft, headline: int) -> int:
    """The row in which the text begins; what is listed above it tells of the article, it is not of it."""
    for number in draft.free():
        if number >= headline and draft.main[number] and is_prose(draft.rows[number].text):
            return number
    return 0


def _role(draft: Draft, number: int, structures: Structures, headline: int, opening: int) -> tuple[Role, str]:
    row = draft.rows[number]
    root, item = structures.around(row)
    if root is not None and root.tag in OF_CELLS:
        return "other", f"<{root.tag}>"
    share = linked(row) if len(row.text) <= LONGEST_LINK else 0.0
    if share >= ALL_LINK:
        return "dropped", LINK
    furniture = furniture_of(row.text, FIRM if share < HALF else HALF_LINK)
    if furniture:
        return "dropped", furniture
    if number < headline and not is_prose(row.text):
        return "dropped", ABOVE
    if root is not None:
        return "other", f"<{root.tag}>"
    if item and number < opening and not is_prose(row.text):
        return "dropped", BEFORE
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
