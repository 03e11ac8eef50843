"""The resolver that the index asks, made of the editors' authority file and the link room.

A block is all forms among which the same one may be: of people those of one surname, or of several that an entry of
people.toml joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from sitegen import authority, ids, link, naming, senses
from sitegen.model import PERSON, Authority, Entry
from sitegen.store import Form

REJECTED = "rejected"


class Linking:
    """How names become people and tags, under one state of people.toml."""

    def __init__(self, stated: Authority) -> None:
        self.stated = stated
        self.joined = authority.joined_surnames(stated)
        self._rejected = frozenset(map(naming.bearer, stated.rejected))
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._different: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in stated.entries:
            for block in self._blocks(entry.names):
                self._entries[block].append(entry)
        names = {entry.key: entry.names for entry in stated.entries}
        for pair in stated.different:
            for block in self._blocks(name for side in pair for name in names.get(side, (side,))):
                self._different[block].append(pair)

    def _blocks(self, names: Iterable[str]) -> list[str]:
        return sorted({self.block(PERSON, name) for name in names})

    def block(self, family: int, name: str) -> str:
        """The block that a name belongs to."""
        block = naming.block(family, name)
        return self.joined.get(block, block) if family == PERSON else block

    def clusters(
        self, family: int, block: str, forms: Iterable[Form], company: Callable[[int], frozenset[str]]
    ) -> list[link.Cluster]:
        """The clusters of one block; names that are no people stand alone, with the status "rejected"."""
        spellings = [_spelling(form) for form in forms if form.post]
        if family != PERSON:
            return link.resolve(family, spellings)
        fit = [s for s in spellings if not self._is_none(s)]
        unfit = [link.Cluster((s,), REJECTED) for s in spellings if self._is_none(s)]
        entries, different = self._entries.get(block, ()), self._different.get(block, ())
        return unfit + link.resolve(family, fit, entries, different, company)

    def _is_none(self, spelling: link.Spelling) -> bool:
        """Did an editor say that this name is no person, but for articles in which an entry claims it?"""
        return naming.bearer(spelling.name) in self._rejected and not spelling.sense.startswith(senses.ASSIGNED)


def _spelling(form: Form) -> link.Spelling:
    years = [year for a in (form.post[0], form.post[-1]) if (year := ids.year_of(a)) != ids.UNDATED]
    return link.Spelling(
        form.id, form.kind, form.name, form.sense, len(form.post), min(years, default=0), max(years, default=0)
    )
