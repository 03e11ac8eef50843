"""The resolver that the index asks, made of what editors state of people and tags and of the link room.

A block is all forms among which the same one may be: of people those of one surname, of tags those of one key (see
tag_names), or of several that an entry of people.toml or tags.toml joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from sitegen import authority, headings, ids, link, naming, senses, tag_names
from sitegen.model import PERSON, TAG, Authority, Entry, Heading, Headings
from sitegen.store import Form

REJECTED = "rejected"


class Linking:
    """How names become people and tags, under one state of people.toml and tags.toml."""

    def __init__(self, stated: Authority, tags: Headings = Headings()) -> None:  # noqa: B008  # it is frozen
        self.stated, self.tags = stated, tags
        people, subjects = authority.joined_surnames(stated), headings.joined_blocks(tags)
        self.joined: dict[int, dict[str, str]] = {PERSON: people, TAG: subjects}
        self._rejected = frozenset(map(naming.bearer, stated.rejected))
        self._dropped = frozenset(naming.fold(name) for h in tags.entries if h.dropped for name in h.names)
        self._headings: dict[str, list[Heading]] = defaultdict(list)
        for heading in tags.entries:
            for block in self._blocks(TAG, heading.names if not heading.dropped else ()):
                self._headings[block].append(heading)
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._different: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in stated.entries:
            for block in self._blocks(PERSON, entry.names):
                self._entries[block].append(entry)
        names = {entry.key: entry.names for entry in stated.entries}
        for pair in stated.different:
            for block in self._blocks(PERSON, (name for side in pair for name in names.get(side, (side,)))):
                self._different[block].append(pair)

    def _blocks(self, family: int, names: Iterable[str]) -> list[str]:
        return sorted({self.block(family, name) for name in names})

    def block(self, family: int, name: str) -> str:
        """The block that a name belongs to."""
        block = naming.surname(name) if family == PERSON else tag_names.block(name)
        return self.joined[family].get(block, block)

    def clusters(
        self, family: int, block: str, forms: Iterable[Form], company: Callable[[int], frozenset[str]]
    ) -> list[link.Cluster]:
        """The clusters of one block; names that are no people, and tags that are dropped, stand alone, with the status
        "rejected"."""
        spellings = [_spelling(form) for form in forms if form.post]
        unfit = [s for s in spellings if self._is_none(family, s)]
        fit = [s for s in spellings if s not in unfit] if unfit else spellings
        return [link.Cluster((s,), REJECTED) for s in unfit] + self._resolved(family, block, fit, company)

    def _resolved(
        self, family: int, block: str, spellings: Sequence[link.Spelling], company: link.Company
    ) -> list[link.Cluster]:
        if family == TAG:
            return link.resolve_tags(spellings, self._headings.get(block, ()))
        entries, different = self._entries.get(block, ()), self._different.get(block, ())
        return link.resolve(spellings, entries, different, company)

    def _is_none(self, family: int, spelling: link.Spelling) -> bool:
        """Did an editor say that this name is no person, but for articles in which an entry claims it; or no tag?"""
        if family == TAG:
            return bool(self._dropped) and naming.fold(spelling.name) in self._dropped
        return (
            bool(self._rejected)
            and naming.bearer(spelling.name) in self._rejected
            and not spelling.sense.startswith(senses.ASSIGNED)
        )


def _spelling(form: Form) -> link.Spelling:
    years = [year for a in (form.post[0], form.post[-1]) if (year := ids.year_of(a)) != ids.UNDATED]
    return link.Spelling(
        form.id, form.kind, form.name, form.sense, len(form.post), min(years, default=0), max(years, default=0)
    )
