"""What an article is about: its organisations and places, and the phrases that may be topics (see vocabulary).

tagging     parts of speech by a table over three neighbouring word classes
lexicon     what is known of a word wherever it stands
shapes      which parts of a noun phrase may be topics
candidates  the noun phrases of an article
phrasing    those that may be topics of its archive, packed
named       the organisations and places of an article, joined by spelling
cues        what a name's words, and those beside it, say of its kind
refused     what is none
sources     organisations that only say where words come from
weighing    how much they matter
finder      the few of them that do, most important first
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.annotate.topics.finder import Finder
    from sitegen.annotate.topics.phrasing import Gatherer


def load() -> Finder:
    """The finder with the tables of this package.  Imports numpy, which nothing before this call needs."""
    from sitegen.annotate.topics.finder import Finder

    return Finder.load()


def gatherer(finder: Finder) -> Gatherer:
    """What gathers candidates of topics, with the words that this finder knows."""
    from sitegen.annotate.topics.phrasing import Gatherer

    return Gatherer(finder.parts_of_speech.vocabulary)
