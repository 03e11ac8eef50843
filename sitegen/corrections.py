"""seeds/corrections.toml -> what editors state of single articles; it wins over all that was found or given.

    ["2017/bridge.txt"]
    title = "The bridge reopens"

    [["2017/bridge.txt".lines]]
    text = "Read more below"
    role = "dropped"

What cannot be followed is an error with its line; whether an entry fits its article, the build says."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, get_args

import msgspec

from sitegen.errors import ConfigError
from sitegen.model import Correction, Role

FILE = "corrections.toml"
KEYS = tuple(field.name for field in msgspec.structs.fields(Correction))
LISTS = ("authors", "people", "tags")
OF_LINE = ("text", "role")
ROLES: tuple[str, ...] = get_args(Role)
WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
PART = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?\Z")
FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\Z")
DATE_HINT = "Write it as 2017, 2017-04, 2017-04-11 or 2017-04-11T08:00."
LINES_HINT = 'Write [["path/of/article.txt".lines]] with text = "the words of the line" and role = "caption".'
ARTICLE_HINT = 'Keys belong below a line ["path/of/article.txt"], with the path in quotation marks.'


def load(seeds: Path) -> dict[str, Correction]:
    """The entries of corrections.toml by source ("2017/bridge.txt", "wire.jsonl/abc"); none without the file.
    Raises ConfigError."""
    path = seeds / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}.", "Look at its permissions.") from None
    file = _File(path, text)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        file.refuse_toml(str(error))
    return {article: _entry(file, article, table) for article, table in tables.items()}


class _Place(NamedTuple):
    """A part of the file: of an article, and the n-th of its lines (None: the article's own keys)."""

    article: str
    line: int | None = None


class _File:
    """The file as it was written: it knows where things stand, for those who have to mend them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.rows = path, text.split("\n")

    def refuse(self, place: _Place, key: str, what: str, hint: str) -> NoReturn:
        raise ConfigError(f"{self.path}:{self.line(place, key)}: {what}.", hint)

    def refuse_toml(self, told: str) -> NoReturn:
        where = WHERE.search(told)
        line = int(where[1]) if where and where[1] else len(self.rows)
        raise ConfigError(f"{self.path}:{line}: this is not valid TOML: {WHERE.sub('', told)}.", ARTICLE_HINT) from None

    def line(self, place: _Place, key: str) -> int:
        """The line of a key, else of the head of its table, else 1."""
        written = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        head, inside = 0, place == _Place("")
        for number, (row, found) in enumerate(self._places(), 1):
            if found is not None:
                inside = found == place
                head = head or (number if inside else 0)
            elif key and inside and written.match(row):
                return number
        return head or 1

    def _places(self) -> Iterator[tuple[str, _Place | None]]:
        """Each row, with the table that begins there."""
        told: dict[str, int] = {}
        for row in self.rows:
            head = _head(row)
            if head is not None and head.line is not None:
                head = _Place(head.article, told.setdefault(head.article, 0))
                told[head.article] += 1
            yield row, head


def _head(row: str) -> _Place | None:
    """The table that a row opens: TOML itself says how its name is to be read."""
    if not row.lstrip().startswith("["):
        return None
    try:
        ((article, table),) = tomllib.loads(row).items()
    except (tomllib.TOMLDecodeError, ValueError):
        return None
    return _Place(article, 0 if isinstance(table, dict) and isinstance(table.get("lines"), list) else None)


def _entry(file: _File, article: str, table: Any) -> Correction:
    place = _Place(article)
    if not isinstance(table, dict):
        file.refuse(_Place(""), article, f"{article!r} stands outside any article", ARTICLE_HINT)
    stated = {}
    for key, value in table.items():
        if isinstance(value, dict):  # [bridge.txt] without quotation marks is a table "txt" of a table "bridge"
            file.refuse(place, "", f"a table {key!r} inside of {article!r}", ARTICLE_HINT)
        _known(file, place, key, KEYS)
        stated[key] = _value(file, place, key, value)
    return Correction(**stated)


def _known(file: _File, place: _Place, key: str, keys: Iterable[str]) -> None:
    if key in keys:
        return
    near = difflib.get_close_matches(key, list(keys), 1, 0.5)
    hint = f"Did you mean '{near[0]}'?" if near else f"Valid here: {', '.join(keys)}."
    file.refuse(place, key, f"unknown key '{key}' for {place.article}", hint)


def _value(file: _File, place: _Place, key: str, value: Any) -> Any:
    if key == "lines":
        return _lines(file, place, value)
    if key == "date":
        return _date(file, place, value)
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            file.refuse(place, key, f"{key} is no list of names", f'Write it as {key} = ["Ann Lee", "Ben Roth"].')
        return tuple(dict.fromkeys(" ".join(item.split()) for item in value))
    if not isinstance(value, str):
        file.refuse(place, key, f"{key} is no text", f'Put it between quotation marks: {key} = "...".')
    return " ".join(value.split())


def _date(file: _File, place: _Place, value: Any) -> str:
    """A date in ISO 8601, with or without quotation marks; "" says that the article bears none."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        value = value.isoformat()
    words = value.strip() if isinstance(value, str) else ""
    if not (isinstance(value, str) and (not words or _is_date(words))):
        file.refuse(place, "date", f"date = {str(value)[:60]!r} is no date", DATE_HINT)
    return words


def _is_date(words: str) -> bool:
    if PART.match(words):
        return words[:4] != "0000"
    try:
        return FULL.match(words) is not None and bool(datetime.datetime.fromisoformat(words))
    except ValueError:
        return False


def _lines(file: _File, place: _Place, value: Any) -> tuple[tuple[str, Role], ...]:
    if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
        file.refuse(place, "lines", "lines is no list of tables", LINES_HINT)
    found: dict[str, Role] = {}
    for number, line in enumerate(value):
        words, role = _line(file, _Place(place.article, number), line)
        if words in found:
            file.refuse(
                _Place(place.article, number), "text", f"corrects the same line twice: {words[:60]!r}", LINES_HINT
            )
        found[words] = role
    return tuple(found.items())


def _line(file: _File, place: _Place, line: Mapping[str, Any]) -> tuple[str, Role]:
    for key in line:
        _known(file, place, key, OF_LINE)
    words, role = line.get("text"), line.get("role")
    if not isinstance(words, str) or not words.strip() or "\n" in words.strip():
        file.refuse(place, "text", "text does not hold the words of one line", LINES_HINT)
    if role not in ROLES:
        what = f"role = {role!r} is not known" if role is not None else "a line without a role"
        near = difflib.get_close_matches(str(role), ROLES, 1, 0.6)
        file.refuse(
            place, "role", what, (f"Did you mean '{near[0]}'? " if near else "") + f"Valid: {', '.join(ROLES)}."
        )
    return words.strip(), role
