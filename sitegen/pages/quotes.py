"""Which quotations a page shows, and which of them are pulled out of the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.model import Annotations, Article, Quotation

FEWEST, MOST, BEST = 8, 40, 18
WORDS_A_PULL = 300


class Pull(NamedTuple):
    """A pull quote: a slice of the source, shown before the block `before`, from the sentence `sentence`."""

    start: int
    end: int
    speaker: int
    sentence: int
    before: int


def published(q: Quotation, level: float) -> bool:
    """May this quotation stand under a person's name?"""
    return q.statement and q.speaker is not None and q.confidence >= level


def words_of(article: Article, q: Quotation) -> str:
    """The words, verbatim; those of several paragraphs with a space between."""
    return " ".join(article.text[s:e].strip() for s, e in q.spans)


def trimmed(words: str) -> str:
    """The words as they stand alone: without the comma that led on to who said them."""
    return words.rstrip(" ,;，、")


def sentence_at(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """The number (from 1) of the sentence that holds an offset of the source."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][0] <= offset:
            low = middle + 1
        else:
            high = middle
    return max(1, low)


def pulls(
    article: Article,
    found: Annotations,
    spans: Sequence[tuple[int, int]],
    linked: Sequence[bool],
    level: float,
    words: int,
) -> list[Pull]:
    """Pull quotes: 8 to 40 words of a named speaker with a page (`linked`), never beside their own paragraph,
    never among the first two, at most one in 300 words."""
    allowed = words // WORDS_A_PULL
    chosen: list[Pull] = []
    for _, start, end, speaker in sorted(_candidates(article, found, spans, linked, level)):
        if len(chosen) == allowed:
            break
        before = _place(article, start, [p.before for p in chosen])
        if before is not None and all(p.speaker != speaker or p.start != start for p in chosen):
            chosen.append(Pull(start, end, speaker, sentence_at(spans, start), before))
    return sorted(chosen, key=lambda p: p.before)


def _candidates(
    article: Article, found: Annotations, spans: Sequence[tuple[int, int]], linked: Sequence[bool], level: float
) -> list[tuple[tuple[int, int], int, int, int]]:
    """((distance from the best length, start), start, end, speaker) of whole sentences that somebody said."""
    candidates = []
    for q in found.quotations:
        if not published(q, level) or q.speaker is None or not linked[q.speaker]:
            continue
        for start, end in q.spans:
            for s, e in _sentences_within(article.text, spans, start, end):
                n = len(article.text[s:e].split())
                if FEWEST <= n <= MOST:
                    candidates.append(((abs(n - BEST), s), s, e, q.speaker))
    return candidates


def _sentences_within(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The quoted part of each sentence between two offsets, where the quotation holds the sentence's beginning."""
    inside = []
    for s, e in spans[sentence_at(spans, start) - 1 :]:
        if s >= end:
            break
        a, b = max(s, start), min(e, end)
        while a < b and text[a] in " \t\n\"'“‘«„”":
            a += 1
        while b > a and text[b - 1] in ' \t\n"”’»“,':
            b -= 1
        if b > a and (text[a].isupper() or not text[a].isalpha()) and (b < end or text[b - 1] in ".?!…" or b == e):
            inside.append((a, b))
    return inside


def _place(article: Article, start: int, taken: list[int]) -> int | None:
    """The block to stand before: near the words, but not beside them."""
    blocks = article.blocks
    own = next((n for n, b in enumerate(blocks) if b.passage.start <= start < b.passage.end), None)
    if own is None:
        return None
    fit = [
        n
        for n in range(2, len(blocks))
        if own not in (n - 1, n)
        and blocks[n].kind == blocks[n - 1].kind == "paragraph"
        and all(abs(n - t) > 3 for t in taken)
    ]
    return min(fit, key=lambda n: (abs(n - own), n), default=None)
