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
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from sitegen.model import Correction, Role
from sitegen.tomlfile import Place, TomlFile

FILE = "corrections.toml"
KEYS = tuple(field.name for field in msgspec.structs.fields(Correction))
DATES = ("date", "noted")
LISTS = ("authors", "people", "tags")
OF_LINE = ("text", "role")
ROLES: tuple[str, ...] = get_args(Role)
PART = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?\Z")
FULL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?\Z")
DATE_HINT = "Write it as 2017, 2017-04, 2017-04-11 or 2017-04-11T08:00."
LINES_HINT = 'Write [["path/of/article.txt".lines]] with text = "the words of the line" and role = "caption".'
ARTICLE_HINT = 'Keys belong below a line ["path/of/article.txt"], with the path in quotation marks.'


def load(seeds: Path) -> dict[str, Correction]:
    """The entries of corrections.toml by source ("2017/bridge.txt", "wire.jsonl/abc"); none without the file.
    Raises ConfigError."""
    file = TomlFile.read(seeds / FILE, ARTICLE_HINT)
    return {article: _entry(file, article, table) for article, table in file.tables().items()} if file else {}


def _entry(file: TomlFile, article: str, table: Any) -> Correction:
    place = (article,)
    if not isinstance(table, dict):
        file.refuse((), article, f"{article!r} stands outside any article", ARTICLE_HINT)
    stated = {}
    for key, value in table.items():
        if isinstance(value, dict):  # [bridge.txt] without quotation marks is a table "txt" of a table "bridge"
            file.refuse(place, "", f"a table {key!r} inside of {article!r}", ARTICLE_HINT)
        file.check_key(place, key, KEYS)
        stated[key] = _value(file, place, key, value)
    return Correction(**stated)


def _value(file: TomlFile, place: Place, key: str, value: Any) -> Any:
    if key == "lines":
        return _lines(file, place, value)
    if key in DATES:
        return _date(file, place, key, value)
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            file.refuse(place, key, f"{key} is no list of names", f'Write it as {key} = ["Ann Lee", "Ben Roth"].')
        return tuple(dict.fromkeys(" ".join(item.split()) for item in value))
    if not isinstance(value, str):
        file.refuse(place, key, f"{key} is no text", f'Put it between quotation marks: {key} = "...".')
    return " ".join(value.split())


def _date(file: TomlFile, place: Place, key: str, value: Any) -> str:
    """A date in ISO 8601, with or without quotation marks; "" says that the article bears none."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        value = value.isoformat()
    words = value.strip() if isinstance(value, str) else ""
    if not (isinstance(value, str) and (not words or _is_date(words))):
        file.refuse(place, key, f"{key} = {str(value)[:60]!r} is no date", DATE_HINT)
    return words


def _is_date(words: str) -> bool:
    if PART.match(words):
        return words[:4] != "0000"
    try:
        return FULL.match(words) is not None and bool(datetime.datetime.fromisoformat(words))
    except ValueError:
        return False


def _lines(file: TomlFile, place: Place, value: Any) -> tuple[tuple[str, Role], ...]:
    if not isinstance(value, list) or not all(isinstance(line, dict) for line in value):
        file.refuse(place, "lines", "lines is no list of tables", LINES_HINT)
    found: dict[str, Role] = {}
    for number, line in enumerate(value):
        words, role = _line(file, (*place, "lines", number), line)
        if words in found:
            file.refuse((*place, "lines", number), "text", f"corrects the same line twice: {words[:60]!r}", LINES_HINT)
        found[words] = role
    return tuple(found.items())


def _line(file: TomlFile, place: Place, line: Mapping[str, Any]) -> tuple[str, Role]:
    for key in line:
        file.check_key(place, key, OF_LINE)
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
