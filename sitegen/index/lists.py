"""Which pages there are: a function of the facts, never of what was built before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen import ids
from sitegen.model import PERSON, TAG
from sitegen.store import Store, TermRow

YEAR_SPLIT = 100
INDEX_SPLIT = 400
NEWEST = 30
NAMES_SITEMAP = 1 << 20


def months_of(post: Sequence[int]) -> dict[int, int]:
    """The same by month (year << 5 | month)."""
    months: dict[int, int] = {}
    i = 0
    while i < len(post):
        month = ids.month_of(post[i])
        j = bisect_left(post, ids.after(month), i)
        months[month], i = j - i, j
    return months


def term_pages(row: TermRow, post: Sequence[int], split: int, feeds: int) -> set[int]:
    """One page, and one a year once the list is long; feeds from so many articles on (0: none); of a person the same
    as data."""
    if not row.slug or not post:
        return set()
    whole = ids.fact(ids.TERM, row.id << 12)
    found = {whole, *(whole | year for year in ids.years_of(post))} if len(post) > split else {whole}
    if row.family == PERSON:
        found.add(whole | ids.DATA)
    return found | {whole | ids.ATOM, whole | ids.JSON} if feeds and len(post) >= feeds else found


def years_total(months: dict[int, int]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for month, n in months.items():
        totals[month >> 5] += n
    return totals


def month_pages(months: dict[int, int]) -> set[int]:
    """A page a year; one a month where the year has many articles."""
    return _by_date(months, YEAR_SPLIT, 0)


def quotation_pages(quoted: dict[int, int], split: int) -> set[int]:
    """The same of quotations, and the page that leads to them."""
    return _by_date(quoted, split, ids.QUOTED) | ({ids.fact(ids.SITE, ids.QUOTATIONS)} if quoted else set())


def _by_date(months: dict[int, int], split: int, bit: int) -> set[int]:
    years = years_total(months)
    parts = {ids.fact(ids.MONTH, bit | m) for m in months if years[m >> 5] > split}
    return {ids.fact(ids.MONTH, bit | y << 5) for y in years} | parts


def sitemap_pages(months: dict[int, int]) -> set[int]:
    """One of the pages that lead to all others, and one a year; of a year with many one a month, and of a month with
    many several."""
    years = years_total(months)
    of_months = {m: n for m, n in months.items() if years[m >> 5] > ids.SITEMAP_MOST}
    of_years = {m >> 5 << 5: 0 for m in months if m not in of_months}
    of_lists = {ids.LISTS_SITEMAP: 0}
    return {page for n, k in (of_lists | of_years | of_months).items() for page in _sitemaps(n, k)}


def _sitemaps(n: int, addresses: int) -> set[int]:
    """The parts of one sitemap."""
    return {
        ids.fact(ids.SITEMAP, part << ids.SITEMAP_PART | n) for part in range(-(-addresses // ids.SITEMAP_MOST) or 1)
    }


def name_pages(family: int, letters: Iterable[tuple[str, int]]) -> set[int]:
    """Pages of the index A to Z once there are many names, and the sitemaps of their pages."""
    letters = list(letters)
    total, names = sum(n for _, n in letters), NAMES_SITEMAP | family << 8
    if total <= INDEX_SPLIT:
        return _sitemaps(names, total) if letters else set()
    pages = {ids.fact(ids.LETTER, family << 8 | ord(letter)) for letter, _ in letters}
    return pages.union(*(_sitemaps(names | ord(letter), n) for letter, n in letters))


def standing_sitemaps(store: Store) -> list[int]:
    """The SITEMAP pages that there are, in the order of the index of sitemaps."""
    names = name_pages(PERSON, store.terms.letters(PERSON)) | name_pages(TAG, store.terms.letters(TAG))
    maps = sitemap_pages(dict(store.periods.months()))
    return sorted(maps | {page for page in names if ids.kind_of(page) == ids.SITEMAP})
