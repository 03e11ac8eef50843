"""The text that is read for names and quotations, and the way back to the source.

A reading text holds what a reader sees, each part a paragraph on a line of its own: title, dek, blocks, captions
(last, lest one stand between the parts of a quotation, or before the lead).  Bylines, credits and dropped lines are
not in it.  Where a passage was rewritten (wrapped lines joined, markup removed) its words are looked for in the
source one after the other; what stands in the source alone is markup, a character reference or a hyphen at a line's
end."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.model import Article, Passage

Span = tuple[int, int]
WORD = re.compile(r"\S+")
REFERENCE = re.compile(r"&#?\w{1,31};")
HIDDEN = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|</?[A-Za-z][^<>]*>")
LONGEST = 1_000_000  # signs of a reading text; the rest of a longer article is not annotated
LOOK_AHEAD = 400  # source signs of markup within which the next word must stand


class Part(NamedTuple):
    """A passage from the sign `start` of the reading text; `offsets` says where each of its signs stands in the
    source, None that they follow one another from `source`."""

    start: int
    source: int
    offsets: list[int] | None


class Reading:
    """`text` is the reading text; the spans of `sources` are offsets of the article's own text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.parts: list[Part] = []
        lines: list[str] = []
        position = 0
        for passage in passages(article):
            words = article.words(passage)
            if position + len(words) > LONGEST:
                break
            line = " ".join(words.split("\n")) if "\n" in words else words
            self.parts.append(Part(position, passage.start, _offsets(article.text, passage)))
            lines.append(line)
            position += len(line) + 1
        self.text = "\n".join(lines)
        self._starts = [part.start for part in self.parts]

    def source(self, start: int, end: int) -> Span | None:
        """The span of the source for `text[start:end]`, or None where it is empty or crosses a line."""
        if not start < end or "\n" in self.text[start:end]:
            return None
        part = self.parts[bisect_right(self._starts, start) - 1]
        if part.offsets is None:
            return part.source + start - part.start, part.source + end - part.start
        return part.offsets[start - part.start], part.offsets[end - 1 - part.start] + 1

    def sources(self, spans: list[Span]) -> tuple[Span, ...]:
        """All spans that have a source, in the source's order, each once."""
        found = {self.source(start, end) for start, end in spans}
        return tuple(sorted(span for span in found if span is not None))


def passages(article: Article) -> Iterator[Passage]:
    """The passages that are read, in reading order."""
    if article.title:
        yield article.title
    if article.dek:
        yield article.dek
    for block in article.blocks:
        yield block.passage
    for figure in article.figures:
        if figure.caption:
            yield figure.caption


def _offsets(text: str, passage: Passage) -> list[int] | None:
    """Where in the source each sign of a rewritten passage stands; None where the passage is the source's slice."""
    if not passage.rewritten:
        return None
    source = _without_hidden(text[passage.start : passage.end], passage.rewritten)
    offsets: list[int] = []
    at = 0
    for found in WORD.finditer(passage.rewritten):
        while len(offsets) < found.start():  # spaces stand where the word before them ended
            offsets.append(min(at, max(len(source) - 1, 0)))
        word_offsets, at = _align(source, at, found.group())
        offsets += word_offsets
    offsets += [max(at - 1, 0)] * (len(passage.rewritten) - len(offsets))
    return [passage.start + offset for offset in offsets]


def _without_hidden(source: str, words: str) -> str:
    """Link targets and tags blanked, so that no word is found inside them."""
    return HIDDEN.sub(lambda found: found[0] if found[0] in words else " " * len(found[0]), source)


def _align(source: str, at: int, word: str) -> tuple[list[int], int]:
    """(offset of each sign of a word, where the source goes on)."""
    found = source.find(word, at, at + len(word) + LOOK_AHEAD)
    if found >= 0:
        return list(range(found, found + len(word))), found + len(word)
    offsets = []
    for sign in word:
        place, end = _next_sign(source, at, sign, at + len(word) + LOOK_AHEAD // 8)
        offsets.append(place)
        at = end
    return offsets, at


def _next_sign(source: str, at: int, sign: str, end: int) -> tuple[int, int]:
    """(where a sign stands, where the source goes on); a sign that the source lacks takes no room in it."""
    for place in range(at, min(end, len(source))):
        if source[place] == sign:
            return place, place + 1
        if source[place] == "&" and (found := REFERENCE.match(source, place)) and html.unescape(found[0]) == sign:
            return place, found.end()
    place = min(at, max(len(source) - 1, 0))
    return place, at
