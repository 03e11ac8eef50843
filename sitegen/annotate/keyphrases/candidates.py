"""The words and noun phrases of an article that may be keyphrases."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple

from sitegen.annotate.keyphrases.lexicon import Lexicon
from sitegen.annotate.keyphrases.stopwords import NAME_OPENERS
from sitegen.annotate.topics.tagging import Tagged

NOUN_PHRASE = re.compile(r"[JNPDG]*[NPG]")
NOUNS = frozenset("NPG")  # what a phrase may end in
CONTENT = frozenset("NPJGD")  # what a lone word may be
NAME = "P"
WIDEST, REACH = 4, 6  # words of a phrase; those at the end of a run in which one may begin
MOST_TOKENS = 20_000  # of an article: what comes after is not looked at


class Candidate:
    """A word or phrase: the first token of its first occurrence and the one after it, how often it stands, how often
    it is a whole noun phrase."""

    __slots__ = ("count", "end", "first", "whole")

    def __init__(self, first: int, end: int) -> None:
        self.first, self.end, self.count, self.whole = first, end, 0, 0


class Candidates(NamedTuple):
    """What an article offers.  Of each of its `words`: the tag, the stem, may it be a candidate of its own, rarity and
    titles (see background).  `counts`: how often each stem stands; `found`: the candidates by their stems, joined by
    blanks, in the order in which they begin, first the words, then the phrases."""

    words: list[str]
    tags: str
    stems: Sequence[str]
    alone: list[bool]
    rarities: Sequence[float]
    titles: Sequence[float]
    counts: Counter[str]
    found: dict[str, Candidate]

    def fits(self, start: int, end: int) -> bool:
        """May these tokens be a candidate?  Elsewhere the same stem may be a verb, or a stop word."""
        last = end - 1
        if last == start or not self.alone[last]:
            return self.alone[last]
        return self.tags[last] in NOUNS and (self.alone[start] or self._opens_name(start))

    def _opens_name(self, place: int) -> bool:
        return self.tags[place] == NAME and self.words[place] in NAME_OPENERS


def gather(tagged: Tagged, lexicon: Lexicon) -> Candidates | None:
    """The candidates of a text; None where there are none."""
    words, tags = tagged.words[:MOST_TOKENS], tagged.tags[:MOST_TOKENS]
    if not words:
        return None
    stems, telling, rarities, titles = zip(*[lexicon[word] for word in words], strict=True)
    alone = [told and tag in CONTENT for told, tag in zip(telling, tags, strict=True)]
    here = Candidates(words, tags, stems, alone, rarities, titles, Counter(stems), {})
    _add_words(here)
    _add_phrases(here)
    return here if here.found else None


def _add_words(here: Candidates) -> None:
    found, stems = here.found, here.stems
    for place in compress(count(), here.alone):
        candidate = found.get(stems[place])
        if candidate is None:
            candidate = found[stems[place]] = Candidate(place, place + 1)
        candidate.count += 1


def _add_phrases(here: Candidates) -> None:
    """Adds the parts of noun phrases, and counts which words are noun phrases of their own."""
    stems, tags = here.stems, here.tags
    for match in NOUN_PHRASE.finditer(tags):
        start, end = match.span()
        if end - start > 1:
            _add_parts(here, start, end)
        elif stems[start] in here.found:
            here.found[stems[start]].whole += 1


def _add_parts(here: Candidates, start: int, end: int) -> None:
    """The parts of one run of nouns and what describes them."""
    for first in range(max(start, end - REACH), end - 1):
        for last in range(first + 1, min(end, first + WIDEST)):
            if here.fits(first, last + 1):
                key = " ".join(here.stems[first : last + 1])
                candidate = here.found.get(key)
                if candidate is None:
                    candidate = here.found[key] = Candidate(first, last + 1)
                candidate.count += 1
                candidate.whole += last - first + 1 == end - start
