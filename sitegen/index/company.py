"""Who is named together: the company of a form, which the resolver asks for where bearers of one name may be two.

It is read from the rows of articles alone.  Whenever an article's names change, the blocks of all of them are
resolved again; so what was asked here is never stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen import ids, naming
from sitegen.model import PERSON
from sitegen.store import Form, Store

MOST = 200  # articles looked at, the latest


class Companions:
    """`of(form)` -> the folded names of the people of other blocks in its articles.  `known`: forms in memory, which
    are newer than the store's."""

    def __init__(self, store: Store, known: Mapping[int, Form]) -> None:
        self.store, self.known = store, known

    def of(self, id: int) -> frozenset[str]:
        asked = self.known[id]
        rows = self.store.articles.simple(asked.post[-MOST:], "forms")
        beside = {other for _, blob in rows for other in ids.form_ids(blob)}
        return frozenset(
            naming.fold(name)
            for family, kind, name, block in self._briefly(beside)
            if family == PERSON and kind != naming.AUTHOR and block != asked.block
        )

    def _briefly(self, forms: set[int]) -> Iterator[tuple[int, str, str, str]]:
        """(family, kind, name, block) of each form."""
        for id in forms & self.known.keys():
            form = self.known[id]
            yield form.family, form.kind, form.name, form.block
        for _, family, kind, name, block in self.store.terms.briefly(sorted(forms - self.known.keys())):
            yield family, kind, name, block
