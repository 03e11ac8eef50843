"""Captions without credit or mark: they show somebody in the present tense, at a place, on a day."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.parse.bylines import is_name
from sitegen.parse.dates import find_dates
from sitegen.parse.phrases import is_given_name
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

NAME = r"(?:(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|of|the|and)[,]? ){1,7}"
SHOWS = re.compile(rf"^{NAME}(?:\([^()]{{2,30}}\)[,]? )?(?:[a-z]{{3,}}s|are|is [a-z]+(?:ing|ed)|[a-z]+ing) ")
AT_PLACE = re.compile(
    r"^[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+ (?:at|in|with|during|on|outside|bei|im|mit|à|en|avec|con) "
    r"(?:[A-ZÀ-Þ\d]|(?:her|his|their) )"
)
FROM_LEFT = re.compile(
    r"(?i)\(?(?:from (?:the )?left|left to right|clockwise from|l-r\b|von links|v\. ?l\. ?n\. ?r\.|de gauche à droite|"
    r"de izquierda a derecha|da sinistra|da esquerda|van links naar rechts|v\.l\.n\.r\.|fra venstre|"
    r"från vänster|od lewej|vasemmalta)"
)
LONGEST = 45  # words
LEAST = 8
SHORT_HEADINGS = frozenset(("lone_short", "lone_middling", "numbered_heading"))
SHOWN = frozenset("credit_at_end credit_follows caption_label caption_word picture_bracket ends_in_date scene".split())
LEAST_HEADINGS, LONGEST_HEADING = 2, 14  # headings in a text, words of one
PAST = frozenset("said told added was were had".split())


def read_scenes(lines: list[RawLine], extent: Extent) -> None:
    """Mark the lines that show a scene on a stated day, and short ones that say who is where."""
    for line in lines:
        if line.words <= LONGEST and FROM_LEFT.match(line.text[:40]):
            line.features["from_left"] = 1.0
        if LEAST <= line.words <= LONGEST and _is_scene(line):
            line.features["scene"] = 1.0
        elif LEAST <= line.words <= LONGEST and not line.full_stop and _opens_with_name(line.text):
            line.features["name_comma"] = 1.0
        elif LEAST <= line.words <= LONGEST and not line.full_stop and "pictured" in line.tokens:
            line.features["pictured"] = 1.0
        elif 4 <= line.words <= 10 and not line.full_stop and AT_PLACE.match(line.text) and _is_named(line):
            line.features["name_at_place"] = 1.0


def read_heading_series(lines: list[RawLine], extent: Extent) -> None:
    """Where a text has several headings, a longer line between paragraphs that shows nobody is one too."""
    body = lines[1 : extent.last + 1]
    if sum(line.has(SHORT_HEADINGS) for line in body) < LEAST_HEADINGS:
        return
    for line in body:
        may_head = "lone_long" in line.features and line.words <= LONGEST_HEADING and not line.has(SHOWN)
        if may_head and not _names_somebody(line):
            line.features["heading_series"] = 1.0


def _names_somebody(line: RawLine) -> bool:
    words = line.text.split()
    return any(is_given_name(a.lower()) and a[0].isupper() and b[0].isupper() for a, b in pairwise(words))


def _opens_with_name(text: str) -> bool:
    """ "Ann Roe, winner of the prize, ...": hardly the opening of a sentence without a full stop."""
    name = text[: max(0, text.find(",", 0, 40))]
    return is_name(name) and is_given_name(name.split()[0].lower())


def _is_scene(line: RawLine) -> bool:
    if "quotation" in line.features or "several_sentences" in line.features or not SHOWS.match(line.text[:120]):
        return False
    dates = line.dates or find_dates(line.text)
    stated = [date for date in dates if date.precision == "day"]
    return bool(stated) and PAST.isdisjoint(line.tokens) and stated[-1].start > len(line.text) // 4


def _is_named(line: RawLine) -> bool:
    return is_given_name(line.tokens[0])
