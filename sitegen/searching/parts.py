"""What a shard is made of: the pages of articles as they were written, or the names of people and tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from sitegen import search
from sitegen.digest import digest_of
from sitegen.errors import SearchError
from sitegen.model import PERSON, TAG
from sitegen.pages.facts import href_of, link
from sitegen.search import Engine, Record, Shard
from sitegen.store import Store, TermRow


class Part(Protocol):
    """One shard.  `size`: how many pages or names are in it."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...

    def mark(self, method: bytes) -> bytes:
        """A digest of all that its index follows from."""
        ...

    def fill(self, engine: Engine, index: int) -> Iterator[None]:
        """Put everything into an index, in an order that is always the same; yields after each."""
        ...


def parts(store: Store, site: Path, language: str) -> list[Part]:
    """Every shard that the site should have: articles, the newest first, then names."""
    months = dict(store.periods.months())
    unlisted = store.unlisted()
    shards = (Articles(store, site, shard, unlisted.addresses) for shard in search.cut(months))
    found: list[Part] = [part for part in shards if part.size]
    names = sorted(pair for family in (PERSON, TAG) for pair in _records(store, family, language))
    return found + [Names(name, records) for name, records in search.cut_names(names)]


class Articles:
    """The articles of a span of time; what is indexed is the file that stands in the site."""

    def __init__(self, store: Store, site: Path, shard: Shard, unlisted: frozenset[str] = frozenset()) -> None:
        self.store, self.site, self.shard = store, site, shard
        self.name = shard.name
        self.unlisted = unlisted
        self.size = len(self._pages()) if unlisted else store.pages.count_between(shard.low, shard.high)

    def _pages(self) -> Sequence[tuple[str, bytes]]:
        pages = self.store.pages.between(self.shard.low, self.shard.high)
        return [page for page in pages if page[0] not in self.unlisted] if self.unlisted else pages

    def mark(self, method: bytes) -> bytes:
        return digest_of(method, *(piece for page in self._pages() for piece in page))

    def fill(self, engine: Engine, index: int) -> Iterator[None]:
        for path, _ in self._pages():
            try:
                html = (self.site / path).read_text("utf-8")
            except OSError as error:
                raise SearchError(f"{path} cannot be read: {error.strerror}.", "Build again.") from None
            engine.add_page(index, link(path), html)
            yield


class Names:
    """People and tags: a name, its other spellings and what tells its bearer from others; no counts, so that an
    article more does not change them."""

    def __init__(self, name: str, records: list[Record]) -> None:
        self.name, self.records = name, records
        self.size = len(records)

    def mark(self, method: bytes) -> bytes:
        return digest_of(method, msgspec.msgpack.encode(self.records))

    def fill(self, engine: Engine, index: int) -> Iterator[None]:
        for record in self.records:
            engine.add_record(index, record)
            yield


def _records(store: Store, family: int, language: str) -> Iterator[tuple[str, Record]]:
    """(letter, record) of every person or tag that has a page."""
    spelled, unlisted = store.terms.spellings(family), store.unlisted()
    for row in store.terms.under(family):
        if unlisted.has(row):
            continue
        also = [name for name in spelled.get(row.id, []) if name != row.name]
        yield row.letter, Record(link(href_of(row) or ""), _words(row, also), language, _kind(row), row.name)


def _kind(row: TermRow) -> str:
    return "person" if row.family == PERSON else row.kind


def _words(row: TermRow, also: list[str]) -> str:
    return ". ".join(part for part in (row.name, row.gloss, ", ".join(also)) if part) + "."
