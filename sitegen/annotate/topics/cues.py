"""What a name's own words, and those beside it, say of its kind: a street, a river, a church, a firm, a person."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from sitegen.annotate.names import Entity
from sitegen.annotate.names.rules import DATELINE, ORGANISATION_ENDS, ORGANISATION_WORDS
from sitegen.annotate.names.words import listed

if TYPE_CHECKING:
    from sitegen.annotate.topics.named import Mention

# Whose last word is one of these is a place, whatever the tagger of names took it for.
WAYS = listed("street road lane row avenue boulevard square crescent terrace embankment quay wharf bridge highway")
# A surname before what a firm makes or deals in is that firm: "Bramley Paper".
TRADES = listed(
    """
    airways biscuits books breweries brewery bricks brothers builders capital cars cement chemicals chocolate coal
    construction dairies dairy electric electronics energy engineering engines farms foods footwear furniture gas
    glass haulage hotels industries insurance jewellers labs laboratories logistics lumber machinery media metals
    mills mining motor motors oil paints paper papers pharma pharmaceuticals pictures plastics pottery printers
    properties semiconductor shipbuilders shipping shoes software solutions steel steels stores studios sugar
    systems tea technologies technology textiles toys tractors wines
    """
)
# Feasts, and common words in capitals.
NO_NAMES = listed(
    """
    easter christmas advent lent pentecost whitsun thanksgiving halloween ramadan eid passover hanukkah diwali ashura
    pac pacs ceo ceos vip vips lgbt lgbtq dna aids covid covid-19 faq q&a
    """
)
TEACHING = re.compile(r"[^\W\d_]+(?:ism|phobia|mania)\Z")
# "HB 12": a bill, a road or a flight.
NUMBERED = re.compile(r"\.? ?\d")
SAINT = re.compile(r"(?:St\.?|Saint|Ste\.?) [^\W\d_]")
OF_SAINT = re.compile(r"['\u2019]s(?=[.,;:)\n]| (?:in|on|at|and|or|is|was|has|had|for|to|from|this|last|next)\b|\Z)")
BY_AGENCY = re.compile(r" \((?:AP|AFP|Reuters|REUTERS|CP|UPI|Xinhua|PTI|ANI)\)")
DATED = re.compile(r", [^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})? ?[-\u2013\u2014]")
SAID_OF_PEOPLE = re.compile(r", (?:who|whose|whom)\b")
WATER = re.compile(
    r"\b(?:[Rr]iver|[Rr]iver ?banks?|[Dd]redg\w+|[Bb]arges?|upstream|downstream|estuary|tributary|tidal|flooded"
    r"|flooding|the (?:great )?flood)\b"
)
INTO_WATER = re.compile(
    r"\b(?:up|down|along|across|into|beside|banks? of|bend (?:of|in)|mouth of|waters of|bridge over|swim in|swam in)"
    r" the \Z"
)
AS_WATER_DOES = re.compile(
    r" (?:(?:has|had|have|is|was|were|be|been|not|never) ){0,3}"
    r"(?:dredged|flooded|overflowed|froze|flows?|flowed|burst|rose|rises|ran dry|silted)\b"
)
REACH = 24  # code points before a name that are looked at
DOUBTFUL = 0.75  # the probability from which the tagger of names is believed


def is_numbered(text: str, start: int, end: int) -> bool:
    """Are these one to three letters before a number?"""
    return end - start <= 3 and text[start:end].isupper() and bool(NUMBERED.match(text, end))


def is_teaching(key: str) -> bool:
    """ "Islamophobia": what people think is no organisation, though it has a capital."""
    return bool(TEACHING.match(key))


def is_way(name: str) -> bool:
    """ "Long Row", "the Tarn Bridge"; "Row" alone is none."""
    words = name.split()
    return len(words) > 1 and words[-1].lower() in WAYS and words[-1][0].isupper()


def is_certain_place(name: str) -> bool:
    """Does it bear its kind in its name: "Long Row", "St. Osyth"?"""
    return is_way(name) or bool(SAINT.match(name))


def of_saint(text: str, start: int, end: int) -> re.Match[str] | None:
    """The end of the name of a church or school: "married at St. Osyth | 's on Monday"."""
    return OF_SAINT.match(text, end) if SAINT.match(text, start, end) else None


def is_dateline(text: str, start: int, end: int) -> bool:
    """ "TARN, May 3 -" at the beginning of a line says where a report was written; so does "Tarn (AP)"."""
    if start and text[start - 1] != "\n":
        return False
    shouted = text[start:end].isupper() and (DATELINE.match(text, end) or DATED.match(text, end))
    return bool(shouted or BY_AGENCY.match(text, end))


def is_named_after(text: str, entity: Entity, people: Container[int]) -> bool:
    """Does the name of a person begin what ends as an organisation or firm does: "Bramley Tennis Academy"?

    `people`: the first and the last places of the names of persons."""
    last = text[entity.start : entity.end].split()[-1].lower()
    ends = last in ORGANISATION_WORDS or last in ORGANISATION_ENDS or last in TRADES
    return entity.end - 1 not in people and ends


def is_river(text: str, mentions: Sequence[Mention]) -> bool:
    """Is "the Tarn", as the article speaks of it, a water?"""
    if any(mention.probability >= DOUBTFUL or not _the_single(text, mention) for mention in mentions):
        return False
    return any(_in_water(text, mention) for mention in mentions) and bool(WATER.search(text))


def _the_single(text: str, mention: Mention) -> bool:
    """Is it one word, in small letters but for the first, with "the" before it?"""
    word = text[mention.start : mention.end]
    return word.isalpha() and word[1:].islower() and text[max(0, mention.start - 4) : mention.start].lower() == "the "


def _in_water(text: str, mention: Mention) -> bool:
    before = INTO_WATER.search(text, max(0, mention.start - REACH), mention.start)
    return bool(before or AS_WATER_DOES.match(text, mention.end))


def is_person(text: str, mentions: Sequence[Mention]) -> bool:
    """Is a single doubtful name one of somebody: "Ottokar, who paints"?"""
    doubtful = all(m.kind == "organisation" and m.probability < DOUBTFUL for m in mentions)
    return doubtful and any(
        SAID_OF_PEOPLE.match(text, m.end) and text[m.start : m.end].isalpha() and not text[m.start : m.end].isupper()
        for m in mentions
    )
