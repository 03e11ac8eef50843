"""The one source of rows: articles by date, people and tags by name, as every format gets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from sitegen import ids
from sitegen.config import Config
from sitegen.dataset.articles import article_object
from sitegen.errors import SourceError
from sitegen.model import PERSON, TAG, Card, Problem
from sitegen.naming import names_of
from sitegen.pages import link
from sitegen.pages.article import REJECTED
from sitegen.pages.facts import href_of
from sitegen.store import Store, TermRow
from sitegen.work import Found, Reader

BATCH = 128
KEEP_TERMS = 60_000


class Row(NamedTuple):
    """One article: `object` as docs/export.md says; `people`, `authors` the terms of those found and of the byline, in
    their order (None: an editor says that it is nobody, or it is no person's name); `tags` its tags; `lead` the
    article that leads the versions of its report, where that is another."""

    id: int
    url: str
    title: str
    object: dict[str, Any]
    got: Found
    people: list[TermRow | None]
    authors: list[TermRow | None]
    tags: list[TermRow]
    lead: int | None


class Rows:
    """Rows of one archive.  Articles that cannot be read are left out and told in `problems`."""

    def __init__(self, config: Config, store: Store, reader: Reader) -> None:
        self.config, self.store, self.reader = config, store, reader
        self.problems: list[Problem] = []
        self._terms: dict[int, TermRow | None] = {}

    def articles(self) -> Iterator[Row]:
        """Every article, by date."""
        for batch in self.store.articles.listings(BATCH):
            numbers = [id for id, _ in batch]
            leads = self.store.versions.leads(numbers)
            rows = list(self.store.articles.rows(numbers, "path, digest, listing, forms, found"))
            for id, path, known, listing, forms, kept in rows:
                try:
                    got = self.reader.revive(path, known, kept or b"")
                except SourceError as error:
                    self.problems.append(Problem("export", path, error.message, error.hint))
                    continue
                lead = leads.get(id, id)
                yield self._row(id, path, listing, forms, got, lead if lead != id else None)

    def _row(self, id: int, path: str, listing: bytes, forms: bytes, got: Found, lead: int | None) -> Row:
        card = msgspec.msgpack.decode(listing, type=Card)
        terms = [self._term(form) for form in ids.form_ids(forms)]
        _, people, _, authors = names_of(got.article, got.found)
        return Row(
            id,
            self.url(card.address),
            card.title,
            article_object(id, self.store.records.parts(path), got, terms),
            got,
            [_person(terms[place]) for place in people],
            [_person(terms[place]) if place is not None else None for place in authors],
            list({t.id: t for t in terms if t and t.family == TAG and t.kind != REJECTED}.values()),
            lead,
        )

    def people(self) -> Iterator[TermRow]:
        """Everybody with a page."""
        return self.store.terms.with_pages(PERSON)

    def tags(self) -> Iterator[TermRow]:
        """Every tag with a page."""
        return self.store.terms.with_pages(TAG)

    def url(self, address: str) -> str:
        """The whole address of a page below the site."""
        return self.config.base_url + link(address.removesuffix("index.html"))

    def url_of(self, term: TermRow | None) -> str | None:
        """The whole address of the page of a person or tag, if there is one."""
        return self.config.base_url + href if term and (href := href_of(term)) else None

    def _term(self, form: int) -> TermRow | None:
        if len(self._terms) > KEEP_TERMS:
            self._terms.clear()
        if form not in self._terms:
            self._terms[form] = self.store.terms.term_of_form(form)
        return self._terms[form]


def _person(term: TermRow | None) -> TermRow | None:
    return term if term and term.kind != REJECTED else None
