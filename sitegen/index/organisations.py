"""What the page of organisations shows: those that most articles are about."""

from __future__ import annotations

from typing import NamedTuple

from sitegen import ids
from sitegen.store import Store, TermRow


class Organisations(NamedTuple):
    """`rows` are the organisations in most articles; `total` counts all.  Where there is none, there is no page."""

    rows: list[TermRow]
    total: int

    @property
    def pages(self) -> set[int]:
        return {ids.fact(ids.SITE, ids.ORGANISATIONS_PAGE)} if self.rows else set()

    @property
    def shown(self) -> tuple[object, ...]:
        """What the page shows."""
        return self.total, [(*row.listed, row.n) for row in self.rows]


def organisations(store: Store) -> Organisations:
    rows = store.terms.organisations(ids.MOST_PLACES)
    return Organisations(rows, len(rows) if len(rows) < ids.MOST_PLACES else store.terms.count_organisations())
