"""seeds/tags.toml -> what editors know of tags; it wins over all that the build finds out.

    ["Water supply"]
    aliases = ["water mains", "Waterworks"]
    broader = "Utilities"

    ["Latest"]
    drop = true

What cannot be followed, or contradicts itself, is an error with its lines."""

from __future__ import annotations

from pathlib import Path

from sitegen.headings.checking import checked
from sitegen.headings.effects import changed, joined_blocks, patterns, without_patterns
from sitegen.headings.reading import HINT, KEYS, tables
from sitegen.model import Headings
from sitegen.tomlfile import TomlFile

FILE = "tags.toml"

__all__ = ["FILE", "KEYS", "changed", "joined_blocks", "load", "patterns", "read", "without_patterns"]


def load(seeds: Path) -> Headings:
    """What tags.toml says; nothing without the file.  Raises ConfigError."""
    file = TomlFile.read(seeds / FILE, HINT)
    return checked(file, tables(file)) if file else Headings()


def read(path: Path, text: str) -> Headings:
    """The same of a text that is to become the file at `path`.  Raises ConfigError."""
    file = TomlFile(path, text, HINT)
    return checked(file, tables(file))
