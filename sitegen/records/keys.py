"""The name of a record inside its container: what it says of itself, never its position, so that a row put in above
changes no other row's name."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import xxhash

from sitegen.columns import text_of_value, value_of

LONGEST = 200  # characters
HASHED = 12  # hexadecimal digits of a hash
START_OF_TEXT = 200  # characters that tell an untitled text from others
UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff\u1680\u2000-\u200a\u2028-\u202f\u205f\u3000\ufeff]+")
FIRST_SIZE = 1 << 12


def identity(fields: Mapping[str, Any], found: Mapping[str, str]) -> str:
    """What a record is called: its identifier, else its address, else a hash of its title, or of how its text begins.

    It has no blanks at its ends, no line breaks, no control characters, and at most 200 characters.  `found`: role ->
    column (`columns.guess`)."""
    for role in ("id", "url"):
        if role in found and (key := plain(text_of_value(value_of(fields, found[role])))):
            return key
    for role in ("title", "text"):
        if role in found and (words := text_of_value(value_of(fields, found[role])).strip()):
            return _hash(words[:START_OF_TEXT])
    return _hash("")


def plain(key: str) -> str:
    """A key as it may stand in a path: other blanks become one blank, and one too long ends in a hash of the whole."""
    key = UNSAFE.sub(" ", key[: 50 * LONGEST]).strip()
    return key if len(key) <= LONGEST else f"{key[: LONGEST - HASHED - 1]}-{_hash(key)}"


def _hash(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:HASHED]


class Keys:
    """Makes keys unique in order: "a", "a-2", "a-3".  It remembers 64 bits of each, 16 to 32 bytes a record."""

    def __init__(self) -> None:
        self.seen = HashSet()
        self.repeats: dict[int, int] = {}

    def unique(self, key: str) -> str:
        """The key, or the next one that nobody has."""
        mark = _mark(key)
        if self.seen.add(mark):
            return key
        number = self.repeats.get(mark, 1)
        while True:
            number += 1
            other = f"{key}-{number}"
            if self.seen.add(_mark(other)):
                self.repeats[mark] = number
                return other


def _mark(key: str) -> int:
    return xxhash.xxh3_64_intdigest(key.encode("utf-8", "surrogatepass")) or 1


class HashSet:
    """A set of 64-bit numbers other than 0, in an eighth of the memory of Python's: an open table, linear probing."""

    def __init__(self) -> None:
        self.size, self.count = FIRST_SIZE, 0
        self.table = array("Q", bytes(8 * self.size))

    def add(self, number: int) -> bool:
        """True if it was not there."""
        if 2 * self.count >= self.size:
            self._grow()
        place = self._place(number)
        if self.table[place]:
            return False
        self.table[place] = number
        self.count += 1
        return True

    def _place(self, number: int) -> int:
        table, mask = self.table, self.size - 1
        place = number & mask
        while table[place] and table[place] != number:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        before, self.size = self.table, 2 * self.size
        self.table = array("Q", bytes(8 * self.size))
        for number in before:
            if number:
                self.table[self._place(number)] = number
