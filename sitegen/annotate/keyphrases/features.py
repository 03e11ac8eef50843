"""What is known of each candidate, as columns of numbers, by name.

"x*many" is x for phrases and 0 for lone words: the two are ranked in one list, but not by the same signs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.keyphrases.candidates import Candidate, Candidates

Column = NDArray[Any]
Row = tuple[float, ...]
COMMON = 7.0  # rarity of the words that make the best keyphrases: neither "people" nor a slip of the pen
LONG = 8  # letters from which a longer word tells no more than a shorter one
TITLES = 0.4  # of phrases: not known
BOTH = ("log count", "log word count", "in headline", "log place", "capital", "whole")


def columns(found: Candidates, headline: int) -> dict[str, Column]:
    """A number for each candidate, in their order.  `headline`: how many tokens the headline has."""
    rows = [(_word if c.end - c.first == 1 else _phrase)(c, found) for c in found.found.values()]
    width, letters, count, words, first, capital, whole, mean, most, titles = np.array(rows, float).T
    many, log_count = (width > 1).astype(float), np.log(count)
    made = {
        "all": np.ones(len(rows)),
        "many": many,
        "three": (width > 2).astype(float),
        "letters of one": np.minimum(letters, LONG) * (1 - many),
        "log count": log_count,
        "log word count": np.log(words),
        "log size": np.full(len(rows), np.log1p(len(found.words))),
        "in headline": (first < headline).astype(float),
        "log place": np.log1p(first),
        "capital": capital,
        "whole": whole / count,
        "most rarity": most,
        "far from common": (mean - COMMON) ** 2,
        "titles": titles,
        "log count*rarity": log_count * mean,
    }
    return made | {f"{name}*many": made[name] * many for name in BOTH}


def _word(c: Candidate, found: Candidates) -> Row:
    """Words, letters of the first, occurrences, occurrences of a word in it, first token, is it capitalised, whole
    noun phrases, mean and highest rarity, titles."""
    place = c.first
    word, rarity = found.words[place], found.rarities[place]
    frequency = found.counts[found.stems[place]]
    return 1, len(word), c.count, frequency, place, word[0].isupper(), c.whole, rarity, rarity, found.titles[place]


def _phrase(c: Candidate, found: Candidates) -> Row:
    """The same of a phrase; its rarity is the mean of its commonest and its rarest word."""
    first, end, words = c.first, c.end, found.words
    rarities, counts = found.rarities[first:end], found.counts
    most, width = max(rarities), end - first
    frequency = sum([counts[stem] for stem in found.stems[first:end]]) / width
    capital = words[first][0].isupper() and words[end - 1][0].isupper()
    mean = (min(rarities) + most) / 2
    return width, len(words[first]), c.count, frequency, first, capital, c.whole, mean, most, TITLES
