"""What each word of a text may do in a candidate topic, a byte a word; the parts of a noun phrase by these bytes.

A piece of a capitalised run that goes on is no candidate ("Health | Service" in "National Health Service")."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.topics.lexicon import ENDS, HEADS, INSIDE, LINK, LONG, UPPER

# Beside INSIDE, HEADS and UPPER: may end a phrase, may be a candidate alone, goes on with a capitalised run.
NOUN, LONE, GOES_ON = 8, 16, 32
NOUNS, LONE_NOUNS = b"NPG", b"NP"  # tags of what a phrase may end in, and of what a lone word may be
WIDEST, REACH = 4, 6  # words of a phrase; those at the end of a run in which one may begin
SHAPES = 100_000

Part = tuple[int, int, bool]
U8 = NDArray[np.uint8]


def shapes(tags: str, signs: bytes) -> bytes:
    """What each word may do, by the tags and signs (see lexicon) of all."""
    tag, sign = np.frombuffer(tags.encode("ascii"), np.uint8), np.frombuffer(signs, np.uint8)
    lone = (sign & (HEADS | LONG)) == (HEADS | LONG)
    may = sign & (INSIDE | HEADS | UPPER)
    may |= NOUN * _is_one_of(tag, NOUNS)
    may |= LONE * (_is_one_of(tag, LONE_NOUNS) & lone)
    may[2:] |= GOES_ON * _goes_on(sign)
    return may.tobytes()


def _is_one_of(tag: U8, tags: bytes) -> U8:
    return _table(tags)[tag]


@lru_cache
def _table(tags: bytes) -> U8:
    return np.isin(np.arange(256), list(tags)).astype(np.uint8)


def _goes_on(sign: U8) -> U8:
    """Is it capitalised, and stands after a capital ("Health |Service"), or after one and a link ("Bank of |Tarn")?
    Of all words but the first two; a capital that begins a sentence may be any word's."""
    upper, link, end = (sign & UPPER) > 0, (sign & LINK) > 0, (sign & ENDS) > 0
    follows = (upper[1:-1] & ~end[:-2]) | (link[1:-1] & upper[:-2])
    return (upper[2:] & follows).astype(np.uint8)


@lru_cache(SHAPES)
def parts(shape: bytes) -> tuple[Part, ...]:
    """The parts of a noun phrase, given its last REACH words, that may be candidates: where each begins and ends, and
    is it one in any case?  If not, it must be the name of a Media Topic."""
    return tuple(part for first in range(len(shape)) if not shape[first] & GOES_ON for part in _from(first, shape))


def _from(first: int, shape: bytes) -> Iterator[Part]:
    """Those that begin at a word."""
    runs = shape[first] & INSIDE
    if (runs or first == len(shape) - 1) and shape[first] & LONE and not _is_followed(first, shape):
        yield first, first + 1, True
    for last in range(first + 1, min(len(shape), first + WIDEST) if runs else 0):
        if not shape[last] & INSIDE:
            return
        if shape[last] & NOUN and not _is_followed(last, shape):
            yield first, last + 1, bool(shape[last] & HEADS or shape[first] & UPPER)


def _is_followed(place: int, shape: bytes) -> bool:
    """Does a capitalised run go on after it?"""
    return bool(place + 1 < len(shape) and shape[place] & shape[place + 1] & UPPER)
