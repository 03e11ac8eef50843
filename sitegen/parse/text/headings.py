"""Numbered headings: "1. ...", "2. ..." in order, each above a paragraph, however long they are."""

from __future__ import annotations

import re
from itertools import pairwise

from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

NUMBER = re.compile(r"^(?:#|No\.?\s?|Nr\.?\s?)?(\d{1,2})[.):]?\)?\s+(?=\S)")
LEAST = 3
LONGEST = 30  # words


def read_numbered_headings(lines: list[RawLine], extent: Extent) -> None:
    """Mark them, if their numbers go up or down by one."""
    found: list[tuple[int, RawLine]] = []
    start = max(0, extent.first - 1)
    for line, after in pairwise(lines[start : extent.last + 1]):
        number = NUMBER.match(line.text) if line.text[0] in "#N0123456789" and line.words <= LONGEST else None
        open_end = not line.full_stop or line.capitals
        if number and open_end and not line.dates and _is_paragraph(after):
            found.append((int(number[1]), line))
    steps = [after - before for (before, _), (after, _) in pairwise(found)]
    if len(found) >= LEAST and (steps.count(1) >= 0.6 * len(steps) or steps.count(-1) >= 0.6 * len(steps)):
        for _, line in found:
            line.features["numbered_run"] = 1.0


def _is_paragraph(line: RawLine) -> bool:
    return line.words >= 12 and line.full_stop and line.noise < 1 and not NUMBER.match(line.text)
