"""Which of the places of one name an article means.

Said beside the name ("Paris, Texas") is certain; then the far more populous place is meant; then the one in the country
and state that other places of the article are in.  What stays open is said to be ambiguous, and has no coordinates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.gazetteer.atlas import Atlas, Place, atlas, key_of

AFTER = re.compile(r",\s([^\W\d_][\w.]*(?:\s[A-Z][\w.]*){0,2})")
OF_STATE = re.compile(r"\s(?:state|province)\b")
FAR_MORE = 10  # times as many inhabitants: nobody needs to say which one is meant
MORE = 5  # enough among the places of the country that the article is about
CITY_FIRST = frozenset(("new york", "washington"))  # states whose name first means a city

Named = tuple[str, Sequence[tuple[int, int]]]  # name, mentions as spans of the text


class Resolved(NamedTuple):
    """A place, or None; `ambiguous` if there are several and the article does not tell which, and then `countries` are
    theirs, that of the most populous first."""

    place: Place | None
    ambiguous: bool = False
    countries: tuple[str, ...] = ()


def resolve(text: str, named: Sequence[Named]) -> list[Resolved]:
    """For each place that a text names: where it is."""
    world = atlas()
    open_ones = [_candidates(world, text, name, mentions) for name, mentions in named]
    near = Counter(near for places in open_ones for near in _certain(places))
    return [_chosen(places, near) for places in open_ones]


def _candidates(world: Atlas, text: str, name: str, mentions: Iterable[tuple[int, int]]) -> list[Place]:
    """The places of a name that what stands beside it allows.  Two different states beside it allow both."""
    places = list(world.places(name))
    told: list[Place] = []
    for start, end in mentions:
        told += [place for place in _beside(world, text, places, start, end) if place not in told]
    return told or _without_states_of(places, name)


def _beside(world: Atlas, text: str, places: Sequence[Place], start: int, end: int) -> list[Place]:
    """The places that one mention says it means: "Paris, Texas", "Washington state", "Augusta, Georgia |"."""
    if OF_STATE.match(text, end):
        return [place for place in places if place.kind == "state"]
    match = AFTER.match(text, end)
    for land in _lands(world, match[1]) if match else ():
        inside = [place for place in places if place.kind == "city" and _is_in(place, land)]
        if inside:
            return inside[:1]
    if text[max(0, start - 2) : start] == ", ":
        before = re.search(r"([A-Z][\w.]*(?: [A-Z][\w.]*)?), \Z", text[max(0, start - 40) : start])
        cities = world.places(before[1]) if before else ()
        return [land for land in places if land.kind != "city" and any(_is_in(c, land) for c in cities if c != land)]
    return []


def _lands(world: Atlas, words: str) -> list[Place]:
    """The states and countries of the longest of the words that is one's name: "New York" before "New"."""
    parts = words.split()
    for count in range(len(parts), 0, -1):
        found = world.lands(" ".join(parts[:count]))
        if found:
            return list(found)
    return []


def _is_in(place: Place, land: Place) -> bool:
    return place.country == land.country and (not land.admin or place.admin == land.admin) and place.kind == "city"


def _without_states_of(places: list[Place], name: str) -> list[Place]:
    """New York is the city unless it is said to be the state."""
    return [place for place in places if place.kind != "state"] if key_of(name) in CITY_FIRST else places


def _certain(places: Sequence[Place]) -> list[tuple[str, str]]:
    """The country, and the state, that a name without doubt is in."""
    if len(places) == 1 or (places and _outweighs(places)):
        return [(places[0].country, "")] + ([(places[0].country, places[0].admin)] if places[0].admin else [])
    return []


def _outweighs(places: Sequence[Place], times: int = FAR_MORE) -> bool:
    """Is the first so much greater that it is meant?  Of two lands of one name (Georgia) none is."""
    if len(places) == 1:
        return True
    first, second = places[0], places[1]
    return first.population >= times * second.population and (first.kind == "city" or second.kind == "city")


def _chosen(places: Sequence[Place], near: Counter[tuple[str, str]]) -> Resolved:
    if not places:
        return Resolved(None)
    if _outweighs(places):
        return Resolved(places[0])
    left = places
    for state in (False, True):
        left = _nearest(left, near, state)
        if _outweighs(left, MORE):
            return Resolved(left[0])
    return Resolved(None, True, tuple(dict.fromkeys(place.country for place in places)))


def _nearest(places: Sequence[Place], near: Counter[tuple[str, str]], state: bool) -> Sequence[Place]:
    """Those in the country (or state) that most of the other places are in; none that is far less than the greatest."""
    scores = [near[place.country, place.admin if state else ""] for place in places]
    best = max(scores)
    least = places[0].population / FAR_MORE if places[0].kind == "city" else 0
    kept = [place for place, score in zip(places, scores, strict=True) if score == best and place.population >= least]
    return kept or places
