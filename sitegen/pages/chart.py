"""Columns a year, as numbers for an SVG: years without articles keep their gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from sitegen import ids
from sitegen.messages import gettext, ngettext, number
from sitegen.pages.calendar import counted

WIDTH, HEIGHT, GAP = 1000, 100, 0.12
SPARK_BARS, SPARK_STEP, SPARK_HEIGHT = 24, 3, 14


def columns(years: dict[int, int], href: Callable[[int], str | None], what: str = "article") -> dict[str, Any] | None:
    """Bars for years -> counts of `what`, or None where fewer than two dated years make no picture."""
    dated = {y: n for y, n in years.items() if y != ids.UNDATED and n}
    undated = years.get(ids.UNDATED, 0)
    if len(dated) < 2:
        return None
    first, last, most = min(dated), max(dated), max(dated.values())
    step = WIDTH / (last - first + 1)
    bars = [_bar(y, n, (y - first) * step, step, most, href(y), what) for y, n in sorted(dated.items())]
    top = min(y for y, n in dated.items() if n == most)
    return {
        "what": what,
        "title": f"{what.capitalize()}s a year",
        "bars": bars,
        "width": WIDTH,
        "height": HEIGHT,
        "most_label": gettext("%(first)s to %(last)s; most in %(top)s, %(most)s")
        % {"first": first, "last": last, "top": top, "most": most},
        "undated": {"n": undated, "href": href(ids.UNDATED)} if undated else None,
        "undated_label": _undated(undated, what),
    }


def _undated(n: int, what: str) -> str:
    said = ngettext(f"One {what} without a date", f"%(num)s {what}s without a date", n)
    return said % {"num": number(n)}


def spark(years: Mapping[int, int], first: int, last: int) -> str:
    """Counts a year as one path of bars; several years share a bar where there are many."""
    each = -(-(last - first + 1) // SPARK_BARS)
    held: Counter[int] = Counter()
    for year, n in years.items():
        if first <= year <= last:
            held[(year - first) // each] += n
    most = max(held.values(), default=0)
    bars = ((at * SPARK_STEP, max(1, round(SPARK_HEIGHT * n / most))) for at, n in sorted(held.items()))
    return "".join(f"M{x} {SPARK_HEIGHT}v-{h}h{SPARK_STEP - 1}v{h}z" for x, h in bars)


def spark_width(first: int, last: int) -> int:
    """How wide the picture is in which those paths of one archive stand."""
    years = last - first + 1
    return SPARK_STEP * -(-years // -(-years // SPARK_BARS))


def _bar(year: int, n: int, x: float, step: float, most: int, href: str | None, what: str) -> dict[str, Any]:
    """One column.  Its places come as whole attributes: a page of a person has a dozen, and each value that a
    template puts in for itself costs as much as a paragraph."""
    height = max(1.0, HEIGHT * n / most)
    left, width = x + step * GAP / 2, step * (1 - GAP)
    across = f'x="{left:.1f}" width="{width:.1f}"'
    return {
        "label": str(year),
        "title": f"{year}: {counted(n, what)}",
        "href": href,
        "box": Markup(f'{across} y="{HEIGHT - height:.1f}" height="{height:.1f}"'),
        "reach": Markup(f'{across} y="0" height="{HEIGHT}"'),
        "middle": f"{(left + width / 2) * 100 / WIDTH:.2f}%",
    }
