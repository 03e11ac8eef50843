"""The accessor of facts: whatever a page reads beyond its own fact is recorded here."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from sitegen import ids
from sitegen.model import Card, Notes
from sitegen.store import PictureRow, Store, TermRow, Unlisted

FOLDERS = ("people", "tags")
KEEP_NAMES, KEEP_CARDS = 60_000, 40_000
card_of = msgspec.msgpack.Decoder(Card).decode


class NameFact(NamedTuple):
    """How a name is shown and where it leads (None: nowhere)."""

    text: str
    href: str | None
    kind: str
    term: int


class Facts:
    """Facts of one store.  Between `start` and `reads` all that is asked for is noted."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._names: dict[int, NameFact] = {}
        self._cards: dict[int, str] = {}
        self._titles: dict[int, Card] = {}
        self._people: dict[int, str | None] = {}
        self._reads: dict[int, None] = {}

    @cached_property
    def unlisted(self) -> Unlisted:
        """What stands in no list that machines read.  No page records that it read this: where it changes, all are
        rendered anew."""
        return self.store.unlisted()

    def start(self) -> None:
        self._reads = {}

    def reads(self) -> bytes:
        return array("q", self._reads).tobytes()

    def read(self, kind: int, n: int = 0) -> None:
        """Record a fact that is then taken from the store directly."""
        self._reads[ids.fact(kind, n)] = None

    def name(self, form: int) -> NameFact:
        """The person or tag that a name stands for."""
        self._reads[ids.NAME << ids.SHIFT | form] = None
        found = self._names.get(form)
        if found is None:
            if len(self._names) > KEEP_NAMES:
                self._names.clear()
            row = self.store.terms.term_of_form(form)
            assert row is not None, f"form {form} stands for nothing"
            found = self._names[form] = NameFact(row.name, href_of(row), row.kind, row.id)
        return found

    def picture(self, number: int) -> PictureRow | None:
        """The picture with this number, if there is one."""
        self._reads[ids.picture(number)] = None
        return self.store.pictures.row(number)

    def card(self, article: int) -> str:
        """The card of an article as a fragment, for a page outside the lists."""
        return self.cards_read([article])[0]

    def cards_read(self, articles: Sequence[int]) -> list[str]:
        """The same of several."""
        self._reads.update((ids.CARD << ids.SHIFT | article, None) for article in articles)
        return self.cards(articles)

    def title(self, article: int) -> Card:
        """The card of an article as data."""
        self._reads[ids.CARD << ids.SHIFT | article] = None
        return self.listings([article])[article]

    def people_among(self, forms: Iterable[int]) -> dict[int, str]:
        """form -> its spelling, of those that are of people named: what never changes, so it is no read."""
        forms, known = list(forms), self._people
        if len(known) > KEEP_NAMES:
            known.clear()
        missing = [f for f in forms if f not in known]
        if missing:
            found = self.store.terms.people_among(missing)
            known.update((f, found.get(f)) for f in missing)
        return {f: name for f in forms if (name := known[f]) is not None}

    def cards(self, articles: Sequence[int]) -> list[str]:
        """Cards of a list.  Not recorded: a list's own fact covers the cards in it."""
        if len(self._cards) > KEEP_CARDS:
            self._cards.clear()
        missing = [a for a in articles if a not in self._cards]
        if missing:
            self._cards.update(self.store.articles.simple(missing, "card"))
        return [self._cards[a] for a in articles]

    def leads(self, articles: Iterable[int]) -> dict[int, int]:
        """version -> lead of its report, of those in a list that are versions; covered by the list's own fact."""
        return self.store.versions.leads(articles) if self.has_versions else {}

    def versions_of(self, lead: int) -> list[int]:
        """The versions of a report besides its lead; covered by the facts of all of them."""
        return self.store.versions.of(lead) if self.has_versions else []

    @cached_property
    def has_versions(self) -> bool:
        """Is any article of the archive a version of another?"""
        return self.store.versions.any()

    def listings(self, articles: Iterable[int]) -> dict[int, Card]:
        """Cards of a list as data; not recorded either."""
        articles = list(articles)
        if len(self._titles) > KEEP_CARDS:
            self._titles.clear()
        missing = [a for a in articles if a not in self._titles]
        if missing:
            rows = self.store.articles.simple(missing, "listing")
            self._titles.update((a, card_of(blob)) for a, blob in rows)
        return {a: self._titles[a] for a in articles}

    def notes(self, articles: Iterable[int]) -> dict[int, tuple[Notes, bytes]]:
        """article -> (notes, forms), of those that have notes; covered by the list's own fact."""
        rows = self.store.articles.rows(articles, "notes, forms")
        return {a: (msgspec.msgpack.decode(n, type=Notes), forms) for a, n, forms in rows if n}


def href_of(row: TermRow) -> str | None:
    return f"{FOLDERS[row.family]}/{row.slug}.html" if row.slug else None


def link(address: str) -> str:
    """An address as it stands in an attribute, relative to the root."""
    return address if address.isascii() and " " not in address and "%" not in address else quote(address)
