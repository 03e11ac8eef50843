"""Dates as programs write them into columns -> as front matter has them.

ISO 8601, seconds or milliseconds since 1970, "20170411083000" (GDELT), RFC 2822; a midnight to the second without a
zone, or in UTC, is a day: that is how programs write days.  Other forms are left to `given.read_date`."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Any

from sitegen.columns import text_of_value
from sitegen.errors import SourceError
from sitegen.parse.given import read_date

YEARS = range(1400, 2200)
DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)Z?)?\Z")
EPOCH = re.compile(r"-?\d{1,16}(?:\.\d{1,9})?\Z")
UTC = re.compile(r"(?i)\s*(?:utc|gmt|z)\Z")
MILLISECONDS, MICROSECONDS = 10**11, 10**14  # from so many on, no seconds
MIDNIGHT = datetime.time(0)
START = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def iso_of(value: Any) -> str:
    """The date in ISO 8601, or as it is written where front matter takes it so; "" for what is none."""
    words = " ".join(text_of_value(value).split())
    for form in (_digits, _iso, _mail):
        try:
            found = form(words)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        if found:
            return found
    return _readable(words)


def _digits(words: str) -> str:
    """A year, a day or a moment in digits alone, or a count since 1970."""
    if words.isascii() and words.isdigit() and len(words) == 4 and int(words) in YEARS:
        return words
    written = DIGITS.match(words)
    if written and int(written[1]) in YEARS:
        return _shown(datetime.datetime(*(int(part or 0) for part in written.groups())))  # type: ignore[arg-type]
    if not EPOCH.match(words) or 0 <= float(words) < 10_000:
        return ""
    count = float(words)
    unit = 1 if abs(count) < MILLISECONDS else 1e3 if abs(count) < MICROSECONDS else 1e6
    return _shown(START + datetime.timedelta(seconds=round(count / unit)))


def _iso(words: str) -> str:
    if not words[:4].isdigit() or ":" not in words:
        return ""
    return _shown(datetime.datetime.fromisoformat(UTC.sub("+00:00", words)))


def _mail(words: str) -> str:
    return _shown(parsedate_to_datetime(words)) if ":" in words else ""


def _shown(moment: datetime.datetime) -> str:
    if moment.time().replace(microsecond=0) == MIDNIGHT and not moment.utcoffset():
        return moment.date().isoformat()
    return moment.isoformat(timespec="minutes")


def _readable(words: str) -> str:
    try:
        read_date(words)
    except SourceError:
        return ""
    return words
