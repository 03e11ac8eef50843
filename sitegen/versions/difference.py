"""What two versions differ in, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_WORDS = 4000  # of either text are compared
BESIDE = 3  # words shown before and after a change
MOST_CHANGES = 40
JOINED = 2  # so few equal words between two changes are told as part of one


class Change(NamedTuple):
    """Words of the one in the place of words of the other, with some of the equal words around them."""

    before: str
    removed: str
    added: str
    after: str


class Difference(NamedTuple):
    """`changes` in the order of the text, the first MOST_CHANGES of them; `removed` and `added` count words; `whole` is
    False where texts are too long, or the changes too many, to be told all."""

    changes: tuple[Change, ...]
    removed: int
    added: int
    whole: bool


def difference(one: str, other: str) -> Difference:
    """What to take from `one` and add to it to get `other`.  Blanks and ends of paragraphs are no difference."""
    a, b = one.split(), other.split()
    long = max(len(a), len(b)) > MOST_WORDS
    a, b = a[:MOST_WORDS], b[:MOST_WORDS]
    pieces = list(_joined(SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > 2000).get_opcodes()))
    changes = tuple(_change(a, b, *piece) for piece in pieces[:MOST_CHANGES])
    removed, added = sum(j - i for i, j, _, _ in pieces), sum(n - k for _, _, k, n in pieces)
    return Difference(changes, removed, added, not long and len(pieces) <= MOST_CHANGES)


Piece = tuple[int, int, int, int]  # from, to of the one; from, to of the other


def _joined(codes: Sequence[tuple[str, int, int, int, int]]) -> Iterator[Piece]:
    """Changes; of two that stand close together one is made."""
    last: Piece | None = None
    for kind, i, j, k, n in codes:
        if kind == "equal":
            continue
        if last and i - last[1] <= JOINED:
            last = last[0], j, last[2], n
            continue
        if last:
            yield last
        last = i, j, k, n
    if last:
        yield last


def _change(a: Sequence[str], b: Sequence[str], i: int, j: int, k: int, n: int) -> Change:
    before, after = a[max(0, i - BESIDE) : i], a[j : j + BESIDE]
    return Change(" ".join(before), " ".join(a[i:j]), " ".join(b[k:n]), " ".join(after))
