"""What else the articles of a term talk about: the words that they have more than others, by TF-IDF of classes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterable

from sitegen.vocabulary.counting import Counts, keys_of
from sitegen.vocabulary.packing import Phrases

SIZE = 30  # words of a profile
MOST = 1200  # words counted for a term: above, the rarest are dropped
TELLING, TWICE, ENOUGH = 0.5, 2, 30


class Profiles:
    """The words of the articles of each term, counted as they stream by; of a term, MOST at a time."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts
        known = sorted(word for word, count in counts.keys.items() if count >= TWICE and " " not in word)
        self._number = {word: number for number, word in enumerate(known)}
        self._word = known
        self._words: dict[str, Counter[int]] = {}
        self._articles: Counter[str] = Counter()

    def add(self, article: Phrases, keys: Iterable[str]) -> None:
        """An article that is about the terms of these keys."""
        numbers = [number for word in keys_of(article) if (number := self._number.get(word)) is not None]
        for key in keys:
            self._articles[key] += 1
            counter = self._words.setdefault(key, Counter())
            counter.update(numbers)
            dropped = 0
            while len(counter) > MOST:
                dropped += 1
                counter = self._words[key] = Counter({word: n for word, n in counter.items() if n > dropped})

    def made(self, keys: Container[str]) -> dict[str, tuple[tuple[str, float], ...]]:
        """The profile of each of these terms, most telling first: words with how much more these articles have them."""
        return {key: self._made(key) for key in sorted(self._words) if key in keys}

    def _made(self, key: str) -> tuple[tuple[str, float], ...]:
        own, articles = key.split(" "), self._articles[key]
        ranked = []
        for number, count in self._words[key].items():
            word = self._word[number]
            if count >= TWICE and word not in own:
                more = math.log((count + 0.2) / (articles + 1.0) * self.counts.articles / self.counts.keys[word])
                if more > TELLING:
                    ranked.append((-more * math.sqrt(min(count, ENOUGH)), word, round(more, 2)))
        return tuple((word, more) for _, word, more in sorted(ranked)[:SIZE])
