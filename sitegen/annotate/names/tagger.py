"""Finds people, organisations and places in English news text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from sitegen.annotate.names import KINDS, Entity
from sitegen.annotate.names.network import Labelled, Network
from sitegen.annotate.names.reading import Found, Reading, spans_of
from sitegen.annotate.names.rules import BEGIN, OUTSIDE, PERSON
from sitegen.annotate.names.words import FIRST_NAME, SMALL, listed

MODEL = Path(__file__).parent.parent / "data" / "names.npz"
ENGLISH = listed("the and to of in a for is with that on by at from was he as it be has")
SURE = 0.9  # how sure the network must be of a name in a text that is not English


class Tagger:
    """A model, ready.  Not for several threads at once (`Network`)."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @classmethod
    def load(cls, path: Path = MODEL) -> Tagger:
        return cls(Network.load(path))

    def entities(self, text: str) -> list[Entity]:
        """The names in the order of the text.  Paragraphs are lines of `text`; offsets are its code points."""
        labelled = self.network.label(text)
        if labelled is None:
            return []
        if len(labelled.runs.seen) > 10 and foreign(text):
            self._keep_sure(labelled)
        return [self._entity(found) for found in Reading(text, labelled).names()]

    def _entity(self, found: Found) -> Entity:
        raw = min(max(found.probability, 1e-4), 1 - 1e-4)
        slope, intercept = self.network.calibration[found.kind]
        logit = slope * math.log(raw / (1 - raw)) + intercept
        return Entity(found.start, found.end, KINDS[found.kind], round(1 / (1 + math.exp(-logit)), 3))

    def _keep_sure(self, labelled: Labelled) -> None:
        """Takes the labels of doubtful names away: German writes all nouns in capitals."""
        for numbers, kind, first in _numbered_spans(labelled):
            rows = labelled.probabilities[numbers, BEGIN[kind] : BEGIN[kind] + 2]
            sure = bool(rows.sum(1).min() > SURE)
            if kind == PERSON:
                bits = self.network.lists.get(first.lower(), 0)
                listed = bits & FIRST_NAME and not bits & SMALL
                sure = len(numbers) > 1 and bool(listed or (sure and first in self.network.vocabulary))
            if not sure:
                for number in numbers:
                    labelled.labels[number] = OUTSIDE


def foreign(text: str) -> bool:
    """Is this a text of some length in another language than English?"""
    words = set(text.split())
    return len(words) > 60 and len(words & ENGLISH) < 5 and sum(word.islower() for word in words) > 40


def _numbered_spans(labelled: Labelled) -> Iterator[tuple[list[int], int, str]]:
    """(numbers of its words, kind, first word) of each span of each form."""
    for form, tokens in enumerate(labelled.runs.forms):
        first, end = labelled.starts[form : form + 2]
        for start, stop, kind, _ in spans_of(tokens, labelled.labels[first:end]):
            inside = [place for place, (offset, _) in enumerate(tokens) if start <= offset < stop]
            yield [first + place for place in inside], kind, tokens[inside[0]][1]
