"""Names of files: whether every disk and host can hold them apart."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitegen.check.rules import Finding

LONGEST_NAME, LONGEST_PATH = (
    255,
    240,
)  # bytes of a name on most disks; characters of a path that Windows opens, less C:\...
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\Z)")
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')


def names(paths: Sequence[str]) -> Iterator[Finding]:
    """Faults of names, of all files of a site."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if not (path.isascii() and path.islower()):
            alike[unicodedata.normalize("NFC", path).casefold()].append(path)
            if not path.isascii() and unicodedata.normalize("NFC", path) != path:
                yield Finding(path, 0, "name-not-nfc", "")
        if len(path) > LONGEST_PATH or max(len(part.encode()) for part in path.split("/")) > LONGEST_NAME:
            yield Finding(path, 0, "path-too-long", f"{len(path)} characters")
        if why := _portable(path):
            yield Finding(path, 0, "name-not-portable", why)
    yield from _alike(alike, paths)


def _alike(alike: dict[str, list[str]], paths: Sequence[str]) -> Iterator[Finding]:
    """Those that differ by capitals or normal form only.  What is in small letters is its own folded form."""
    plain = alike.keys() & set(paths) if alike else set()
    for folded, found in alike.items():
        together = sorted({*found, *([folded] if folded in plain else [])})
        for other in together[1:]:
            yield Finding(other, 0, "name-case", f"beside {together[0]}")


def _portable(path: str) -> str:
    for part in path.split("/"):
        if bad := FORBIDDEN.search(part):
            return f"it holds {bad[0]!r}"
        if part[-1:] in (".", " "):
            return "it ends with a dot or blank"
        if DEVICES.match(part):
            return "it is the name of a device"
    return ""
