"""The trained weights: one table for who speaks, one for whom a pronoun means; read once a process."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

FILE = "speakers.json"
LEAST = 1e-6  # probabilities nearer to 0 and 1 are not told apart
Group = tuple[str, ...] | str  # features that always come together, or one of an open class


class Sums(dict[Group, float]):
    """Feature -> weight, and group of features -> the sum of their weights, added up when first met.

    A feature that is absent weighs nothing.  Groups are made of closed classes, so that they stay few; a feature of
    an open class comes alone and is not kept."""

    def __missing__(self, group: Group) -> float:
        if isinstance(group, str):
            return 0.0
        found = self[group] = sum([self.get(feature, 0.0) for feature in group])
        return found

    def of(self, groups: Iterable[Group]) -> float:
        """The sum over all groups of a candidate."""
        return sum([self[group] for group in groups])


class Weights(NamedTuple):
    """The tables of the two conditional logits, and how a speaker's probability is put right: the logit's factor and
    what is added to it, measured on texts that the tables were not learned from."""

    speaker: Sums
    referent: Sums
    factor: float = 1.0
    shift: float = 0.0

    @classmethod
    def of(
        cls, speaker: Mapping[str, float], referent: Mapping[str, float], factor: float = 1.0, shift: float = 0.0
    ) -> Weights:
        return cls(Sums(speaker), Sums(referent), factor, shift)

    def confidence(self, probability: float) -> float:
        """How often answers of this probability are right."""
        odds = math.log(max(probability, LEAST) / max(1 - probability, LEAST))
        return 1 / (1 + math.exp(-self.factor * odds - self.shift))


def single(groups: Iterable[Group]) -> Iterator[str]:
    """The features of a candidate one by one."""
    for group in groups:
        if isinstance(group, str):
            yield group
        else:
            yield from group


def data() -> bytes:
    """The bytes of the weight file."""
    return (Path(__file__).parent.parent / "data" / FILE).read_bytes()


@cache
def load() -> Weights:
    """The weights of this package."""
    tables = msgspec.json.decode(data(), type=dict[str, dict[str, float]])
    return Weights.of(tables["speaker"], tables["referent"], **tables["calibration"])
