"""How old a text says that a person is: "Ann Roe, 34,", "34-year-old Ann Roe", "Ann Roe, aged 34"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitegen.annotate.people.names import Span

OLDEST = 120  # years
REACH = 60  # characters before a name in which "34-year-old" stands
YEARS_OLD = r"(\d{1,3})(?:-|[ \u00a0])years?(?:-|[ \u00a0])old"
AFTER_NUMBER = r"(?=[,.](?!\d)|[:)\n—–]|\Z|[ \u00a0](?:of|from|who|and)\b)"
BEHIND = re.compile(
    rf",? (?:an? |the |now |then )?{YEARS_OLD}\b"
    r"|,? (?:now |then )?aged? (?:of )?(\d{1,3})\b(?![.,]?\d)"
    rf"|, (?:who (?:is|was|turned|turns) |now |then )?(\d{{1,3}}){AFTER_NUMBER}"
)
BEFORE = re.compile(rf"\b{YEARS_OLD}(?:[ \u00a0][a-z-]+){{0,4}},?[ \u00a0]\Z")


def stated_age(text: str, mentions: Iterable[Span]) -> int | None:
    """The age in years beside these mentions; None where none is stated, or two differ."""
    ages = {age for start, end in mentions if (age := _age_at(text, start, end)) is not None}
    return ages.pop() if len(ages) == 1 else None


def _age_at(text: str, start: int, end: int) -> int | None:
    found = BEHIND.match(text, end) or BEFORE.search(text[max(0, start - REACH) : start])
    if found is None:
        return None
    years = int(next(group for group in found.groups() if group))
    return years if years <= OLDEST else None
