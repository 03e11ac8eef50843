"""Calendars: months of a year and days of a month, each with how much there is of it, in five strengths of ink."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sitegen import ids
from sitegen.messages import gettext, ngettext, number
from sitegen.pages import dates

STRENGTHS = 5
ROOT = 0.5  # over many years a month may hold a hundred times as much as another: the root tells them apart
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Href = Callable[[int], str | None]  # period -> where it leads


def years(months: Mapping[int, int], href: Href, month_href: Href, what: str) -> list[dict[str, Any]]:
    """A row a year, the latest first, with its twelve months; years without anything are told between them."""
    held = sorted({m >> 5 for m in months if m >> 5 != ids.UNDATED}, reverse=True)
    most = max((n for m, n in months.items() if m >> 5 != ids.UNDATED), default=0)
    rows = [_year(year, months, most, href, month_href, what) for year in held]
    for row, (year, earlier) in zip(rows, pairwise(held), strict=False):
        row["gap"] = _gap(earlier + 1, year - 1)
    return rows


def _year(year: int, months: Mapping[int, int], most: int, href: Href, month_href: Href, what: str) -> dict[str, Any]:
    found = year_of_months(year, months, most, month_href, what, ROOT)
    return {"label": str(year), "href": href(year << 5), "n": sum(c["n"] for c in found), "months": found, "gap": ""}


def _gap(first: int, last: int) -> str:
    if last < first:
        return ""
    period = str(first) if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    return gettext("%(period)s: nothing") % {"period": period}


def year_of_months(
    year: int, months: Mapping[int, int], most: int, href: Href, what: str, power: float = 1
) -> list[dict[str, Any]]:
    """The twelve months of a year, shaded against `most`."""
    every = [(year << 5 | m, gettext(dates.MONTHS[m][:3])) for m in range(1, 13)]
    return [_cell(period, label, months.get(period, 0), most, href, what, power) for period, label in every]


def month(period: int, days: Mapping[int, int], href: Href, what: str) -> dict[str, Any] | None:
    """The days of a month in weeks that begin on Monday.  `days`: period of a day -> how much; None where no day of
    the month is stated."""
    if not days:
        return None
    year, part, _ = ids.parts_of(period)
    blank, last = date(year, part, 1).weekday(), monthrange(year, part)[1]
    first = ids.DAY | (year << 5 | part) << 5
    most = max(days.values())
    cells: list[dict[str, Any] | None] = [None] * blank
    cells += [_cell(first | d, str(d), days.get(first | d, 0), most, href, what) for d in range(1, last + 1)]
    cells += [None] * (-len(cells) % 7)
    return {
        "caption": gettext("Days of %(month)s") % {"month": dates.period_label(year << 5 | part)},
        "week": [{"short": gettext(day[:2]), "name": gettext(day)} for day in WEEK],
        "weeks": [cells[at : at + 7] for at in range(0, len(cells), 7)],
    }


def _cell(period: int, label: str, n: int, most: int, href: Href, what: str, power: float = 1) -> dict[str, Any]:
    """`title`: the cell in words; `strength`: how dark it is, from 0 (nothing) to 5."""
    return {
        "label": label,
        "n": n,
        "href": href(period) if n else None,
        "title": f"{dates.period_label(period)}: {counted(n, what)}",
        "strength": strength(n, most, power),
    }


def strength(n: int, most: int, power: float) -> int:
    """1 to 5 by the share of the most to some power; where the most is less than 5, few stay light."""
    return 0 if not n else max(1, min(STRENGTHS, round(STRENGTHS * (n / max(most, STRENGTHS)) ** power)))


def counted(n: int, noun: str) -> str:
    """ "1 article", "1,204 articles"."""
    return ngettext(f"%(num)s {noun}", f"%(num)s {noun}s", n) % {"num": number(n)}


def by_period(articles: Sequence[int], period: Callable[[int], int]) -> dict[int, list[int]]:
    """Articles under their periods, in the order given."""
    found: dict[int, list[int]] = {}
    for article in articles:
        found.setdefault(period(article), []).append(article)
    return found
