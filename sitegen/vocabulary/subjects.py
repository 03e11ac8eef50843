"""How well an article fits each Media Topic, by the words that texts on it hold."""

from __future__ import annotations

import gzip
import math
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.vocabulary import mediatopics
from sitegen.vocabulary.background import Background, background
from sitegen.vocabulary.keys import key_of
from sitegen.vocabulary.words import words

TABLE = Path(__file__).parent / "data" / "subjects.tsv.gz"
F32 = NDArray[np.float32]
NAMED, UNNAMED = 1.5, 6.5  # deviations above open text from which a topic fits, and from which it need not be named
BEST, LEAD = 4.5, 1.0  # from which the best one need not, if it is so far ahead of all that are not its kin
FEWEST = 7  # of its words that an article has, which does not name it
ENOUGH = 25  # texts from which a profile is sure enough to give a topic that is not named
SLACK = 20.0  # added to an article's length as a vector, so that a short one fits nothing by chance


class Fit(NamedTuple):
    """A topic (its place), standard deviations above what open text has, how many of its words the article has."""

    place: int
    score: float
    words: int


class Subjects:
    """The profiles: rows of a matrix, a row a word; `keys`: of the topics' labels (`labels`, each once),
    `free`: may a topic be given without being named?"""

    def __init__(self, lines: Iterable[str], known: Background) -> None:
        rows = [line.split("\t") for line in lines]
        self.codes = [row[0] for row in rows]
        self.mean = np.array([float(row[1]) for row in rows])
        self.deviation = np.array([float(row[2]) for row in rows])
        broader = {code: up for code, up, *_ in mediatopics.rows()}
        self._broader = [broader.get(code, "") for code in self.codes]
        labels = _labels()
        self.keys = [labels.get(code, "") for code in self.codes]
        self.labels = frozenset(self.keys)
        self.free = [_free(key, code, int(row[3])) for key, code, row in zip(self.keys, self.codes, rows, strict=True)]
        self.weights, self.place = _matrix([row[4] for row in rows])
        self.burst = frozenset(key for key, entry in known.items() if entry.burst is not None and " " not in key)

    def fits(self, counts: Iterable[tuple[str, int, bool]]) -> list[Fit]:
        """The topics that an article fits well above open text, best first.

        `counts`: lone words, how often they stand, whether the headline has them."""
        length, rows, weights = SLACK, [], []
        for key, count, headline in counts:
            if key in self.burst:
                weight = math.log2(1 + count) * (1.5 if headline else 1)
                length += weight * weight
                place = self.place.get(key)
                if place is not None:
                    rows.append(place)
                    weights.append(weight)
        if not rows:
            return []
        found = self.weights[rows]
        # summed row by row: the same on every machine
        total = (found * np.array(weights, np.float32)[:, None]).sum(axis=0, dtype=np.float64)
        scores = (total / math.sqrt(length) - self.mean) / self.deviation
        fits = (Fit(at, round(float(scores[at]), 1), int(np.count_nonzero(found[:, at]))) for at in _above(scores))
        return sorted(fits, key=lambda fit: (-fit.score, fit.place))

    def unnamed(self, fits: Sequence[Fit], named: Container[str]) -> Iterator[Fit]:
        """Of the topics that an article fits but does not name, those that are surely its subject; one a branch."""
        branches: set[str] = set()
        for fit in fits:
            key, code = self.keys[fit.place], self.codes[fit.place]
            if self.free[fit.place] and key not in named and fit.words >= FEWEST and self._is_sure(fit, fits):
                broader = mediatopics.by_key()[key].broader
                if code not in branches and broader not in branches:
                    branches |= {code, broader}
                    yield fit

    def _is_sure(self, fit: Fit, fits: Sequence[Fit]) -> bool:
        """Does it fit very well, or at least well and far better than any other?  Of two of a kind ("baseball",
        "basketball") it must be far better in any case."""
        others = [other for other in fits if other != fit and not self._in_line(fit.place, other.place)]
        rivals = [other.score for other in others if fit.score < UNNAMED or self._of_a_kind(fit.place, other.place)]
        return fit.score >= BEST and fit.score - max(rivals, default=NAMED) >= LEAD

    def _in_line(self, one: int, other: int) -> bool:
        """Is one of them broader than the other?"""
        return self.codes[one] == self._broader[other] or self.codes[other] == self._broader[one]

    def _of_a_kind(self, one: int, other: int) -> bool:
        return self._broader[one] == self._broader[other]


def _above(scores: NDArray[np.float64]) -> Iterator[int]:
    return (int(place) for place in np.flatnonzero(scores > NAMED))


def _labels() -> dict[str, str]:
    """Code -> key, of topics whose label is one plain phrase."""
    return {code: key_of(mediatopics.plain(row[-1]).lower().split()) for code, *row in mediatopics.rows()}


def _free(key: str, code: str, texts: int) -> bool:
    lists, known = words(), mediatopics.by_key().get(key)
    if known is None or not known.broader or texts < ENOUGH or key.count(" ") > 2 or " and " in key:
        return False
    return key not in lists.only_if_named and (key not in lists.never_alone or key in lists.subjects)


def _matrix(profiles: list[str]) -> tuple[F32, dict[str, int]]:
    """A row for each word of the profiles, each profile of length 1; the row of each word."""
    parsed = [
        [(word, int(weight) / 10) for word, _, weight in (p.rpartition(":") for p in t.split())] for t in profiles
    ]
    place = {word: row for row, word in enumerate(sorted({word for profile in parsed for word, _ in profile}))}
    weights = np.zeros((len(place), len(profiles)), np.float32)
    for column, profile in enumerate(parsed):
        length = math.sqrt(sum(weight * weight for _, weight in profile))
        for word, weight in profile:
            weights[place[word], column] = weight / length
    return weights, place


@cache
def subjects() -> Subjects:
    """The profiles of the package."""
    return Subjects(gzip.decompress(TABLE.read_bytes()).decode("utf-8").splitlines(), background())
