"""Dates as they are shown: as precise as they were stated, and no more."""

from __future__ import annotations

from sitegen import ids
from sitegen.messages import gettext
from sitegen.model import Date

MONTHS = (
    "",
    *"""January February March April May June July August September October November December""".split(),
)
NOT_STATED = "Date not stated"


def label(date: Date) -> str:
    """ "11 April 2017", "April 2017" or "2017"."""
    year, *rest = date.value[:10].split("-")
    if date.precision == "year" or not rest:
        return year
    return _written(year, int(rest[0]), 0 if date.precision == "month" or len(rest) < 2 else int(rest[1]))


def _written(year: str, month: int, day: int) -> str:
    """In the order and with the words of the language; 0: no month, no day."""
    if not month:
        return year
    parts = {"year": year, "month": gettext(MONTHS[month]), "day": gettext("1") if day == 1 else str(day)}
    return gettext("%(day)s %(month)s %(year)s" if day else "%(month)s %(year)s") % parts


def shown(date: Date | None) -> dict[str, str] | None:
    """As templates get it: {iso, label}."""
    return {"iso": date.value, "label": label(date)} if date else None


def instant(date: Date | None) -> str:
    """RFC 3339, as feeds want it; of an undated article the epoch, since nothing may be made up."""
    if date is None:
        return "1970-01-01T00:00:00Z"
    value = date.value + "-01-01"[: max(0, 10 - len(date.value))] if len(date.value) < 10 else date.value
    if len(value) <= 10:
        return value + "T00:00:00Z"
    head, time = value[:10], value[11:]
    clock, zone = (time[:-1], "Z") if time.endswith("Z") else (time, "")
    for sign in "+-":
        if sign in clock:
            clock, zone = clock.split(sign)[0], sign + clock.split(sign)[1]
    return f"{head}T{(clock + ':00:00')[:8]}{zone or 'Z'}"


def period_label(period: int) -> str:
    """ "11 April 2017", "April 2017" or "2017"; of undated ones their letter."""
    year, part, day = ids.parts_of(period)
    if year == ids.UNDATED:
        return f"{gettext(NOT_STATED)}: {letter_label(part)}" if part else gettext(NOT_STATED)
    return _written(str(year), part, day)


def letter(part: int) -> str:
    """The letter that a part of the undated articles begins with."""
    return chr(95 + part).upper() if part > 1 else "other"


def letter_label(part: int) -> str:
    """The same as it is shown."""
    return gettext(letter(part))


def year_label(year: int) -> str:
    return str(year) if year != ids.UNDATED else gettext("date not stated")


def span(years: list[int]) -> str:
    """ "2003–2017", "2017" or "date not stated"."""
    dated = sorted(y for y in years if y != ids.UNDATED)
    if not dated:
        return gettext("date not stated")
    first, last = dated[0], dated[-1]
    return str(first) if first == last else gettext("%(first)s–%(last)s") % {"first": first, "last": last}


def period_path(period: int) -> str:
    """The address of the articles of a period, or of what is quoted in them."""
    year, part, day = ids.parts_of(period)
    folder = "quotations" if period & ids.QUOTED else "archive"
    if year == ids.UNDATED:
        return f"{folder}/undated/{letter(part).lower()}.html" if part else f"{folder}/undated.html"
    return f"{folder}/{year}{f'/{part:02}' if part else ''}{f'/{day:02}' if day else ''}.html"
