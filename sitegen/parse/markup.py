"""The body of a Markdown source with markup -> blocks and figures, by markdown-it-py and nh3.

Words that stand in the source as they are read stay slices of it; others carry their text in `rewritten` and, where
markup was rendered, sanitised HTML.  Raw HTML is not let through: it is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from sitegen.model import Block, BlockKind, Figure, Passage
from sitegen.parse.bold import with_questions, without_bold
from sitegen.parse.given import resolve

PLAIN = frozenset(("text", "softbreak"))
BREAK = re.compile(r"[ \t]*\n[ \t]*")
# pictures become figures; ids carry the links between a footnote and its place
TAGS = set(nh3.ALLOWED_TAGS) - {"img", "map", "area", "figure", "figcaption"}
ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items() if tag in TAGS},
    "a": {"href", "hreflang", "id"},
    "li": {"id"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto"}
ITEM = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]


class Markup(NamedTuple):
    """What a body holds; `title` is a first heading of the first level where none was stated, `dropped` the lines
    that repeat the stated one."""

    title: Passage | None
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    dropped: dict[int, str]


def read_markup(path: str, text: str, start: int, title: str) -> Markup:
    """Read the body that begins at `text[start]` of the source at `path`; `title` is the stated one, or ""."""
    body = _Body(path, text, start, title)
    tokens = parser().parse(text[start:], body.env)
    for group in _groups(tokens):
        body.take(group)
    blocks = with_questions(body.blocks, body.bold) if body.bold else body.blocks
    return Markup(body.title, tuple(blocks), tuple(body.figures), body.dropped)


@cache
def parser() -> MarkdownIt:
    """Preset `js-default` (CommonMark's own lets raw HTML through) with tables and footnotes."""
    return MarkdownIt("js-default").use(footnote_plugin)


def clean(html: str) -> str:
    """HTML that a page may hold."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener").strip()


def _groups(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each piece of the highest level."""
    group: list[Token] = []
    depth = 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []


class _Body:
    def __init__(self, path: str, text: str, start: int, stated: str) -> None:
        self.path, self.text, self.stated = path, text, stated
        self.first_line = text.count("\n", 0, start) + 1
        self.starts = [start]
        for line in text[start:].split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.env: dict[str, Any] = {}
        self.title: Passage | None = None
        self.blocks: list[Block] = []
        self.bold: dict[int, tuple[Block, str]] = {}
        self.figures: list[Figure] = []
        self.dropped: dict[int, str] = {}

    def take(self, group: list[Token]) -> None:
        """One paragraph, heading, list or whatever stands at the highest level."""
        opening = group[0]
        if opening.type == "paragraph_open":
            self._take_paragraph(group[1])
        elif opening.type == "heading_open":
            self._take_heading(opening, group[1])
        elif opening.type == "bullet_list_open" and _is_simple(group):
            for token in group:
                if token.type == "inline":
                    self._take_inline("list", token)
        else:
            self._take_other(group)

    def _take_heading(self, opening: Token, inline: Token) -> None:
        if opening.tag == "h1" and not self.blocks and self.title is None:
            words = " ".join(_words(inline).split())
            if not self.stated and words:
                self.title = self._passage(inline, _words(inline))
                return
            if words and words.casefold() == " ".join(self.stated.split()).casefold():
                first, last = inline.map or (0, 1)
                self.dropped.update((self.first_line + n, "repeated headline") for n in range(first, last))
                return
        self._take_inline("subhead", inline)

    def _take_paragraph(self, inline: Token) -> None:
        count = len(self.blocks)
        self._take_inline("paragraph", inline)
        inner = without_bold(inline.children or ()) if len(self.blocks) > count else None
        if inner is not None:
            words = _words(inline)
            self.bold[count] = self._block("question", inline, inner, words), words

    def _take_inline(self, kind: BlockKind, inline: Token) -> None:
        self._take_images(inline)
        words = _words(inline)
        if words.strip():
            self.blocks.append(self._block(kind, inline, inline.children or [], words))

    def _block(self, kind: BlockKind, inline: Token, children: list[Token], words: str) -> Block:
        """A block of these children of an inline token, whose words they are."""
        if all(child.type in PLAIN for child in children):
            same = BREAK.sub("\n", inline.content) == BREAK.sub("\n", words)
            return Block(kind, self._passage(inline, inline.content.strip() if same else words))
        piece = Token("inline", "", 0, children=children)
        return Block(
            kind, self._passage(inline, words), clean(parser().renderer.render([piece], parser().options, self.env))
        )

    def _take_images(self, inline: Token) -> None:
        """Pictures leave the text and become figures."""
        children = inline.children or []
        for image in children:
            if image.type == "image":
                place = resolve(self.path, str(image.attrs.get("src", "")))
                words = " ".join(str(image.attrs.get("title", "")).split())
                caption = self._passage(inline, words) if words else None
                if place or caption or image.content:
                    self.figures.append(Figure(place, caption, alt=image.content))
        inline.children = [child for child in children if child.type != "image"]

    def _take_other(self, group: list[Token]) -> None:
        """A table, a quotation, code, an ordered or nested list, footnotes, a rule: HTML as a whole."""
        if max(token.level for token in group) >= parser().options.maxNesting - 1:
            self._take_source(group)
            return
        texts = []
        for token in group:
            if token.type == "inline":
                self._take_images(token)
                texts.append(_words(token))
            elif token.type in ("fence", "code_block"):
                texts.append(token.content)
        html = clean(parser().renderer.render(group, parser().options, self.env))
        extent = _extent(group)
        if html and extent:
            passage = self._passage(extent, " ".join(" ".join(texts).split()))
            if passage.start < passage.end:  # an indented blank line is code to CommonMark, and nothing to a reader
                self.blocks.append(Block("other", passage, html))

    def _take_source(self, group: list[Token]) -> None:
        """Quotations in quotations, lists in lists, a hundred levels of them: the parser drops what is deeper."""
        extent = _extent(group)
        if extent:
            self.blocks.append(Block("paragraph", self._passage(extent, "")))

    def _passage(self, token: Token, words: str) -> Passage:
        """The slice among the token's lines that is these words, else all of them with the words rewritten."""
        first, last = token.map or (0, 1)
        last = max(min(last, len(self.starts) - 1), first + 1)
        start, end = self.starts[first], self.starts[last] - 1
        words = words.strip()
        found = self.text.find(words, start, end) if words else -1
        rewritten = ""
        if found >= 0:
            start, end = found, found + len(words)
        else:
            slice_ = self.text[start:end]
            start += len(slice_) - len(slice_.lstrip())
            end -= len(slice_) - len(slice_.rstrip())
            rewritten = " ".join(words.split())
        line = self.first_line + first + self.text.count("\n", self.starts[first], start)
        return Passage(start, end, line, rewritten)


def _extent(group: Sequence[Token]) -> Token | None:
    """A token over all lines of a group."""
    maps = [token.map for token in group if token.map]
    return Token("extent", "", 0, map=[min(m[0] for m in maps), max(m[1] for m in maps)]) if maps else None


def _is_simple(group: list[Token]) -> bool:
    """A list of one paragraph an item."""
    inner = [token.type for token in group[1:-1]]
    return len(inner) % len(ITEM) == 0 and inner == ITEM * (len(inner) // len(ITEM))


def _words(inline: Token) -> str:
    """The text of an inline token without its markup and its pictures."""
    parts = []
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
    return "".join(parts)
