"""The outlines of the land: Natural Earth (public domain), as tools/outlines writes them.

A line of land.txt is a ring.  Its points lie on a grid of a tenth of a degree, east before north; each is given as the
difference from the one before, a difference as digits of 5 bits, the least first, that are signs from "?" on, with 32
added where more follow; the lowest bit of a number is its sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).with_name("land.txt")
GRID = 10  # points a degree
FIRST = 63
Ring = tuple[tuple[int, int], ...]


@cache
def land() -> tuple[Ring, ...]:
    """The rings, in tenths of a degree east and north."""
    return tuple(map(decode, FILE.read_text("ascii").splitlines()))


def encode(ring: Sequence[tuple[int, int]]) -> str:
    before = [(0, 0), *ring]
    steps = [b - a for p, q in zip(before, ring, strict=False) for a, b in zip(p, q, strict=True)]
    return "".join(map(_signs, steps))


def decode(line: str) -> Ring:
    steps = iter(list(_numbers(line)))
    pairs: Iterable[tuple[int, int]] = zip(steps, steps, strict=True)
    return tuple(accumulate(pairs, lambda at, step: (at[0] + step[0], at[1] + step[1])))


def _signs(number: int) -> str:
    rest, signs = number << 1 if number >= 0 else (-number << 1) - 1, ""
    while rest >= 32:
        signs, rest = signs + chr(FIRST + 32 + (rest & 31)), rest >> 5
    return signs + chr(FIRST + rest)


def _numbers(line: str) -> Iterator[int]:
    number = shift = 0
    for sign in line:
        digit = ord(sign) - FIRST
        number, shift = number | (digit & 31) << shift, shift + 5
        if digit < 32:
            yield -(number + 1 >> 1) if number & 1 else number >> 1
            number = shift = 0
