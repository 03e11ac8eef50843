"""Who is named together: the company of a form, which the resolver asks for where bearers of one name may be two.

It is read from the rows of articles alone.  Whenever an article's names change, the blocks of all of them are
resolved again; so what was asked here is never stale."""

from __future__ import annotations

from collections.abc import Callable

from sitegen import naming
from sitegen.index.names import form_ids
from sitegen.model import PERSON
from sitegen.store import Form, Store

MOST = 200  # articles looked at, the latest


class Companions:
    """`of(form)` -> the folded names of the people of other blocks in its articles."""

    def __init__(self, store: Store, form: Callable[[int], Form]) -> None:
        self.store, self.form = store, form

    def of(self, id: int) -> frozenset[str]:
        asked = self.form(id)
        rows = self.store.articles.simple(asked.post[-MOST:], "forms")
        beside = {self.form(other) for _, blob in rows for other in form_ids(blob)}
        return frozenset(
            naming.fold(f.name)
            for f in beside
            if f.family == PERSON and f.kind != naming.AUTHOR and f.block != asked.block
        )
