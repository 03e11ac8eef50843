"""What the page of places shows: the places named most, and where each is."""

from __future__ import annotations

from typing import NamedTuple

from sitegen import ids
from sitegen.store import Store, TermRow


class Places(NamedTuple):
    """`rows` are the places named most; `total` counts all; `any`: is it known of any where it is?  If not, there is
    no page."""

    rows: list[TermRow]
    total: int
    any: bool

    @property
    def pages(self) -> set[int]:
        return {ids.fact(ids.SITE, ids.PLACES_PAGE)} if self.any else set()

    @property
    def shown(self) -> tuple[object, ...]:
        """What the page shows."""
        return self.total, [(*row.listed, row.place, row.n) for row in self.rows]


def places(store: Store) -> Places:
    rows = store.terms.places(ids.MOST_PLACES)
    total = len(rows) if len(rows) < ids.MOST_PLACES else store.terms.count_places()
    return Places(rows, total, store.terms.any_place())
