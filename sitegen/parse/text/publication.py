"""The date of publication: the best stated of the dates that a text, or else its file's name, gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.model import Date
from sitegen.parse.dates import Found, Order, clock_after, date_in_path, find_dates, order_of, patterns
from sitegen.parse.phrases import tables
from sitegen.parse.text.lines import RawLine

IN_DATELINE = 60  # characters of a first paragraph
BEFORE_DATE = re.compile(r"^\W*(?:[A-ZÀ-Þ][\w ]{0,22})?\W*$")
AFTER_DATE = re.compile(r"^\s*[.:,)]*\s*[-–—:]")
PAGE_OF_THE_DAY = 0.7  # rank of "Monday 4 May 2020" at the top of a page: the day when it was saved
POSTS = frozenset(("handle", "embedded_post"))
FAR = 6  # lines after the first paragraph from which on a date is of something else
NEAR = 4  # lines after the last paragraph in which the article's own date may stand
HEAD = 12  # lines whose written dates tell the order of day and month


@dataclass
class Publication:
    """Lines that may state the date, with a rank: published > plain > by-line > dateline > updated > after the end."""

    candidates: list[tuple[float, RawLine]] = field(default_factory=list)

    def add(self, rank: float, line: RawLine) -> None:
        """Among equals the first wins."""
        self.candidates.append((rank - 0.01 * min(len(self.candidates), 9), line))

    def add_date_line(self, line: RawLine) -> None:
        published, updated = "published_label" in line.features, "updated_label" in line.features
        rank = (2.5 if updated else 3.0) if published else 1.5 if updated else 2.2
        if line.zone == "P" and not published and not tables().sets["weekdays"].isdisjoint(line.tokens):
            rank = PAGE_OF_THE_DAY
        elif line.zone == "P" and not published:
            rank -= 0.15  # a date below the headline is more surely the article's
        self.add(rank - (1.2 if line.zone == "E" else 0.0), line)

    def add_dateline(self, line: RawLine) -> None:
        """ "TOWN, May 5, 2021 - ...": only where nothing better was found before."""
        if self.candidates or (line.words <= 22 and line.dates and line.dateline.strength < 2):
            return
        head = line.text[:IN_DATELINE]
        dates = find_dates(head)
        if dates and (_is_in_dateline(line.text, dates[0]) or dates[0].end <= _end_of_dateline(line)):
            self.add(1.4, line)

    def add_dropped(self, line: RawLine) -> None:
        features = line.features
        if line.dates and ("published_label" in features or "date_only" in features or _is_of_masthead(line)):
            below_headline = line.zone == "H" and _is_of_masthead(line)
            self.add(0.2 if line.zone == "E" else 2.2 if below_headline else 0.8, line)

    def choose(
        self, lines: list[RawLine], path: str, language: str | None = None
    ) -> tuple[Date | None, RawLine | None]:
        """The date, and the line that states it where one does."""
        order = _habit(lines, language)
        others = _dates_of_others(lines)
        for _, line in sorted(self.candidates, key=lambda candidate: -candidate[0]):
            if line.number in others:
                continue
            dates = find_dates(line.text, order)
            if dates:
                return _dated(line.text, _published(line.text, dates)), line
        day = date_in_path(path)
        return (Date(day, "day", "file name") if day else None), None


def _is_of_masthead(line: RawLine) -> bool:
    """ "Energy 12.12.2022": a short line above the body that holds a date."""
    return line.zone in "PH" and line.words <= 8 and "under_label" not in line.features


def _dates_of_others(lines: list[RawLine]) -> set[int]:
    """Numbers of lines whose dates are those of comments, of other articles, of posts of other sites."""
    last = max((i for i, line in enumerate(lines) if line.role in ("paragraph", "dateline")), default=len(lines))
    others = {after.number for before, after in pairwise(lines) if after.zone in "BE" and before.has(POSTS)}
    first = next((i for i, line in enumerate(lines) if line.role in ("paragraph", "dateline")), 0)
    others.update(
        line.number for line in lines[first + FAR :] if line.zone == "B" and "published_label" not in line.features
    )
    below = [line for line in lines[last + 1 :] if line.dates and "published_label" not in line.features]
    quiet = [line for line in lines[last + 1 :] if line.noise < 1 and "recurring" not in line.features]
    near = {line.number for line in quiet[:NEAR]}
    others.update(line.number for line in below if len(below) > 1 or line.number not in near)
    return others


def _dated(text: str, found: Found) -> Date:
    """The date with the time of day that is stated beside it."""
    clock = clock_after(text, found) if found.precision == "day" else ""
    return Date(found.value + clock, "minute" if clock else found.precision, "text")


def _published(text: str, dates: list[Found]) -> Found:
    """The first date, or the second of "Updated ..., published ..."."""
    if len(dates) == 1:
        return dates[0]
    updated = patterns().updated.search(text[: dates[0].start])
    published = patterns().published.search(text[dates[0].end : dates[1].start])
    return dates[1] if updated and published else dates[0]


def _end_of_dateline(line: RawLine) -> int:
    return line.dateline.end if line.dateline.strength == 2 else 0


def _is_in_dateline(text: str, date: Found) -> bool:
    if date.start > 25 or not BEFORE_DATE.match(text[: date.start]):
        return False
    return AFTER_DATE.match(text[date.end : date.end + 20]) is not None


def _habit(lines: list[RawLine], language: str | None) -> Order | None:
    if language not in (None, "en"):
        return "dmy"
    if not any(date.ambiguous for line in lines for date in line.dates):
        return None
    head = " ".join(line.text for line in lines[:HEAD] if line.words <= 22)
    return order_of(head, [set(line.tokens) for line in lines])
