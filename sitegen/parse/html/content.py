"""Which lines are the article's own text: what the page states as its body, what trafilatura sees as the main content,
and the paragraphs that stand among these."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from sitegen.parse.html.tables import with_cells
from sitegen.parse.html.tree import Element, no_library
from sitegen.parse.html.visible import Row
from sitegen.parse.html.zones import stated_zone

ENOUGH = 250  # letters of an article's text; with less we look for it ourselves
SHORT = 25  # letters of a line that must be found as a whole paragraph, not somewhere in the text
LONGEST_PAGE = 3_000_000  # characters of markup that trafilatura is given
LONGEST_COMPARED = 300_000  # the same where it compares itself with others, whose time is not linear
WINDOW = 50_000  # letters of the text in which the next line is looked for
SIBLINGS = ("p", "h2", "h3", "h4")
QUOTATIONS = ("blockquote", "ol", "ul", "dl", "pre")
ALL_LINK = 0.8
SENTENCE = 60  # characters from which a line may be prose
LEAVES = ("p", "head", "item", "quote", "cell", "code", "ab")  # of the body that trafilatura extracts
ENDS = tuple('.!?…:;"”’»)]。！？؟।')


def letters(text: str) -> str:
    """What remains of a text for comparison: its letters and digits, small."""
    return "".join(filter(str.isalnum, text.casefold()))


def find_main(root: Element, rows: list[Row], body: str) -> list[bool]:
    """For each row: is it of the article's text?  `body` is what the page states as that, or "".

    Raises:
        SourceError: trafilatura is not installed.
    """
    keys = [letters(row.text) for row in rows]
    main = _found(keys, _pieces(root, fast=True))
    if _is_little(keys, main):
        main = _either(main, _found(keys, _pieces(root, fast=False)))
    if len(letters(body)) >= ENOUGH:
        main = _either(main, _found(keys, body.split("\n")))
    if _is_little(keys, main):
        main = _either(main, _densest(rows, keys))
    return with_cells(rows, _with_siblings(rows, main))


def _is_little(keys: list[str], main: list[bool]) -> bool:
    return sum(len(key) for key, found in zip(keys, main, strict=True) if found) < ENOUGH


def _either(one: list[bool], other: list[bool]) -> list[bool]:
    return [first or second for first, second in zip(one, other, strict=True)]


def _pieces(root: Element, fast: bool) -> list[str]:
    """The paragraphs of the main content as trafilatura sees it; none where it fails.  `fast`: without the other
    programs that it compares itself with."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise no_library() from None
    from lxml import etree, html

    quieten()
    try:
        markup = etree.tostring(root, encoding="unicode", method="html")
        if len(markup) > (LONGEST_PAGE if fast else LONGEST_COMPARED):
            return []
        found = bare_extraction(html.fromstring(markup), fast=fast, include_comments=False, with_metadata=False)
    except Exception:  # whatever it makes of tag soup, the page is still read without it
        return []
    body: Element = getattr(found, "body", None)
    if body is None:
        return []
    return [text for text in ("".join(element.itertext()) for element in body.iter(*LEAVES)) if text.strip()]


def quieten() -> None:
    """trafilatura and those whom it asks would tell the reader of a build what they think of a page."""
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _found(keys: list[str], pieces: Iterable[str]) -> list[bool]:
    """A long line is found in the text, from where the one before it was, a short one as a whole piece only."""
    known = [letters(piece) for piece in pieces]
    whole, text, at = set(known), "\n".join(known), 0
    found = []
    for key in keys:
        place = text.find(key, at, at + WINDOW) if len(key) >= SHORT else -1
        at = place if place >= 0 else at
        found.append(bool(key) and (place >= 0 or key in whole))
    return found


def _densest(rows: list[Row], keys: list[str]) -> list[bool]:
    """The prose of the element that holds most of it, for pages of which nothing else is known."""
    prose = [is_prose(row.text) and not _is_outside(row.owner) for row in rows]
    weights: Counter[Element] = Counter()
    order: dict[Element, int] = {}
    for row, key, good in zip(rows, keys, prose, strict=True):
        above = row.owner.getparent() if row.owner is not None else None
        if good and above is not None:
            weights[above] += len(key)
            order.setdefault(above, len(order))
    if not weights:
        return prose
    best = max(weights, key=lambda element: (weights[element], -order[element]))
    return [good and _is_inside(row.owner, best) for row, good in zip(rows, prose, strict=True)]


def _is_inside(element: Element, outer: Element) -> bool:
    return any(above is outer for above in element.iterancestors())


def _is_outside(element: Element) -> bool:
    return any(map(stated_zone, (element, *element.iterancestors()))) if element is not None else False


def is_prose(text: str) -> bool:
    """Is a line like a sentence: of some length, and ended?"""
    return len(text) >= SENTENCE or (len(text) >= SENTENCE // 2 and text.endswith(ENDS))


def _with_siblings(rows: list[Row], main: list[bool]) -> list[bool]:
    """A paragraph beside two of the article's paragraphs, a row of the same element, or of the same quotation or list,
    is the article's too."""
    of_text = [row for row, found in zip(rows, main, strict=True) if found]
    parents, owners = Counter(map(_parent, of_text)), Counter(row.owner for row in of_text)
    quoted = {_quotation(row) for row in of_text} - {None}
    first = next((n for n, found in enumerate(main) if found), 0)
    return [
        found
        or owners[row.owner] > 1
        or (bool(quoted) and _quotation(row) in quoted)
        or (n > first and row.owner.tag in SIBLINGS and parents[_parent(row)] > 1 and linked(row) < ALL_LINK)
        for n, (row, found) in enumerate(zip(rows, main, strict=True))
    ]


def _quotation(row: Row) -> Element | None:
    return next((element for element in _with_two_above(row.owner) if element.tag in QUOTATIONS), None)


def _with_two_above(element: Element) -> list[Element]:
    """The element and the two around it."""
    found: list[Element] = []
    while element is not None and len(found) < 3:
        found.append(element)
        element = element.getparent()
    return found


def _parent(row: Row) -> Element:
    return row.owner.getparent() if row.owner is not None else None


def linked(row: Row) -> float:
    """The share of a row's letters that are inside links, 0 to 1."""
    inside = depth = 0
    marks = iter([(at, opens) for at, element, opens in row.marks if element.tag == "a"])
    at, opens = next(marks, (-1, False))
    whole = 0
    for number, part in enumerate(row.parts):
        while at == number:
            depth += 1 if opens else -1
            at, opens = next(marks, (-1, False))
        length = len(part) - part.count(" ")
        whole += length
        inside += length if depth > 0 else 0
    return inside / whole if whole else 0.0
