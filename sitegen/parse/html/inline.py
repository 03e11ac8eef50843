"""Rows -> HTML that a page may hold: emphasis, links, code; quotations, tables and lists as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from sitegen.parse.html.tables import CELLS, Cells
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Row
from sitegen.parse.markup import clean

BLANKS = re.compile(r"\s+")
TAG = re.compile(r"<[^<>]*>")
EMPTY = re.compile(r"<(a|em|strong|b|i|sup|sub|code)(?: [^<>]*)?>(\s*)</\1>")
OUTER = frozenset("blockquote ul ol li dl dt dd table caption thead tbody tfoot tr td th pre p h2 h3 h4 h5 h6".split())
LINKS = ("http://", "https://", "mailto:")
LONGEST_LINK = 2000


def html_of(row: Row) -> str:
    """The row with its inline elements; "" where it has none that show."""
    if not row.marks:
        return ""
    html = clean(_markup(row))
    while EMPTY.search(html):
        html = EMPTY.sub(r"\2", html)
    if "<" not in html or " ".join(unescape(TAG.sub("", html)).split()) != row.text:
        return ""
    return html


def _markup(row: Row) -> str:
    pieces: list[str] = []
    open_: list[Element] = []
    marks = iter(row.marks)
    mark = next(marks, None)
    for number, part in enumerate([*row.parts, ""]):
        while mark is not None and mark[0] <= number:
            _turn(pieces, open_, mark[1], mark[2])
            mark = next(marks, None)
        pieces.append(escape(BLANKS.sub(" ", part), quote=False))
    while open_:
        _turn(pieces, open_, open_[-1], False)
    return "".join(pieces)


def _turn(pieces: list[str], open_: list[Element], element: Element, opens: bool) -> None:
    """Open or close an inline element; what is not open is not closed, links nest in nothing but each other's end."""
    tag = element.tag
    if opens:
        if tag == "a":
            link = (element.get("href") or "").strip()
            if not link.lower().startswith(LINKS) or len(link) > LONGEST_LINK or any(e.tag == "a" for e in open_):
                return
            pieces.append(f'<a href="{escape(link)}">')
        else:
            pieces.append(f"<{tag}>")
        open_.append(element)
    elif open_ and open_[-1] is element:
        open_.pop()
        pieces.append(f"</{tag}>")


def is_bold(row: Row) -> bool:
    """Are all words of the row bold?"""
    depth = 0
    marks = [(at, opens) for at, element, opens in row.marks if element.tag in ("strong", "b")]
    if not marks:
        return False
    at = 0
    for number, part in enumerate(row.parts):
        while at < len(marks) and marks[at][0] <= number:
            depth += 1 if marks[at][1] else -1
            at += 1
        if depth <= 0 and any(map(str.isalnum, part)):
            return False
    return True


def nested_html(rows: Sequence[Row], root: Element) -> str:
    """Rows inside `root` (a quotation, a table, a list) with the elements that structure it."""
    pieces: list[str] = []
    open_: list[Element] = []
    cells = Cells()
    for row in rows:
        chain = _chain(row.owner, root)
        same = sum(1 for _ in _common(open_, chain))
        pieces += [_closing(element, cells) for element in reversed(open_[same:])]
        pieces += [_opening(element, cells) for element in chain[same:]]
        if same == len(chain) == len(open_):
            pieces.append("\n" if root.tag == "pre" else "<br>")
        pieces.append(html_of(row) or escape(row.text, quote=False))
        open_ = chain
    pieces += [_closing(element, cells) for element in reversed(open_)]
    return clean("".join(pieces))


def _common(one: Sequence[Element], other: Sequence[Element]) -> Sequence[Element]:
    count = 0
    while count < min(len(one), len(other)) and one[count] is other[count]:
        count += 1
    return one[:count]


def _chain(owner: Element, root: Element) -> list[Element]:
    """The structuring elements from the root down to the row's owner."""
    chain: list[Element] = []
    current = owner
    while current is not None and current is not root:
        if current.tag in OUTER:
            chain.append(current)
        current = current.getparent()
    return [root, *reversed(chain)]


def _opening(element: Element, cells: Cells) -> str:
    empty = cells.before(element) if element.tag in CELLS else []
    return "".join(_tag(cell) + f"</{cell.tag}>" for cell in empty) + _tag(element)


def _closing(element: Element, cells: Cells) -> str:
    empty = cells.after(element) if element.tag == "tr" else []
    return "".join(_tag(cell) + f"</{cell.tag}>" for cell in empty) + f"</{element.tag}>"


def _tag(element: Element) -> str:
    counts = [(name, (element.get(name) or "").strip()) for name in ("colspan", "rowspan", "start")]
    attributes = [f' {name}="{int(count)}"' for name, count in counts if count.isdecimal() and len(count) < 5]
    return f"<{element.tag}{''.join(attributes)}>"
