"""Blocks that editors join: groups of names among which the same person or tag may be.  Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def joined(groups: Iterable[Iterable[str]]) -> dict[str, str]:
    """Of blocks that are to be one (each group), block -> the first in order of all that are joined with it; a block
    joined with none is absent."""
    home: dict[str, set[str]] = {}
    for group in groups:
        together: set[str] = set()
        for block in group:
            together |= home.get(block, {block})
        for block in together:
            home[block] = together
    return {block: min(together) for block, together in home.items() if len(together) > 1}


def touched(concerned: Iterable[str], was: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """The blocks concerned, those that are joined otherwise now, and all that were or are joined with one of them."""
    found = {*concerned, *(block for block in was.keys() | now.keys() if was.get(block) != now.get(block))}
    for joins in (was, now):
        heads = {joins.get(block, block) for block in found}
        found |= {block for block, head in joins.items() if head in heads}
    return found
