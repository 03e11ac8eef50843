"""Which articles are related: those that share rare names and words.

What `n` of the archive's `N` articles share tells log2(N / n) bits (the inverse document frequency of Spärck Jones,
1972), here the difference of the lengths of both numbers: a count that grows changes nothing until it has doubled.
What an article shares with those next to it in the list of each of its names adds up, and its list of related
articles holds the best of what reaches a minimum.  All of it is symmetric, so lists look forward as they look back; and
a list depends on the neighbourhoods of its article alone, however large the archive is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen import naming
from sitegen.index.names import REJECTED
from sitegen.store import TermRow

RELATED = 5
WINDOW = 6  # articles before and after, in the list of a name
MOST = 1023  # articles; what more of them share tells nothing
SMALLEST = 32  # an archive of fewer articles is taken as one of so many
NAMED, TOLD = 2, 1  # a bit of a name, and of a word
CHUNK = 4096  # articles ranked at a time
WEIGHT_BITS = 8
ORDINAL_BITS = 31
Numbers = NDArray[np.int64]


def size_of(articles: int) -> int:
    """The size of an archive, as scores see it."""
    return max(articles, SMALLEST).bit_length()


def least(size: int) -> int:
    """The score that makes two articles related: that of one name which they share with a third."""
    return weight(3, size, NAMED)


def weight(n: int, size: int, a_bit: int = TOLD) -> int:
    """What it adds to a score to share what `n` articles share."""
    return a_bit * max(0, size - n.bit_length() - 1) if 2 <= n <= MOST else 0


def weight_of(term: TermRow | None, size: int) -> int:
    """The same of a term: nothing where editors or their rules struck it out; a surname alone may be anybody's."""
    if term is None or term.kind == REJECTED:
        return 0
    return weight(term.n, size, TOLD if term.kind == naming.KEYWORD or term.status == "surname only" else NAMED)


class Ties(NamedTuple):
    """Articles under what they share, one entry each: the number of the tie, ascending; the article, ascending within a
    tie; the weight of the tie.  Three arrays of one length."""

    tie: NDArray[np.int32]
    article: Numbers
    weight: NDArray[np.uint8]

    def without(self, articles: Numbers) -> Ties:
        """Less all entries of these articles, ascending."""
        if not len(articles):
            return self
        at = np.minimum(np.searchsorted(articles, self.article), len(articles) - 1)
        kept = articles[at] != self.article
        return Ties(self.tie[kept], self.article[kept], self.weight[kept])

    def beside(self, other: Ties) -> Ties:
        """Both, as they would be in one."""
        after = int(self.tie[-1]) + 1 if len(self.tie) else 0
        return Ties(
            np.concatenate((self.tie, other.tie + np.int32(after))),
            np.concatenate((self.article, other.article)),
            np.concatenate((self.weight, other.weight)),
        )


def ties_of(lists: list[Numbers], weights: list[int]) -> Ties:
    """Lists of articles, ascending, with the weight of each."""
    lengths = [len(one) for one in lists]
    tie = np.repeat(np.arange(len(lists), dtype=np.int32), lengths)
    articles = np.concatenate(lists) if lists else np.empty(0, np.int64)
    return Ties(tie, articles, np.repeat(np.array(weights, np.uint8), lengths))


def lists(asked: Numbers, ties: Ties, minimum: int) -> Iterator[tuple[int, bytes]]:
    """(article, those related to it, the best first, as signed 64-bit numbers) of those asked for that have any."""
    articles = np.unique(ties.article)
    ordinal = np.searchsorted(articles, ties.article).astype(np.int32)
    mine = np.flatnonzero(np.isin(articles, asked)[ordinal])
    mine = mine[np.argsort(ordinal[mine], kind="stable")]
    whose = ordinal[mine]
    first, last = (int(whose[0]), int(whose[-1])) if len(whose) else (0, -1)
    for start in range(first, last + 1, CHUNK):
        low, high = np.searchsorted(whose, [start, start + CHUNK])
        if low < high:
            one, other, score = _scores(mine[low:high], ties, ordinal)
            enough = score >= minimum
            yield from _best(articles[one[enough]], articles[other[enough]], score[enough])


def _scores(places: Numbers, ties: Ties, ordinal: NDArray[np.int32]) -> tuple[Numbers, Numbers, Numbers]:
    """(article, another, their score): of all pairs that stand near each other in a tie, by article."""
    first = int(ordinal[places].min())
    reach = np.concatenate((np.arange(-WINDOW, 0), np.arange(1, WINDOW + 1)))
    beside = places[:, None] + reach
    inside = (beside >= 0) & (beside < len(ordinal))
    beside = np.clip(beside, 0, len(ordinal) - 1)
    inside &= ties.tie[beside] == ties.tie[places][:, None]
    pairs = (ordinal[places].astype(np.int64) - first)[:, None] << ORDINAL_BITS | ordinal[beside]
    met = np.sort((pairs << WEIGHT_BITS | ties.weight[places][:, None])[inside])
    pair, told = met >> WEIGHT_BITS, met & ((1 << WEIGHT_BITS) - 1)
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    score = np.add.reduceat(told, starts) if len(starts) else told
    pair = pair[starts]
    return (pair >> ORDINAL_BITS) + first, pair & ((1 << ORDINAL_BITS) - 1), score


def _best(one: Numbers, other: Numbers, score: Numbers) -> Iterator[tuple[int, bytes]]:
    """Of each article those with the highest scores; of equals the nearest in time, then the earlier."""
    order = np.lexsort((other, np.abs(other - one), -score, one))
    one, other = one[order], other[order]
    starts = np.flatnonzero(np.diff(one, prepend=-1))
    ends = np.append(starts[1:], len(one))
    for start, end in zip(starts.tolist(), np.minimum(ends, starts + RELATED).tolist(), strict=True):
        yield int(one[start]), other[start:end].tobytes()
