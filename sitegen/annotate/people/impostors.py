"""Spans that look like a person's name and are none: places, companies, cases of law, halves of organisations.

What the tagger says of the same words elsewhere in the text counts, and what stands beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import PARTICLES, Span
from sitegen.annotate.words import fold

REACH = 60
_NOUNS = "town city village hamlet suburb district province county island resort port capital township commune borough"
PLACE_NOUNS = tuple(f"{noun} " for noun in (*_NOUNS.split(), " of"))
ENDS_OF_PLACE_NOUNS = frozenset(noun[-3:] for noun in PLACE_NOUNS)
IN_TOWN = re.compile(
    r"\b(?:in|at|from|near|of|to|around|outside)[ \u00a0](?:(?:the|a|an|his|her|their|its)[ \u00a0])?"
    r"(?:[\w’'-]+[ \u00a0]){0,3}"
    rf"(?:{_NOUNS.replace(' ', '|')})(?:[ \u00a0]of)?[ \u00a0]\Z"
)
TICKER = re.compile(
    r"[ \u00a0]?\((?:[A-Z]{2,6}\.[A-Z]{1,3}|(?:NYSE|NASDAQ|Nasdaq|LSE|ASX|TSX|AIM|BSE|NSE)\b[^)]{0,12})\)"
)
CLOSING = (".", ",", ";", ":", ")", "’s", "'s", "\n")
AGENCY_END = re.compile(r"\)[ \u00a0]?[-–—:]")
PLACE_BEFORE = re.compile(r"(?:\A|\n)[^\W\d_][^\n(]{1,50}\(\Z")
VERSUS_AFTER = re.compile(r"[ \u00a0]vs?\.?[ \u00a0][A-Z]")
HONORIFICS = tuple(
    f"{title}{space}" for title in ("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.") for space in " \u00a0"
)
VERSUS_BEFORE = (" v. ", " v ", " vs. ", " vs ")


def without_impostors(
    text: str, spans: Sequence[Span], entities: Sequence[Entity], introduced: Iterable[Span] = ()
) -> list[Span]:
    """The spans that may be names of people; those `introduced` by a title or a relative are no places."""
    named = [text[start:end] for start, end in spans]
    others: Counter[tuple[str, str]] = Counter((text[e.start : e.end], e.kind) for e in entities if e.kind != "person")
    persons = Counter(named)
    no_people = {name for name, count in persons.items() if others[name, "place"] >= max(1, count)} if others else set()
    no_people |= _halves(text, spans, persons, others)
    no_people |= _things(text, spans)
    no_people -= {text[start:end] for start, end in introduced}
    no_people |= _companies(text, spans, entities)
    for (start, end), name in zip(spans, named, strict=True):
        if name not in no_people and (_has_ticker(text, end) or _is_town(text, start, name)):
            no_people.add(name)
    kept = zip(spans, named, strict=True)
    return [span for span, name in kept if name not in no_people and not _in_case_of_law(text, *span, name)]


def _halves(text: str, spans: Iterable[Span], persons: Counter[str], others: Counter[tuple[str, str]]) -> set[str]:
    """Lone words that stand for the organisation whose name they begin, and are oftener tagged so than as a person."""
    names = {name for name, _ in others if " " in name}
    firsts = {name.partition(" ")[0] for name in names} - {name.rpartition(" ")[2] for name in names}
    found = {name for name in firsts & persons.keys() if others[name, "organisation"] > persons[name]}
    return found - {text[start:end] for start, end in spans if text.endswith(HONORIFICS, 0, start)} if found else found


def _things(text: str, spans: Iterable[Span]) -> set[str]:
    """Full names that always stand behind "the", and not only before a noun ("the Jo Roe affair"): ships, inns; and
    agencies in brackets behind the place that a report comes from."""
    bare: set[str] = set()
    closed: set[str] = set()
    agencies: set[str] = set()
    for start, end in spans:
        name = text[start:end]
        if " " not in name or name in bare:
            continue
        if text.endswith(("the ", "The "), max(0, start - 4), start):
            if text.startswith(CLOSING, end):
                closed.add(name)
        elif text[start - 1 : start] == "(" and AGENCY_END.match(text, end) and PLACE_BEFORE.search(text[:start][-60:]):
            agencies.add(name)
        else:
            bare.add(name)
    return (closed | agencies) - bare


def _has_ticker(text: str, end: int) -> bool:
    return text.startswith((" (", "("), end) and TICKER.match(text, end) is not None


def _is_town(text: str, start: int, name: str) -> bool:
    """ "in the town X", "from the village of X"; but "in the town Jo Roe is known"."""
    if text[start - 3 : start] not in ENDS_OF_PLACE_NOUNS or not text.endswith(PLACE_NOUNS, 0, start):
        return False
    first = fold(name).split()[0]
    may_be_place = first in PARTICLES or first not in first_names.load()
    return may_be_place and IN_TOWN.search(text[max(0, start - REACH) : start]) is not None


def _in_case_of_law(text: str, start: int, end: int, name: str) -> bool:
    """ "Hale v. Roe" names a case; two full names with "vs" are a match."""
    if " " in name:
        return False
    return text.endswith(VERSUS_BEFORE, max(0, start - 5), start) or bool(VERSUS_AFTER.match(text, end))


def _companies(text: str, spans: Iterable[Span], entities: Sequence[Entity]) -> set[str]:
    """Full names that an organisation bears in front, and that the text has after it only, with no title."""
    first_at: dict[str, int] = {}
    for start, end in spans:
        name = text[start:end]
        if name.count(" ") == 1:
            first_at.setdefault(name, start)
    if not first_at:
        return set()
    found = set()
    for entity in entities:
        if entity.kind == "organisation" and entity.start < entity.end:
            words = text[entity.start : entity.end].split(" ")
            name = " ".join(words[:2])
            if len(words) > 2 and first_at.get(name, -1) >= entity.start and words[2] not in NAMED_AFTER:
                found.add(name)
    return found


# organisations that are named after people of whom the same text talks
NAMED_AFTER = frozenset(
    "Foundation Fund Trust Institute School College University Library Center Centre Museum Campaign Administration "
    "for and".split()
)
