"""Addresses of people that moved: where an editor merged two people or gave one another slug, the old page leads on.

Slugs that lead on are those that the entry lists (`was`), those that its spellings would have had, and those that
seeds/addresses.tsv remembers of it.  A slug that a living page has leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from sitegen import ids, naming
from sitegen.index.changes import Changes
from sitegen.model import PERSON, Authority, Entry
from sitegen.senses import ASSIGNED
from sitegen.store import Store, TermRow

SOURCE, FOLDER, ENDING = "people.toml/", "people/", ".html"


class Changed(NamedTuple):
    """Pages that lead on: new ones, those that went, those that lead elsewhere."""

    made: Set[int]
    gone: Set[int]
    other: Set[int]


def settle(store: Store, stated: Authority) -> Changed:
    """Bring the redirects up to date with the terms, and remember the addresses that people of the file have now."""
    before = store.terms.redirects()
    if not stated.entries and not before:
        return Changed(set(), set(), set())
    terms = {row.sense.removeprefix(ASSIGNED): row for row in store.terms.assigned()}
    now = {ids.redirect(slug): (slug, term) for slug, term in _redirects(store, stated.entries, terms)}
    _remember(store, terms)
    if now != before:
        store.terms.put_redirects((page, slug, term) for page, (slug, term) in sorted(now.items()))
    other = {page for page in now.keys() & before.keys() if now[page] != before[page]}
    return Changed(now.keys() - before.keys(), before.keys() - now.keys(), other)


def tell(store: Store, stated: Authority, changes: Changes) -> None:
    """The same, and what changed by it is told."""
    made, gone, other = settle(store, stated)
    for page in gone:
        changes.gone(page)
    for page in made:
        changes.made(page)
    for page in other:
        changes.fact(page)


def _redirects(store: Store, entries: Iterable[Entry], terms: Mapping[str, TermRow]) -> Iterator[tuple[str, int]]:
    """(slug, term that it leads to), each slug once."""
    entries = list(entries)
    spelt = Counter(slug for entry in entries for slug in set(map(naming.slug, entry.names)))
    seen = set()
    for entry in entries:
        row = terms.get(entry.key)
        if row is None or not row.slug:
            continue
        for slug in _former(store, entry, spelt):
            if slug not in seen and store.terms.with_slug(PERSON, slug) is None:
                seen.add(slug)
                yield slug, row.id


def _former(store: Store, entry: Entry, spelt: Mapping[str, int]) -> list[str]:
    """Slugs that the person has had, or would have had under another of its names, if no other entry has that name."""
    names = [] if entry.articles else [s for s in map(naming.slug, entry.names) if spelt[s] == 1]
    known = [a.removeprefix(FOLDER).removesuffix(ENDING) for a in store.addresses.of(SOURCE + entry.key)]
    return [*entry.was, *names, *filter(_is_slug, known)]


def _is_slug(words: str) -> bool:
    """Not so what somebody wrote into addresses.tsv by hand: "x/2017"."""
    return all(naming.slug(part) == part for part in words.split("--"))


def _remember(store: Store, terms: Mapping[str, TermRow]) -> None:
    for key, row in sorted(terms.items()):
        address = f"{FOLDER}{row.slug}{ENDING}"
        if row.slug and address not in store.addresses.of(SOURCE + key):
            store.addresses.hand_over(SOURCE + key, address)
