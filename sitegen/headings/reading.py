"""The tables of tags.toml as they are written, each value checked by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Any, get_args

from msgspec import Struct, structs

from sitegen import tomlvalues, vocabulary
from sitegen.model import PATTERN_MOST, TagKind
from sitegen.tomlfile import Place, TomlFile

HINT = 'Keys belong below a line ["Water supply"], with the name of the tag in quotation marks.'
KINDS: tuple[str, ...] = get_args(TagKind)
CODE = re.compile(r"[0-9]{8}\Z")
ALLOWED_BESIDE_DROP = {"drop", "aliases", "note"}


class Table(Struct, frozen=True):
    """One table.  `table` is its name as it is written, `key` the same with single blanks; `keys` are those that it
    states."""

    table: str
    key: str
    keys: frozenset[str]
    name: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = ""
    broader: str = ""
    mediatopic: str = ""
    patterns: tuple[str, ...] = ()
    slug: str = ""
    was: tuple[str, ...] = ()
    note: str = ""
    drop: bool = False

    @property
    def place(self) -> Place:
        return (self.table,)


KEYS = tuple(f.name for f in structs.fields(Table) if f.name not in ("table", "key", "keys"))


def tables(file: TomlFile) -> list[Table]:
    """Every table, in the order of the file.  Raises ConfigError."""
    return [_table(file, name, table) for name, table in file.tables().items()]


def _table(file: TomlFile, name: str, table: Any) -> Table:
    if not isinstance(table, dict):
        file.refuse((), name, f"{name!r} stands outside any tag", HINT)
    key = tomlvalues.tidy(name)
    if not key:
        file.refuse((name,), "", "a tag without a name", HINT)
    values = {}
    for each, value in table.items():
        if isinstance(value, dict):  # [water.supply] without quotation marks
            file.refuse((name, each), "", f"a table {each!r} inside of {name!r}", HINT)
        file.check_key((name,), each, KEYS)
        values[each] = READ[each](file, (name,), each, value)
    found = Table(name, key, frozenset(values), **values)
    _check_drop(file, found)
    return found


def _check_drop(file: TomlFile, table: Table) -> None:
    beside = sorted(table.keys - ALLOWED_BESIDE_DROP, key=KEYS.index)
    if table.drop and beside:
        told = f"{table.key!r} is dropped, and has {beside[0]} (line {file.line(table.place, beside[0])})"
        file.refuse(table.place, "drop", told, "Take one of the two out; only aliases and a note may stand beside.")


def _kind(file: TomlFile, place: Place, key: str, value: Any) -> str:
    if value not in KINDS:
        near = difflib.get_close_matches(str(value), KINDS, 1, 0.6)
        hint = (f"Did you mean '{near[0]}'? " if near else "") + f"Valid: {', '.join(KINDS)}."
        file.refuse(place, key, f"kind = {str(value)[:60]!r} is not known", hint)
    return str(value)


def _code(file: TomlFile, place: Place, key: str, value: Any) -> str:
    code = value.strip() if isinstance(value, str) else ""
    if not CODE.match(code):
        hint = 'It has eight digits, as in mediatopic = "20000270".'
        file.refuse(place, key, f"{key} = {str(value)[:60]!r} is no code of a Media Topic", hint)
    if not vocabulary.label_at(code):
        file.refuse(place, key, f"there is no Media Topic {code}", "The IPTC lists its Media Topics, with their codes.")
    return code


def _patterns(file: TomlFile, place: Place, key: str, value: Any) -> tuple[str, ...]:
    found = tomlvalues.verbatim(file, place, key, value)
    for pattern in found:
        _check_pattern(file, place, key, pattern)
    return found


def _check_pattern(file: TomlFile, place: Place, key: str, pattern: str) -> None:
    told = f"{key}: {pattern[:60]!r}"
    if len(pattern) > PATTERN_MOST:
        hint = f"Write several, of at most {PATTERN_MOST} characters each."
        file.refuse(place, key, f"{told} has {len(pattern)} characters", hint)
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        hint = "Write it as a regular expression of Python; a sign that stands for itself needs a backslash."
        file.refuse(place, key, f"{told} is no regular expression: {error}", hint)
    if compiled.match(""):
        file.refuse(place, key, f"{told} matches where nothing stands", "Write words that must be there.")


READ: dict[str, Callable[[TomlFile, Place, str, Any], Any]] = {
    **dict.fromkeys(("name", "note", "broader"), tomlvalues.text),
    "aliases": tomlvalues.texts,
    "kind": _kind,
    "mediatopic": _code,
    "patterns": _patterns,
    "slug": tomlvalues.slug,
    "was": tomlvalues.slugs,
    "drop": tomlvalues.flag,
}
