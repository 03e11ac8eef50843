"""What front matter states -> the fields of an article.  Stated fields win over found ones.

The names are those that Hugo, Jekyll and Pelican use; where a value stands in the source word for word, its passage
is that slice, else it is rewritten."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sitegen.errors import SourceError
from sitegen.model import Date, Figure, Given, Passage
from sitegen.parse.frontmatter import Fields, Head
from sitegen.parse.values import BY, authors_of, names_of, text_of, truth_of

DEK = ("dek", "subtitle", "description", "summary")
# not "lastmod", "modified" and the like: they state no day of publication
DATE = ("date", "publishdate", "published", "pubdate")
AUTHORS = ("author", "authors")
PEOPLE = ("people", "persons")
TAGS = ("tags", "topics", "keywords", "categories", "category")
IMAGE = ("image", "featured_image", "featuredimage", "cover", "photo", "images", "thumbnail")
PLACES = ("src", "url", "image", "path", "file")  # of a picture that is stated as a table, as Hugo's themes have it
CAPTION = ("caption", "image_caption")
CREDIT = ("credit", "image_credit", "photo_credit")
LANGUAGE = ("lang", "language")
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]+(\S+)(?: *([+-][0-9]{2}):?([0-9]{2})| *Z)?)?\Z")
PART_OF_DATE = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?\Z")
MAIL = re.compile(r"(?:[A-Za-z]{3},? +)?[0-9]{1,2} +[A-Za-z]{3} +[0-9]{4} +[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: |\Z)")
DATE_HINT = 'Write it as 2017-04-11, or 2017-04-11T08:00, or "April 11, 2017".'


class Stated:
    """The fields of one front matter, with the places of their words."""

    def __init__(self, path: str, text: str, head: Head, fields: Fields) -> None:
        self.path, self.text, self.head, self.fields = path, text, head, fields

    def first(self, names: Iterable[str]) -> tuple[str, Any]:
        """The first of these fields that is stated and not empty, with its name; ("", None) without one."""
        for name in names:
            value = self.fields.get(name)
            if value is not None and value != "":
                return name, value
        return "", None

    def passage(self, *names: str) -> Passage | None:
        """The words of the first of these fields."""
        name, value = self.first(names)
        words = " ".join(text_of(value).split()) if value is not None else ""
        return self._place(name, words) if words else None

    def _place(self, name: str, words: str) -> Passage:
        """The slice that holds these words at their field; else the field's line, with the words rewritten."""
        text, end = self.text, self.head.end
        field, after = self._field(name)
        start = text.find(words, after, end)
        if start < 0:
            stop = text.find("\n", field, end)
            return Passage(field, stop if stop > field else end, text.count("\n", 0, field) + 1, words)
        return Passage(start, start + len(words), text.count("\n", 0, start) + 1)

    def _field(self, name: str) -> tuple[int, int]:
        """Where a field begins, and where its name ends."""
        start = self.text.find(f"\n{name}:", 0, self.head.end)
        if start >= 0:
            return start + 1, start + len(name) + 2
        written = re.compile(rf"(?im)^[\"']?{re.escape(name)}[\"']?[ \t]*[:=]").search(self.text, 0, self.head.end)
        return written.span() if written else (0, 0)

    def authors(self) -> tuple[str, ...]:
        """Names from `author` or `authors`, else those in a `byline`."""
        stated = authors_of(self.first(AUTHORS)[1])
        if stated:
            return tuple(dict.fromkeys(BY.sub("", name, count=1) if BY.match(name) else name for name in stated))
        byline = text_of(self.fields.get("byline", ""))
        if not byline:
            return ()
        words = BY.sub("", byline, count=1) if BY.match(byline) else byline
        from sitegen.parse.bylines import read_byline

        people, _ = read_byline(words, single=True)
        return tuple(people) or (words,)

    def published(self) -> Date | None:
        """The stated date, else one in the file's name.

        Raises:
            SourceError: a date is stated that is none.
        """
        _, value = self.first(name for name in DATE if self.truth(name) is None)
        if value is not None:
            return read_date(text_of(value))
        from sitegen.parse.dates import date_in_path

        day = date_in_path(self.path)
        return Date(day, "day", "file name") if day else None

    def figure(self) -> Figure | None:
        """The picture at the head of the article."""
        image, alt = self.image()
        caption, credit = self._caption()
        if image is None and caption is None and credit is None:
            return None
        return Figure(image, caption, credit, alt)

    def image(self) -> tuple[str | None, str]:
        """Where the picture lies, and its `alt`; Hugo's theme fields may hold both in a table."""
        value = self._picture()[1]
        if isinstance(value, dict):
            place = next((value[name] for name in PLACES if value.get(name)), "")
            return resolve(self.path, text_of(place)), text_of(value.get("alt", ""))
        return resolve(self.path, text_of(value)) if value is not None else None, ""

    def _picture(self) -> tuple[str, Any]:
        """The field of the picture and its value, of several the first."""
        name, value = self.first(IMAGE)
        return name, value[0] if isinstance(value, list) and value else value

    def _caption(self) -> tuple[Passage | None, Passage | None]:
        """Caption and credit; a credit in brackets at the caption's end is split off."""
        caption, credit = self.passage(*CAPTION) or self._caption_of_table(), self.passage(*CREDIT)
        if caption is None or credit is not None or caption.rewritten or self.text[caption.end - 1] != ")":
            return caption, credit
        from sitegen.parse.text.captions import find_credit  # what few files need is imported where it is needed

        parts = find_credit(self.text[caption.start : caption.end])
        if parts is None or not parts.caption:
            return caption, None
        start = caption.start
        return (
            Passage(start, start + parts.caption, caption.line),
            Passage(start + parts.start, start + parts.end, caption.line),
        )

    def _caption_of_table(self) -> Passage | None:
        name, value = self._picture()
        words = " ".join(text_of(value.get("caption", "")).split()) if isinstance(value, dict) else ""
        return self._place(name, words) if words else None

    def given(self) -> Given:
        """The fields that later rooms look at."""
        fields = self.fields
        slug = text_of(fields.get("slug") or "")
        return Given(
            slug=slug or None,
            people=self._people(),
            tags=self._tags(),
            aliases=names_of(fields.get("aliases")),
            draft=self.truth("draft") is True or self.truth("published") is False or self._status() == "draft",
        )

    def truth(self, name: str) -> bool | None:
        """Yes or no, as YAML 1.1 writes it, with quotation marks or without; None for what is neither."""
        return truth_of(self.fields.get(name))

    def _status(self) -> str:
        return text_of(self.fields.get("status")).lower()

    def _people(self) -> tuple[str, ...] | None:
        """One string is one person, whose name may hold a comma ("Rex Tillerson, Jr."), unless semicolons divide it."""
        value = next((self.fields[name] for name in PEOPLE if self.fields.get(name) is not None), None)
        if value is None:
            return None
        return names_of(value.split(";") if isinstance(value, str) else value)

    def _tags(self) -> tuple[str, ...] | None:
        lists = [names_of(self.fields[name]) for name in TAGS if self.fields.get(name) is not None]
        return tuple(dict.fromkeys(tag for tags in lists for tag in tags)) if lists else None

    def word(self, *names: str) -> str | None:
        """The first of these fields as text."""
        return text_of(self.first(names)[1]) or None


def read_date(value: str) -> Date:
    """A date as people write it in front matter; a time is cut to the minute.

    Raises:
        SourceError: it is no date.
    """
    match = ISO.match(value)
    if match:
        try:
            return _iso_date(match)
        except ValueError:
            raise _no_date(value) from None
    part = PART_OF_DATE.match(value)
    if part:
        return Date(value, "month" if part[2] else "year", "front matter")
    if MAIL.match(value):
        return _mail_date(value)
    from sitegen.parse.dates import find_dates

    found = find_dates(value)
    if not found:
        raise _no_date(value)
    return Date(found[0].value, found[0].precision, "front matter")


def _iso_date(match: re.Match[str]) -> Date:
    year, month, day, clock, hours, minutes = match.groups()
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    if clock is None:
        return Date(datetime.fromisoformat(date).date().isoformat(), "day", "front matter")
    zone = f"{hours}:{minutes}" if hours else "Z" if match[0].endswith(" Z") else ""
    return Date(datetime.fromisoformat(f"{date}T{clock}{zone}").isoformat(timespec="minutes"), "minute", "front matter")


def _mail_date(value: str) -> Date:
    """As RFC 2822 has it: "Mon, 03 May 2010 08:09:10 +0200"."""
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(value).isoformat(timespec="minutes")
    except (ValueError, TypeError, IndexError, OverflowError):
        raise _no_date(value) from None
    return Date(moment, "minute", "front matter")


def _no_date(value: str) -> SourceError:
    return SourceError(f"has front matter with a date that is none: {value[:60]}", DATE_HINT)


def resolve(path: str, place: str) -> str | None:
    """A picture's address in the article at `path` -> a path below seeds/, or the URL that it is; None for others."""
    place = place.strip()
    if place.startswith(("http://", "https://")):
        return place
    if not place or place.startswith("//") or ":" in place.partition("/")[0]:
        return None
    below = posixpath.normpath(
        place.lstrip("/") if place[0] == "/" else f"{posixpath.dirname(path)}/{place}".lstrip("/")
    )
    return None if below.startswith("../") or below in ("..", ".") else below
