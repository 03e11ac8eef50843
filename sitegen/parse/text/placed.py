"""Place and date that share a line of their own: "TOWN | May 5, 2021", "TOWN, Shire, Monday, May 5, 2021"."""

from __future__ import annotations

import re

from sitegen.parse.bylines import is_name
from sitegen.parse.datelines import Dateline
from sitegen.parse.dates import patterns
from sitegen.parse.phrases import is_given_name, tables, tokens
from sitegen.parse.text.captions import are_names
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.titles import PAPER

BETWEEN_PARTS = re.compile(r"\s*[|–—]\s*|\s-\s")
AGENCY = re.compile(r"\s*\([^()]{2,40}\)\s*$")
MOST_PARTS = 3  # the place and what it lies in
LONGEST_PLACE, LONGEST_REGION = 4, 2  # words


def read_place_and_date(line: RawLine) -> None:
    """Mark the line, and note the place where it stands in capitals, as datelines do."""
    if not line.text[0].isupper() or line.has(BY_LINES):
        return
    place = _in_capitals(line)
    if place or _is_parted_from_date(line):
        if place:
            line.dateline = Dateline(place, 2, line.dates[0].start)
            line.features["place_and_date"] = 1.0
        line.features["date_mostly"] = 1.0
        line.names = []
        for other in OTHER_READINGS:
            line.features.pop(other, None)


BY_LINES = frozenset(("by_name", "by_alone"))
OTHER_READINGS = ("date_inside", "name_date")


def _in_capitals(line: RawLine) -> str:
    """The place in capitals before a date with which the line ends; "" where something else stands there."""
    date = line.dates[0]
    if _without_noise(line.text[date.end :]):
        return ""
    head = AGENCY.sub("", line.text[: date.start].rstrip(" ,.|–—-"))
    place, *regions = [part for part in map(str.strip, head.split(",")) if _without_noise(part)] or [""]
    if not _is_place(place) or len(regions) >= MOST_PARTS or not all(map(_is_region, regions)):
        return ""
    return ", ".join((place, *regions))


def _without_noise(text: str) -> str:
    """What is left without weekday, clock time, label and punctuation."""
    return patterns().noise.sub(" ", text).strip()


def _is_place(text: str) -> bool:
    words, known = tokens(text), tables().sets
    if not text.isupper() or not 1 <= len(words) <= LONGEST_PLACE or len(text) <= 2 or not are_names(text):
        return False
    if words[0] == "the" or words[0] in known["dateline_stop"] or known["name_never"].issuperset(words):
        return False
    if " ".join(words) in known["section_names"] | known["desk"] | known["agency"] or PAPER.search(text):
        return False
    return not _is_person(text)


def _is_person(text: str) -> bool:
    return is_name(text) and is_given_name(text.split()[0].lower())


def _is_region(text: str) -> bool:
    return text[0].isupper() and are_names(text, LONGEST_REGION)


def _is_parted_from_date(line: RawLine) -> bool:
    """ "Town | May 5, 2021", and not "Jo Fenn | May 5, 2021"."""
    if not BETWEEN_PARTS.search(line.text):
        return False
    head = BETWEEN_PARTS.split(line.text)[0]
    if line.dates[0].start < len(head) or not 1 <= len(head.split()) <= 3 or not are_names(head) or _is_person(head):
        return False
    return not (patterns().published.search(head) or patterns().updated.search(head))
