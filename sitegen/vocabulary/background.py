"""How common words and phrases are in open text, and what a dictionary says of them; read once a process."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "background.tsv.gz"
ROW = re.compile(r"^([^\t\n]+)\t(.{5})$", re.MULTILINE)
DIGITS = {sign: n for n, sign in enumerate("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")}
RARITY_STEP, LEVELS = 0.35, 19  # of the table
KINDS = (
    "Tops act animal artifact attribute body cognition communication event feeling food group location motive object "
    "person phenomenon plant possession process quantity relation shape state substance time"
).split()


class Known(NamedTuple):
    """What is known of a word or a phrase; None, "" or False where it is not.

    `rarity`: minus the natural logarithm of the share of documents that hold it; `burst`: of these the share that
    holds it again, and `titles`: that has it in the headline, both on a scale of logarithms, 0 to 1; `kind`: WordNet's
    class of its first sense, as a noun; `relational`: is it an adjective that classifies ("fiscal")?"""

    rarity: float | None = None
    burst: float | None = None
    titles: float | None = None
    kind: str = ""
    relational: bool = False


UNKNOWN = Known()


class Background(dict[str, Known]):
    """Key (see keys) -> Known; UNKNOWN for those that the table lacks."""

    @classmethod
    def load(cls, path: Path = TABLE) -> Background:
        """Reads lines of key, tab and five signs: rarity, burst, titles, kind, "p" for relational; "-" unknown."""
        rows = ROW.findall(gzip.decompress(path.read_bytes()).decode("utf-8"))
        return cls((key, _known(signs)) for key, signs in rows)

    def __missing__(self, key: str) -> Known:
        return UNKNOWN

    def rarity(self, key: str, unknown: float = 13.0) -> float:
        """The rarity of a key, `unknown` where the table has none."""
        rarity = self[key].rarity
        return unknown if rarity is None else rarity


@cache
def background() -> Background:
    """The table of the package."""
    return Background.load()


@cache
def _known(signs: str) -> Known:
    rarity, burst, titles, kind, relational = tuple(signs)
    return Known(
        None if rarity == "-" else (DIGITS[rarity] + 0.5) * RARITY_STEP,
        None if burst == "-" else DIGITS[burst] / LEVELS,
        None if titles == "-" else DIGITS[titles] / LEVELS,
        "" if kind == "-" else KINDS[DIGITS[kind]],
        relational == "p",
    )
