"""The tables of people.toml as they are written, each value checked by itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import tomlvalues
from sitegen.tomlfile import Place, TomlFile

REMARK = re.compile(r"\s*\([^()]*\)\Z")
Q_NUMBER = re.compile(r"Q[1-9][0-9]*\Z")
DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
HINT = 'Keys belong below a line ["Margaret Hale"], with the name in quotation marks.'
DAY_HINT = "Write it as 1951, 1951-04 or 1951-04-11 (a month needs quotation marks)."
ALLOWED_BESIDE = {"not_a_person", "note"}


class Stated(Struct, frozen=True):
    """One table.  `table` is its name as it is written, `key` the same with single blanks; `keys` are those that it
    states."""

    table: str
    key: str
    keys: frozenset[str]
    name: str = ""
    aliases: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    not_a_person: bool = False
    articles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    wikidata: str = ""
    slug: str = ""
    was: tuple[str, ...] = ()
    note: str = ""
    checked: bool = False

    @property
    def place(self) -> Place:
        return (self.table,)

    @property
    def shown(self) -> str:
        """The name that pages show."""
        return self.name or bare(self.key)


KEYS = tuple(f.name for f in msgspec.structs.fields(Stated) if f.name not in ("table", "key", "keys"))


def bare(key: str) -> str:
    """A key without the remark in brackets that tells it from others: "John Smith (baker)" -> "John Smith"."""
    return REMARK.sub("", key) or key


def stated(file: TomlFile) -> list[Stated]:
    """Every table, in the order of the file.  Raises ConfigError."""
    return [_table(file, name, table) for name, table in file.tables().items()]


def _table(file: TomlFile, name: str, table: Any) -> Stated:
    key = tomlvalues.tidy(name)
    if not isinstance(table, dict):
        file.refuse((), name, f"{name!r} stands outside any entry", HINT)
    if not key:
        file.refuse((name,), "", "an entry without a name", HINT)
    values = {}
    for each, value in table.items():
        if isinstance(value, dict):
            file.refuse((name, each), "", f"a table {each!r} inside of {name!r}", HINT)
        file.check_key((name,), each, KEYS)
        values[each] = READ[each](file, (name,), each, value)
    found = Stated(name, key, frozenset(values), **values)
    _check(file, found)
    return found


def _check(file: TomlFile, entry: Stated) -> None:
    beside = sorted(entry.keys - ALLOWED_BESIDE, key=KEYS.index)
    if entry.not_a_person and beside:
        what = (
            f"{entry.key!r} is stated to be no person, and has {beside[0]} (line {file.line(entry.place, beside[0])})"
        )
        file.refuse(entry.place, "not_a_person", what, "Take one of the two out; only a note may stand beside.")


def _day(file: TomlFile, place: Place, key: str, value: Any) -> str:
    """ISO 8601, cut to what is known."""
    said = value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        said = value.isoformat()
    elif isinstance(value, int) and not isinstance(value, bool):
        said = f"{value:04}"
    if not isinstance(said, str) or not _is_day(said.strip()):
        file.refuse(place, key, f"{key} = {str(value)[:60]!r} is no date", DAY_HINT)
    return said.strip()


def _is_day(words: str) -> bool:
    if not DAY.match(words):
        return False
    try:
        return bool(datetime.date.fromisoformat((words + "-01-01")[:10]))
    except ValueError:
        return False


def _q_number(file: TomlFile, place: Place, key: str, value: Any) -> str:
    if not isinstance(value, str) or not Q_NUMBER.match(value.strip()):
        hint = 'It is a Q and a number, as in wikidata = "Q42".'
        file.refuse(place, key, f"{key} = {str(value)[:60]!r} is no number of Wikidata", hint)
    return value.strip()


READ: dict[str, Callable[[TomlFile, Place, str, Any], Any]] = {
    **dict.fromkeys(("name", "note"), tomlvalues.text),
    **dict.fromkeys(("aliases", "same", "different", "roles"), tomlvalues.texts),
    **dict.fromkeys(("not_a_person", "checked"), tomlvalues.flag),
    **dict.fromkeys(("born", "died"), _day),
    "articles": tomlvalues.verbatim,
    "wikidata": _q_number,
    "slug": tomlvalues.slug,
    "was": tomlvalues.slugs,
}
