"""The facts that changed, and the pages that follow from them: the one notion of staleness."""

from __future__ import annotations

from sitegen import ids
from sitegen.store import Store


class Changes:
    """Gathers changed facts; `write` puts their readers on the to-do list, in the caller's transaction."""

    def __init__(self) -> None:
        self._facts: set[int] = set()
        self._made: set[int] = set()
        self._gone: set[int] = set()

    def fact(self, fact: int) -> None:
        """A fact has another value now."""
        self._facts.add(fact)

    def made(self, fact: int) -> None:
        """A fact, and so its page, came into being (or came back)."""
        self._made.add(fact)
        self._gone.discard(fact)

    def gone(self, fact: int) -> None:
        self._gone.add(fact)
        self._made.discard(fact)

    def write(self, store: Store) -> None:
        todo = {page: page for page in self._made}
        if self._facts or self._made or self._gone:
            self.fact(ids.fact(ids.TOTALS, ids.ANYTHING))
        for fact in sorted(self._facts):
            if ids.kind_of(fact) <= ids.PICTURE and store.pages.row(fact):
                todo.setdefault(fact, fact)
            for page in store.pages.readers(fact):
                todo.setdefault(page, fact)
        store.pages.want((page, why) for page, why in sorted(todo.items()) if page not in self._gone)
        store.pages.unwant(sorted(self._gone))
