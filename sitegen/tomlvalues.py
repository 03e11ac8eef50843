"""Values of TOML files that editors write, each checked by itself: what is not of its kind is an error with its line.

Every function takes (file, place, key, value), the value as TOML gives it."""

from __future__ import annotations

from typing import Any

from sitegen import naming
from sitegen.tomlfile import Place, TomlFile


def tidy(words: str) -> str:
    """With single blanks."""
    return " ".join(words.split())


def text(file: TomlFile, place: Place, key: str, value: Any) -> str:
    if not isinstance(value, str):
        file.refuse(place, key, f"{key} is no text", f'Put it between quotation marks: {key} = "...".')
    return tidy(value)


def texts(file: TomlFile, place: Place, key: str, value: Any) -> tuple[str, ...]:
    """Texts, each once."""
    return tuple(dict.fromkeys(map(tidy, verbatim(file, place, key, value))))


def verbatim(file: TomlFile, place: Place, key: str, value: Any) -> tuple[str, ...]:
    """Texts as they are written, each once: paths, patterns."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        file.refuse(place, key, f"{key} is no list of texts", f'Write it as {key} = ["...", "..."].')
    return tuple(dict.fromkeys(value))


def flag(file: TomlFile, place: Place, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        file.refuse(place, key, f"{key} = {value!r} is neither true nor false", f"Write {key} = true.")
    return value


def slug(file: TomlFile, place: Place, key: str, value: Any) -> str:
    words = text(file, place, key, value)
    if naming.slug(words) != words:
        file.refuse(place, key, f"{key} = {words[:60]!r} cannot be an address", f'It may be "{naming.slug(words)}".')
    return words


def slugs(file: TomlFile, place: Place, key: str, value: Any) -> tuple[str, ...]:
    """Former slugs: those that the build gave may have a double hyphen ("john-smith--2")."""
    found = texts(file, place, key, value)
    for words in found:
        if any(naming.slug(part) != part for part in words.split("--")):
            hint = f'An address is like "{naming.slug(words)}".'
            file.refuse(place, key, f"{key}: {words[:60]!r} cannot have been an address", hint)
    return found
