"""What an authority means for the archive: articles in which names are settled, surnames that are one block, and what
a change of the file touches.  Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sitegen import naming
from sitegen.model import PERSON, Authority, Entry


def surname(name: str) -> str:
    """The folded surname of a name, by which people are looked for."""
    return naming.block(PERSON, name)


def assignments(authority: Authority) -> dict[str, dict[str, str]]:
    """source -> {name (naming.bearer): key of the entry that it means there}."""
    found: dict[str, dict[str, str]] = {}
    for entry in authority.entries:
        for article in entry.articles:
            found.setdefault(article, {}).update((naming.bearer(name), entry.key) for name in entry.names)
    return found


def joined_surnames(authority: Authority) -> dict[str, str]:
    """folded surname -> the first in order of those that entries join with it; a surname joined with none is absent."""
    return {name: group[0] for group in _joined(authority.entries) for name in group if len(group) > 1}


def changed(before: Authority, after: Authority) -> set[str]:
    """The folded surnames whose people may resolve otherwise, or show other details."""
    touched = set(_surnames_changed(before, after))
    was, now = joined_surnames(before), joined_surnames(after)
    touched |= {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)}
    for joined in (was, now):
        blocks = {joined.get(name, name) for name in touched}
        touched |= {name for name, block in joined.items() if block in blocks}
    return touched


def _surnames_changed(before: Authority, after: Authority) -> Iterator[str]:
    was, now = ({e.key: e for e in authority.entries} for authority in (before, after))
    for key in was.keys() | now.keys():
        if was.get(key) != now.get(key):
            yield from (surname(n) for e in (was.get(key), now.get(key)) if e is not None for n in e.names)
    yield from map(surname, set(before.rejected) ^ set(after.rejected))
    for pair in set(before.different) ^ set(after.different):
        for key in pair:
            entries = [e for e in (was.get(key), now.get(key)) if e is not None]
            yield from (surname(n) for n in [n for e in entries for n in e.names] or [key])


def _joined(entries: Iterable[Entry]) -> list[list[str]]:
    """Groups of surnames that entries join, each in order."""
    home: dict[str, set[str]] = {}
    for entry in entries:
        together: set[str] = set()
        for name in map(surname, entry.names):
            together |= home.get(name, {name})
        for name in together:
            home[name] = together
    return [sorted(group) for name, group in home.items() if name == min(group)]
