"""The candidate topics of one article: runs of up to four words that end in a noun, names left out.

They are no topics yet: what an archive files under is settled over all its articles (see vocabulary).  Which parts of
a noun phrase may be candidates is told from its shape: what each of its words may do, a byte a word.  There are few
shapes, so each is looked at once (see `shapes`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sitegen.annotate.topics.lexicon import OFFICE, UPPER, Lexicon
from sitegen.annotate.topics.shapes import REACH, parts, shapes
from sitegen.annotate.topics.tagging import SENTENCE_ENDS, Tagged

NOUN_PHRASE = re.compile(r"[JNPDG]*[NPG]")
VERB = "V"
OF = re.compile(r"N(?=F[NJ])")
OF_OFFICE = frozenset(("of", "for"))
NAME = "x"  # the tag of what stands inside a name
HEADLINE_MOST = 80  # tokens of the longest headline
MOST_TOKENS = 20_000  # of an article: what comes after is not looked at

Place = tuple[int, int, bool]  # where an occurrence begins and ends, and is it a whole noun phrase


class Text(NamedTuple):
    """The tokens of an article, of each what the lexicon knows (see there) and the tag (NAME inside names); where the
    headline ends (a token), and the headline's keys, a blank either side."""

    words: Sequence[str]
    keys: tuple[str, ...]
    said: tuple[str, ...]
    signs: bytes
    tags: str
    headline: int
    title: str

    def opens(self, place: int) -> bool:
        """Does a sentence begin here?"""
        return place == 0 or self.words[place - 1] in SENTENCE_ENDS

    def upper(self, place: int) -> bool:
        return bool(self.signs[place] & UPPER)

    def capital(self, places: Sequence[Place]) -> float:
        """The share of the places that are capitalised."""
        signs = self.signs
        return sum([signs[start] & signs[end - 1] & UPPER > 0 for start, end, _ in places]) / len(places)

    def offices(self) -> set[int]:
        """Where begins what only says what somebody is ("a professor of | ...", "the minister for | ...")."""
        offices = np.flatnonzero(np.frombuffer(self.signs[:-2], np.uint8) & OFFICE).tolist()
        return {place + 2 for place in offices if self.words[place + 1] in OF_OFFICE}


def text_of(
    tagged: Tagged, names: Iterable[tuple[int, int]], headline_end: int, lexicon: Lexicon
) -> tuple[Text, list[str]]:
    """A text with its names taken out, and the keys of the words inside them.

    `names`: spans of people, organisations and places; `headline_end`: where the headline ends, in signs."""
    words, starts, tags = tagged.words[:MOST_TOKENS], tagged.starts, list(tagged.tags[:MOST_TOKENS])
    keys, said, signs = zip(*[lexicon[word] for word in words], strict=True)
    inside: dict[str, None] = {}
    for start, end in names:
        first = bisect_left(starts, start)
        for place in range(first, min(bisect_left(starts, end, first), len(words))):
            tags[place] = NAME
            inside[keys[place]] = None
    headline = sum(start < headline_end for start in starts[:HEADLINE_MOST])
    text = Text(words, keys, said, bytes(signs), "".join(tags), headline, _title(words[:headline], keys, tags))
    return text, [key for key in inside if key.isalpha()]


def _title(words: Sequence[str], keys: Sequence[str], tags: Sequence[str]) -> str:
    """The headline's keys; a verb in small letters ("they trade blows") says no topic."""
    said = (key if word[0].isupper() or tag != VERB else "." for word, key, tag in zip(words, keys, tags, strict=False))
    return f" {' '.join(said)} ".replace("-", " ")


def gather(text: Text, lexicon: Lexicon) -> Mapping[str, list[Place]]:
    """The candidates of a text by their keys, a hyphen as a blank, and all places where each stands."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    said, topics, here = text.said, lexicon.judge.topics, shapes(text.tags, text.signs)
    offices = text.offices()
    for match in NOUN_PHRASE.finditer(text.tags):
        start, end = match.span()
        if start in offices:
            continue
        begin = max(start, end - REACH)
        for first, last, sure in parts(here[begin:end]):
            first, last = begin + first, begin + last
            key = " ".join(said[first:last])
            if sure or key in topics:
                found[key].append((first, last, last - first == end - start))
    _add_with_of(text, lexicon, found)
    return found


def _add_with_of(text: Text, lexicon: Lexicon, found: Mapping[str, list[Place]]) -> None:
    """ "Freedom of speech": only what a dictionary has."""
    for match in OF.finditer(text.tags):
        place = match.start()
        if text.words[place + 1] == "of":
            for end in (place + 3, place + 4):
                key = " ".join(text.keys[place:end])
                if lexicon.judge.known[key].kind:
                    found[key].append((place, end, True))
