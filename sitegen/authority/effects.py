"""What an authority means for the archive: articles in which names are settled, surnames that are one block, and what
a change of the file touches.  Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import blocks, naming
from sitegen.model import Authority


def surname(name: str) -> str:
    """The folded surname of a name, by which people are looked for."""
    return naming.surname(name)


def assignments(authority: Authority) -> dict[str, dict[str, str]]:
    """source -> {name (naming.bearer): key of the entry that it means there}."""
    found: dict[str, dict[str, str]] = {}
    for entry in authority.entries:
        for article in entry.articles:
            found.setdefault(article, {}).update((naming.bearer(name), entry.key) for name in entry.names)
    return found


def joined_surnames(authority: Authority) -> dict[str, str]:
    """folded surname -> the first in order of those that entries join with it; a surname joined with none is absent."""
    return blocks.joined(map(surname, entry.names) for entry in authority.entries)


def changed(before: Authority, after: Authority) -> set[str]:
    """The folded surnames whose people may resolve otherwise, or show other details."""
    return blocks.touched(_surnames_changed(before, after), joined_surnames(before), joined_surnames(after))


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
