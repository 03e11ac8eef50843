"""How an archive is cut into shards: parts that are indexed, and indexed again, each for itself.

Indexing takes some milliseconds and some 350 KB of memory a page, so a shard holds at most AT_MOST pages, if its
month, day or letter does not hold more.  A reader's browser asks every shard, so thin years are put together: a
decade, a century, or all that is dated, while it holds at most TOGETHER.  Where the cuts lie follows from the
calendar and the counts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple, TypeVar

from sitegen import ids

AT_MOST, TOGETHER = 5000, 500
NARROWER = {10_000: 100, 100: 10, 10: 1}
ALL = 10_000


T = TypeVar("T")


class Shard(NamedTuple):
    """The articles with ids low <= id < high; `name` is its folder's."""

    name: str
    low: int
    high: int


def cut(months: Mapping[int, int]) -> list[Shard]:
    """(year << 5 | month -> articles) -> shards, the newest first, the undated last."""
    dated = {m: n for m, n in months.items() if m >> 5 != ids.UNDATED}
    undated = {m: n for m, n in months.items() if m >> 5 == ids.UNDATED}
    return [*sorted(_years(0, ALL, dated), key=lambda s: -s.low), *_letters(undated)]


def cut_names(names: Sequence[tuple[str, T]]) -> list[tuple[str, list[T]]]:
    """(letter, record) in the order of letters -> (shard, records): all in one while there are few, else by letter."""
    if len(names) > AT_MOST:
        by_letter = groupby(names, key=lambda name: name[0])
        return [(f"names-{letter}", [record for _, record in under]) for letter, under in by_letter]
    return [("names", [record for _, record in names])] if names else []


def _years(first: int, width: int, months: Mapping[int, int]) -> Iterator[Shard]:
    """The years from `first` on, `width` of them."""
    last = first + width - 1
    inside = {m: n for m, n in months.items() if first <= m >> 5 <= last}
    total = sum(inside.values())
    if total and total <= (TOGETHER if width > 1 else AT_MOST):
        yield Shard(_span(first, width), _first(first << 5), _first(last + 1 << 5))
    elif total and width > 1:
        step = NARROWER[width]
        for start in sorted({(m >> 5) // step * step for m in inside}):
            yield from _years(start, step, inside)
    elif total:
        for month in sorted(inside):
            yield from _month(month, inside[month])


def _span(first: int, width: int) -> str:
    if width == ALL:
        return "dated"
    return f"{first}" if width == 1 else f"{first}-{first + width - 1}"


def _first(year: int) -> int:
    return ids.first_of(min(max(year, ids.FIRST_YEAR << 5), ids.LAST_YEAR + 1 << 5))


def _month(month: int, n: int) -> Iterator[Shard]:
    name = f"{month >> 5}-{month & 31:02}"
    if n <= AT_MOST:
        yield Shard(name, ids.first_of(month), ids.after(month))
        return
    day = date(month >> 5, month & 31, 1)
    while day.month == month & 31:
        following = day + timedelta(1)
        yield Shard(day.isoformat(), ids.first_of_day(day), ids.first_of_day(following))
        day = following


def _letters(months: Mapping[int, int]) -> Iterator[Shard]:
    whole = ids.UNDATED << 5
    if sum(months.values()) > AT_MOST:
        for month in sorted(months):
            letter = chr(95 + (month & 31)) if month & 31 > 1 else "0"
            yield Shard(f"undated-{letter}", ids.first_of(month), ids.after(month))
    elif months:
        yield Shard("undated", ids.first_of(whole), ids.after(whole))
