"""What is kept of a text so that it can be compared with others: a few of its shingles, chosen by their hashes.

Of all hashes of a text's shingles the SAMPLE least are kept.  Two such samples tell how much two texts share as if both
had been sampled at the same places (A. Broder, On the resemblance and containment of documents, 1997; the variant with
one permutation, whose error is the least for its size).  The KEYS of a text are the very least of them and the least
of its first words: versions of a report share some, other texts share none but by formula."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitegen.versions.hashing import RUN, U64, Flags, composed, shingles, words_of

U32 = NDArray[np.uint32]
FEWEST, FEWEST_DIFFERENT = 40, 20  # words, and different shingles: of less text nothing can be said
SAMPLE, FACTS = 128, 32
TOGETHER = 1 << 16  # characters of several texts that are read as one
OPENING = 40  # words that a trimmed copy is taken to keep
FROM_ALL, FROM_OPENING = 12, 4
KEYS = FROM_ALL + FROM_OPENING
HEAD = struct.Struct("<IIHH")  # words, different shingles, facts kept, shingles kept


def sketch(text: str) -> bytes:
    """The sketch of a text, b"" where it has fewer than FEWEST words.

    Layout, all little-endian and unsigned: HEAD, then numbers of 32 bits: the keys of the opening, facts,
    shingles.  A shingle's lowest bit says that it touches a quotation."""
    return sketches([text])[0]


def sketches(texts: Sequence[str]) -> list[bytes]:
    """The same of many, several in one go: a short text takes as long as the calls that read it."""
    found: list[bytes] = []
    for group in _groups([composed(text) for text in texts]):
        words = words_of("\n".join(group))
        lengths = np.fromiter(map(len, group), np.int64, len(group))
        first = np.searchsorted(words.starts, np.cumsum(lengths + 1) - lengths - 1)
        short = _short(shingles(words.hashes))
        flagged = short | _touched(words.quoted) if len(short) else short
        for start, end in pairwise([*first.tolist(), len(words.starts)]):
            facts = words.hashes[start:end][words.facts[start:end]]
            runs = slice(start, end - RUN + 1)
            found.append(_sketch(end - start, short[runs], flagged[runs], _short(facts)))
    return found


def _groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts side by side, of at most TOGETHER characters unless one alone is longer."""
    group: list[str] = []
    held = 0
    for text in texts:
        if group and held + len(text) > TOGETHER:
            yield group
            group, held = [], 0
        group.append(text)
        held += len(text) + 1
    if group:
        yield group


def _sketch(words: int, short: U32, flagged: U32, facts: U32) -> bytes:
    """Of one text: how many words it has, its shingles as they stand and the same flagged, its facts."""
    if words < FEWEST:
        return b""
    different = _distinct(flagged)
    if len(different) < FEWEST_DIFFERENT:
        return b""  # one phrase over and over
    kept_facts = _distinct(facts)[:FACTS]
    kept = different[:SAMPLE]
    opening = np.sort(short[: OPENING - RUN + 1])[:FROM_OPENING]
    head = HEAD.pack(words, len(different), len(kept_facts), len(kept))
    return head + opening.astype("<u4").tobytes() + kept_facts.astype("<u4").tobytes() + kept.astype("<u4").tobytes()


def _short(hashes: U64) -> U32:
    """The upper 31 bits, and a free one below."""
    return (hashes >> np.uint64(32)).astype(np.uint32) & np.uint32(0xFFFFFFFE)


def _touched(words: Flags) -> Flags:
    """Shingles in which one of these words is."""
    n = len(words) - RUN + 1
    touched = words[:n].copy()
    for place in range(1, RUN):
        touched |= words[place : place + n]
    return touched


def _distinct(hashes: U32) -> U32:
    """Ascending, each once: of two that differ in the lowest bit the lesser."""
    ordered = np.sort(hashes)
    new = np.ones(len(ordered), np.bool_)
    np.greater(ordered[1:] ^ ordered[:-1], 1, out=new[1:])
    return ordered[new]


def words_in(packed: bytes) -> int:
    """How many words the text of a sketch has."""
    words: int = HEAD.unpack_from(packed)[0]
    return words


class Sketch:
    """A sketch unpacked.  `size`: different shingles of the text; `kept`: those of the sample, ascending, and `quoted`
    those of them that touch a quotation; `facts`: names and figures, ascending."""

    def __init__(self, packed: bytes) -> None:
        self.words, self.size, facts, kept = HEAD.unpack_from(packed)
        numbers = struct.unpack_from(f"<{FROM_OPENING + facts + kept}I", packed, HEAD.size)
        self.facts = numbers[FROM_OPENING : FROM_OPENING + facts]
        flagged = numbers[FROM_OPENING + facts :]
        self.kept = [n >> 1 for n in flagged]
        self.quoted = [n >> 1 for n in flagged if n & 1]

    @cached_property
    def shingles(self) -> frozenset[int]:
        return frozenset(self.kept)

    @property
    def reach(self) -> int:
        """Below this number the sample holds every shingle of the text."""
        return 1 << 31 if len(self.kept) == self.size else self.kept[-1] + 1


def keys_of(packed: bytes) -> tuple[int, ...]:
    """The keys, ascending, each once: two texts that share none are not compared."""
    _, _, facts, kept = HEAD.unpack_from(packed)
    opening = struct.unpack_from(f"<{FROM_OPENING}I", packed, HEAD.size)
    first = struct.unpack_from(f"<{min(FROM_ALL, kept)}I", packed, HEAD.size + 4 * (FROM_OPENING + facts))
    return tuple(sorted({n >> 1 for n in (*opening, *first)}))
