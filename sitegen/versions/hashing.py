"""A text -> hashes of its words and of its runs of words, without a loop over either.

Everything is arithmetic modulo 2^64 with fixed constants: the same in every process and on every machine."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

U64 = NDArray[np.uint64]
Chars = NDArray[np.uint8] | NDArray[np.uint32]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
RUN = 5  # words a shingle holds
LETTER, ALONE = 1, 2
BASE, MIX = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93
BMP = 0x10000
# scripts written without blanks: each character is a word of its own
UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
OPENING_MARKS = '“"«„「'
QUOTED = re.compile(r"“[^”\n]{1,2000}”|\"[^\"\n]{1,2000}\"|«[^»\n]{1,2000}»|„[^“”\n]{1,2000}[“”]|「[^」\n]{1,2000}」")


class Words(NamedTuple):
    """The words of a text: where each begins; `hashes`; is it within quotation marks; is it a name or a figure, as far
    as its shape tells (a capital in mid-sentence, a digit)."""

    starts: Places
    hashes: U64
    quoted: Flags
    facts: Flags


@lru_cache(1)
def _classes() -> NDArray[np.uint8]:
    """What each character of the first plane is in words; all beyond it are letters."""
    kinds = bytearray(BMP)
    for n in range(BMP):
        c = chr(n)
        kinds[n] = LETTER if c.isalnum() or unicodedata.category(c)[0] == "M" else 0
    for low, high in UNSPACED:
        for n in range(low, high + 1):
            kinds[n] = ALONE if chr(n).isalnum() else kinds[n]
    return np.frombuffer(bytes(kinds), np.uint8)


@lru_cache(4)
def _powers(length: int) -> tuple[U64, U64]:
    """Powers of the base and of its inverse."""
    up, down = np.full(length, BASE, np.uint64), np.full(length, pow(BASE, -1, 1 << 64), np.uint64)
    return np.cumprod(up), np.cumprod(down)


def words_of(text: str) -> Words:
    """The words of a text, folded by case.  Words of one line depend on no other line: several texts may be read as
    one, a line break between them (see `composed`)."""
    if text.isascii():
        original = np.frombuffer(text.encode("ascii"), np.uint8)
        chars = np.frombuffer(text.lower().encode("ascii"), np.uint8)
        kinds = _classes()[:128][chars]
    else:
        text = composed(text)
        original = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        chars = np.frombuffer(text.lower().encode("utf-32-le", "replace"), np.uint32)
        kinds = _classes()[np.minimum(chars, BMP - 1)] | (chars >= BMP)
    starts, ends = _borders(kinds)
    if not len(starts):
        return Words(starts, np.zeros(0, np.uint64), np.zeros(0, np.bool_), np.zeros(0, np.bool_))
    return Words(starts, _hashed(chars, starts, ends), _quoted(text, starts), _facts(original, chars, starts, ends))


def composed(text: str) -> str:
    """A text in the form in which its characters are counted."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).replace("İ", "I")  # the one letter that grows when it is lowered


def _borders(kinds: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Where words begin and end."""
    letters = np.zeros(len(kinds) + 2, np.bool_)
    np.equal(kinds, LETTER, out=letters[1:-1])
    borders = np.flatnonzero(letters[1:] != letters[:-1])
    starts, ends = borders[::2], borders[1::2]
    if (kinds & ALONE).any():
        alone = np.flatnonzero(kinds & ALONE)
        starts, ends = np.sort(np.concatenate([starts, alone])), np.sort(np.concatenate([ends, alone + 1]))
    return starts, ends


def _hashed(chars: Chars, starts: Places, ends: Places) -> U64:
    """A polynomial of each word's letters, mixed: the difference of two sums over the text, moved to its start."""
    up, down = _powers(1 << len(chars).bit_length())
    sums = np.zeros(len(chars) + 1, np.uint64)
    np.cumsum(chars * up[: len(chars)], out=sums[1:])
    hashes = sums[ends] - sums[starts]
    hashes *= down[starts]
    return mixed(hashes)


def _quoted(text: str, starts: Places) -> Flags:
    if not any(mark in text for mark in OPENING_MARKS):
        return np.zeros(len(starts), np.bool_)
    spans = [border for m in QUOTED.finditer(text) for border in m.span()]
    within: Flags = np.searchsorted(np.array(spans, np.int64), starts, "right") % 2 == 1
    return within


def _facts(original: Chars, chars: Chars, starts: Places, ends: Places) -> Flags:
    """Words with a capital after a single blank that follows a word or comma, and words that begin with a digit."""
    capital = original[starts] != chars[starts]
    midway = np.zeros(len(starts), np.bool_)
    gap = starts[1:] - ends[:-1]
    midway[1:] = (original[starts[1:] - 1] == 0x20) & ((gap == 1) | ((gap == 2) & (original[ends[:-1]] == 0x2C)))
    digit = (chars[starts] >= 0x30) & (chars[starts] <= 0x39)
    facts: Flags = (capital & midway) | digit
    return facts


def mixed(hashes: U64) -> U64:
    """Every bit of each number made to depend on all of them."""
    hashes = hashes ^ (hashes >> np.uint64(32))
    hashes *= np.uint64(MIX)
    hashes ^= hashes >> np.uint64(29)
    return hashes


def shingles(hashes: U64) -> U64:
    """A hash of every run of RUN words; none where there are fewer."""
    n = len(hashes) - RUN + 1
    if n < 1:
        return np.zeros(0, np.uint64)
    run = hashes[:n].copy()
    for place in range(1, RUN):
        run *= np.uint64(BASE)
        run += hashes[place : place + n]
    return mixed(run)
