"""Countries and their large parts: names, abbreviations, adjectives.  A table made by hand (countries.tsv)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("countries.tsv")


class Land(NamedTuple):
    """A country, or a state of one.  `country` is its ISO 3166-1 code; `admin` the GeoNames code of a state, "" for a
    country; `others` are its other names and abbreviations ("UK", "Tenn"), `adjectives` how it and its people are
    called ("British", "Britons")."""

    country: str
    admin: str
    name: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]


@cache
def lands() -> tuple[Land, ...]:
    """The table, in its own order: countries first."""
    lines = TABLE.read_text("utf-8").splitlines()
    return tuple(_land(line) for line in lines if line and not line.startswith("#"))


def _land(line: str) -> Land:
    code, name, others, adjectives = (*line.split("\t"), "", "")[:4]
    country, _, admin = code.partition("-")
    return Land(country, admin, name, _listed(others), _listed(adjectives))


def _listed(field: str) -> tuple[str, ...]:
    return tuple(field.split(";")) if field else ()
