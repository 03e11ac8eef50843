"""Pages of letters to the editor: headings over the letters, name and town below each.

On such a page the short lines between two letters are, in this order, the writer's name, the town, and the heading of
the next letter, often set over two lines."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.parse.bylines import is_name
from sitegen.parse.text.captions import are_names
from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

PAGE = re.compile(
    r"(?i)\bletters?\b.{0,12}\b(?:editor|to the)\b|^letters?\b\s*[:|]|\breaders' letters\b|\bleserbriefe?\b|"
    r"\bleserpost\b|"
    r"\bcourrier des lecteurs\b|\bcartas (?:al director|de los lectores|a la directora)\b|\blettere al direttore\b|"
    r"\bingezonden brieven\b|\binsändare\b"
)
# one of these words stands in every such name
NAMES = frozenset("letter letters leserbrief leserbriefe leserpost lecteurs cartas lettere brieven insändare".split())
ABOVE = 14  # lines of the page that may say so
LONGEST_HEADING = 9  # words
LONGEST_SALUTATION = 4  # words
LEAST_LETTERS = 2


def read_letters_page(lines: list[RawLine], extent: Extent) -> None:
    """Mark headings and signatures, if this is such a page."""
    head = lines[: max(extent.first + 1, ABOVE)]
    if not any(not NAMES.isdisjoint(line.tokens) and PAGE.search(line.text[:200]) for line in head):
        return
    gaps = _gaps(lines, extent)
    signed = [gap for gap in gaps if gap and _is_writer(gap[0])]
    if len(signed) < LEAST_LETTERS:
        return
    for line, after in pairwise(lines[1:]):
        if _is_salutation(line) and _is_paragraph(after):
            line.features["salutation"] = 1.0
    _read_headings(_head(lines, extent))
    for gap in signed:
        signature = 2 if len(gap) > 1 and _is_town(gap[1]) else 1
        gap[0].features["letter_writer"] = 1.0
        for line in gap[1:signature]:
            line.features["letter_signature"] = 1.0
        _read_headings(gap[signature:])


def _gaps(lines: list[RawLine], extent: Extent) -> list[list[RawLine]]:
    """Runs of short lines, each after a paragraph."""
    gaps: list[list[RawLine]] = []
    for line in lines[extent.first :]:
        if _is_paragraph(line):
            gaps.append([])
        elif gaps:
            gaps[-1].append(line)
    return gaps


def _head(lines: list[RawLine], extent: Extent) -> list[RawLine]:
    """The heading of the first letter: short lines directly above it."""
    head: list[RawLine] = []
    for line in reversed(lines[1 : extent.first]):
        if "salutation" in line.features:
            continue
        if not _is_heading(line) or len(head) == 2:
            break
        head.insert(0, line)
    return head


def _read_headings(lines: list[RawLine]) -> None:
    for line in lines:
        if not _is_heading(line):
            return
        line.features["letter_heading"] = 1.0


def _is_paragraph(line: RawLine) -> bool:
    return line.words > LONGEST_HEADING and (line.full_stop or "ends_in_colon" in line.features)


def _is_heading(line: RawLine) -> bool:
    short = line.words <= LONGEST_HEADING and not line.full_stop and "salutation" not in line.features
    return short and line.noise < 0.8 and not line.dates


def _is_salutation(line: RawLine) -> bool:
    """ "Sir,", "Dear Editor," """
    return line.words <= LONGEST_SALUTATION and line.text[-1] in ",:" and not line.dates and line.noise < 0.8


def _is_writer(line: RawLine) -> bool:
    return line.words <= 5 and is_name(line.text.strip(" ,|-–—").split(",")[0])


def _is_town(line: RawLine) -> bool:
    return line.words <= 4 and are_names(line.text.replace(",", " "), 4)
