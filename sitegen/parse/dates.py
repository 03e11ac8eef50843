"""Dates as news pages write them: "Oct. 3, 2018", "3 de mayo de 2021", "03.10.2018", "2021-05-05".

A relative date ("7 hours ago") is none: nobody knows when the page was saved.  A time zone never moves a date."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Literal, NamedTuple

from sitegen.parse.phrases import alternatives, tables

Order = Literal["mdy", "dmy"]
LONGEST = 400  # characters of a line in which dates are looked for
MOST = 6
MAY_HOLD_DATE = re.compile(r"(?:17|18|19|20)\d\d|\d[./-]\d{1,2}[./-]\d\d")
AMERICAN_CLOCK = re.compile(r"(?i)\b(?:[ECMP][SD]T|ET|PT)\b|\d\s*[AP]M\b")
OTHER_CLOCK = re.compile(r"\b(?:GMT|BST|CET|CEST|AEST|IST|SAST)\b")
WORD = r"[^\W\d_]{3,14}"  # that may be a month; which it is, the tables say
GLUED_MONTH = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+$")  # "RoeMay 5, 2021"
IN_FILE_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?([01]\d)[-_/]?([0-3]\d)(?!\d)")
CLOCK_WORDS = (
    r"at|am|pm|a\.m\.?|p\.m\.?|[ECMP][SD]T|ET|PT|CT|BST|GMT|UTC|Z|CET|CEST|IST|AEST|AEDT|SAST|h|uhr|um|à|a las|las|le|"
    r"el|on|am|den|der|the|in|\d{1,2}\s*h\s*\d{0,2}|\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?|"
    r"\d{1,2}\s*[ap]\.?m\.?|(?:eastern|pacific|central|local) time"
)
ZONES = {
    "GMT": "+00:00", "UTC": "+00:00", "Z": "+00:00", "BST": "+01:00", "CET": "+01:00", "MEZ": "+01:00",
    "CEST": "+02:00", "MESZ": "+02:00", "SAST": "+02:00", "AEST": "+10:00", "AEDT": "+11:00", "EST": "-05:00",
    "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00",
}  # fmt: skip
CLOCK = (
    r"(\d{1,2})(?:\s?[:.hH]\s?(\d\d))?(?::\d\d(?:\.\d+)?)?\s*([ap]\.?\s?m\b\.?)?\s*(?:uhr\b|h\b|hrs?\b)?\s*"
    r"\(?((?:GMT|UTC|Z|BST|CES?T|MES?Z|SAST|AE[SD]T|[ECMP][SD]T)\b)?"
)
AFTER_DATE = re.compile(
    rf"(?i)(?:[\s,|·•–—-]|\b(?:T|at|um|à|a\s+las|las|às|alle|ore|kl\.?|klo|om|o|le)\b|T(?=\d)){{0,4}}{CLOCK}(?![\d/.-]*\d)"
)
BEFORE_DATE = re.compile(rf"(?i)(?<![\d/.:-]){CLOCK}[\s,|·•–—-]*(?:\w{{2,9}}[\s,]+)?$")
# words whose spelling, or use, tells which order of day and month the writer grew up with
AMERICAN = frozenset(
    "percent color colors center program programs labor favor neighbor neighbors a.m p.m organization realize "
    "defense traveled u.s".split(),
)
BRITISH = frozenset(
    "colour centre programme labour favour neighbour neighbours organisation organised realise defence travelled "
    "whilst councillor councillors mp mps".split(),
)


class Found(NamedTuple):
    """A date at `text[start:end]`.  `ambiguous`: day and month could be the other way round."""

    value: str
    precision: Literal["day", "month"]
    ambiguous: bool
    start: int
    end: int


class DatePatterns(NamedTuple):
    """Compiled from the language tables."""

    written: dict[str, re.Pattern[str]]
    noise: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    words: frozenset[str]


@cache
def patterns() -> DatePatterns:
    """The forms of dates, what may stand around them, and the labels before them."""
    known = tables()
    labels = [alternatives(name) for name in ("weekdays", "date_label_published", "date_label_updated")]
    year = r"((?:17|18|19|20)\d\d)(?!\d(?!\d?:\d\d))"
    written = {
        "iso": r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)",
        "mdy": rf"(?i)({WORD})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{year}",
        "dmy": rf"(?i)(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:of\s+|de\s+)?[-\s]?({WORD})(?:\.?,?[-\s]\s*|\.)"
        rf"(?:de\s+|del\s+)?{year}",
        "numbers": r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
        "dotted": r"(?<![\d./-])(\d{1,2})(\.) (\d{1,2})\2 ((?:19|20)\d\d)(?!\d)",
        "ymd": r"(?<!\d)((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?!\d)",
        "my": rf"(?i)\b({WORD})\.?,?\s+(?:de\s+)?{year}",
    }
    kinds = ("date_label_published", "date_label_updated", "relative_time", "weekdays")
    return DatePatterns(
        written={kind: re.compile(pattern) for kind, pattern in written.items()},
        noise=re.compile(
            rf"(?i)\b(?:{'|'.join(labels)}|{CLOCK_WORDS})(?!\w)|[|,:;·•()./–—\-+]|(?<=\d)T(?=\d)|\d",
        ),
        published=re.compile(rf"(?i)\b(?:{labels[1]})\b"),
        updated=re.compile(rf"(?i)\b(?:{labels[2]})\b"),
        words=frozenset(word for kind in kinds for phrase in known.sets[kind] for word in phrase.split()),
    )


def find_dates(text: str, order: Order | None = None) -> list[Found]:
    """The dates of a line, in order; `order` decides where day and month could be exchanged."""
    text = text[:LONGEST]
    if not MAY_HOLD_DATE.search(text):
        return []
    found: list[Found] = []
    for kind, pattern in patterns().written.items():
        for match in pattern.finditer(text):
            date = _read(kind, match, order)
            if date and not any(date.start < other.end and other.start < date.end for other in found):
                found.append(date)
            if len(found) >= MOST:
                break
    return sorted(found, key=lambda date: date.start)


def _read(kind: str, match: re.Match[str], order: Order | None) -> Found | None:
    parts, span = match.groups(), match.span()
    try:
        if kind in ("iso", "ymd"):
            return Found(_day(int(parts[0]), int(parts[1]), int(parts[2])), "day", False, *span)
        if kind == "mdy":
            month, glued = _month(parts[0])
            return Found(_day(int(parts[2]), month, int(parts[1])), "day", False, span[0] + glued, span[1])
        if kind == "dmy":
            return Found(_day(int(parts[2]), _month(parts[1])[0], int(parts[0])), "day", False, *span)
        if kind == "my":
            return Found(f"{int(parts[1])}-{tables().months[parts[0].lower()]:02d}", "month", False, *span)
        return _read_numbers(match, order)
    except (KeyError, ValueError):  # the 31st of February, or a letter that only looks like a month's
        return None


def _month(word: str) -> tuple[int, int]:
    """The month, and how many letters before its name belong to another word.  Raises KeyError."""
    months = tables().months
    if word.lower() in months:
        return months[word.lower()], 0
    glued = GLUED_MONTH.search(word)
    return months[glued[0].lower() if glued else ""], glued.start() if glued else 0


def _read_numbers(match: re.Match[str], order: Order | None) -> Found:
    first, separator, second, last = match.groups()
    a, b, year = int(first), int(second), int(last)
    if year < 100:
        year += 2000 if year < 70 else 1900
    ambiguous = a <= 12 and b <= 12 and a != b and separator != "."
    day_first = a > 12 or (b <= 12 and _day_first(match.string, separator, len(last) == 2, order))
    value = _day(year, b, a) if day_first else _day(year, a, b)
    return Found(value, "day", ambiguous, match.start(), match.end())


def _day_first(text: str, separator: str, short_year: bool, order: Order | None) -> bool:
    """9/14/18 is American; a dot is European; else the text's own habit, else its clock, else day first."""
    if separator == ".":
        return True
    if short_year and separator == "/":
        return False
    if order:
        return order == "dmy"
    return bool(OTHER_CLOCK.search(text)) or not AMERICAN_CLOCK.search(text)


def _day(year: int, month: int, day: int) -> str:
    return datetime.date(year, month, day).isoformat()


def clock_after(text: str, date: Found) -> str:
    """The time of day stated beside a date as "T18:40" or, with a zone that has one offset, "T18:40+01:00"; else ""."""
    around = (
        AFTER_DATE.match(text[date.end : date.end + 40]),
        BEFORE_DATE.search(text[max(0, date.start - 40) : date.start]),
    )
    for found in around:
        if found:
            hour, minute, half, zone = int(found[1]), int(found[2] or 0), (found[3] or "")[:1].lower(), found[4] or ""
            if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59 or not (half or found[2]):
                continue
            hour = hour % 12 + (12 if half == "p" else 0) if half else hour
            return f"T{hour:02d}:{minute:02d}{ZONES.get(zone.upper(), '')}"
    return ""


def order_of(head: str, words: list[set[str]]) -> Order | None:
    """The habit of a text: dates written out in its `head`, else its spelling; None where neither tells."""
    written = patterns().written
    habits: list[Order] = [kind for kind in ("mdy", "dmy") if written[kind].search(head)]
    if len(habits) == 1:
        return habits[0]
    american = sum(len(line & AMERICAN) for line in words)
    british = sum(len(line & BRITISH) for line in words)
    if american == british:
        return None
    return "mdy" if american > british else "dmy"


def date_in_path(path: str) -> str | None:
    """A day in a file's name or folders: "2012/04/04/x.txt", "2012-04-04-x.txt"."""
    for match in IN_FILE_NAME.finditer(path):
        try:
            return _day(*map(int, match.groups()))
        except ValueError:
            continue
    return None
