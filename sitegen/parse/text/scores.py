"""The result that a match report states in lines of its own: "Millton Town 2" above "Harbour Rovers 1", or in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from sitegen.parse.phrases import tables, tokens
from sitegen.parse.text.captions import are_names
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

LONGEST = 12  # words
LONGEST_NAME = 4  # words
PROSE = 12  # words
LEAST_LETTERS = 3  # of a word by which the report speaks of a side
ABOVE, BELOW = 12, 3  # lines above the first paragraph and below the last
NAME = r"([A-ZÀ-Þ][\w.'’& -]{1,40}?)"
NUMBER = r"\d{1,3}(?:[-/]\d{1,2})?"
SCORERS = r"(?:\s*\([^()]{1,120}\))?"
SIDE = re.compile(rf"^{NAME},?\s+{NUMBER}{SCORERS}\.?$")
BOTH_SIDES = (
    re.compile(rf"^{NAME},?\s+{NUMBER}{SCORERS}(?:\s*[,;–—]\s*|\s+-?\s*|\s+v\.?\s+){NAME},?\s+{NUMBER}{SCORERS}\.?$"),
    re.compile(rf"^{NAME}\s+\d{{1,3}}\s?[-–:]\s?\d{{1,3}}\s+{NAME}\.?$"),
    re.compile(rf"^{NAME}\s+(?:[-–—]|v\.?|vs\.?)\s+{NAME},?\s+\d{{1,3}}\s?[-–:]\s?\d{{1,3}}\.?$"),
)


def read_scores(lines: list[RawLine], extent: Extent) -> None:
    """Mark the lines of a result; a list of pages or of other matches names sides that the report does not."""
    near = lines[max(1, extent.first - ABOVE) : extent.last + 1 + BELOW]
    found = [*_pairs(near), *_single(near)]
    if not found:
        return
    spoken_of = {word for line in lines if line.long or _is_prose(line) for word in line.tokens}
    for result, sides in found:
        if all(_is_side(name, spoken_of) for name in sides):
            for line in result:
                line.features["score"] = 1.0


def _pairs(lines: list[RawLine]) -> Iterator[tuple[list[RawLine], list[str]]]:
    """Two lines in a row, and no more, with a name and a number each."""
    sided = ((SIDE.match(line.text) if _may_be_score(line) else None, line) for line in lines)
    for is_side, run in groupby(sided, key=lambda pair: pair[0] is not None):
        pair = list(run)
        if is_side and len(pair) == 2:
            yield [line for _, line in pair], [side[1] for side, _ in pair if side]


def _single(lines: list[RawLine]) -> Iterator[tuple[list[RawLine], list[str]]]:
    for line in filter(_may_be_score, lines):
        match = next((found for form in BOTH_SIDES if (found := form.match(line.text))), None)
        if match:
            yield [line], [match[1], match[2]]


def _may_be_score(line: RawLine) -> bool:
    short = 2 <= line.words <= LONGEST and not line.long and "under_label" not in line.features
    return short and line.text[0].isupper() and any(map(str.isdigit, line.text)) and not line.dates


def _is_prose(line: RawLine) -> bool:
    return line.words >= PROSE and line.full_stop


def _is_side(name: str, spoken_of: set[str]) -> bool:
    """Made like a name, no section of the paper, and one that the paragraphs speak of."""
    words = tokens(name)
    if not are_names(name, LONGEST_NAME) or " ".join(words) in tables().sets["section_names"]:
        return False
    return any(len(word) >= LEAST_LETTERS and word in spoken_of for word in words)
