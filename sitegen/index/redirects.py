"""Addresses of people and tags that moved: where an editor merged two or gave one another slug, the old page leads on.

Slugs that lead on are those that the entry lists (`was`), those that its spellings would have had, and those that
seeds/addresses.tsv remembers of it.  A slug that a living page has leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from sitegen import ids, naming
from sitegen.index.changes import Changes
from sitegen.index.names import Linker
from sitegen.model import PERSON, TAG, Entry, Heading
from sitegen.senses import ASSIGNED
from sitegen.store import Store, TermRow

SOURCES: dict[int, str] = {PERSON: "people.toml/", TAG: "tags.toml/"}
FOLDERS: dict[int, str] = {PERSON: "people/", TAG: "tags/"}
ENDING = ".html"


class Changed(NamedTuple):
    """Pages that lead on: new ones, those that went, those that lead elsewhere."""

    made: Set[int]
    gone: Set[int]
    other: Set[int]


def settle(store: Store, linker: Linker) -> Changed:
    """Bring the redirects up to date with the terms, and remember the addresses that those of the files have now."""
    before = store.redirects.all()
    if not linker.stated.entries and not linker.tags.entries and not before:
        return Changed(set(), set(), set())
    now: dict[int, tuple[str, int]] = {}
    for family, entries in ((PERSON, linker.stated.entries), (TAG, linker.tags.entries)):
        terms = {row.sense.removeprefix(ASSIGNED): row for row in store.terms.assigned(family)}
        now |= {ids.redirect(place): (place, term) for place, term in _redirects(store, family, entries, terms)}
        _remember(store, family, terms)
    if now != before:
        store.redirects.put((page, place, term) for page, (place, term) in sorted(now.items()))
    other = {page for page in now.keys() & before.keys() if now[page] != before[page]}
    return Changed(now.keys() - before.keys(), before.keys() - now.keys(), other)


def tell(store: Store, linker: Linker, changes: Changes) -> bool:
    """The same, and what changed by it is told; True if anything did."""
    made, gone, other = settle(store, linker)
    for page in gone:
        changes.gone(page)
    for page in made:
        changes.made(page)
    for page in other:
        changes.fact(page)
    return bool(made or gone or other)


def _redirects(
    store: Store, family: int, entries: Sequence[Entry | Heading], terms: Mapping[str, TermRow]
) -> Iterator[tuple[str, int]]:
    """(folder and slug, term that it leads to), each slug once."""
    spelt = Counter(slug for entry in entries for slug in set(map(naming.slug, entry.names)))
    seen = set()
    for entry in entries:
        row = terms.get(entry.key)
        if row is None or not row.slug:
            continue
        for slug in _former(store, family, entry, spelt):
            if slug not in seen and store.terms.with_slug(family, slug) is None:
                seen.add(slug)
                yield FOLDERS[family] + slug, row.id


def _former(store: Store, family: int, entry: Entry | Heading, spelt: Mapping[str, int]) -> list[str]:
    """Slugs that it has had, or would have had under another of its names, if no other entry has that name."""
    everywhere = isinstance(entry, Heading) or not entry.articles
    names = [] if not everywhere else [s for s in map(naming.slug, entry.names) if spelt[s] == 1]
    source, folder = SOURCES[family] + entry.key, FOLDERS[family]
    known = [a.removeprefix(folder).removesuffix(ENDING) for a in store.addresses.of(source)]
    return [*entry.was, *names, *filter(is_slug, known)]


def is_slug(words: str) -> bool:
    """Not so what somebody wrote into addresses.tsv by hand: "x/2017"."""
    return all(naming.slug(part) == part for part in words.split("--"))


def _remember(store: Store, family: int, terms: Mapping[str, TermRow]) -> None:
    for key, row in sorted(terms.items()):
        source, address = SOURCES[family] + key, f"{FOLDERS[family]}{row.slug}{ENDING}"
        if row.slug and address not in store.addresses.of(source):
            store.addresses.hand_over(source, address)
