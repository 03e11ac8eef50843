"""Short forms of one organisation in one article: "Bramley Paper", "the university", "the US Federal Reserve"."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.annotate.names.words import listed

if TYPE_CHECKING:
    from sitegen.annotate.topics.named import Mention

TAILS = listed("company co group corporation corp holdings limited partners industries international companies")
OF_COUNTRY = ("us ", "uk ", "united states ", "british ", "american ", "federal ")
SMALL = listed("of for and the in on at & de la")
# "the university" is the one university that the article names.
HEADS = listed(
    """
    university college school hospital council ministry bank agency commission committee company museum church union
    foundation institute association federation charity board airline society party club court academy
    """
)
# "the club" is the one that is called so.
CLUBS = listed("town united city rovers wanderers albion athletic hotspur wednesday rangers fc afc")
# What is called by its name alone, or by its name and what it is: "the Long Barn", "the Long Barn Theatre".
HOUSES = listed("theatre theater playhouse cinema hotel hospital gallery museum library restaurant cafe inn")
FOOTBALL = re.compile(
    r"\b(?:striker|midfielder|goalkeeper|defender|winger|penalty|own goal|relegation|kick-off|half-time|offside|headed"
    r"|goalless|equali[sz]er|substitute|Premiership|Premier League|Champions League|Bundesliga|La Liga|Serie A"
    r"|UEFA|Uefa)\b"
)
FOOTBALL_WORDS = 3


class Spans:
    """Spans of a text that are taken."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def free(self, start: int, end: int) -> bool:
        """Does none of the spans overlap `start:end`?  (They do not overlap each other.)"""
        place = bisect(self._starts, end - 1)
        return place == 0 or self._spans[place - 1][1] <= start


def joined(
    groups: Mapping[str, list[Mention]], known: Container[str] = (), people: Container[str] = ()
) -> dict[str, list[Mention]]:
    """The groups, with those of short forms put to the full one's, in the order of the first mention.

    `known`: keys that are full names; `people`: words of the names of persons."""
    full = _full_names(groups, known, people)
    if not full:
        return dict(groups)
    merged: dict[str, list[Mention]] = defaultdict(list)
    for key, mentions in groups.items():
        merged[full.get(key, key)] += mentions
    return merged


def _full_names(groups: Mapping[str, list[Mention]], known: Container[str], people: Container[str]) -> dict[str, str]:
    """Keys of short forms, with the key of the full one; only where one alone may be meant."""
    organisations = [key for key, mentions in groups.items() if mentions[0].kind == "organisation" and " " in key]
    candidates: dict[str, set[str]] = defaultdict(set)
    turned: dict[str, str] = {}
    for key in organisations:
        without = next((key[len(start) :] for start in OF_COUNTRY if key.startswith(start)), "")
        if " " in without and without in groups:
            turned[key] = without  # "US Federal Reserve" is shown as "Federal Reserve"
        else:
            for short in _shorter(key, people):
                if short in groups and groups[short][0].kind == "organisation" and short not in known:
                    candidates[short].add(key)
    turned.update((short, min(keys)) for short, keys in candidates.items() if len(keys) == 1)
    return {key: _last(turned, key) for key in turned}


def _shorter(key: str, people: Container[str]) -> Iterator[str]:
    """What a name may be called in short: its last words (two or more), or all but "Company"."""
    words = key.split()
    if words[-1] in CLUBS:
        yield words[-1]  # "Town win the cup"
    if words[-1] in TAILS:
        yield " ".join(words[:-1])
    if words[0] not in people:
        for first in range(1, min(len(words) - 1, 5)):
            if words[first] not in SMALL:
                yield " ".join(words[first:])


def _last(turned: Mapping[str, str], key: str) -> str:
    """The end of a chain of short forms."""
    seen = {key}
    while key in turned and turned[key] not in seen:
        key = turned[key]
        seen.add(key)
    return key


def definite(
    text: str, groups: Mapping[str, list[Mention]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, list[Mention]]]:
    """Mentions like "the university", by the key of the one organisation that may be meant."""
    by_head: dict[str, list[str]] = defaultdict(list)
    for key, mentions in groups.items():
        if mentions[0].kind == "organisation" and " " in key:
            for head in _heads(key):
                by_head[head].append(key)
    spans = Spans(taken)
    for head, keys in sorted(by_head.items()):
        if len(keys) == 1:
            mentions = groups[keys[0]]
            places = _said(text, head, min(mentions).end)
            like = mentions[0]
            yield keys[0], [like._replace(start=s, end=e, source=True, form="") for s, e in places if spans.free(s, e)]


def _heads(key: str) -> frozenset[str]:
    """What an organisation may be called after "the"."""
    words = key.split()
    return HEADS.intersection(words) | ({"club"} if words[-1] in CLUBS else frozenset())


def houses(
    text: str, groups: Mapping[str, list[Mention]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, list[Mention]]]:
    """Mentions of "the Long Barn" where an article speaks of the Long Barn Theatre, by the key of the full name."""
    spans = Spans(taken)
    for key, mentions in groups.items():
        form = mentions[0].form.split()
        if len(form) > 2 and form[-1].lower() in HOUSES and mentions[0].kind == "organisation":
            said = re.compile(rf"\b[Tt]he ({re.escape(' '.join(form[:-1]))})(?!\w| [A-Z])")
            found = (match.span(1) for match in said.finditer(text))
            yield key, [mentions[0]._replace(start=s, end=e, form=text[s:e]) for s, e in found if spans.free(s, e)]


def _said(text: str, head: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where "the university" or "the University" stands, and no name goes on from it."""
    for word in (head, head.capitalize()):
        at = text.find(f"he {word}", begin)
        while at >= 0:
            end = at + 3 + len(word)
            if at and text[at - 1] in "tT" and not text[end : end + 1].isalnum() and not text.startswith(" of ", end):
                yield at + 3, end
            at = text.find(f"he {word}", end)


def is_football(text: str) -> bool:
    """Does it report football, so that "Liverpool" may be a club?"""
    return len(set(FOOTBALL.findall(text))) >= FOOTBALL_WORDS
