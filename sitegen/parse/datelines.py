"""Datelines: "TOWN, St. (AGENCY) — text", "Town (AFP) – text", "TOWN: text", "Town-dd/mm/yyyy"."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.parse.phrases import tables, tokens

LOOKED_AT = 160
PLACE = (
    r"[A-ZÀ-Þ][A-Za-zÀ-ÿ.'’-]+(?:[ -](?:de|la|of|the|del|am|an|der|sur|[A-ZÀ-Þ][A-Za-zÀ-ÿ.'’-]+)){0,4}"
    r"(?:,\s*[A-Z][\w. ]{1,25}){0,2}"
)
DASH = r"–|—|--|-|:|―"
CAPITALS = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:/[A-Z][A-Z .]+)?)((?:,\s*[A-Z][\w. ]{1,25}){0,2})\s*(\([^()]{2,40}\))?\s*"
    r"(?:,\s*([A-Za-z]+\.? \d{1,2}(?:, \d{4})?|\d{1,2}(?:st|nd|rd|th|\.)? [A-Za-zäé]+\.?(?: \d{4})?)\s*)?"
    rf"(?:\(([^()]{{2,40}})\)\s*)?\s*({DASH})\s*(?=\S)"
)
AGENCY = re.compile(
    rf"^({PLACE})\s*(?:,\s*([A-Za-z]+\.? \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}}\.? (?:de )?[A-Za-zäé]+\.?)\s*)?"
    r"\(([^()]{2,40})\)\s*(–|—|--|\.?\s?-|:|―|\.)?\s*(?=\S)"
)
DASHED = re.compile(rf"^({PLACE})\s*(?:\s(?:–|—|--|-)\s|—|--|(?:\.\s?[-–—]\s?))(?=[\"“‘'«A-ZÀ-Þ])")
DATED = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:,\s*[A-Z][\w.]{1,12})?),?\.?\s+(?:[A-Z][a-z]{1,6}\.?,?\s+)?"
    r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(, \d{4})?\s*\.?\s*"
    r"(?:\([^()]{2,40}\))?\s*(?:–|—|--|-|:)?\s*"
)
BARE = re.compile(
    r"^([A-Z][A-Z'’-]{3,}(?: [A-Z]{3,})?) (?=(?:The|A|An|In|At|It|He|She|They|Two|Three|Four|Five|Six|Some|More|About|"
    r"As|On|For|President|Police|U\.S\.|When|After)\s)"
)
GERMAN = re.compile(r"^([A-ZÄÖÜ][a-zäöüß-]{3,}(?:[ /-][A-ZÄÖÜ][a-zäöüß]{3,})?)\. (?=[A-ZÄÖÜ„»][a-zäöüß]+ )")
NUMBERED = re.compile(rf"^({PLACE})\s*-\s*\d{{1,2}}/\d{{1,2}}/\d{{2,4}}(?:\s+\d{{1,2}}:\d\d)?")
AGENCY_ALONE = re.compile(r"\((?:AP|Reuters|AFP|CNN|UPI|PTI|IANS|Bloomberg|dpa)\)\s*[-–—]")
# without one of these a line that does not open with capitals has no dateline
MARK = re.compile(r"[(–—―:]|-[\s\d-]|\.\s?-|^\S+(?: \S+)?\. ")
TITLES = frozenset("dr prof nr str".split())


class Dateline(NamedTuple):
    """`strength`: 0 none, 1 possible (a colon, a bare name, a dash alone), 2 clear.  `end`: where it ends."""

    place: str | None = None
    strength: int = 0
    end: int = 0


NONE = Dateline()


def find_dateline(text: str) -> Dateline:
    """The dateline that opens a line."""
    head = text[:LOOKED_AT]
    if not head[:1].isupper():
        return Dateline(None, 1, 0) if AGENCY_ALONE.match(head) else NONE
    if head[1:2].islower() and not MARK.search(head):
        return NONE
    for read in (_capitals, _dated, _agency, _numbered, _german, _bare, _dashed):
        found = read(head, len(text) > LOOKED_AT)
        if found is not None:
            return found
    return NONE


def _stopped(word: str) -> bool:
    return word in tables().sets["dateline_stop"]


def _capitals(head: str, cut: bool) -> Dateline | None:
    match = CAPITALS.match(head)
    if not match or (cut and len(head) <= match.end() + 10):
        return None
    place, region, words = match[1].strip(), match[2], tokens(match[1])
    labels = tables().sets["date_label_published"] | tables().sets["date_label_updated"]
    if not words or len(words) > 5 or len(place) <= 2 or words[0] in labels:
        return None
    if _stopped(words[0]) or _stopped(" ".join(words)):
        return None
    alone = not (region or match[3])
    if match[6] == ":" and alone:
        return Dateline(place, 1, match.end())
    if match[6] == "-" and alone and head[match.end() - 1] != " ":
        return NONE  # a hyphen inside a word
    return Dateline((place + region).strip(), 2, match.end())


def _dated(head: str, cut: bool) -> Dateline | None:
    match = DATED.match(head)
    words = tokens(match[1]) if match else []
    if not match or not words or _stopped(words[0]):
        return None
    place = match[1].strip()
    return Dateline(place if match[3] else f"{place}, {match[2]}", 2, match.end())  # a whole date is the article's own


def _agency(head: str, cut: bool) -> Dateline | None:
    match = AGENCY.match(head)
    words = tokens(match[1]) if match else []
    if not match or not words or _stopped(words[0]) or not _is_agency(match[3], bool(match[4])):
        return None
    return Dateline(match[1].strip(), 2, match.end())


def _is_agency(bracketed: str, dashed: bool) -> bool:
    words = tokens(bracketed)
    name, first = " ".join(words), (words or [""])[0].split("/")[0]
    known = tables().sets
    return (
        name in known["agency"]
        or name in known["desk"]
        or first in known["agency"]
        or (bracketed.isupper() and len(bracketed) <= 12 and dashed)
        or "agency" in name
        or "news" in words
    )


def _numbered(head: str, cut: bool) -> Dateline | None:
    match = NUMBERED.match(head)
    return Dateline(match[1], 2, match.end()) if match else None


def _german(head: str, cut: bool) -> Dateline | None:
    """ "Hamburg. Der Senat ...": only in German prose, where a full stop after one noun is no sentence."""
    match = GERMAN.match(head)
    if not match or len(tables().function_words["de"].intersection(tokens(head))) < 3:
        return None
    words = tokens(match[1])
    if not words or words[0] in tables().function or words[-1] in TITLES:
        return None
    return Dateline(match[1], 1, match.end())


def _bare(head: str, cut: bool) -> Dateline | None:
    match = BARE.match(head)
    if not match or _stopped(match[1].lower()):
        return None
    return Dateline(match[1].strip(), 1, match.end())


def _dashed(head: str, cut: bool) -> Dateline | None:
    match = DASHED.match(head)
    words = tokens(match[1]) if match else []
    if not match or not words or len(words) > 4 or _stopped(words[0]) or words[0] in tables().function:
        return None
    return Dateline(match[1].strip(), 1, match.end())
