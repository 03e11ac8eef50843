"""Where a name is, as one article tells it and as all articles of an archive do: a few words that are compared and
counted as they are.

    "city GB-ENG 51.28 1.08"   a place: what it is, its country and state, degrees north and east
    "country AQ"               a place whose middle is not known
    "? GB US"                  several places have the name; the countries that they are in, the likeliest first
    ""                         no such place is known
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sitegen.gazetteer.atlas import PlaceKind
from sitegen.gazetteer.resolve import Resolved

SEVERAL = "?"
KINDS = frozenset(("city", "country", "state", SEVERAL))
MOST = 6  # countries of a name that several places have


class Where(NamedTuple):
    """`kind` None: `countries` are those of the places that have the name.  Else `countries` is the one that it is in,
    or is; `admin` its state, or which it is ("" where there is none)."""

    kind: PlaceKind | None
    countries: tuple[str, ...]
    admin: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def code(self) -> str:
        """Of the state, or else the country: "US-TX", "FR"."""
        return f"{self.countries[0]}-{self.admin}" if self.admin else self.countries[0]


def encode(found: Resolved) -> str:
    """What one article tells of a name."""
    place = found.place
    if place is None:
        return _several(found.countries) if found.ambiguous else ""
    code = f"{place.country}-{place.admin}" if place.admin else place.country
    if place.latitude is None or place.longitude is None:
        return f"{place.kind} {code}"
    return f"{place.kind} {code} {place.latitude:.2f} {place.longitude:.2f}"


@lru_cache(4096)
def decode(text: str) -> Where | None:
    """What `encode` and `settled` wrote; None where no place is known."""
    if not text:
        return None
    kind, *rest = text.split()
    if kind == SEVERAL:
        return Where(None, tuple(rest))
    country, _, admin = rest[0].partition("-")
    north, east = (float(rest[1]), float(rest[2])) if len(rest) > 1 else (None, None)
    return Where(kind, (country,), admin, north, east)  # type: ignore[arg-type]  # one of the three


def is_whereabouts(sense: str) -> bool:
    """Is this such words?  Names have other senses, too."""
    return sense.partition(" ")[0] in KINDS


def settled(told: Iterable[tuple[str, int]]) -> str:
    """What articles tell together, of (what, in how many): the place that most of those mean which tell one place.
    If no place has more than half of these, or no article tells one, several places remain."""
    count: Counter[str] = Counter()
    for text, articles in told:
        if is_whereabouts(text):
            count[text] += articles
    sure = {text: n for text, n in count.items() if not text.startswith(SEVERAL)}
    ranked = sorted(sure, key=lambda text: (-sure[text], text))
    if ranked and 2 * sure[ranked[0]] > sum(sure.values()):
        return ranked[0]
    if ranked:
        return _several(where.countries[0] for text in ranked if (where := decode(text)))
    open_ones = sorted(count, key=lambda text: (-count[text], text))
    return open_ones[0] if open_ones else ""


def _several(countries: Iterable[str]) -> str:
    return " ".join([SEVERAL, *list(dict.fromkeys(countries))[:MOST]])
