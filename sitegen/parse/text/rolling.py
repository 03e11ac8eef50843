"""Rolling reports: entries under clock times ("9:15 a.m.", "14:05 Uhr", "14h05"), which head what follows them."""

from __future__ import annotations

import re

from sitegen.parse.text.lines import RawLine

LEAST = 3  # times that make a report
LONGEST = 4  # words
TIME = re.compile(
    r"(?i)^(?:[([]\s*)?(?:[01]?\d|2[0-3])(?:(?:[:.h]\s?[0-5]\d)(?:\s*[ap]\.?m\.?|\s*uhr|\s*h)?|\s*[ap]\.?m\.?|\s*uhr|\s*h)\.?"
    r"(?:\s+(?:[a-z]{2,4}))?\s*[)\]:–—-]?$|^(?:noon|midnight|midi|minuit|mittag|mitternacht|mediodía|medianoche)\.?$"
)
BODY = frozenset(("paragraph", "dateline", "list", "question"))


def read_rolling_report(lines: list[RawLine]) -> None:
    """Make sub-headings of clock times, where there are several, each above a paragraph of the body."""
    times = [i for i, line in enumerate(lines) if line.words <= LONGEST and line.zone in "HB" and TIME.match(line.text)]
    heading = [i for i in times if i + 1 < len(lines) and lines[i + 1].role in BODY]
    if len(heading) < LEAST:
        return
    for i in heading:
        lines[i].role = "subhead"
        lines[i].features["clock"] = 1.0
