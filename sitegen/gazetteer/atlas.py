"""The places of the world by name: GeoNames' cities and countries (geonames.org, CC BY 4.0), as arrays that
tools/places makes (places.npz), with the table of countries.  Read when the first place is asked, once in a process."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

PlaceKind = Literal["city", "country", "state"]
TABLE = Path(__file__).with_name("places.npz")
# Of cities; "La." is a state.
INITIALS = {"la": "los angeles", "nyc": "new york city", "dc": "washington"}
NOWHERE = np.iinfo(np.int16).min


class Place(NamedTuple):
    """`country` is an ISO 3166-1 code, `admin` GeoNames' code of a state ("" for a country); coordinates are degrees,
    of a country or state the middle of its cities weighed by their inhabitants, None where no city is known."""

    kind: PlaceKind
    country: str
    admin: str
    latitude: float | None
    longitude: float | None
    population: int


class Atlas:
    """`places` are those of one name, the most populous first; `lands` finds states and countries alone.

    Of the table, `keys` are sorted lines; the places of the key n are the rows `members[first[n]:first[n + 1]]`."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as arrays:
            self._keys: bytes = arrays["keys"].tobytes()
            self._ends = np.concatenate([[-1], np.flatnonzero(arrays["keys"] == ord("\n"))]).astype(np.int32)
            self._first = np.concatenate([[0], np.cumsum(arrays["counts"], dtype=np.int32)])
            self._codes = arrays["codes"].tobytes().decode("ascii").split("\n")
            names = ("members", "code", "land", "latitude", "longitude", "population")
            self._columns = {name: arrays[name] for name in names}
        self._under = lru_cache(4096)(self._find)

    def places(self, name: str) -> tuple[Place, ...]:
        key = key_of(name)
        return self._under(INITIALS.get(key, key) if name.isupper() else key)

    def lands(self, name: str) -> tuple[Place, ...]:
        return tuple(place for place in self._under(key_of(name)) if place.kind != "city")

    def _find(self, key: str) -> tuple[Place, ...]:
        sought, keys = key.encode(), range(len(self._first) - 1)
        at = bisect_left(keys, sought, key=self._key)
        if at == len(keys) or self._key(at) != sought:
            return ()
        return tuple(map(self._place, self._columns["members"][self._first[at] : self._first[at + 1]].tolist()))

    def _key(self, n: int) -> bytes:
        start, end = self._ends[n] + 1, self._ends[n + 1]
        return self._keys[start:end]

    def _place(self, row: int) -> Place:
        column = {name: int(values[row]) for name, values in self._columns.items() if name != "members"}
        country, _, admin = self._codes[column["code"]].partition("-")
        kind: PlaceKind = ("state" if admin else "country") if column["land"] else "city"
        known = column["latitude"] != NOWHERE
        north, east = column["latitude"] / 100, column["longitude"] / 100
        return Place(kind, country, admin, north if known else None, east if known else None, column["population"])


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
    return Atlas(TABLE)
