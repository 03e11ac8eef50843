"""Places resolved: invented sentences, the world's places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.gazetteer import Resolved, resolve
from sitegen.gazetteer.atlas import atlas, key_of
from sitegen.gazetteer.countries import lands


def where(text: str, *names: str) -> dict[str, str]:
    """What each name of a text is: "city US-TX", "ambiguous", "unknown"."""
    named = [(name, [m.span() for m in re.finditer(rf"\b{re.escape(name)}(?!\w)", text)]) for name in names]
    return {name: _told(got) for name, got in zip(names, resolve(text, named), strict=True)}


def _told(got: Resolved) -> str:
    if got.place is None:
        return "ambiguous" if got.ambiguous else "unknown"
    return f"{got.place.kind} {got.place.country}" + (f"-{got.place.admin}" if got.place.kind != "country" else "")


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("The bakers met in Springfield.", "Springfield", "ambiguous"),
        ("Springfield, Illinois, lost to Springfield, Massachusetts.", "Springfield", "ambiguous"),
        ("She moved from Chicago to Springfield.", "Springfield", "city US-IL"),
        ("In Springfield, Mass., it rained.", "Springfield", "city US-MA"),
        ("The mill in Paris, Texas, closed.", "Paris", "city US-TX"),
        ("She flew from Dallas to Paris.", "Paris", "city FR-11"),
        ("The border of Georgia lies near Tbilisi.", "Georgia", "country GE"),
        ("The mills of Georgia sell to Atlanta.", "Georgia", "state US-GA"),
        ("The mill in Augusta, Georgia, closed.", "Georgia", "state US-GA"),
        ("Georgia signed.", "Georgia", "ambiguous"),
        ("A student of Cambridge came from London.", "Cambridge", "city GB-ENG"),
        ("A student of Cambridge came from Boston.", "Cambridge", "city US-MA"),
        ("A student of Cambridge.", "Cambridge", "ambiguous"),
        ("Trains from Leeds to York were late.", "York", "city GB-ENG"),
        ("Flights from Leeds to New York were late.", "New York", "city US-NY"),
        ("The senators met in Washington.", "Washington", "city US-DC"),
        ("Ferries of Washington state were late.", "Washington", "state US-WA"),
        ("The ferry from Seattle, Washington, was late.", "Washington", "state US-WA"),
        ("A fair in Cologne.", "Cologne", "city DE-07"),
        ("Britain votes.", "Britain", "country GB"),
        ("A fair in Oklahoma.", "Oklahoma", "state US-OK"),
        ("Fairs in L.A. and N.Y. end.", "L.A.", "city US-CA"),
        ("ACA passed.", "ACA", "unknown"),
        ("Scotland votes.", "Scotland", "state GB-SCT"),
        ("A mill at Nethertarn.", "Nethertarn", "unknown"),
    ],
)
def test_what_a_name_means(text: str, name: str, what: str) -> None:
    others = [
        other for other in ("Chicago", "Dallas", "Tbilisi", "Atlanta", "London", "Boston", "Leeds") if other in text
    ]
    assert where(text, name, *others)[name] == what


def test_countries_have_a_middle_that_is_in_them() -> None:
    """Where they cross 180 degrees east, too."""
    for name, north, east in [
        ("France", 47.5, 3),
        ("Fiji", -17.8, 178),
        ("New Zealand", -38.5, 175),
        ("Peru", -11, -76),
    ]:
        (place,) = atlas().lands(name)
        assert place.latitude == pytest.approx(north, abs=1.5)
        assert place.longitude == pytest.approx(east, abs=1.5)


def test_no_name_is_of_two_countries() -> None:
    countries = [land for land in lands() if not land.admin]
    names = [key for land in countries for key in sorted({key_of(name) for name in (land.name, *land.others)})]
    assert len(names) == len(set(names))
    adjectives = [word for land in lands() for word in land.adjectives]
    assert len(adjectives) == len(set(adjectives))
    assert all(len(land.country) == 2 and land.name for land in lands())


NAMES = ["Paris", "Springfield", "Georgia", "Texas", "York", "Nethertarn", "London", "Canada"]


@given(st.lists(st.sampled_from(NAMES), unique=True, max_size=6))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_places_does_not_matter(names: list[str]) -> None:
    text = ". ".join(sorted(names))
    assert where(text, *names) == where(text, *sorted(names))
