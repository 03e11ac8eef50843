"""The words and noun phrases of an article that may be keyphrases.

An article has some hundreds, so they are kept as columns, and counted by what counts in one call; which parts of a
noun phrase may be candidates is told from its shape, of which there are few."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from sitegen.annotate.keyphrases.lexicon import Lexicon, Use
from sitegen.annotate.topics.tagging import Tagged

NOUN_PHRASE = re.compile(r"[JNPDG]*[NPG]")
NOUNS = frozenset("NPG")  # what a phrase may end in
CONTENT = frozenset("NPJGD")  # what a lone word may be
NAME = "P"
WIDEST, REACH = 4, 6  # words of a phrase; those at the end of a run in which one may begin
MOST_TOKENS = 20_000  # of an article: what comes after is not looked at

# What a token may do: be a candidate and end one, be a candidate, only begin one, none of these.
HEAD, LONE, OPENER, NONE = "h", "l", "o", "."


class Counted(NamedTuple):
    """Keys, each once, in the order in which they first stand; the first place of each, how often it stands, how often
    it is a whole noun phrase."""

    keys: list[str]
    firsts: list[int]
    heard: list[int]
    whole: list[int]

    def followed_by(self, other: Counted) -> Counted:
        return Counted(
            self.keys + other.keys,
            self.firsts + other.firsts,
            self.heard + other.heard,
            self.whole + other.whole,
        )


class Candidates(NamedTuple):
    """What an article offers.  Of each of its `words`: what it may do, the stem, rarity and titles (see background),
    is it capitalised.  `counts`: how often each stem stands.

    `found`: the candidates, named by their stems, joined by blanks; first the words, then the phrases."""

    words: list[str]
    uses: str
    stems: tuple[str, ...]
    rarities: Sequence[float]
    titles: Sequence[float]
    capitals: Sequence[bool]
    counts: Counter[str]
    found: Counted

    def fits(self, start: int, end: int) -> bool:
        """May these tokens be a candidate?  Elsewhere the same stem may be a verb, or a stop word."""
        if end - start == 1:
            return self.uses[start] in (HEAD, LONE)
        return self.uses[end - 1] == HEAD and self.uses[start] != NONE


def gather(tagged: Tagged, lexicon: Lexicon) -> Candidates | None:
    """The candidates of a text; None where there are none."""
    words, tags = tagged.words[:MOST_TOKENS], tagged.tags[:MOST_TOKENS]
    if not words:
        return None
    stems, kinds, rarities, titles, capitals = zip(*[lexicon[word] for word in words], strict=True)
    uses = _uses(tags, bytes(kinds))
    places = [place for place, use in enumerate(uses) if use in "hl"]
    phrases, starts, whole, single = _phrases(stems, tags, uses)
    if not places and not phrases:
        return None
    one = _counted([stems[place] for place in places], places, single)
    many = _counted(phrases, starts, whole)
    return Candidates(words, uses, stems, rarities, titles, capitals, Counter(stems), one.followed_by(many))


def _counted(keys: list[str], starts: list[int], whole: list[str]) -> Counted:
    """`whole`: the keys that are whole noun phrases."""
    counts, alone = Counter(keys), Counter(whole)
    first = dict(zip(reversed(keys), reversed(starts), strict=True))
    return Counted(list(counts), [first[key] for key in counts], list(counts.values()), [alone[key] for key in counts])


def _uses(tags: str, kinds: bytes) -> str:
    """What each token may do, by its tag and the kind of its word."""
    here = np.frombuffer(tags.encode("ascii"), np.uint8), np.frombuffer(kinds, np.uint8)
    return USES[here].tobytes().decode("ascii")


def _use(tag: str, kind: Use) -> str:
    if kind == Use.TELLING and tag in CONTENT:
        return HEAD if tag in NOUNS else LONE
    return OPENER if kind == Use.OPENER and tag == NAME else NONE


def _table() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """What a token may do: a row for each tag, by its code point, a column for each kind."""
    return np.array([[ord(_use(chr(tag), kind)) for kind in Use] for tag in range(128)], np.uint8)


def _phrases(stems: Sequence[str], tags: str, uses: str) -> tuple[list[str], list[int], list[str], list[str]]:
    """The stems of the parts of noun phrases and where each begins; those that are whole ones, of several words and
    of one."""
    keys, starts, whole, single = [], [], [], []
    for match in NOUN_PHRASE.finditer(tags):
        start, end = match.span()
        if end - start == 1:
            single.append(stems[start])
            continue
        begin = max(start, end - REACH)
        for first, last in _parts(uses[begin:end]):
            key = " ".join(stems[begin + first : begin + last])
            keys.append(key)
            starts.append(begin + first)
            if last - first == end - start:
                whole.append(key)
    return keys, starts, whole, single


@cache
def _parts(uses: str) -> tuple[tuple[int, int], ...]:
    """The parts of a noun phrase that may be candidates, by what its words may do.  There are four uses and six words
    at most, so that the cache stays small."""
    ends = range(2, len(uses) + 1)
    return tuple(
        (first, end)
        for first in range(len(uses))
        for end in ends
        if 1 < end - first <= WIDEST and uses[end - 1] == HEAD and uses[first] != NONE
    )


USES = _table()
