"""What the headings mean for the archive: blocks of names that are one tag, patterns that assign it, and what a change
of the file touches.  Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from sitegen import blocks, tag_names
from sitegen.model import Headings


def without_patterns(headings: Headings) -> Headings:
    """What bears on names alone: patterns bear on reading."""
    return Headings(tuple(structs.replace(entry, patterns=()) for entry in headings.entries))


def patterns(headings: Headings) -> tuple[tuple[str, str], ...]:
    """(pattern, key of the tag that it assigns), in order."""
    return tuple(sorted((pattern, entry.key) for entry in headings.entries for pattern in entry.patterns))


def joined_blocks(headings: Headings) -> dict[str, str]:
    """block -> the first in order of those that headings join with it; a block joined with none is absent."""
    return blocks.joined(map(tag_names.block, entry.names) for entry in headings.entries)


def changed(before: Headings, after: Headings) -> set[str]:
    """The blocks whose tags may resolve otherwise, or show other details."""
    return blocks.touched(_blocks_changed(before, after), joined_blocks(before), joined_blocks(after))


def _blocks_changed(before: Headings, after: Headings) -> Iterator[str]:
    was, now = ({entry.key: entry for entry in headings.entries} for headings in (before, after))
    for key in was.keys() | now.keys():
        if was.get(key) != now.get(key):
            yield from (tag_names.block(n) for e in (was.get(key), now.get(key)) if e is not None for n in e.names)
