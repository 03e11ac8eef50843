"""Lines that state who wrote a page and when: by-lines and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sitegen.model import Date
from sitegen.parse.bylines import opening, read_byline
from sitegen.parse.dates import Order, date_in_path, find_dates, patterns
from sitegen.parse.html.content import letters
from sitegen.parse.html.draft import Draft, is_named, near
from sitegen.parse.html.guesses import Guesses
from sitegen.parse.html.metadata import date_of, names_in
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import BLOCKS
from sitegen.parse.html.zones import BESIDE

BYLINE_NAMES = re.compile(
    r"(?:.*[-_])?(?:by-?line|authors?|auteurs?|autore?n?|autores|writer|contributors?|posted-?by|entry-meta|post-meta|"
    r"article-meta|meta-author|reader-credits)(?:[-_].*)?\Z"
)
DATE_NAMES = re.compile(
    r"(?:.*[-_])?(?:date|dateline|datetime|timestamp|time|published|pubdate|datepublished|datemodified|fecha|datum|"
    r"updated|entry-meta|post-meta|article-meta)(?:[-_].*)?\Z"
)
MOST_TIMES = 4  # <time> elements of one block
LONGEST_OF_BOTH = 80  # characters of a line of a name and a date
LONGEST = 220  # characters of a by-line
MOST_WORDS = 22  # of a line that states a date
HEAD, TAIL = 4, 4  # rows after the first, and after the last, of the text in which these lines may stand
ORDERS: dict[str, Order] = {"en-US": "mdy", "en-GB": "dmy"}


def find_authors(draft: Draft, guesses: Guesses) -> tuple[str, ...]:
    """The writers as the page states them, else as its by-line does; the lines that name them get their role."""
    rows = [n for n in draft.free() if _is_place(draft, n) and len(draft.rows[n].text) <= LONGEST]
    stated = draft.meta.authors
    found = list(draft.corrected("byline"))
    if found:
        stated = _names(draft, found) or stated
    by_lines = [n for n in rows if _is_byline(draft, n, stated)]
    if not stated:
        stated = _names(draft, by_lines) or guesses.authors()
        by_lines = [n for n in rows if _is_byline(draft, n, stated)]
    for number in by_lines:
        draft.give(number, *_fate(draft, number, stated))
    return stated


def _is_place(draft: Draft, number: int) -> bool:
    first, last = draft.extent
    zone = draft.zone(number)
    # some pages keep by-line and date in an <aside> below the headline
    above = zone == BESIDE and draft.title_row < number <= first + HEAD
    if zone and not draft.main[number] and not above:
        return False
    return number <= first + HEAD or last < number <= last + TAIL


def _is_byline(draft: Draft, number: int, stated: tuple[str, ...]) -> bool:
    text = draft.rows[number].text
    key = draft.keys[number]
    named = any(letters(name) in key for name in stated if name)
    if named and (len(text) <= 40 + sum(map(len, stated)) or not draft.main[number]):
        return True
    if opening().match(text) and (named or (len(text) <= 120 and any(read_byline(opening().sub("", text))[:1]))):
        return True
    if not stated and number <= draft.extent[0] + HEAD and _is_name_and_date(text):
        return True
    return draft.has_name(number, BYLINE_NAMES) and len(text) <= 120 and (named or not draft.main[number])


def _is_name_and_date(text: str) -> bool:
    """ "Ann Roe · 4 March 2019" """
    if len(text) > LONGEST_OF_BOTH or not find_dates(text):
        return False
    names = read_byline(text)[0]
    return bool(names) and "".join(map(letters, names)) == _beside_dates(text)


def _names(draft: Draft, numbers: list[int]) -> tuple[str, ...]:
    """The persons of the first of these lines that names some."""
    for number in numbers:
        text = draft.rows[number].text
        words = opening().sub("", text, count=1)
        names, _ = read_byline(words, single=words != text)
        if names:
            return tuple(names)
    for element in (element for n in numbers for element in near(draft.rows[n].owner)[:1]):
        names = [name for inner in _inner(element) for name in names_in(" ".join(inner.itertext()), draft.meta.site)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _inner(element: Element) -> list[Element]:
    return [inner for inner in element.iter("a", "span") if is_named(inner, re.compile(r"author|name\Z"))]


def _fate(draft: Draft, number: int, stated: tuple[str, ...]) -> tuple:  # type: ignore[type-arg]
    key = draft.keys[number]
    if any(letters(name) in key for name in stated):
        return "byline", "by-line"
    if find_dates(draft.rows[number].text):
        return "date", "line of a date"
    if not letters(opening().sub("", draft.rows[number].text)):
        return "byline", "label of a by-line"
    return "dropped", "by-line of an agency or a desk"


def find_date(draft: Draft, guesses: Guesses) -> Date | None:
    """The publication date: stated by the page, by its <time>, by a line near the headline, by the path."""
    lines = [n for n in range(len(draft.rows)) if _states_date(draft, n)]
    corrected = draft.corrected("date")
    date = next(filter(None, (_seen(draft, n) for n in corrected)), None) or draft.meta.published
    date = date or next(filter(None, (_of_time(draft, n) for n in lines)), None)
    date = date or next(filter(None, (_seen(draft, n) for n in _by_rank(draft, lines))), None)
    date = date or guesses.date()
    if date is None:
        day = date_in_path(draft.path)
        date = Date(day, "day", "file name") if day else None
    _give_fates(draft, lines, date)
    return date


def _states_date(draft: Draft, number: int) -> bool:
    """Is this line a date and little else, and in a place where that of the article may stand?"""
    fate = draft.fates.get(number)
    if fate is not None and fate[0] not in ("byline", "date"):
        return False
    row = draft.rows[number]
    if not _is_place(draft, number) or len(row.text.split()) > MOST_WORDS:
        return False
    if not find_dates(row.text):
        return bool(_times(draft, number)) and not draft.main[number]
    named = draft.has_name(number, DATE_NAMES) or bool(_times(draft, number))
    return named or _is_little_else(row.text) or (fate is not None)


def _is_little_else(text: str) -> bool:
    """Are few letters left beside the date, its clock and its labels?"""
    return len(_beside_dates(text)) <= 12


def _beside_dates(text: str) -> str:
    """The letters of a line without its dates, their clocks and labels."""
    for date in reversed(find_dates(text)):
        text = text[: date.start] + " " + text[date.end :]
    return letters(patterns().noise.sub("", text))


def _times(draft: Draft, number: int) -> list[Element]:
    """The <time> elements whose words stand in this row."""
    row = draft.rows[number]
    if row.owner not in draft.times:
        draft.times[row.owner] = list(islice(_times_of(row.owner), MOST_TIMES))
    return [time for time in draft.times[row.owner] if _words(time) and _words(time) in row.text]


def _times_of(owner: Element) -> Iterator[Element]:
    """Those of the block itself, not of blocks inside it, and one around it."""
    yield from islice(owner.iterancestors("time"), 1)
    for time in owner.iter("time"):
        if time.get("datetime") and next(above for above in time.iterancestors() if above.tag in BLOCKS) is owner:
            yield time


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _of_time(draft: Draft, number: int) -> Date | None:
    if draft.zone(number):
        return None
    return next(filter(None, (date_of(time.get("datetime")) for time in _times(draft, number))), None)


def _by_rank(draft: Draft, numbers: list[int]) -> list[int]:
    """Lines that say "published" first, those that say "updated" last."""
    known = patterns()

    def rank(number: int) -> int:
        text = draft.rows[number].text
        return 0 if known.published.search(text) else 2 if known.updated.search(text) else 1

    return sorted(numbers, key=rank)


def _seen(draft: Draft, number: int) -> Date | None:
    dates = find_dates(draft.rows[number].text, ORDERS.get(draft.meta.language or ""))
    return Date(dates[0].value, dates[0].precision, "text") if dates else None


def _give_fates(draft: Draft, lines: list[int], date: Date | None) -> None:
    """The first line that states the date keeps it; others are other dates."""
    chosen = [n for n in lines if date is not None and _is_of(draft, n, date)]
    for number in lines:
        if chosen and number == chosen[0]:
            draft.give(number, "date", "publication date")
        else:
            draft.give(number, "dropped", "another date")


def _is_of(draft: Draft, number: int, date: Date) -> bool:
    if any(found.value[:10] == date.value[:10] for found in find_dates(draft.rows[number].text)):
        return True
    return any(found is not None and found.value == date.value for found in [_of_time(draft, number)])
