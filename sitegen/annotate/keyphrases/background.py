"""How common words are in open text, and how often headlines have them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sitegen.vocabulary.background import background


class Known(NamedTuple):
    """What open text tells of a word.

    `rarity`: minus the natural logarithm of the share of documents that hold it; `titles`: the share of these that
    have it in the headline, on a scale of logarithms, 0 to 1."""

    rarity: float
    titles: float


UNKNOWN = Known(13.0, 0.4)


class Background(dict[str, Known]):
    """Key of a word (see vocabulary.keys) -> Known; UNKNOWN for those that the table lacks."""

    @classmethod
    def load(cls) -> Background:
        """What the vocabulary's table has of lone words."""
        rows = background().items()
        return cls((key, _known(known.rarity, known.titles)) for key, known in rows if " " not in key)

    def __missing__(self, key: str) -> Known:
        return UNKNOWN


@cache
def _known(rarity: float | None, titles: float | None) -> Known:
    return Known(UNKNOWN.rarity if rarity is None else rarity, UNKNOWN.titles if titles is None else titles)
