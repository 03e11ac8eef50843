"""What an article is about: its organisations and places, and the phrases that may be topics (see vocabulary).

tagging     parts of speech by a table over three neighbouring word classes
candidates  the noun phrases of an article
phrasing    those that may be topics of its archive, packed
named       the organisations and places of an article, joined by spelling
finder      the few of them that matter, most important first
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
