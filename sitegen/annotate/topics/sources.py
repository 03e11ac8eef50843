"""Organisations that only say where words come from: agencies, and newspapers that were told or that reported."""

from __future__ import annotations

import re

from sitegen.annotate.names.words import listed

AGENCIES = frozenset(
    (
        *(
            "ap",
            "afp",
            "pa",
            "epa",
            "upi",
            "reuters",
            "associated press",
            "canadian press",
            "getty images",
            "bloomberg",
        ),
        *("press association", "agence france-presse", "xinhua", "getty", "shutterstock", "dpa", "ansa", "tass", "pti"),
    )
)
PRESS = listed(
    "news times post journal herald guardian press tv radio magazine tribune telegraph gazette bbc cnn nbc cbs abc npr"
)
# "told Sky News", "the Herald reported": who was told is a source, not a subject.
TOLD = re.compile(r"\btold (?:the |The )?\Z")
TALKED = re.compile(r"\b(?:to|with|by|for) (?:the |The )?\Z")
REPORTED = re.compile(r" (?:reported|reports|has reported|wrote|quoted)\b")
REACH = 30  # code points before a name that are looked at


def is_source(text: str, start: int, end: int) -> bool:
    """Is the organisation `text[start:end]` an agency, or a newspaper that somebody told, or that reported?"""
    words = text[start:end].lower().split()
    before = text[max(0, start - REACH) : start]
    if " ".join(words) in AGENCIES or TOLD.search(before):
        return True
    press = not PRESS.isdisjoint((words[0], words[-1]))
    return press and bool(TALKED.search(before) or REPORTED.match(text, end))
