"""The page of the search.  A script finds what it shows; without it the page leads to every list."""

from __future__ import annotations

from typing import Any

from sitegen import ids
from sitegen.model import PERSON, TAG
from sitegen.pages import dates, listings
from sitegen.pages.facts import Facts

Context = tuple[str, str, dict[str, Any]]


def search(facts: Facts) -> Context:
    facts.read(ids.CALENDAR)
    years = sorted({m >> 5 for m, _ in facts.store.periods.months()}, key=lambda y: (y == ids.UNDATED, -y))
    context = {
        "years": [{"label": dates.period_label(y << 5), "href": dates.period_path(y << 5)} for y in years],
        "people": listings.letters_of(facts, PERSON),
        "tags": listings.letters_of(facts, TAG),
    }
    return "search.html", "search.html", context
