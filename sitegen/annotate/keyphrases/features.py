"""What is known of each candidate, as columns of numbers, by name.

"x*many" is x for phrases and 0 for lone words: the two are ranked in one list, but not by the same signs."""

from __future__ import annotations

from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.keyphrases.candidates import WIDEST, Candidates

Column = NDArray[Any]
COMMON = 7.0  # rarity of the words that make the best keyphrases: neither "people" nor a slip of the pen
LONG = 8  # letters from which a longer word tells no more than a shorter one
TITLES = 0.4  # of phrases: not known
BOTH = ("log count", "log word count", "in headline", "log place", "capital", "whole")
WORDS = np.arange(WIDEST)[:, None]


def columns(text: Candidates, headline: int) -> dict[str, Column]:
    """A number for each candidate, in their order.  `headline`: how many tokens the headline has."""
    found = text.found
    first, width = np.array(found.firsts), np.array(list(map(str.count, found.keys, repeat(" ")))) + 1
    inside = first + np.minimum(WORDS, width - 1)  # the tokens of each, the last one repeated
    many, count = (width > 1).astype(float), np.array(found.heard, float)
    most, mean = _rarity(text, inside)
    log_count = np.log(count)
    made = {
        "all": np.ones(len(first)),
        "many": many,
        "three": (width > 2).astype(float),
        "letters of one": np.minimum([len(text.words[place]) for place in found.firsts], LONG) * (1 - many),
        "log count": log_count,
        "log word count": np.log(_frequency(text, inside, width)),
        "log size": np.full(len(first), np.log1p(len(text.words))),
        "in headline": (first < headline).astype(float),
        "log place": np.log1p(first),
        "capital": np.fromiter(text.capitals, bool)[inside[[0, -1]]].all(axis=0).astype(float),
        "whole": np.array(found.whole, float) / count,
        "most rarity": most,
        "far from common": (mean - COMMON) ** 2,
        "titles": np.where(many, TITLES, np.fromiter(text.titles, float)[first]),
        "log count*rarity": log_count * mean,
    }
    return made | {f"{name}*many": made[name] * many for name in BOTH}


def _rarity(text: Candidates, inside: Column) -> tuple[Column, Column]:
    """The highest rarity of a candidate's words; the mean of the commonest and the rarest."""
    rarities = np.fromiter(text.rarities, float)[inside]
    most = rarities.max(axis=0)
    return most, (rarities.min(axis=0) + most) / 2


def _frequency(text: Candidates, inside: Column, width: Column) -> Column:
    """How often a word of each candidate stands, on the mean."""
    counts = np.array(list(map(text.counts.__getitem__, text.stems)))
    total: Column = (counts[inside] * (width > WORDS)).sum(axis=0)
    return total / width
