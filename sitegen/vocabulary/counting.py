"""What an archive's articles say of its phrases, counted as they stream by.

Memory is bounded by what is kept, not by the archive: `document_counts` holds at most MOST keys, dropping the rarest as
it goes (G. Manku and R. Motwani, Approximate frequency counts over data streams, 2002), so a key's count may be too low
by as many as it was dropped with, which is far below the minimum of an archive that large; `Usages` holds a few numbers
and spellings for each key that reached it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from sitegen.vocabulary.packing import HEADLINE, Phrase, Phrases, unpack
from sitegen.vocabulary.quality import Judge, Usage

Key = TypeVar("Key")
Stream = Callable[[], Iterable[bytes]]
MOST = 1_000_000  # keys counted at a time
SPELLINGS, NEIGHBOURS, SENTENCES = 16, 48, 48  # different ones that are counted for a key; what comes later is not


class Counts:
    """In how many of `articles` each key is, among them lone words that can be no term; and each word inside names."""

    def __init__(self, stream: Stream, most: int = MOST) -> None:
        self.articles, self.keys, self.named = 0, Counter[str](), Counter[str]()
        dropped = dropped_names = 0
        for article in articles_of(stream):
            self.articles += 1
            self.keys.update(keys_of(article))
            self.named.update(filter(None, article.names.split(" ")))
            while len(self.keys) > most:
                dropped += 1
                _drop(self.keys, dropped)
            while len(self.named) > most:
                dropped_names += 1
                _drop(self.named, dropped_names)

    def rarity(self, judge: Judge) -> Callable[[str], float]:
        """Of a word: half by this archive, half by open text."""
        of = self.articles

        def told(word: str) -> float:
            expected = of * math.exp(-judge.known.rarity(word))
            return -math.log((self.keys[word] + expected + 0.5) / (2 * of + 1))

        return told


def articles_of(stream: Stream) -> Iterator[Phrases]:
    """The articles of a stream that have any candidate."""
    return (unpack(packed) for packed in stream() if packed)


def keys_of(article: Phrases) -> Iterator[str]:
    """The keys that an article names, candidates and other lone words."""
    return chain((p.key for p in article.phrases if p.count), filter(None, article.words.split(" ")))


def _drop(counter: Counter[str], count: int) -> None:
    for key in [key for key, n in counter.items() if n <= count]:
        del counter[key]


class Used:
    """How an archive uses one phrase."""

    __slots__ = (
        "after",
        "again",
        "articles",
        "before",
        "beside",
        "capital",
        "headlines",
        "names",
        "sentences",
        "tags",
        "whole",
    )

    def __init__(self) -> None:
        self.articles = self.again = self.headlines = 0
        self.whole = self.capital = 0.0
        self.tags, self.names = Counter[str](), Counter[str]()
        self.before, self.after, self.beside = Counter[str](), Counter[str](), Counter[str]()
        self.sentences = Counter[int]()

    def add(self, phrase: Phrase) -> None:
        self.articles += 1
        self.again += phrase.count > 1
        self.headlines += phrase.where & HEADLINE
        self.whole += phrase.whole / phrase.count
        self.capital += phrase.capital / 10
        _count(self.tags, phrase.tags, SPELLINGS)
        _count(self.names, phrase.name, SPELLINGS, phrase.count)
        _count(self.before, phrase.before, NEIGHBOURS)
        _count(self.after, phrase.after, NEIGHBOURS)
        _count(self.sentences, phrase.around, SENTENCES)
        if phrase.before and phrase.after:
            _count(self.beside, f"{phrase.before} {phrase.after}", NEIGHBOURS)

    def usage(self, of: int, rarity: Callable[[str], float]) -> Usage:
        return Usage(self.articles, self.again, self.headlines, self.whole / self.articles, of, rarity)


def usages(stream: Stream, live: Collection[str]) -> dict[str, Used]:
    """How the phrases of these keys are used."""
    found: dict[str, Used] = {}
    for article in articles_of(stream):
        for phrase in article.phrases:
            if phrase.count and phrase.key in live:
                found.setdefault(phrase.key, Used()).add(phrase)
    return found


def top(counter: Counter[str]) -> tuple[str, int]:
    """The commonest, of equally common ones the first in order."""
    return min(counter.items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0))


def _count(counter: Counter[Key], key: Key, most: int, by: int = 1) -> None:
    if key in counter or len(counter) < most:
        counter[key] += by
