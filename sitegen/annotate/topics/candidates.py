"""The candidate topics of one article: runs of up to four words that end in a noun, names left out.

They are no topics yet: what an archive files under is settled over all its articles (see vocabulary)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.annotate.topics.tagging import SENTENCE_ENDS, Tagged
from sitegen.vocabulary.lexicon import Lexicon, Word

NOUN_PHRASE = re.compile(r"[JNPDG]*[NPG]")
NOUNS, LONE_NOUNS = frozenset("NPG"), frozenset("NP")  # what a phrase may end in, and what a lone word may be
VERB = "V"
OF = re.compile(r"N(?=F[NJ])")
OF_OFFICE = frozenset(("of", "for"))
LINKS = frozenset(("of", "and", "for", "&"))  # inside a name
NAME = "x"  # the tag of what stands inside a name
WIDEST, REACH = 4, 6  # words of a phrase; those at the end of a run in which one may begin
HEADLINE_MOST = 80  # tokens of the longest headline
PLACES = 6  # occurrences that are looked at
NEAR = 12  # tokens from one occurrence within which the next is the same
MOST_TOKENS = 20_000  # of an article: what comes after is not looked at


class Found:
    """A candidate: its occurrences, how many are whole noun phrases, the first few places, is it a hint."""

    __slots__ = ("count", "hint", "last", "places", "whole")

    def __init__(self) -> None:
        self.count, self.whole, self.hint, self.last = 0, 0, False, -NEAR
        self.places: list[tuple[int, int]] = []

    def add(self, start: int, end: int, whole: bool) -> None:
        """One occurrence more; said again at once, it is still the same."""
        near, self.last = start < self.last + NEAR, start
        if near:
            return
        self.count += 1
        self.whole += whole
        if len(self.places) < PLACES:
            self.places.append((start, end))


class Text(NamedTuple):
    """The tokens of an article, what is known of each, their keys and tags (NAME inside names); where the headline
    ends (a token), and the headline's keys, a blank either side."""

    words: Sequence[str]
    known: Sequence[Word]
    keys: Sequence[str]
    tags: str
    headline: int
    title: str

    def opens(self, place: int) -> bool:
        """Does a sentence begin here?"""
        return place == 0 or self.words[place - 1] in SENTENCE_ENDS

    def upper(self, place: int) -> bool:
        return self.words[place][0].isupper()

    def in_name(self, start: int, end: int, stop: int) -> bool:
        """Is it a piece of a capitalised run that goes on?"""
        if end < stop and self.upper(end - 1) and self.upper(end):
            return True
        if start == 0 or not self.upper(start):
            return False
        if self.upper(start - 1):
            return not self.opens(start - 1)
        return start > 1 and self.words[start - 1] in LINKS and self.upper(start - 2)

    def of_office(self, start: int) -> bool:
        """Does it only say what somebody is ("a professor of", "the minister for")?"""
        return start > 1 and self.words[start - 1] in OF_OFFICE and self.known[start - 2].office

    def capital(self, one: Found) -> float:
        """The share of the places that are capitalised."""
        return sum(self.upper(start) and self.upper(end - 1) for start, end in one.places) / len(one.places)


def text_of(
    tagged: Tagged, names: Iterable[tuple[int, int]], headline_end: int, lexicon: Lexicon
) -> tuple[Text, list[str]]:
    """A text with its names taken out, and the keys of the words inside them.

    `names`: spans of people, organisations and places; `headline_end`: where the headline ends, in signs."""
    words, starts, tags = tagged.words[:MOST_TOKENS], tagged.starts, list(tagged.tags[:MOST_TOKENS])
    known = [lexicon[word] for word in words]
    keys = [word.key for word in known]
    inside: dict[str, None] = {}
    for start, end in names:
        first = bisect_left(starts, start)
        for place in range(first, min(bisect_left(starts, end, first), len(words))):
            tags[place] = NAME
            inside[keys[place]] = None
    headline = sum(start < headline_end for start in starts[:HEADLINE_MOST])
    text = Text(words, known, keys, "".join(tags), headline, _title(words[:headline], keys, tags))
    return text, [key for key in inside if key.isalpha()]


def _title(words: Sequence[str], keys: Sequence[str], tags: Sequence[str]) -> str:
    """The headline's keys; a verb in small letters ("they trade blows") says no topic."""
    said = (key if word[0].isupper() or tag != VERB else "." for word, key, tag in zip(words, keys, tags, strict=False))
    return f" {' '.join(said)} ".replace("-", " ")


class Gathering:
    """The candidates of a text, by their keys."""

    def __init__(self, text: Text, lexicon: Lexicon) -> None:
        self.text, self.lexicon = text, lexicon
        self.found: dict[str, Found] = {}
        for match in NOUN_PHRASE.finditer(text.tags):
            start, end = match.span()
            if text.of_office(start):
                continue
            if end - start == 1:
                self._word(start, start, end)
            else:
                for first in range(max(start, end - REACH), end):
                    self._from(first, start, end)
        self._with_of()

    def _from(self, first: int, start: int, end: int) -> None:
        """The candidates that begin at a word of the noun phrase `start:end`."""
        known, text = self.text.known, self.text
        if known[first].inside or first == end - 1:
            self._word(first, start, end)
        if not known[first].inside:
            return
        for last in range(first + 1, min(end, first + WIDEST)):
            if not known[last].inside:
                return
            if text.tags[last] in NOUNS and not text.in_name(first, last + 1, end):
                self._phrase(first, last + 1, start == first and last + 1 == end)

    def _word(self, place: int, start: int, end: int) -> None:
        text = self.text
        word = text.known[place]
        if text.tags[place] not in LONE_NOUNS or not word.heads or text.in_name(place, place + 1, end):
            return
        if len(word.key) > 2 or text.words[place].isupper():
            self._add(word.key.replace("-", " "), place, place + 1, end - start == 1)

    def _phrase(self, first: int, end: int, whole: bool) -> None:
        text = self.text
        key = " ".join(text.keys[first:end]).replace("-", " ")
        if text.known[end - 1].heads or text.upper(first) or key in self.lexicon.judge.topics:
            self._add(key, first, end, whole)

    def _with_of(self) -> None:
        """ "Freedom of speech": only what a dictionary has."""
        text = self.text
        for match in OF.finditer(text.tags):
            place = match.start()
            if text.words[place + 1] == "of":
                for end in (place + 3, place + 4):
                    key = " ".join(text.keys[place:end])
                    if self.lexicon.judge.known[key].kind:
                        self._add(key, place, end, True)

    def _add(self, key: str, start: int, end: int, whole: bool) -> None:
        one = self.found.get(key)
        if one is None:
            one = self.found[key] = Found()
        one.add(start, end, whole)
