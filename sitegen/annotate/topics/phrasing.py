"""What is kept of an article's candidates of topics, packed: all that settling and assigning see of it.

What can be told to be no topic of any archive from its words alone is left out."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.annotate.keyphrases.ranker import english
from sitegen.annotate.topics.candidates import Place, Text, gather, text_of
from sitegen.annotate.topics.lexicon import Lexicon
from sitegen.annotate.topics.tagging import Tagged
from sitegen.vocabulary.keys import key_of
from sitegen.vocabulary.packing import HEADLINE, HINT, LEAD, Phrase, Phrases, pack
from sitegen.vocabulary.quality import CAPITALISED
from sitegen.vocabulary.subjects import NAMED, Fit, subjects

BESIDE_BEFORE, BESIDE_AFTER = frozenset("NJPGDV"), frozenset("NJPG")
LEADING = 90  # tokens after the headline that open the article
PLACES = 6  # occurrences that are looked at
NEAR = 12  # tokens from one occurrence within which the next is the same
AROUND = 3  # words either side that tell a sentence


class Candidate(NamedTuple):
    """A candidate, its occurrences, where it stands (see packing), and the share of its places that are
    capitalised."""

    key: str
    places: Sequence[Place]
    where: int
    capital: float


class Gatherer:
    """The tables, ready.  `vocabulary`: words that exist in small letters."""

    def __init__(self, vocabulary: Container[str] = ()) -> None:
        self.lexicon, self.vocabulary, self.subjects = Lexicon(), vocabulary, subjects()

    def pack(
        self, tagged: Tagged, names: Iterable[tuple[int, int]] = (), headline_end: int = 0, hints: Iterable[str] = ()
    ) -> bytes:
        """The candidates of a text, packed; b"" where it is not English.

        `names`: spans of people, organisations and places; `headline_end`: where the headline ends, in signs of the
        text; `hints`: what its page says of its subject, which counts where the text has it."""
        if not tagged.words or not english(tagged.tags):
            return b""
        text, inside = text_of(tagged, names, headline_end, self.lexicon)
        found = gather(text, self.lexicon)
        stated = {key_of(hint.lower().split()) for hint in hints} & found.keys()
        candidates = list(self._seen(found, text, stated))
        fits = self._fits(candidates)
        terms = list(self._terms(candidates, {self.subjects.keys[fit.place]: fit for fit in fits}, text))
        terms += self._unnamed(fits, found)
        return pack(Phrases(len(text.words), tuple(terms), _rest(candidates, terms), " ".join(inside)))

    def _seen(self, found: Mapping[str, Sequence[Place]], text: Text, stated: Container[str]) -> Iterator[Candidate]:
        """The candidates; but what the headline alone has in capitals may be any word.

        `stated`: what the page says of its subject."""
        opening = text.headline + LEADING
        for key, places in found.items():
            where = (HEADLINE if f" {key} " in text.title else 0) | (HINT if key in stated else 0)
            if len(places) > 1:
                places = _distinct(places)
            elif not where and " " in key and places[0][0] >= opening and not self._counts_once(key):
                continue  # of most articles, most phrases
            shown = places[:PLACES]
            first, last = shown[0][0], shown[-1][0]
            if (first if first >= text.headline else last) < opening:
                where |= LEAD
            capital = text.capital(shown)
            if capital < 1 or not where & HEADLINE or last >= text.headline:
                yield Candidate(key, places, where, capital)

    def _counts_once(self, key: str) -> bool:
        """May a phrase that stands once, and late, be a term?"""
        return key in self.subjects.labels or self.lexicon.told(key)

    def _fits(self, candidates: Iterable[Candidate]) -> list[Fit]:
        """The Media Topics that an article fits, by its lone words that are no names."""
        lone = (one for one in candidates if " " not in one.key and one.capital < CAPITALISED)
        return self.subjects.fits((one.key, len(one.places), bool(one.where & HEADLINE)) for one in lone)

    def _unnamed(self, fits: Sequence[Fit], named: Container[str]) -> Iterator[Phrase]:
        for fit in self.subjects.unnamed(fits, named):
            key = self.subjects.keys[fit.place]
            yield Phrase(key, 0, 0, 0, 0, "N" * (key.count(" ") + 1), fit=_tenths(fit))

    def _terms(self, candidates: Iterable[Candidate], fits: Mapping[str, Fit], text: Text) -> Iterator[Phrase]:
        """Those that may be terms of some archive."""
        for one in candidates:
            fit = fits.get(one.key)
            if self._may_be_term(one, text, fit is not None):
                yield self._phrase(one, text, 0 if fit is None else _tenths(fit))

    def _may_be_term(self, one: Candidate, text: Text, fits: bool) -> bool:
        if " " not in one.key:
            return self.lexicon.alone[one.capital >= CAPITALISED][one.key]
        if len(one.places) == 1 and not one.where and not fits and not self.lexicon.told(one.key):
            return False
        return self.lexicon.together(one.key, _tags(one, text), one.capital)

    def _phrase(self, one: Candidate, text: Text, fit: int) -> Phrase:
        start, end, _ = _best(one.places[:PLACES], text)
        written = self._written(text, start, end)
        return Phrase(
            one.key,
            len(one.places),
            one.where,
            sum(whole for _, _, whole in one.places),
            round(10 * one.capital),
            _tags(one, text),
            "" if written == one.key else written,
            *_beside(text, start, end),
            _around(text, start, end),
            fit,
        )

    def _written(self, text: Text, start: int, end: int) -> str:
        """As it stands there; a capital that only begins a sentence is a small letter."""
        words = " ".join(text.words[start:end])
        opening = text.opens(start) and len(words) > 1 and words[1].islower()
        return words[0].lower() + words[1:] if opening and text.words[start].lower() in self.vocabulary else words


def _best(places: Sequence[Place], text: Text) -> Place:
    """The place that shows best how a phrase is written: not in the headline, in capitals, or where a sentence
    begins."""
    if len(places) == 1:
        return places[0]
    return min(places, key=lambda place: (place[0] < text.headline, text.upper(place[0]), text.opens(place[0])))


def _distinct(places: Sequence[Place]) -> Sequence[Place]:
    """Said again at once, it is still the same."""
    before = [-NEAR, *(start for start, _, _ in places)]
    return [place for place, last in zip(places, before, strict=False) if place[0] >= last + NEAR]


def _rest(candidates: Iterable[Candidate], terms: Iterable[Phrase]) -> str:
    """The lone words that are no terms, but tell what an article talks about."""
    kept = {phrase.key for phrase in terms}
    lone = (one for one in candidates if " " not in one.key and one.key not in kept)
    return " ".join(one.key for one in lone if one.capital < CAPITALISED or len(one.places) > 1)


def _tags(one: Candidate, text: Text) -> str:
    start, end, _ = one.places[0]
    return text.tags[start:end]


def _beside(text: Text, start: int, end: int) -> tuple[str, str]:
    """The keys of the words before and after, with "+" where that may be part of a longer phrase."""
    before = text.keys[start - 1] if start else ""
    after = text.keys[end] if end < len(text.keys) else ""
    if before and text.tags[start - 1] in BESIDE_BEFORE:
        before = f"+{before}"
    return before, f"+{after}" if after and text.tags[end] in BESIDE_AFTER else after


def _around(text: Text, start: int, end: int) -> int:
    """A number of 16 bits for the words on either side."""
    words = " ".join(text.keys[max(0, start - AROUND) : start] + text.keys[end : end + AROUND])
    return zlib.crc32(words.encode("utf-8", "replace")) & 0xFFFF


def _tenths(fit: Fit) -> int:
    return round(10 * (fit.score - NAMED))
