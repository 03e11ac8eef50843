"""How common words are in open text, and how often headlines have them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent.parent / "data" / "background.tsv.gz"
DIGITS = {sign: n for n, sign in enumerate("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}
WORD = re.compile(r"^([^\t\n ]+)\t(.).(.)", re.MULTILINE)  # a phrase has a blank in it
RARITY_STEP, LEVELS = 0.35, 19  # of the table: see `Known`


class Known(NamedTuple):
    """What open text tells of a word.

    `rarity`: minus the natural logarithm of the share of documents that hold it; `titles`: the share of these that
    have it in the headline, on a scale of logarithms, 0 to 1."""

    rarity: float
    titles: float


UNKNOWN = Known(13.0, 0.4)


class Background(dict[str, Known]):
    """Key of a word (see topics.keys) -> Known; UNKNOWN for those that the table lacks."""

    @classmethod
    def load(cls, path: Path = TABLE) -> Background:
        """Reads lines of key, tab and five signs, of which the first is the rarity and the third the share of titles,
        "-" where not known.  The others, and the phrases of the table, are not needed here."""
        rows = WORD.findall(gzip.decompress(path.read_bytes()).decode("utf-8"))
        return cls((key, _known(rarity, titles)) for key, rarity, titles in rows)

    def __missing__(self, key: str) -> Known:
        return UNKNOWN


@cache
def _known(rarity: str, titles: str) -> Known:
    return Known(
        UNKNOWN.rarity if rarity == "-" else (DIGITS[rarity] + 0.5) * RARITY_STEP,
        UNKNOWN.titles if titles == "-" else DIGITS[titles] / LEVELS,
    )
