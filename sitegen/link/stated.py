"""What editors state of the names of a block: whose they are, and which pairs are two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sitegen import naming
from sitegen.link.parts import Parts, parts
from sitegen.link.person import Side
from sitegen.link.spelling import Spelling
from sitegen.model import Entry
from sitegen.senses import ASSIGNED

Pairs = tuple[tuple[str, str], ...]


class Owners:
    """Whose a form is by people.toml."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.key)
        self._by_key = {ASSIGNED + entry.key: entry for entry in self.entries}
        self._by_name: dict[Parts, Entry] = {}
        for entry in self.entries:
            for name in entry.names if not entry.articles else ():
                self._by_name.setdefault(parts(name), entry)
        # names that belong to an entry in some articles only: elsewhere they are somebody, and not for certain
        self.shared = {parts(name) for entry in self.entries if entry.articles for name in entry.names}

    def of(self, form: Spelling) -> Entry | None:
        """The articles that an entry names come first, then a name that is an entry's everywhere."""
        return self._by_key.get(form.sense) or self._by_name.get(parts(form.name))


class Different:
    """Pairs of names or of entries' keys that are stated to be two people."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._sides, self._exact = _sides(tuple(pairs))

    def sides(self, name: str, entry: Entry | None) -> frozenset[Side]:
        """The pairs that a form of this name is in.  No person is kept from himself by the names an entry gives."""
        if not self._sides:
            return frozenset()
        by_name = self._sides.get(parts(name), frozenset()) | self._exact.get(naming.fold(name), frozenset())
        if entry is None:
            return by_name
        by_key = self._sides.get(entry.key, frozenset())
        return by_key | frozenset((pair, side) for pair, side in by_name if (pair, 1 - side) not in by_key)

    def told_apart(self, name: str) -> str:
        """The exact name, where it is stated to be another person's than one with the same letters."""
        folded = naming.fold(name)
        return folded if folded in self._exact else ""


@lru_cache(8)
def _sides(pairs: Pairs) -> tuple[Mapping[str | Parts, frozenset[Side]], Mapping[str, frozenset[Side]]]:
    """(key or name -> sides, folded name -> sides where only accents or titles tell the two names apart)."""
    sides: dict[str | Parts, set[Side]] = defaultdict(set)
    exact: dict[str, set[Side]] = defaultdict(set)
    for number, pair in enumerate(pairs):
        alike = parts(pair[0]) == parts(pair[1])
        for side, name in enumerate(pair):
            sides[name].add((number, side))
            if alike:
                exact[naming.fold(name)].add((number, side))
            else:
                sides[parts(name)].add((number, side))
    return {k: frozenset(v) for k, v in sides.items()}, {k: frozenset(v) for k, v in exact.items()}
