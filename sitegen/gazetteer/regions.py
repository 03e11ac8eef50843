"""What to call a country, a state, and the part of the world that a country lies in.  A table made by hand
(regions.tsv), beside that of the countries."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from sitegen.gazetteer.countries import lands

TABLE = Path(__file__).with_name("regions.tsv")
STATES = {"AU": "State", "CA": "Province", "DE": "State", "GB": "Country", "US": "State"}
# Parts that are called otherwise than the others of their country, and countries that are none of their own.
TERRITORIES = frozenset("AU-01 AU-03 CA-12 CA-13 CA-14 HK MO PR".split())
DISTRICTS = frozenset(["US-DC"])


class Regions(NamedTuple):
    """By code: a country's, or a state's ("US-TX")."""

    names: dict[str, str]
    parts: dict[str, str]
    with_article: frozenset[str]
    territories: frozenset[str]


@cache
def regions() -> Regions:
    """The table, once a process."""
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]
    territories = {code: name for code, name in lines if len(code) == 2}
    names = territories | {f"{land.country}-{land.admin}".rstrip("-"): land.name for land in lands()}
    parts = {code: region for region, codes in lines if len(region) > 3 for code in codes.split()}
    (with_article,) = (codes for key, codes in lines if key == "the")
    return Regions(names, parts, frozenset(with_article.split()), TERRITORIES | territories.keys())


def name_of(code: str) -> str:
    """A country's or state's name; the code where there is none ("GR-ESYE31": states of few countries have names)."""
    return regions().names.get(code, code)


def said(code: str) -> str:
    """The name as it is said in a sentence: "the United States"."""
    return f"the {name_of(code)}" if code in regions().with_article else name_of(code)


def has_name(code: str) -> bool:
    return code in regions().names


def part_of_the_world(country: str) -> str:
    """ "Western Europe", "the Caribbean"; "" where it is not known."""
    return regions().parts.get(country, "")


def what(code: str) -> str:
    """What a country or state is called: "Country", "State", "Province", "Region"."""
    if code in regions().territories:
        return "Territory"
    if code in DISTRICTS:
        return "District"
    country, _, admin = code.partition("-")
    return STATES.get(country, "Region") if admin else "Country"
