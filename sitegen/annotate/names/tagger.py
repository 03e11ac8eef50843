"""Finds people, organisations and places in English news text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitegen.annotate.names import Entity
from sitegen.annotate.names.doubts import Doubts
from sitegen.annotate.names.network import Labelled, Network
from sitegen.annotate.names.reading import Reading, spans_of
from sitegen.annotate.names.rules import BEGIN, OUTSIDE, PERSON
from sitegen.annotate.names.words import FIRST_NAME, SMALL, listed

MODEL = Path(__file__).parent.parent / "data" / "names.npz"
ENGLISH = listed("the and to of in a for is with that on by at from was he as it be has")
COMMON = ("the", "to", "of", "and", "in", "a", "for")  # of these; in most English texts
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
        else:
            Doubts(labelled, self.network.lists).resolve()
        return list(Reading(text, labelled, self.network.calibration).names())

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
    if sum(f" {word} " in text for word in COMMON) > 4:
        return False
    words = set(text.split())
    return len(words) > 60 and len(words & ENGLISH) < 5 and sum(word.islower() for word in words) > 40


def _numbered_spans(labelled: Labelled) -> Iterator[tuple[list[int], int, str]]:
    """(numbers of its words, kind, first word) of each span of each form."""
    for form, tokens in enumerate(labelled.runs.forms):
        first, end = labelled.starts[form : form + 2]
        for start, stop, kind, _ in spans_of(tokens, labelled.labels[first:end]):
            yield list(range(first + start, first + stop)), kind, tokens[start][1]
