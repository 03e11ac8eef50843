"""Integer names for articles, facts and pages, in an order that listings want.

    article id   minutes since 1600 (28 bits) << 31 | hash of the address (31 bits): sorts by date, carries no
                 history, and makes every list by date a range.  An article without a date has the year 1600,
                 and in the place of minutes the first letters of its title, so that undated ones are alphabetical
    fact id      kind << 59 | n
    a period     year << 5 | month (month 0: the whole year), or DAY | (year << 5 | month) << 5 | day.  MONTH pages
                 are named by periods: the articles of each, and with QUOTED in the number what is quoted in them.
                 No kind of fact was left for these, and so those of one sort stand together, by date

A page is named by the fact it is about and lives as long as that fact does; facts of the kinds from CARD
on have no page.  What a page reads beyond its own fact is recorded by these numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime

from sitegen.digest import hash31
from sitegen.model import Date

SHIFT = 59
LOW = (1 << SHIFT) - 1
ARTICLE, TERM, MONTH, LETTER, SITE, SITEMAP, ASSET, PICTURE = range(8)
CARD, NAME, NEWEST, TOTALS, YEARS, WORDS, INITIALS, CALENDAR = range(8, 16)
# parts of TOTALS: who is quoted most and which tags are used most; which places are named most, and where; whether any
# is known; anything at all; the files for download; how many people an editor checked; who is quoted most, in the list
# of speakers; who is named most; which organisations most articles are about; whether there is any
TOP, PLACES, ANY_PLACE, ANYTHING, DOWNLOADS, CHECKED, SPEAKERS, NAMED, ORGANISATIONS, ANY_ORGANISATION = range(1, 11)
OTHER_YEARS, LATELY = 1, 2  # the parts of NEWEST that say what there is of the same day in other years; what is said
MOST_PLACES = 500  # on the page of places, and on that of organisations; the index of tags has all
DAY, QUOTED = 1 << 23, 1 << 24  # bits of periods
DAY_SPLIT = 400  # articles or quotations of a month, beyond which it has a page a day
HOME, FEED, SITEMAPS, PEOPLE_INDEX, TAG_INDEX, ARCHIVE, NOT_FOUND, ROBOTS, NOJEKYLL, ABOUT, JSON_FEED = range(11)
SITE_PAGES = 11  # that every archive has
PLACES_PAGE, ORGANISATIONS_PAGE = 11, 13
REDIRECTS = 12  # the file of redirects for hosts that read one, where anything leads on or is gone
HEADERS = 14  # what hosts that read `_headers` are to say beside each file
QUOTATIONS = 16  # the page that leads to quotations, where there are any
SEARCH = 32  # a site page too, but only where the site has a search
FIRST_DOWNLOAD = 64  # files for download are pages of the site too, written by themselves
DOWNLOADS_PAST = (SITE << SHIFT) + 128  # the first page that is none again
SITEMAP_MOST, SITEMAP_PART = 45_000, 24  # addresses of one sitemap; beyond the number of a list, which part of it
LISTS_SITEMAP = 1 << 21  # the sitemap of the pages that lead to all others
ATOM, JSON, DATA = 1, 2, 3  # in the place of the year: the feeds of a person or tag; a person as data
PICTURE_ITSELF = 15
QUOTED_BITS = 7
KIND_NAMES = {
    ARTICLE: "article",
    TERM: "person or tag",
    MONTH: "articles or quotations of a day, month or year",
    LETTER: "names under a letter",
    SITE: "site page",
    SITEMAP: "sitemap",
    ASSET: "static file",
    PICTURE: "picture",
    CARD: "card of an article",
    NAME: "name and address of a person or tag",
    NEWEST: "the newest articles",
    TOTALS: "how many there are of everything, and most of",
    YEARS: "articles a year",
    WORDS: "words of another version",
    INITIALS: "the letters that have names",
    CALENDAR: "which years or months have articles",
}

EPOCH = datetime(1600, 1, 1).toordinal() * 1440
UNDATED = 1600
FIRST_YEAR, LAST_YEAR = 1601, 2109
MINUTES_OF_1600 = 366 * 1440


def fact(kind: int, n: int = 0) -> int:
    """The id of a fact, and of its page where the kind has pages."""
    return kind << SHIFT | n


def picture(number: int, part: int = PICTURE_ITSELF) -> int:
    """The fact about a picture, or the page that is one of the files made from it (part 0 to 14)."""
    return PICTURE << SHIFT | number << 4 | part


def download(number: int) -> int:
    """The page that is a file for download (see dataset)."""
    return fact(SITE, FIRST_DOWNLOAD + number)


def is_download(page: int) -> bool:
    return download(0) <= page < DOWNLOADS_PAST


def redirect(place: str) -> int:
    """The page that leads on from a folder and slug which a person or tag once had ("people/ann-lee")."""
    return SITE << SHIFT | 1 << 58 | (hash31(place) & 0x7FFFFFF) << 31 | hash31(f"{place} redirects")


def is_redirect(page: int) -> bool:
    return kind_of(page) == SITE and bool(page >> 58 & 1)


def way(address: str) -> int:
    """The page at an address that an article once had, or that front matter gives as an alias."""
    return SITE << SHIFT | 1 << 57 | (hash31(address) & 0x3FFFFFF) << 31 | hash31(f"{address} leads on")


def is_way(page: int) -> bool:
    return kind_of(page) == SITE and page >> 57 & 3 == 1


def form_ids(packed: bytes) -> list[int]:
    """The forms of an article's names, in its order; the low bits of each say how often it is quoted."""
    return [x >> QUOTED_BITS for x in memoryview(packed).cast("I")]


def quoted_in(packed: bytes) -> int:
    """How many quotations of people an article holds."""
    return sum(x & ((1 << QUOTED_BITS) - 1) for x in memoryview(packed).cast("I"))


def kind_of(fact_id: int) -> int:
    return fact_id >> SHIFT


def article_id(published: Date | None, address: str, title: str) -> int:
    """Where an article stands among all others.  A day without a time is spread over its minutes by
    hash: nothing is claimed by that, it keeps ids apart."""
    tail = hash31(address)
    if published is None:
        return _letters(title) << 31 | tail
    when = datetime.fromisoformat((published.value + "-01-01")[:10] if len(published.value) < 10 else published.value)
    minute = tail % 1440 if len(published.value) <= 10 else when.hour * 60 + when.minute
    return (when.toordinal() * 1440 + minute - EPOCH) << 31 | tail


def in_range(published: Date) -> bool:
    """Can this date be part of an id?"""
    return FIRST_YEAR <= int(published.value[:4]) <= LAST_YEAR


def year_of(article: int) -> int:
    """The year of an article, UNDATED (1600) where none is stated."""
    return datetime.fromordinal(((article >> 31) + EPOCH) // 1440).year


def month_of(article: int) -> int:
    """year << 5 | month; of an undated article the month is 1 + its letter (0 other, 1 a ... 26 z)."""
    minutes = article >> 31
    if minutes < MINUTES_OF_1600:
        return UNDATED << 5 | 1 + _letter_at(minutes)
    day = datetime.fromordinal((minutes + EPOCH) // 1440)
    return day.year << 5 | day.month


def day_of(article: int) -> int:
    """The period of the day on which an article stands; of an undated article, its letter."""
    minutes = article >> 31
    if minutes < MINUTES_OF_1600:
        return month_of(article)
    day = datetime.fromordinal((minutes + EPOCH) // 1440)
    return DAY | (day.year << 5 | day.month) << 5 | day.day


def parts_of(period: int) -> tuple[int, int, int]:
    """(year, month or 0, day or 0) of a period, of articles or of quotations."""
    if period & DAY:
        month = (period & ~(DAY | QUOTED)) >> 5
        return month >> 5, month & 31, period & 31
    return (period & ~QUOTED) >> 5, period & 31, 0


def first_of(period: int) -> int:
    """The least article id that a period may hold."""
    year, part, day = parts_of(period)
    if year == UNDATED:
        return -(-max(0, part - 1) * MINUTES_OF_1600 // 27) << 31 if part else 0
    return (datetime(year, part or 1, day or 1).toordinal() * 1440 - EPOCH) << 31


def first_of_day(day: date) -> int:
    """The least article id that a day may hold."""
    return (day.toordinal() * 1440 - EPOCH) << 31


def after(period: int) -> int:
    """The least article id beyond a period."""
    year, part, day = parts_of(period)
    if day:
        return first_of(period) + (1440 << 31)
    last = 27 if year == UNDATED else 12
    return first_of(year << 5 | part + 1) if 0 < part < last else first_of((year + 1) << 5)


def years_of(post: Sequence[int]) -> dict[int, int]:
    """year -> number of articles, of an ascending list; by bisecting, a long list is not walked."""
    years: dict[int, int] = {}
    i = 0
    while i < len(post):
        year = year_of(post[i])
        j = bisect_left(post, after(year << 5), i)
        years[year], i = j - i, j
    return years


def _letters(title: str) -> int:
    """The first four letters of a title as a number below MINUTES_OF_1600."""
    n = 0
    for c in (title.lower() + "    ")[:4]:
        n = n * 27 + (ord(c) - 96 if "a" <= c <= "z" else 0)
    return n * MINUTES_OF_1600 // 27**4


def _letter_at(minutes: int) -> int:
    return minutes * 27 // MINUTES_OF_1600
