"""The candidate topics of one article: runs of up to four words that end in a noun, names left out.

They are no topics yet: what an archive files under is settled over all its articles (see vocabulary).  What can be
told to be none from its words alone is left out here."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from sitegen.annotate.keyphrases.ranker import english
from sitegen.annotate.topics.tagging import SENTENCE_ENDS, Tagged
from sitegen.vocabulary.keys import key_of
from sitegen.vocabulary.lexicon import Lexicon, Word
from sitegen.vocabulary.packing import HEADLINE, HINT, LEAD, Phrase, Phrases, pack
from sitegen.vocabulary.subjects import Subjects, subjects

NOUN_PHRASE = re.compile(r"[JNPDG]*[NPG]")
NOUNS = frozenset("NPG")
OF = re.compile(r"N(?=F[NJ])")
BESIDE_BEFORE, BESIDE_AFTER = frozenset("NJPGDV"), frozenset("NJPG")
LINKS = frozenset(("of", "and", "for", "&"))  # inside a name
NAME = "x"  # the tag of what stands inside a name
WIDEST, REACH = 4, 6  # words of a phrase; those at the end of a run in which one may begin
LEADING, HEADLINE_MOST = 90, 80  # tokens after the headline that open the article; of the longest headline
PLACES, AROUND = 6, 3  # occurrences that are looked at; words either side that tell a sentence
MOST_TOKENS = 20_000  # of an article: what comes after is not looked at


class Found:
    """A candidate while it is gathered: occurrences, whole noun phrases, the first few places, is it a hint."""

    __slots__ = ("count", "hint", "places", "whole")

    def __init__(self) -> None:
        self.count, self.whole, self.hint = 0, 0, False
        self.places: list[tuple[int, int]] = []

    def add(self, start: int, end: int, whole: bool) -> None:
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

    def capital(self, one: Found) -> float:
        """The share of the places that are capitalised."""
        return sum(self.upper(start) and self.upper(end - 1) for start, end in one.places) / len(one.places)


class Gatherer:
    """The tables, ready.  `vocabulary`: words that exist in small letters."""

    def __init__(self, vocabulary: Container[str] = ()) -> None:
        self.lexicon, self.vocabulary = Lexicon(), vocabulary
        self.subjects: Subjects = subjects()

    def pack(
        self, tagged: Tagged, names: Iterable[tuple[int, int]] = (), headline_end: int = 0, hints: Iterable[str] = ()
    ) -> bytes:
        """The candidates of a text, packed; b"" where it is not English.

        `names`: spans of people, organisations and places; `headline_end`: where the headline ends, in signs of the
        text; `hints`: what its page says of its subject, which counts where the text has it."""
        if not tagged.words or not english(tagged.tags):
            return b""
        text, inside = self._text(tagged, names, headline_end)
        found = self._gather(text)
        for hint in hints:
            if (key := key_of(hint.lower().split())) in found:
                found[key].hint = True
        return pack(self._packed(text, found, inside))

    def _text(self, tagged: Tagged, names: Iterable[tuple[int, int]], headline_end: int) -> tuple[Text, list[str]]:
        """The text, and the keys of the words inside names."""
        words, starts, tags = tagged.words[:MOST_TOKENS], tagged.starts, list(tagged.tags[:MOST_TOKENS])
        lexicon = self.lexicon
        known = [lexicon[word] for word in words]
        keys = [word.key for word in known]
        inside: dict[str, None] = {}
        for start, end in names:
            first = bisect_left(starts, start)
            for place in range(first, min(bisect_left(starts, end, first), len(words))):
                tags[place] = NAME
                inside[keys[place]] = None
        headline = sum(start < headline_end for start in starts[:HEADLINE_MOST])
        title = f" {' '.join(keys[:headline])} ".replace("-", " ")
        return Text(words, known, keys, "".join(tags), headline, title), [key for key in inside if key.isalpha()]

    def _gather(self, text: Text) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for match in NOUN_PHRASE.finditer(text.tags):
            start, end = match.span()
            if end - start == 1:
                self._word(text, found, start, start, end)
            else:
                for first in range(max(start, end - REACH), end):
                    self._from(text, found, first, start, end)
        self._with_of(text, found)
        return found

    def _from(self, text: Text, found: dict[str, Found], first: int, start: int, end: int) -> None:
        """The candidates that begin at a word of the noun phrase `start:end`."""
        known = text.known
        if not known[first].opens:
            if first == end - 1:
                self._word(text, found, first, start, end)
            return
        self._word(text, found, first, start, end)
        for last in range(first + 1, min(end, first + WIDEST)):
            if not known[last].inside:
                return
            if text.tags[last] in NOUNS and not text.in_name(first, last + 1, end):
                self._phrase(text, found, first, last + 1, start == first and last + 1 == end)

    def _word(self, text: Text, found: dict[str, Found], place: int, start: int, end: int) -> None:
        word = text.known[place]
        if text.tags[place] not in "NP" or not word.heads or word.calendar or text.in_name(place, place + 1, end):
            return
        if len(word.key) < 3 and not text.words[place].isupper():
            return
        _add(found, word.key.replace("-", " "), place, place + 1, end - start == 1)

    def _phrase(self, text: Text, found: dict[str, Found], first: int, end: int, whole: bool) -> None:
        key = " ".join(text.keys[first:end]).replace("-", " ")
        if text.known[end - 1].heads or text.upper(first) or key in self.lexicon.judge.topics:
            _add(found, key, first, end, whole)

    def _with_of(self, text: Text, found: dict[str, Found]) -> None:
        """ "Freedom of speech": only what a dictionary has."""
        for match in OF.finditer(text.tags):
            place = match.start()
            if text.words[place + 1] == "of":
                for end in (place + 3, place + 4):
                    key = " ".join(text.keys[place:end])
                    if self.lexicon.judge.known[key].kind:
                        _add(found, key, place, end, True)

    def _packed(self, text: Text, found: dict[str, Found], inside: list[str]) -> Phrases:
        made = [(key, one, self._where(key, one, text), text.capital(one)) for key, one in found.items()]
        # a word in capitals that the headline alone has may be any word
        made = [row for row in made if row[3] < 1 or not row[2] & HEADLINE or row[1].places[-1][0] >= text.headline]
        lone = [(key, one.count, bool(where & HEADLINE)) for key, one, where, c in made if " " not in key and c < 0.8]
        fits = self.subjects.named(lone)
        kept, rest = [], []
        for key, one, where, capital in made:
            fit = fits.pop(key, 0.0)
            if self._may_be_term(key, one, where, capital, text, bool(fit)):
                kept.append(self._one(key, one, where, capital, text, fit))
            elif " " not in key and (capital < 0.8 or one.count > 1):
                rest.append(key)
        kept += [
            Phrase(key, 0, 0, 0, 0, "N" * (key.count(" ") + 1), fit=round(10 * fit))
            for key, fit in self.subjects.unnamed(fits).items()
        ]
        return Phrases(len(text.words), tuple(kept), " ".join(rest), " ".join(inside))

    def _where(self, key: str, one: Found, text: Text) -> int:
        first = one.places[0][0] if one.places[0][0] >= text.headline else one.places[-1][0]
        lead = LEAD if first < text.headline + LEADING else 0
        return lead | (HEADLINE if f" {key} " in text.title else 0) | (HINT if one.hint else 0)

    def _may_be_term(self, key: str, one: Found, where: int, capital: float, text: Text, fits: bool) -> bool:
        if " " not in key:
            return self.lexicon.alone(key, capital)
        if one.count == 1 and not where and not fits and not self.lexicon.told(key):
            return False
        start, end = one.places[0]
        return self.lexicon.together(key, text.tags[start:end], capital)

    def _one(self, key: str, one: Found, where: int, capital: float, text: Text, fit: float) -> Phrase:
        start, end = min(one.places, key=lambda place: (place[0] < text.headline, text.opens(place[0])))
        written = self._written(text, start, end)
        tags = text.tags[one.places[0][0] : one.places[0][1]]
        before, after = _beside(text, start, end)
        around = " ".join(chain(text.keys[max(0, start - AROUND) : start], text.keys[end : end + AROUND]))
        number = zlib.crc32(around.encode("utf-8", "replace")) & 0xFFFF
        return Phrase(
            key,
            one.count,
            where,
            one.whole,
            round(10 * capital),
            tags,
            "" if written == key else written,
            before,
            after,
            number,
            round(10 * fit),
        )

    def _written(self, text: Text, start: int, end: int) -> str:
        """As it stands there; a capital that only begins a sentence is a small letter."""
        words = " ".join(text.words[start:end])
        opening = text.opens(start) and len(words) > 1 and words[1].islower()
        return words[0].lower() + words[1:] if opening and text.words[start].lower() in self.vocabulary else words


def _add(found: dict[str, Found], key: str, start: int, end: int, whole: bool) -> None:
    one = found.get(key)
    if one is None:
        one = found[key] = Found()
    one.add(start, end, whole)


def _beside(text: Text, start: int, end: int) -> tuple[str, str]:
    """The keys of the words before and after, with "+" where that may be part of a longer phrase."""
    before = text.keys[start - 1] if start else ""
    after = text.keys[end] if end < len(text.keys) else ""
    if before and text.tags[start - 1] in BESIDE_BEFORE:
        before = f"+{before}"
    return before, f"+{after}" if after and text.tags[end] in BESIDE_AFTER else after
