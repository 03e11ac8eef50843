"""Names in English news text: people, organisations and places, by a small network of our own.

The unit of decision is not the occurrence but the distinct capitalised run of a document: all
occurrences of "Johnson" in one article get one answer, from the sum of their contexts and from the
other runs that hold the same word ("Boris Johnson", "Foreign Secretary Johnson").

    casing   lines in capitals and Title Case are written as sentences, wrapped lines joined
    runs     the capitalised runs and the words around each occurrence
    network  a label for every word of every distinct run
    doubts   where the network doubts: first names of the lists, surnames met before, "his wife, X"
    cuts     words of headlines and roles that are no part of a person's name
    rules    what the words of a run say for certain
    reading  one document: labels become spans, contexts correct them
    tagger   all of it, in the offsets of the text
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from sitegen.annotate.names.tagger import Tagger

Kind = Literal["person", "organisation", "place"]
KINDS: tuple[Kind, ...] = ("person", "organisation", "place")


class Entity(NamedTuple):
    """A name in a text: `text[start:end]`.  `probability` is how likely kind and ends are right (calibrated)."""

    start: int
    end: int
    kind: Kind
    probability: float


def load() -> Tagger:
    """The tagger with the model of this package.  Imports numpy, which nothing before this call needs."""
    from sitegen.annotate.names.tagger import Tagger

    return Tagger.load()
