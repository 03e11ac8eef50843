"""What is kept of an article's candidates of topics, packed: all that settling and assigning see of it.

What can be told to be no topic of any archive from its words alone is left out."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from sitegen.annotate.keyphrases.ranker import english
from sitegen.annotate.topics.candidates import Found, Gathering, Text, text_of
from sitegen.annotate.topics.tagging import Tagged
from sitegen.vocabulary.keys import key_of
from sitegen.vocabulary.lexicon import Lexicon
from sitegen.vocabulary.packing import HEADLINE, HINT, LEAD, Phrase, Phrases, pack
from sitegen.vocabulary.quality import CAPITALISED
from sitegen.vocabulary.subjects import NAMED, Fit, subjects

BESIDE_BEFORE, BESIDE_AFTER = frozenset("NJPGDV"), frozenset("NJPG")
LEADING = 90  # tokens after the headline that open the article
AROUND = 3  # words either side that tell a sentence


class Candidate(NamedTuple):
    """A candidate, where it stands (see packing), and the share of its places that are capitalised."""

    key: str
    found: Found
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
        found = Gathering(text, self.lexicon).found
        for key in {key_of(hint.lower().split()) for hint in hints} & found.keys():
            found[key].hint = True
        candidates = list(_seen(found, text))
        fits = self._fits(candidates)
        terms = list(self._terms(candidates, {self.subjects.keys[fit.place]: fit for fit in fits}, text))
        terms += self._unnamed(fits, found)
        return pack(Phrases(len(text.words), tuple(terms), _rest(candidates, terms), " ".join(inside)))

    def _fits(self, candidates: Iterable[Candidate]) -> list[Fit]:
        """The Media Topics that an article fits, by its lone words that are no names."""
        lone = (one for one in candidates if " " not in one.key and one.capital < CAPITALISED)
        return self.subjects.fits((one.key, one.found.count, bool(one.where & HEADLINE)) for one in lone)

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
            return self.lexicon.alone(one.key, one.capital)
        if one.found.count == 1 and not one.where and not fits and not self.lexicon.told(one.key):
            return False
        return self.lexicon.together(one.key, _tags(one, text), one.capital)

    def _phrase(self, one: Candidate, text: Text, fit: int) -> Phrase:
        start, end = min(one.found.places, key=lambda place: _is_worse(place[0], text))
        written = self._written(text, start, end)
        return Phrase(
            one.key,
            one.found.count,
            one.where,
            one.found.whole,
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


def _is_worse(start: int, text: Text) -> tuple[bool, bool, bool]:
    """A place shows how a phrase is written less well in the headline, in capitals, and where a sentence begins."""
    return start < text.headline, text.upper(start), text.opens(start)


def _seen(found: Mapping[str, Found], text: Text) -> Iterator[Candidate]:
    """The candidates; but what the headline alone has in capitals may be any word."""
    for key, one in found.items():
        where, capital = _where(key, one, text), text.capital(one)
        if capital < 1 or not where & HEADLINE or one.places[-1][0] >= text.headline:
            yield Candidate(key, one, where, capital)


def _where(key: str, one: Found, text: Text) -> int:
    first = one.places[0][0] if one.places[0][0] >= text.headline else one.places[-1][0]
    lead = LEAD if first < text.headline + LEADING else 0
    return lead | (HEADLINE if f" {key} " in text.title else 0) | (HINT if one.hint else 0)


def _rest(candidates: Iterable[Candidate], terms: Iterable[Phrase]) -> str:
    """The lone words that are no terms, but tell what an article talks about."""
    kept = {phrase.key for phrase in terms}
    lone = (one for one in candidates if " " not in one.key and one.key not in kept)
    return " ".join(one.key for one in lone if one.capital < CAPITALISED or one.found.count > 1)


def _tags(one: Candidate, text: Text) -> str:
    start, end = one.found.places[0]
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
    words = " ".join(chain(text.keys[max(0, start - AROUND) : start], text.keys[end : end + AROUND]))
    return zlib.crc32(words.encode("utf-8", "replace")) & 0xFFFF


def _tenths(fit: Fit) -> int:
    return round(10 * (fit.score - NAMED))
