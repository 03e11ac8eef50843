"""What a reader sees of a page: its lines, each with the element that it stands in.

One pass over the tree, without recursion.  A block element begins and ends a line, <br> ends one, blanks collapse;
scripts, styles, templates, drawings, what is hidden by an attribute are not seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sitegen.parse.html.tree import CONTROLS, Element

BLOCKS = frozenset(
    "html body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table caption thead tbody "
    "tfoot tr td th pre article section main header footer aside nav address form fieldset legend details summary "
    "center hr option select button textarea hgroup menu dir listing xmp dialog search".split(),
)
UNSEEN = frozenset(
    "head script style noscript template svg math iframe object embed applet canvas audio video map noframes title "
    "meta link param source track datalist frameset amp-analytics amp-ad amp-consent".split(),
)
INLINE = frozenset("a em strong b i sup sub code".split())
PICTURES = frozenset(("img", "amp-img"))
NOT_SHOWN = re.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f \t"
IS_BLOCK, IS_UNSEEN, IS_INLINE, IS_PICTURE, IS_BREAK, IS_SPAN, IS_QUOTED = 1, 2, 3, 4, 5, 6, 7
KINDS = {
    **dict.fromkeys(BLOCKS, IS_BLOCK),
    **dict.fromkeys(UNSEEN, IS_UNSEEN),
    **dict.fromkeys(INLINE, IS_INLINE),
    **dict.fromkeys(PICTURES, IS_PICTURE),
    "br": IS_BREAK,
    "q": IS_QUOTED,
    "span": IS_SPAN,
    "time": IS_SPAN,
}
READ_ALOUD = " | ".join(
    f".//span[contains(@class, '{name}')]"
    for name in ("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden")
)
DEEPEST = 400  # nested elements; no page that people made has so many
BREAK, PARAGRAPH, BLOCK = 1, 2, 1000  # how many <br> part two rows; the end of a block is worth more than any


@dataclass(slots=True, eq=False)
class Row:
    """One visible line, at `start` of the page's text.

    `owner` is the innermost block element around it.  `gap` is what parts it from the row before: BREAK (one <br>
    inside the same element), PARAGRAPH (two) or BLOCK.  `parts` are its texts as written; `marks` say before which part
    an inline element opens (True) or closes."""

    text: str
    owner: Element
    gap: int
    parts: list[str]
    marks: list[tuple[int, Element, bool]]
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True, eq=False)
class Visible:
    """The rows of a page in order, and its pictures: (number of rows before it, element)."""

    rows: list[Row] = field(default_factory=list)
    pictures: list[tuple[int, Element]] = field(default_factory=list)

    def text(self) -> str:
        """The rows as one text; from now on they know where they start."""
        start = 0
        for row in self.rows:
            row.start = start
            start += len(row.text) + 1
        return "\n".join([row.text for row in self.rows])


class _Writer:
    """The line that is being gathered, and the elements that are open around it."""

    def __init__(self) -> None:
        self.seen = Visible()
        self.parts: list[str] = []
        self.marks: list[tuple[int, Element, bool]] = []
        self.blocks: list[Element] = []
        self.inline: list[Element] = []
        self.owner: Element = None
        self.breaks = BLOCK

    def add(self, text: str) -> None:
        if self.owner is None and not text.isspace():
            self.owner = self.blocks[-1] if self.blocks else None
        self.parts.append(text)

    def end_line(self) -> None:
        """The words so far are a line, if they are any; a break without words before it counts."""
        if self.parts:
            text = " ".join("".join(self.parts).split())
            if not text.isprintable():  # a reference like "&#1;" brings back what decoding took out
                text = " ".join(text.translate(CONTROLS).split())
            if text.strip(INVISIBLE):
                apart = self.breaks >= BLOCK or self.seen.rows[-1].owner is not self.owner
                gap = BLOCK if apart else min(self.breaks, PARAGRAPH)
                self.seen.rows.append(Row(text, self.owner, gap, self.parts, self.marks))
                self.breaks = 0
            self.parts = []
        self.marks = [(0, element, True) for element in self.inline]
        self.owner = None

    def break_line(self) -> None:
        self.end_line()
        self.breaks += 1

    def end_block(self) -> None:
        self.end_line()
        self.breaks = BLOCK

    def open(self, element: Element, kind: int) -> None:
        if kind == IS_BLOCK:
            self.end_block()
            self.blocks.append(element)
        elif kind == IS_INLINE:
            self.inline.append(element)
            self.marks.append((len(self.parts), element, True))
        elif kind == IS_PICTURE:
            self.seen.pictures.append((len(self.seen.rows), element))
        elif kind == IS_BREAK:
            self.break_line()
        elif kind == IS_QUOTED:
            self.add("“")
        elif kind == IS_SPAN and self.parts and _is_apart(element):
            self.parts.append(" ")

    def close(self, element: Element, kind: int) -> None:
        if kind == IS_BLOCK:
            self.end_block()
            self.blocks.pop()
        elif kind == IS_INLINE:
            self.inline.pop()
            self.marks.append((len(self.parts), element, False))
        elif kind == IS_QUOTED:
            self.add("”")


def read_visible(root: Element) -> Visible | None:
    """The visible lines and pictures of a page; None where it is nested too deeply for that."""
    from lxml import etree

    writer, hidden = _Writer(), set(_hidden(root))
    depth = verse = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        kind = KINDS.get(tag, 0)
        if event == "start":
            depth += 1
            if kind == IS_UNSEEN or element in hidden:
                walk.skip_subtree()
                continue
            if kind:
                writer.open(element, kind)
                verse += tag == "pre"
            if depth > DEEPEST:
                return None
            text = element.text
        else:
            depth -= 1
            if element in hidden:
                if kind == IS_BLOCK:
                    writer.end_block()
            elif kind:
                writer.close(element, kind)
                verse -= tag == "pre"
            text = element.tail
        if text:
            if verse and "\n" in text:
                _add_lines(writer, text)
            else:
                writer.add(text)
    writer.end_line()
    return writer.seen


def _hidden(root: Element) -> Iterator[Element]:
    """Elements that the page hides by an attribute, or keeps for those who have it read aloud."""
    yield from root.xpath(READ_ALOUD)
    for element in root.xpath(".//*[@style or @hidden] | .//dialog[not(@open)]"):
        if element.tag == "dialog" or element.get("hidden") is not None or NOT_SHOWN.search(element.get("style") or ""):
            yield element


def _is_apart(element: Element) -> bool:
    """Does this follow at once on an element of another class?  "Ann Roe" and "4 March" are drawn apart, the halves of
    a word are not."""
    before = element.getprevious()
    if before is None or before.tail or KINDS.get(before.tag) != IS_SPAN:
        return False
    names = (before.get("class"), element.get("class"))
    return any(names) and names[0] != names[1]


def _add_lines(writer: _Writer, text: str) -> None:
    """Inside <pre> a line end is one: verse, tables of figures."""
    first, *others = text.split("\n")
    writer.add(first)
    for line in others:
        writer.break_line()
        if line:
            writer.add(line)
