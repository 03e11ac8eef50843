"""Lines that stand again: in the same text, and in other articles of the archive.

Furniture recurs over the archive; but so do by-lines, credits and datelines, rightly, and all of a report of an agency
that was printed more than once."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import RECURS
from sitegen.parse.text.lines import RawLine

LONG = 20  # words of a line that is hardly a label
RECURS_RIGHTLY = frozenset(
    "by_name name_date name_role desk credit_alone clear_dateline dateline_alone place_and_date reporting_note".split()
)


def read_repeats(lines: list[RawLine], recurring: Mapping[str, int]) -> None:
    """Mark repeats in the text, and lines that `recurring` knows (key -> level of `model.RECURS`)."""
    seen: dict[str, int] = {}
    for i, line in enumerate(lines):
        if line.key in seen:
            line.features["repeated"] = 1.0
            if seen[line.key] == i - 1:
                line.features["repeats_line_before"] = 1.0
        else:
            seen[line.key] = i
    if recurring and not _is_copied(lines, recurring):
        for line in lines:
            if line.counted and line.key in recurring and not line.has(RECURS_RIGHTLY):
                line.features["recurring"] = _weight_of_recurrence(line, recurring[line.key])


def _is_copied(lines: list[RawLine], recurring: Mapping[str, int]) -> bool:
    """Copies of one report of an agency share their paragraphs too, and not as furniture."""
    long = [line for line in lines if line.words >= LONG]
    return 2 * sum(line.counted and line.key in recurring for line in long) > len(long) > 1


def _weight_of_recurrence(line: RawLine, level: int) -> float:
    if line.words >= LONG and "plain" in line.features:
        return 0.5  # a long sentence may be the house's, or a quotation that was printed again
    return 1.04 if level < RECURS[1] else 2.0
