"""Well-known short forms of given names: Bill is a William, Kate a Katherine, a Catherine or a Kathryn."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from sitegen import naming

FILE = Path(__file__).parent / "short_names.txt"


@cache
def full_names() -> dict[str, tuple[str, ...]]:
    """Folded short form -> the folded names that it is short for, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in FILE.read_text("utf-8").splitlines():
        full, colon, short = naming.plain(line).partition(":")
        for form in short.split() if colon and not line.startswith("#") else ():
            found[form].append(full)
    return {short: tuple(sorted(full)) for short, full in found.items()}
