"""The files that builds write beside the seeds, without lines that tell of what is withheld."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Set
from pathlib import Path

from sitegen.withheld.withheld import Withheld

WRITTEN = ("addresses.tsv", "vocabulary.tsv")
STATED = ("people.toml", "tags.toml", "corrections.toml", "takedowns.toml")


def cleanse(seeds: Path, withheld: Withheld) -> int:
    """Take lines that hold a name out of addresses.tsv and vocabulary.tsv; how many there were.

    An address that holds a name cannot lead anywhere: the page that leads on would itself bear the name.  So it is
    forgotten, and its article is given another.  So is that of a removed article without a tombstone."""
    quiet = {withheld.known_as(t.article) for t in withheld.entries if t.article and not t.tombstone}
    if not withheld.persons and not quiet:
        return 0
    return sum(_cleanse(seeds / name, withheld, quiet) for name in WRITTEN)


def _cleanse(path: Path, withheld: Withheld, quiet: Set[str]) -> int:
    try:
        lines = path.read_text("utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        return 0
    kept = [line for line in lines if line.startswith("#") or not _tells(line, withheld, quiet)]
    if len(kept) < len(lines):
        temporary = path.with_name(f".{path.name}.{os.getpid():x}")
        temporary.write_text("".join(kept), "utf-8", newline="\n")
        temporary.replace(path)
    return len(lines) - len(kept)


def _tells(line: str, withheld: Withheld, quiet: Set[str]) -> bool:
    """A source whose name is changed is known by the other name from then on."""
    text = unicodedata.normalize("NFC", line.rstrip("\n"))
    source = text.partition("\t")[0]
    return withheld.holds(text) or withheld.known_as(source) != source or source in quiet
