"""Places resolved: invented sentences, the world's places."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.gazetteer import Resolved, Where, decode, encode, regions, resolve, settled
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


# ---- what articles tell of a place

CANTERBURY, GEORGIA = "city GB-ENG 51.28 1.08", "country GE 41.85 43.93"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("The mill in Canterbury closed.", "Canterbury", CANTERBURY),
        ("The border of Georgia lies near Tbilisi.", "Georgia", GEORGIA),
        ("Georgia signed.", "Georgia", "? GE US"),
        ("A mill at Nethertarn.", "Nethertarn", ""),
    ],
)
def test_what_an_article_tells_in_words(text: str, name: str, told: str) -> None:
    names = [name, *(["Tbilisi"] if "Tbilisi" in text else [])]
    named = [(n, [m.span() for m in re.finditer(n, text)]) for n in names]
    assert encode(resolve(text, named)[0]) == told


def test_what_was_told_is_read_again() -> None:
    assert decode(CANTERBURY) == Where("city", ("GB",), "ENG", 51.28, 1.08)
    assert decode("country AQ") == Where("country", ("AQ",))
    assert decode("? GE US") == Where(None, ("GE", "US"))
    assert decode("") is None
    assert Where("city", ("GB",), "ENG").code == "GB-ENG" and Where("country", ("FR",)).code == "FR"


@pytest.mark.parametrize(
    ("told", "together"),
    [
        ([], ""),
        ([("", 3), ("UN", 2)], ""),
        ([(GEORGIA, 1)], GEORGIA),
        ([(GEORGIA, 1), ("? GE US", 9), ("", 4)], GEORGIA),
        ([(GEORGIA, 3), ("state US-GA 33.39 -83.97", 2)], GEORGIA),
        ([(GEORGIA, 2), ("state US-GA 33.39 -83.97", 2)], "? GE US"),
        ([("state US-GA 33.39 -83.97", 2), (GEORGIA, 1), ("city US-IN 40.0 -86.0", 1)], "? US GE"),
        ([("? GE US", 1)], "? GE US"),
    ],
)
def test_the_articles_of_a_tag_tell_together(told: list[tuple[str, int]], together: str) -> None:
    assert settled(told) == together


TOLD = st.lists(st.tuples(st.sampled_from([CANTERBURY, GEORGIA, "? GE US", ""]), st.integers(1, 9)), max_size=6)


@given(TOLD, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(told: list[tuple[str, int]], chance: random.Random) -> None:
    other = chance.sample(told, len(told))
    one_by_one = [(text, 1) for text, n in other for _ in range(n)]
    assert settled(told) == settled(other) == settled(one_by_one)


def test_the_places_shipped_know_every_name_of_the_table() -> None:
    """After a change of countries.tsv, tools/places is to be run again."""
    for land in lands():
        kind = "state" if land.admin else "country"
        for name in (land.name, *land.others):
            found = [(p.kind, p.country, p.admin) for p in atlas().lands(name)]
            assert (kind, land.country, land.admin) in found, name


def test_every_country_has_a_name_and_a_part_of_the_world() -> None:
    codes = {land.country for land in lands()} | regions.regions().parts.keys()
    assert all(regions.has_name(code) and regions.part_of_the_world(code) for code in codes)
    assert all(code in regions.regions().names for code in regions.regions().with_article)


def test_countries_and_states_are_called_what_they_are() -> None:
    called = {code: regions.what(code) for code in ("FR", "GL", "US-TX", "CA-08", "CA-14", "GB-WLS", "ES-51", "US-DC")}
    assert list(called.values()) == [
        "Country", "Territory", "State", "Province", "Territory", "Country", "Region", "District",
    ]  # fmt: skip
    assert regions.said("US") == "the United States" and regions.said("FR") == "France"
