"""The tables of takedowns.toml -> takedowns; what cannot be followed is an error with its line."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any, get_args

from sitegen.model import Takedown
from sitegen.model.withheld import Level
from sitegen.tomlfile import Place, TomlFile

FILE = "takedowns.toml"
HINT = 'Write ["1"], then person = "Ann Lee" or article = "2017/bridge.txt", then level = "anonymised".'
LEVELS: tuple[str, ...] = get_args(Level)
TEXTS = ("level", "article", "person", "as", "date", "reason")
LISTS = ("names", "articles", "keep", "files")
FLAGS = ("public", "tombstone")
KEYS = (*TEXTS, *LISTS, *FLAGS)
KEY = re.compile(r"[A-Za-z0-9]{1,20}\Z")
OF_PERSONS = ("names", "articles", "keep", "files")


def load(seeds: Path) -> tuple[Takedown, ...]:
    """The entries in the order of the file; none without the file.  Raises ConfigError."""
    file = TomlFile.read(seeds / FILE, HINT)
    return _read(file) if file else ()


def read(path: Path, text: str) -> tuple[Takedown, ...]:
    """The same of a text that is to become the file at `path`.  Raises ConfigError."""
    return _read(TomlFile(path, text, HINT))


def _read(file: TomlFile) -> tuple[Takedown, ...]:
    return tuple(_takedown(file, key, table) for key, table in file.tables().items())


def _takedown(file: TomlFile, key: str, table: Any) -> Takedown:
    place = (key,)
    if not isinstance(table, dict):
        file.refuse((), key, f"{key!r} stands outside any entry", HINT)
    if not KEY.match(key):
        file.refuse(place, "", "the key of an entry is published, so it is a number or one plain word", HINT)
    stated = {name: _value(file, place, name, value) for name, value in table.items()}
    if bool(stated.get("article")) == bool(stated.get("person")):
        file.refuse(place, "", f"the entry {key!r} needs an article or a person, and not both", HINT)
    _check_level(file, place, stated)
    described = stated.pop("as", "") or "a person"
    if stated.get("person"):
        stated["names"] = tuple(dict.fromkeys((stated["person"], *stated.get("names", ()))))
    return Takedown(key, described=described.strip("[] "), **stated)


def _value(file: TomlFile, place: Place, key: str, value: Any) -> Any:
    file.check_key(place, key, KEYS)
    if key in FLAGS:
        if not isinstance(value, bool):
            file.refuse(place, key, f"{key} is neither true nor false", f"Write {key} = true.")
        return value
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            file.refuse(place, key, f"{key} is no list of texts", f'Write {key} = ["...", "..."].')
        return tuple(dict.fromkeys(" ".join(item.split()) if key == "names" else item for item in value))
    if isinstance(value, datetime.date):
        value = value.isoformat()
    if not isinstance(value, str):
        file.refuse(place, key, f"{key} is no text", f'Put it between quotation marks: {key} = "...".')
    return " ".join(value.split()) if key != "article" else value


def _check_level(file: TomlFile, place: Place, stated: dict[str, Any]) -> None:
    if stated.get("level") not in LEVELS:
        file.refuse(place, "level", f"level = {stated.get('level')!r} is not known", f"Valid: {', '.join(LEVELS)}.")
    wrong = next((key for key in OF_PERSONS if key in stated and stated.get("article")), None)
    if wrong:
        file.refuse(place, wrong, f"{wrong} belongs to an entry of a person", "Take it out.")
    if stated.get("person") and not re.search(r"\w", stated["person"]):
        file.refuse(place, "person", "person holds no name", HINT)
