"""Which tag stands below which: what tags.toml states, as terms.  A fact of both tags' pages."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import ids, naming
from sitegen.index.changes import Changes
from sitegen.index.names import Linker
from sitegen.model import TAG
from sitegen.senses import ASSIGNED
from sitegen.store import Store


def settle(store: Store, linker: Linker) -> set[int]:
    """Bring it up to date with the terms; the terms above or below which others stand now."""
    before = store.hierarchy.all()
    now = dict(_pairs(store, linker))
    if now == before:
        return set()
    store.hierarchy.put(sorted(now.items()))
    return {term for pair in before.items() ^ now.items() for term in pair}


def tell(store: Store, linker: Linker, changes: Changes) -> None:
    """The same, and whose pages change by it is told: those of all years."""
    for term in sorted(settle(store, linker)):
        first = ids.fact(ids.TERM, term << 12)
        for fact in {first, *store.pages.standing(first, first + (1 << 12))}:
            changes.fact(fact)


def _pairs(store: Store, linker: Linker) -> Iterator[tuple[int, int]]:
    """(term, the broader one), of tags that some article has."""
    if not any(heading.broader for heading in linker.tags.entries):
        return
    terms = {row.sense.removeprefix(ASSIGNED): row.id for row in store.terms.assigned(TAG)}
    for heading in linker.tags.entries:
        if heading.broader and heading.key in terms:
            above = terms.get(heading.broader) or _named(store, linker, heading.broader)
            if above and above != terms[heading.key]:
                yield terms[heading.key], above


def _named(store: Store, linker: Linker, name: str) -> int:
    """The tag of this name, 0 where there is none."""
    spellings = store.hierarchy.spellings(linker.block(TAG, name))
    return next((term for spelt, term in spellings if naming.fold(spelt) == naming.fold(name)), 0)
