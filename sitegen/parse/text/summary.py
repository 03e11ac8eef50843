"""Points between headline and by-line that sum the article up, as tabloids set them: a list, not a subheadline."""

from __future__ import annotations

from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

SIZES = range(6, 32)  # words of a point
COUNTS = range(2, 7)  # points of a summary
MASTHEAD = frozenset("by_name by_alone date_only date_mostly name_date published_label desk bare_name".split())


def read_summary(lines: list[RawLine], extent: Extent) -> None:
    """Mark the points: two or more lines without full stop between the likely headline and the by-line or date."""
    title = next((i for i, line in enumerate(lines[: extent.first]) if "likely_headline" in line.features), None)
    if title is None:
        return
    points: list[RawLine] = []
    for line in lines[title + 1 : min(len(lines), title + 2 + COUNTS.stop)]:
        if line.has(MASTHEAD):
            if len(points) in COUNTS:
                for point in points:
                    point.features["summary_point"] = 1.0
            return
        if not _may_be_point(line):
            return
        points.append(line)


def _may_be_point(line: RawLine) -> bool:
    if line.words not in SIZES or line.full_stop or line.noise >= 0.5 or line.credit is not None:
        return False
    return not line.dates and "repeated" not in line.features
