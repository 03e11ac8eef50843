"""Closed lists of words: what describes, what says nothing, what is a subject as a lone word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

LISTS = Path(__file__).parent / "data" / "words.txt"
HEADING = re.compile(r"^\[([\w ]+)\].*\n", re.MULTILINE)
PHRASES = ("only if named", "expressions")


class Words(NamedTuple):
    """Keys of words and phrases, by the headings of the data file."""

    describing: frozenset[str]
    empty_heads: frozenset[str]
    broad_alone: frozenset[str]
    subjects: frozenset[str]
    in_headlines: frozenset[str]
    never_alone: frozenset[str]
    only_if_named: frozenset[str]
    calendar: frozenset[str]
    expressions: frozenset[str]
    named_heads: frozenset[str]
    offices: frozenset[str]

    @classmethod
    def load(cls, path: Path = LISTS) -> Words:
        _, *parts = HEADING.split(path.read_text("utf-8"))
        sections = zip(parts[::2], parts[1::2], strict=True)
        return cls(**{name.replace(" ", "_"): _entries(name, text) for name, text in sections})

    @property
    def says_little(self) -> frozenset[str]:
        """No topic as a lone word."""
        return self.describing | self.empty_heads | self.broad_alone | self.never_alone


def _entries(name: str, text: str) -> frozenset[str]:
    return frozenset(text.strip().split("\n") if name in PHRASES else text.split())


@cache
def words() -> Words:
    """The lists of the package."""
    return Words.load()
