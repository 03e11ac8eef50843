"""seeds/people.toml -> what editors know of people; it wins over all that the build finds out.

    ["Margaret Hale"]
    aliases = ["Margaret Thorne", "Peggy Thorne"]
    born = 1951

    ["Victoria Park"]
    not_a_person = true

What cannot be followed, or contradicts itself, is an error with its lines."""

from __future__ import annotations

from pathlib import Path

from sitegen.authority.effects import assignments, changed, joined_surnames, surname
from sitegen.authority.joining import joined
from sitegen.authority.stated import HINT, KEYS, bare, stated
from sitegen.model import Authority
from sitegen.tomlfile import TomlFile

FILE = "people.toml"

__all__ = ["FILE", "KEYS", "assignments", "bare", "changed", "joined_surnames", "load", "read", "surname"]


def load(seeds: Path) -> Authority:
    """What people.toml says; nothing without the file.  Raises ConfigError."""
    file = TomlFile.read(seeds / FILE, HINT)
    return joined(file, stated(file)) if file else Authority()


def read(path: Path, text: str) -> Authority:
    """The same of a text that is to become the file at `path`.  Raises ConfigError."""
    file = TomlFile(path, text, HINT)
    return joined(file, stated(file))
