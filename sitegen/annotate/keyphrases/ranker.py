"""The keyphrases of one article, the best first: a linear model over the columns of its candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import numpy as np

from sitegen.annotate.keyphrases.background import Background
from sitegen.annotate.keyphrases.candidates import Candidates, gather
from sitegen.annotate.keyphrases.features import Column, columns
from sitegen.annotate.keyphrases.lexicon import Lexicon
from sitegen.annotate.topics.tagging import Tagged

WEIGHTS = Path(__file__).parent.parent / "data" / "keyphrases.json"
MOST = 10
PLACES = 9  # of a score: what differs less is a tie, and the earlier stands first
HEADLINE = 80  # tokens of the longest headline
ENGLISH, SLACK = 0.18, 2  # least share of function words in English; how many a headline may lack


class Ranker:
    """The tables, ready."""

    def __init__(self, background: Background, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._lexicon = Lexicon(background)

    @classmethod
    def load(cls) -> Ranker:
        return cls(Background.load(), msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, float]))

    def rank(self, tagged: Tagged, headline_end: int = 0, most: int = MOST) -> tuple[str, ...]:
        """At most `most` keyphrases of a text, the best first, as it writes them; none where it is not English.

        `headline_end`: where its headline ends, in signs of the text."""
        if not english(tagged.tags):
            return ()
        found = self.candidates(tagged, headline_end)
        if found is None:
            return ()
        order = in_order(self.score(found[1]))
        return tuple(spellings(found[0], chosen(found[0], order, most)))

    def candidates(self, tagged: Tagged, headline_end: int) -> tuple[Candidates, dict[str, Column]] | None:
        """The candidates of a text and their columns; None where there are none."""
        found = gather(tagged, self._lexicon)
        headline = sum(start < headline_end for start in tagged.starts[:HEADLINE])
        return None if found is None else (found, columns(found, headline))

    def score(self, made: Mapping[str, Column]) -> Column:
        """Added up column by column, in the order of their names: the same number on every machine."""
        return sum((self.weights[name] * made[name] for name in sorted(self.weights)), np.zeros(1))


def english(tags: str) -> bool:
    """Does a text have the function words that English has?  A headline alone has few."""
    words = len(tags) - tags.count(".")
    return tags.count("F") + SLACK >= ENGLISH * words


def in_order(scores: Column) -> list[int]:
    """The places of the scores, the highest first."""
    return [int(place) for place in np.argsort(-np.round(scores, PLACES), kind="stable")]


def chosen(found: Candidates, order: Iterable[int], most: int) -> list[str]:
    """The stems of the first candidates; not "United" after "United States", where it stands in nothing else."""
    best: list[str] = []
    said: Counter[str] = Counter()  # stem -> how often the phrases chosen say it
    for place in order:
        stems, heard = found.found.keys[place], found.found.heard[place]
        words = stems.split(" ")
        if len(words) == 1 and said[stems] >= heard:
            continue
        best.append(stems)
        if len(best) == most:
            break
        said |= Counter(dict.fromkeys(words, heard))
    return best


def spellings(found: Candidates, stems_of: Iterable[str]) -> list[str]:
    """How the text writes each of these candidates most often, the first of what is equally often."""
    forms: dict[tuple[str, ...], list[str]] = {tuple(stems.split(" ")): [] for stems in stems_of}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for stems in forms:
        by_first[stems[0]].append(stems)
    for place in [place for place, stem in enumerate(found.stems) if stem in by_first]:
        for stems in by_first[found.stems[place]]:
            end = place + len(stems)
            if found.stems[place:end] == stems and found.fits(place, end):
                forms[stems].append(" ".join(found.words[place:end]))
    return [Counter(written).most_common(1)[0][0] for written in forms.values()]
