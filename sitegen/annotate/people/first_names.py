"""First names and the share of men among their bearers; read once a process.

From the US Census 1990 first-name files (public domain) and a CC0 table of popular names by country."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FILE = "first_names.tsv"


def data() -> bytes:
    """The bytes of the table: first name in lower case, tab, share of men."""
    return (Path(__file__).parent.parent / "data" / FILE).read_bytes()


@cache
def load() -> dict[str, float]:
    """Folded first name -> share of men, 0 to 1."""
    rows = (line.split("\t") for line in data().decode("utf-8").splitlines())
    return {name: float(share) for name, share in rows}
