"""What an article is about: topics, organisations, places.

tagging   parts of speech by a table over three neighbouring word classes
keys      one key for the spellings of a word
phrases   the nouns and noun phrases that an article repeats
named     the organisations and places of an article, joined by spelling
finder    the few of both that matter, most important first
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.annotate.topics.finder import Finder


def load() -> Finder:
    """The finder with the tables of this package.  Imports numpy, which nothing before this call needs."""
    from sitegen.annotate.topics.finder import Finder

    return Finder.load()
