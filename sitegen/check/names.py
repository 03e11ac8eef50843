"""Names of files: whether every disk and host can hold them apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen.check.rules import Finding
from sitegen.permalink import unportable

LONGEST = 240  # characters: what Windows opens, less the folder that the site lies in


def names(paths: Sequence[str]) -> Iterator[Finding]:
    """Faults of names, of all files of a site."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if not (path.isascii() and path.islower()):
            alike[unicodedata.normalize("NFC", path).casefold()].append(path)
            if not path.isascii() and unicodedata.normalize("NFC", path) != path:
                yield Finding(path, 0, "name-not-nfc", "")
        if len(path) > LONGEST:
            yield Finding(path, 0, "path-too-long", f"{len(path)} characters")
        if why := unportable(path):
            yield Finding(path, 0, "name-not-portable", why)
    yield from _alike(alike, paths)


def _alike(alike: dict[str, list[str]], paths: Sequence[str]) -> Iterator[Finding]:
    """Those that differ by capitals or normal form only.  What is in small letters is its own folded form."""
    plain = alike.keys() & set(paths) if alike else set()
    for folded, found in alike.items():
        together = sorted({*found, *([folded] if folded in plain else [])})
        for other in together[1:]:
            yield Finding(other, 0, "name-case", f"beside {together[0]}")
