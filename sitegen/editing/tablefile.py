"""A file of tables that editors write, in pieces: an edit touches the table that it is about, and every other byte
stays."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Array, Table

from sitegen.errors import SitegenError
from sitegen.naming import fold
from sitegen.tomlfile import text_of

WIDE = 100  # a longer list has an item a line
COMMENT = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|(#[^\n]*)', re.S)


class Piece:
    """Some rows of the file: a table with its keys, or (`key` None) what stands before, between and behind."""

    def __init__(self, text: str, key: str | None = None) -> None:
        self.text, self.key = text, key


class TableFile:
    """The file, in memory until it is saved.  `read`: what reads it, and raises ConfigError for contradictions;
    `remark`: the first row of a new file; `names`: the lists whose items are names, in which capitals tell nothing
    apart."""

    def __init__(self, path: Path, read: Callable[[Path, str], object], remark: str, names: Sequence[str]) -> None:
        self.path, self.check, self.names = path, read, names
        self.before = path.read_bytes() if path.exists() else b""
        text = text_of(path, self.before).replace("\r\n", "\n")
        self.pieces = pieces_of(text) if text else [Piece(remark)]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def has(self, key: str) -> bool:
        return self._find(key) is not None

    def line(self, key: str) -> int:
        """Where a table begins."""
        piece, line = self._find(key), 1
        for each in self.pieces:
            if each is piece:
                break
            line += each.text.count("\n")
        return line

    def where(self, key: str) -> str:
        """The same for people who are to look: "seeds/people.toml:3"."""
        return f"{self.path}:{self.line(key)}"

    def read(self, key: str) -> Mapping[str, Any]:
        """The keys of a table."""
        (table,) = tomllib.loads(self._piece(key).text).values()
        return dict(table)

    # ---- edits

    def add(self, key: str, values: Mapping[str, Any]) -> None:
        """A new table at the end."""
        last = self.pieces[-1]
        last.text += "" if last.text.endswith("\n") else "\n"
        last.text += "" if last.text.endswith("\n\n") else "\n"
        self.pieces.append(Piece(f"[{in_toml(key)}]\n", key))
        self.put(key, values)

    def put(self, key: str, values: Mapping[str, Any]) -> None:
        """Set keys of a table; of a list what it does not hold yet is added."""
        piece = self._piece(key)
        piece.text += "" if piece.text.endswith("\n") else "\n"
        document = tomlkit.parse(piece.text)
        (table,) = document.values()
        for name, value in values.items():
            if isinstance(value, list | tuple):
                _extend(table, name, value, fold if name in self.names else str)
            else:
                table[name] = value
        piece.text = document.as_string()

    def remove(self, key: str, name: str) -> None:
        """Take a key out of a table, if it is there."""
        piece = self._piece(key)
        document = tomlkit.parse(piece.text)
        (table,) = document.values()
        if name in table:
            del table[name]
            piece.text = document.as_string()

    def take_out(self, key: str, name: str, values: Iterable[str]) -> None:
        """Take values out of a list of a table, if it has them."""
        piece, gone = self._piece(key), set(values)
        document = tomlkit.parse(piece.text)
        (table,) = document.values()
        items = table.get(name, [])
        for n in reversed([n for n, item in enumerate(items) if item in gone]):
            del items[n]
        piece.text = document.as_string()

    def rename_in_lists(self, names: Iterable[str], old: str, new: str) -> None:
        """Where lists of these names say the one key, let them say the other."""
        for piece in [p for p in self.pieces if p.key is not None]:
            document = tomlkit.parse(piece.text)
            (table,) = document.values()
            for name in names:
                items = table.get(name, [])
                for n in [n for n, item in enumerate(items) if fold(item) == fold(old)]:
                    items[n] = new
                    piece.text = document.as_string()

    def drop(self, key: str) -> list[str]:
        """Take a table out; returned are the comments that stood in it."""
        piece = self._piece(key)
        self.pieces.remove(piece)
        return [match[1] for match in COMMENT.finditer(piece.text) if match[1]]

    def comment(self, key: str, comments: Sequence[str]) -> None:
        """Put comments at the end of a table."""
        self._piece(key).text += "".join(f"{comment}\n" for comment in comments)

    # ---- back to the disk

    def save(self) -> None:
        """Write the file as a whole, if it says what can be followed.  Raises ConfigError."""
        self.check(self.path, self.text)
        data = self.text.replace("\n", "\r\n") if b"\r\n" in self.before else self.text
        encoded = (b"\xef\xbb\xbf" if self.before.startswith(b"\xef\xbb\xbf") else b"") + data.encode()
        target = self.path.resolve()
        temporary = target.with_name(f".{target.name}.{os.getpid():x}.tmp")
        try:
            temporary.write_bytes(encoded)
            if target.exists():
                shutil.copymode(target, temporary)
            temporary.replace(target)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise SitegenError(f"{self.path} cannot be written: {error.strerror}.", "Nothing was changed.") from None

    def _find(self, key: str) -> Piece | None:
        wanted = fold(" ".join(key.split()))
        return next((p for p in self.pieces if p.key is not None and fold(p.key) == wanted), None)

    def _piece(self, key: str) -> Piece:
        piece = self._find(key)
        if piece is None:
            raise SitegenError(
                f"{self.path}: the entry {key!r} is no table of its own, so it is not edited.",
                f'Write it as ["{key}"].',
            )
        return piece


def in_toml(name: str) -> str:
    """A name as the file has it: between quotation marks."""
    return tomlkit.string(name).as_string()


def pieces_of(text: str) -> list[Piece]:
    """Cut before each line that opens a table.  Blank lines and comments behind the last key of a table are no part
    of it, unless they stand directly below it."""
    found, rows = [Piece("")], text.splitlines(keepends=True)
    for row in rows:
        key = _key(row)
        if key is not None and _is_whole(found[-1].text):
            found += [*_apart(found.pop()), Piece("", key)]
        found[-1].text += row
    return [piece for piece in [*found[:-1], *_apart(found[-1])] if piece.text]


def _key(row: str) -> str | None:
    if not row.startswith("["):
        return None
    try:
        ((key, table),) = tomllib.loads(row).items()
    except ValueError:
        return None
    return " ".join(key.split()) if table == {} else None


def _is_whole(text: str) -> bool:
    """Does a line begin here, and not go on inside a text or list?"""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _apart(piece: Piece) -> list[Piece]:
    if piece.key is None:
        return [piece]
    rows = piece.text.splitlines(keepends=True)
    end = len(rows)
    while end > 1 and (not rows[end - 1].strip() or rows[end - 1].lstrip().startswith("#")):
        end -= 1
    while end < len(rows) and rows[end].strip():
        end += 1
    return [Piece("".join(rows[:end]), piece.key), Piece("".join(rows[end:]))]


def _extend(table: Table, name: str, values: Sequence[str], alike: Callable[[str], str]) -> None:
    if name not in table:
        table[name] = tomlkit.array()
    items: Array = table[name]
    for value in values:
        if all(alike(value) != alike(item) for item in items):
            items.append(value)
    if "\n" not in items.as_string() and len(items.as_string()) > WIDE:
        items.multiline(True)
