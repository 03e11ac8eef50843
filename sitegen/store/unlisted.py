"""What stands in no list that machines read, though it has a page: which articles, and people of which names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from sitegen import naming
from sitegen.model import PERSON
from sitegen.store.articles import Articles
from sitegen.store.database import Database
from sitegen.store.terms import TermRow

KEY = "unlisted"


class Unlisted(NamedTuple):
    """`names` as naming.bearer gives them."""

    articles: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @classmethod
    def read(cls, db: Database, articles: Articles) -> Unlisted:
        kept = db.get(KEY)
        if not kept:
            return cls()
        sources, names = msgspec.json.decode(kept, type=tuple[list[str], list[str]])
        rows = articles.by_path(sources).values()
        return cls(frozenset(r.id for r in rows), frozenset(r.address for r in rows), frozenset(names))

    def has(self, row: TermRow) -> bool:
        """Is this such a person?"""
        return bool(self.names) and row.family == PERSON and naming.bearer(row.name) in self.names


def put(db: Database, sources: Iterable[str], names: Iterable[str]) -> None:
    """State what there is of them."""
    both = sorted(sources), sorted(set(map(naming.bearer, names)))
    db.put(KEY, msgspec.json.encode(both) if any(both) else "")
