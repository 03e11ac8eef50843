"""A TOML file that editors write: what cannot be followed in it is an error that names its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

from sitegen.errors import ConfigError

Place = tuple[str | int, ...]  # the names of a table and of those around it; the n-th of several of one name: n
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


def text_of(path: Path, data: bytes) -> str:
    """The text of a file that must be UTF-8.  Raises ConfigError with the line where it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: this is not UTF-8.", "Save the file as UTF-8.") from None


class TomlFile:
    """The file as it was written: it knows where things stand, for those who have to mend them.  `hint` says how a
    table of it is written."""

    def __init__(self, path: Path, text: str, hint: str) -> None:
        self.path, self.text, self.hint = path, text, hint
        self.rows = text.split("\n")

    @classmethod
    def read(cls, path: Path, hint: str) -> TomlFile | None:
        """The file at `path`, None where there is none.  Raises ConfigError."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}.", "Look at its permissions.") from None
        return cls(path, text_of(path, data).replace("\r\n", "\n"), hint)

    def tables(self) -> dict[str, Any]:
        """What the file says.  Raises ConfigError where that is no TOML."""
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            told = str(error)
        where = WHERE.search(told)
        line = int(where[1]) if where and where[1] else len(self.rows)
        raise ConfigError(f"{self.path}:{line}: this is not valid TOML: {WHERE.sub('', told)}.", self.hint)

    def refuse(self, place: Place, key: str, what: str, hint: str) -> NoReturn:
        raise ConfigError(f"{self.path}:{self.line(place, key)}: {what}.", hint)

    def check_key(self, place: Place, key: str, keys: Iterable[str]) -> None:
        """Refuse a key that is none of `keys`, and name the nearest."""
        keys = list(keys)
        if key in keys:
            return
        near = difflib.get_close_matches(key, keys, 1, 0.5)
        hint = f"Did you mean '{near[0]}'?" if near else f"Valid here: {', '.join(keys)}."
        self.refuse(place, key, f"unknown key '{key}' for {place[0]}", hint)

    def line(self, place: Place, key: str = "") -> int:
        """The line of a key, else of the head of its table, else 1."""
        written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        head, inside = 0, not place
        for number, (row, found) in enumerate(self._heads(), 1):
            if found is not None:
                inside = found == place
                head = head or (number if place and found[: len(place)] == place else 0)
            elif key and inside and written.match(row):
                return number
        return head or 1

    def _heads(self) -> Iterator[tuple[str, Place | None]]:
        """Each row, with the table that begins there."""
        told: dict[Place, int] = {}
        for row in self.rows:
            head, several = _head(row)
            if head is not None and several:
                told[head] = told.get(head, -1) + 1
                head = (*head, told[head])
            yield row, head


def _head(row: str) -> tuple[Place | None, bool]:
    """The table that a row opens, and whether it is one of several: TOML itself says how its name is to be read."""
    if not row.lstrip().startswith("["):
        return None, False
    try:
        table: Any = tomllib.loads(row)
    except ValueError:
        return None, False
    names = []
    while isinstance(table, dict) and len(table) == 1:
        ((name, table),) = table.items()
        names.append(name)
    return tuple(names), isinstance(table, list)
