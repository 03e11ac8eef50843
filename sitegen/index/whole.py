"""Facts about the archive as a whole, compared before and after a few articles changed."""

from __future__ import annotations

from typing import NamedTuple

from sitegen import ids
from sitegen.index import lists
from sitegen.index.changes import Changes
from sitegen.index.names import Limits
from sitegen.index.organisations import Organisations, organisations
from sitegen.index.places import Places, places
from sitegen.index.relink import Names
from sitegen.model import PERSON, TAG
from sitegen.store import Store, TermRow

TOP_PEOPLE, TOP_TAGS, SPEAKERS, NAMED, OTHER_YEARS = 10, 24, 100, 20, 4


class Whole(NamedTuple):
    """Facts about the archive as a whole, small enough to be compared before and after."""

    months: dict[int, int]
    letters: tuple[list[tuple[str, int]], list[tuple[str, int]]]
    newest: list[int]
    top: tuple[list[TermRow], list[TermRow]]
    totals: tuple[int, int, int, int]
    checked: int
    places: Places
    organisations: Organisations
    other_years: tuple[list[int], list[int]]
    quoted: dict[int, int]
    speakers: list[TermRow]
    named: list[TermRow]


def whole(store: Store) -> Whole:
    terms = store.terms
    speakers = terms.top(PERSON, "quoted", SPEAKERS)
    return Whole(
        dict(store.periods.months()),
        (terms.letters(PERSON), terms.letters(TAG)),
        store.articles.newest(lists.NEWEST),
        (speakers[:TOP_PEOPLE], terms.top(TAG, "n", TOP_TAGS)),
        (store.articles.count(), *terms.counts(), terms.quotations()),
        terms.checked(),
        places(store),
        organisations(store),
        store.articles.in_other_years(OTHER_YEARS),
        dict(store.periods.quoted_months()),
        speakers,
        terms.top(PERSON, "n", NAMED),
    )


def crossed(store: Store, limits: Limits, before: Whole, after: Whole) -> bool:
    """Did the archive come to, or fall below, what every page shows: its size, or that it has quotations at all?"""
    large = bool(store.db.get("large")) != (after.totals[0] >= limits.small)
    return large or bool(before.quoted) != bool(after.quoted)


class Comparison:
    """What differs goes to `changes`.  `cards`, `said`: articles whose card or notes, or whose quotations changed;
    `moved`: months whose lists gained or lost an article; `split`: how many quotations a year may have on one page."""

    def __init__(
        self, changes: Changes, names: Names, cards: set[int], said: set[int], moved: set[int], split: int
    ) -> None:
        self.changes, self.names, self.cards, self.said = changes, names, cards, said
        self.moved, self.split = moved, split

    def run(self, before: Whole, after: Whole) -> None:
        """Note every fact about the whole that differs."""
        was, now = _standing_pages(before, self.split), _standing_pages(after, self.split)
        for page in was - now:
            self.changes.gone(page)
        for page in now - was:
            self.changes.made(page)
        self._compare_dates(before, after)
        self._compare_quotations(before, after)
        for family in (PERSON, TAG):
            self._compare_letters(family, before.letters[family], after.letters[family])
        if before.newest != after.newest or self.cards.intersection(after.newest):
            self.changes.fact(ids.fact(ids.NEWEST))
        shown = {article for some in after.other_years for article in some}
        if before.other_years != after.other_years or self.cards & shown:
            self.changes.fact(ids.fact(ids.NEWEST, ids.OTHER_YEARS))
        if _top(before) != _top(after):
            self.changes.fact(ids.fact(ids.TOTALS, ids.TOP))
        if _shown(before.named) != _shown(after.named) or self.names.spread & {row.id for row in after.named}:
            self.changes.fact(ids.fact(ids.TOTALS, ids.NAMED))
        if before.totals != after.totals:
            self.changes.fact(ids.fact(ids.TOTALS))
        if before.checked != after.checked:
            self.changes.fact(ids.fact(ids.TOTALS, ids.CHECKED))
        if before.places.shown != after.places.shown:
            self.changes.fact(ids.fact(ids.TOTALS, ids.PLACES))
        if before.places.any != after.places.any:
            self.changes.fact(ids.fact(ids.TOTALS, ids.ANY_PLACE))
        if before.organisations.shown != after.organisations.shown:
            self.changes.fact(ids.fact(ids.TOTALS, ids.ORGANISATIONS))
        if bool(before.organisations.rows) != bool(after.organisations.rows):
            self.changes.fact(ids.fact(ids.TOTALS, ids.ANY_ORGANISATION))

    def _compare_dates(self, before: Whole, after: Whole) -> None:
        for month in before.months.keys() | after.months.keys():
            if before.months.get(month) != after.months.get(month):
                self.changes.fact(ids.fact(ids.YEARS))
                self.changes.fact(ids.fact(ids.MONTH, month >> 5 << 5))
                self.changes.fact(ids.fact(ids.SITEMAP, month >> 5 << 5))
        self._compare_calendar(set(before.months), set(after.months), 0)
        for month in self.moved:
            self.changes.fact(ids.fact(ids.SITEMAP, month))
            self.changes.fact(ids.fact(ids.SITEMAP, month >> 5 << 5))

    def _compare_quotations(self, before: Whole, after: Whole) -> None:
        if before.quoted != after.quoted:
            self.changes.fact(ids.fact(ids.YEARS, ids.QUOTED))
        self._compare_calendar(set(before.quoted), set(after.quoted), ids.QUOTED)
        if before.newest != after.newest or self.said.intersection(after.newest):
            self.changes.fact(ids.fact(ids.NEWEST, ids.LATELY))
        if _shown(before.speakers) != _shown(after.speakers):
            self.changes.fact(ids.fact(ids.TOTALS, ids.SPEAKERS))

    def _compare_calendar(self, before: set[int], after: set[int], bit: int) -> None:
        """Which years there are, and which months of each year: what a listing names as its neighbours."""
        if {m >> 5 for m in before} != {m >> 5 for m in after}:
            self.changes.fact(ids.fact(ids.CALENDAR, bit))
        for year in {m >> 5 for m in before ^ after}:
            self.changes.fact(ids.fact(ids.CALENDAR, bit | year))

    def _compare_letters(self, family: int, was: list[tuple[str, int]], now: list[tuple[str, int]]) -> None:
        """Which pages of the index A to Z show another thing, and the index itself."""
        letters, counted = self.names.letters_changed(family)
        few = sum(n for _, n in now) <= lists.INDEX_SPLIT
        counted |= family == PERSON and bool(self.names.spread)
        if was != now or letters or (few and counted):
            self.changes.fact(ids.fact(ids.INITIALS, family))
        for part in (0, *map(ord, sorted(letters))) if letters else ():
            self.changes.fact(ids.fact(ids.LETTER, family << 8 | part))
            self.changes.fact(ids.fact(ids.SITEMAP, lists.NAMES_SITEMAP | family << 8 | part))


def _top(facts: Whole) -> list[tuple[object, ...]]:
    """What the front page shows of the names that it lists."""
    return _shown([row for rows in facts.top for row in rows])


def _shown(rows: list[TermRow]) -> list[tuple[object, ...]]:
    return [(row.listed, row.n, row.quoted) for row in rows]


def _standing_pages(facts: Whole, split: int) -> set[int]:
    names = lists.name_pages(PERSON, facts.letters[PERSON]) | lists.name_pages(TAG, facts.letters[TAG])
    dated = lists.month_pages(facts.months) | lists.quotation_pages(facts.quoted, split)
    return dated | lists.sitemap_pages(facts.months) | names | facts.places.pages | facts.organisations.pages
