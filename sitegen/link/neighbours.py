"""Pairs of names worth comparing, in near-linear time: those that share a key, and in a crowd only the next ones."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from xxhash import xxh3_64_intdigest

WINDOW = 5  # names behind one, in the order of the alphabet, that it is compared with if they share a key

Keys = Callable[[str], Iterable[str]]


def pairs(names: Sequence[str], keyed: Iterable[Keys]) -> Iterator[tuple[int, int]]:
    """Places of two names each, the lower first, each pair once, in order; `names` are sorted."""
    found = [_sharing(names, keys) for keys in keyed]
    together = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    for code in together.tolist():
        yield divmod(code, len(names))


def _sharing(names: Sequence[str], keys: Keys) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Each pair as one number: the place of the first times the count of names, plus that of the second."""
    hashes, places = array("Q"), array("q")
    for place, name in enumerate(names):
        for key in keys(name):
            hashes.append(xxh3_64_intdigest(key.encode("utf-8", "surrogateescape")))
            places.append(place)
    hashed, owner = np.frombuffer(hashes, np.uint64), np.frombuffer(places, np.int64)
    order = np.lexsort((owner, hashed))
    hashed, owner = hashed[order], owner[order]
    codes = []
    for step in range(1, WINDOW + 1):
        same = hashed[step:] == hashed[:-step]
        first, second = owner[:-step][same], owner[step:][same]
        codes.append((first * len(names) + second)[first != second])
    return np.unique(np.concatenate(codes))
