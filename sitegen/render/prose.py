"""The body of an article as HTML fragments, a block each: sentence anchors, names linked at first mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import escape

from sitegen import sentences
from sitegen.model import Article, Block


class Link(NamedTuple):
    """A slice of the source that leads to a person's page."""

    start: int
    end: int
    href: str


class Piece(NamedTuple):
    """A block as an HTML element, and how many words it has."""

    kind: str
    html: str
    words: int


def sentence_spans(article: Article) -> list[list[tuple[int, int]]]:
    """(start, end) in the source of every sentence of the body, a list a block.  The number of a sentence is
    its place in all of them, from 1."""
    return [list(_spans(article, block)) for block in article.blocks]


def _spans(article: Article, block: Block) -> Iterator[tuple[int, int]]:
    passage = block.passage
    if block.html or passage.rewritten:
        return iter(((passage.start, passage.end),))
    return sentences.split(article.text, passage.start, passage.end)


def body(article: Article, spans: Sequence[Sequence[tuple[int, int]]], links: Sequence[Link]) -> list[Piece]:
    """The blocks of an article.  `spans` as `sentence_spans` gives them, `links` in the order of the source; a
    link that crosses a sentence is left out.  Elements are made here and not in the template: a loop there over
    every paragraph costs as much as all the rest of the page."""
    pieces: list[Piece] = []
    number = 1
    for block, inside in zip(article.blocks, spans, strict=True):
        passage = block.passage
        words = article.words(passage)
        if block.html:
            html = block.html if block.kind == "other" else f'<span id="s{number}">{block.html}</span>'
        elif passage.rewritten:
            html = f'<span id="s{number}">{escaped(words)}</span>'
        elif links and any(passage.start <= k.start < passage.end for k in links):
            html = _side_by_side(article.text, inside, list(_linked_sentences(article.text, inside, links, number)))
        else:
            html = _sentences(article.text, words, inside, number)
        before, after = WRAPPERS[block.kind]
        pieces.append(Piece(block.kind, f"{before}{html}{after}", words.count(" ") + 1))
        number += len(inside)
    return _lists(pieces)


WRAPPERS = {
    "paragraph": ("<p>", "</p>"),
    "subhead": ("<h2>", "</h2>"),
    "list": ("<li>", "</li>"),
    "question": ('<p class="question">', "</p>"),
    "other": ('<div class="other">', "</div>"),
}


def _lists(pieces: list[Piece]) -> list[Piece]:
    """Items side by side share a list."""
    if not any(p.kind == "list" for p in pieces):
        return pieces
    kinds = ["", *(p.kind for p in pieces), ""]
    return [
        p
        if p.kind != "list"
        else p._replace(
            html=("<ul>\n" if kinds[n] != "list" else "") + p.html + ("\n</ul>" if kinds[n + 2] != "list" else "")
        )
        for n, p in enumerate(pieces)
    ]


def escaped(text: str) -> str:
    """Text as the content of an element: quotation marks need no escape there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _sentences(text: str, words: str, spans: Sequence[tuple[int, int]], number: int) -> str:
    plain = not ("&" in words or "<" in words or ">" in words)
    parts = [text[a:b] if plain else escaped(text[a:b]) for a, b in spans]
    return _side_by_side(text, spans, [f'<span id="s{n}">{part}</span>' for n, part in enumerate(parts, number)])


def _side_by_side(text: str, spans: Sequence[tuple[int, int]], parts: list[str]) -> str:
    """Sentences with a space between, but where the text has none: Chinese and Japanese are written without."""
    if text.isascii() or all(end < start for (_, end), (start, _) in pairwise(spans)):
        return " ".join(parts)
    spaces = (" " if end < start else "" for (_, end), (start, _) in pairwise(spans))
    return parts[0] + "".join(space + part for space, part in zip(spaces, parts[1:], strict=True))


def _linked_sentences(text: str, spans: Sequence[tuple[int, int]], links: Sequence[Link], number: int) -> Iterator[str]:
    for n, (start, end) in enumerate(spans, number):
        here = [k for k in links if start <= k.start and k.end <= end]
        yield f'<span id="s{n}">{_linked(text, start, end, here)}</span>'


def _linked(text: str, start: int, end: int, links: list[Link]) -> str:
    out: list[str] = []
    at = start
    for link in links:
        if link.start < at:
            continue
        out.append(escaped(text[at : link.start]))
        out.append(f'<a class="person" href="{escape(link.href)}">{escaped(text[link.start : link.end])}</a>')
        at = link.end
    return "".join([*out, escaped(text[at:end])])
