"""Pages of single days: of months that hold too much for one page."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen import ids
from sitegen.index.changes import Changes
from sitegen.store import Store


def pages_of(store: Store, month: int, split: int) -> set[int]:
    """The pages of the days of one month, of articles and of quotations."""
    if month >> 5 == ids.UNDATED:
        return set()
    found: set[int] = set()
    if store.periods.month(month) > ids.DAY_SPLIT:
        found |= {ids.day_of(article) for article in store.articles.days(ids.first_of(month), ids.after(month))}
    if store.periods.month(ids.QUOTED | month) > max(split, ids.DAY_SPLIT):
        rows = store.articles.between(ids.first_of(month), ids.after(month), "id, forms")
        found |= {ids.QUOTED | ids.day_of(article) for article, forms in rows if ids.quoted_in(forms)}
    return {ids.fact(ids.MONTH, period) for period in found}


def compare(store: Store, changes: Changes, months: Iterable[int], split: int) -> None:
    """Pages of days that come or go because articles or quotations of these months did."""
    for month in months:
        now = pages_of(store, month, split)
        before: set[int] = set()
        for bit in (0, ids.QUOTED):
            first = ids.fact(ids.MONTH, bit | ids.DAY | month << 5)
            before |= store.pages.standing(first, first + 32)
        for page in sorted(now - before):
            changes.made(page)
        for page in sorted(before - now):
            changes.gone(page)
        for page in now ^ before:
            changes.fact(ids.fact(ids.CALENDAR, page & ids.QUOTED | month))
