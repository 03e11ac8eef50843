"""The body of an article as HTML fragments, a block each: sentence anchors, names linked at first mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import escape

from sitegen import sentences
from sitegen.model import Article


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
    text, wide = article.text, sentences.is_wide(article.text)
    return [
        [(passage.start, passage.end)]
        if block.html or passage.rewritten
        else sentences.split(text, passage.start, passage.end, wide)
        for block in article.blocks
        for passage in (block.passage,)
    ]


def body(article: Article, spans: Sequence[Sequence[tuple[int, int]]], links: Sequence[Link]) -> list[Piece]:
    """The blocks of an article.  `spans` as `sentence_spans` gives them, `links` in the order of the source; a
    link that crosses a sentence is left out.  Elements are made here and not in the template: a loop there over
    every paragraph costs as much as all the rest of the page."""
    pieces: list[Piece] = []
    number, text = 1, article.text
    starts = [link.start for link in links]
    spaced = not sentences.is_wide(text)
    for block, inside in zip(article.blocks, spans, strict=True):
        passage = block.passage
        words = article.words(passage)
        if block.html:
            html = block.html if block.kind == "other" else f'<span id="s{number}">{block.html}</span>'
        elif passage.rewritten:
            html = f'<span id="s{number}">{escaped(words)}</span>'
        else:
            here = links[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)] if links else ()
            parts = _linked_sentences(text, inside, here, number) if here else _sentences(text, words, inside, number)
            html = " ".join(parts) if spaced else _side_by_side(inside, parts)
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


def _sentences(text: str, words: str, spans: Sequence[tuple[int, int]], number: int) -> list[str]:
    if "&" in words or "<" in words or ">" in words:
        return [f'<span id="s{n}">{escaped(text[a:b])}</span>' for n, (a, b) in enumerate(spans, number)]
    return [f'<span id="s{n}">{text[a:b]}</span>' for n, (a, b) in enumerate(spans, number)]


def _side_by_side(spans: Sequence[tuple[int, int]], parts: list[str]) -> str:
    """Sentences with a space between, but where the text has none: Chinese and Japanese are written without."""
    spaces = (" " if end < start else "" for (_, end), (start, _) in pairwise(spans))
    return parts[0] + "".join(space + part for space, part in zip(spaces, parts[1:], strict=True))


def _linked_sentences(text: str, spans: Sequence[tuple[int, int]], links: Sequence[Link], number: int) -> list[str]:
    return [
        f'<span id="s{n}">{_linked(text, start, end, [k for k in links if start <= k.start and k.end <= end])}</span>'
        for n, (start, end) in enumerate(spans, number)
    ]


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
