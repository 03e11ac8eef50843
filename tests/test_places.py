"""Places on pages: the line that says where a place is, and the page of all places with its map."""

from __future__ import annotations

import json
import random
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import ids
from sitegen.model import TAG
from sitegen.pages import dotmap, places, projection
from sitegen.pages.outlines import decode, encode, land
from sitegen.store import TermRow
from tests.conftest import SETTINGS, Archive

PLACES = "places.html"
FAIR = """Fair opens in {0}

By Ann Lee
{1} March 2011

The fair in {0} opened on Monday. Traders came to {0} from {2}. The mayor of {0} spoke at noon.

In {0}, bakers sold bread. The people of {0} said that it was good.

The road to {2} was closed. In {2}, it rained.
"""


def fair(archive: Archive, number: int, town: str, beside: str) -> None:
    archive.seed(f"{number:03}.txt", FAIR.format(town, number, beside))


@pytest.fixture
def fairs(new_archive: Callable[..., Archive]) -> Archive:
    archive = new_archive("fairs", SETTINGS)
    for n, (town, beside) in enumerate((("Canterbury", "Leeds"), ("Leeds", "Germany"), ("Texas", "Dallas")), 1):
        fair(archive, n, town, beside)
    archive.build()
    return archive


def line_of(page: str) -> str:
    """The line that says where a place is, without its markup."""
    found = re.search(r'<p class="where">(.*?)</p>', page)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_tag_says_what_and_where_its_place_is(fairs: Archive) -> None:
    told = {name: line_of(fairs.page(f"tags/{name}.html")) for name in ("canterbury", "germany", "texas", "dallas")}
    assert told["canterbury"] == "City in England, United Kingdom · 51.3° N, 1.1° E"
    assert told["germany"].startswith("Country in Western Europe · 5")
    assert told["texas"].startswith("State in the United States · 3")
    assert told["dallas"] == "City in Texas, United States · 32.8° N, 96.8° W"
    assert f'<a href="../{PLACES}">' in fairs.page("tags/canterbury.html")


def test_a_place_that_is_written_in_short_is_the_same_place(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("short", SETTINGS)
    text = "US envoys met in Oslo. The US sent a letter. Ferries to Oslo were late, the US envoys said."
    archive.seed("one.md", f"---\ntitle: US envoys in Oslo\n---\n\n{text}\n")
    archive.build()
    assert line_of(archive.page("tags/united-states.html")).startswith("Country in North")


def test_machines_are_told_too(fairs: Archive) -> None:
    assert linked_data(fairs.page("tags/canterbury.html"))["about"] == {
        "@type": "Place",
        "name": "Canterbury",
        "url": "https://example.org/tags/canterbury.html",
        "address": {"@type": "PostalAddress", "addressCountry": "GB"},
        "geo": {"@type": "GeoCoordinates", "latitude": 51.28, "longitude": 1.08},
    }


def test_the_other_places_of_the_articles_tell_which_is_meant(new_archive: Callable[..., Archive]) -> None:
    english, american, none = (new_archive(name, SETTINGS) for name in ("english", "american", "none"))
    for archive, beside in ((english, "London"), (american, "Boston"), (none, "Nethertarn")):
        fair(archive, 1, "Cambridge", beside)
        archive.build()
    assert line_of(english.page("tags/cambridge.html")).startswith("City in England")
    assert line_of(american.page("tags/cambridge.html")).startswith("City in Massachusetts")
    countries = "Canada, New Zealand, the United Kingdom and the United States"
    assert line_of(none.page("tags/cambridge.html")) == f"There are several places of this name, in {countries}"
    assert "geo" not in linked_data(none.page("tags/cambridge.html"))["about"]
    assert PLACES not in none.site(), "nothing is known that could be on a map"


def test_most_articles_of_a_tag_decide(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("both", SETTINGS)
    fair(archive, 1, "Cambridge", "London")
    fair(archive, 2, "Cambridge", "Boston")
    archive.build()
    told = "There are several places of this name, in the United Kingdom and the United States"
    assert line_of(archive.page("tags/cambridge.html")) == told
    fair(archive, 3, "Cambridge", "Boston")
    archive.build()
    assert line_of(archive.page("tags/cambridge.html")).startswith("City in Massachusetts")
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before


def test_any_history_of_places_ends_as_a_clean_build(new_archive: Callable[..., Archive]) -> None:
    """Articles come, go and name other towns; the form that heads a tag changes with them."""
    chance = random.Random(6)
    archive = new_archive("history", SETTINGS)
    towns = ("Cambridge", "London", "Boston", "Georgia", "Atlanta", "Nethertarn")
    for step in range(12):
        for number in chance.sample(range(1, 8), 2):
            path = archive.root / f"seeds/{number:03}.txt"
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                fair(archive, number, *chance.sample(towns, 2))
        archive.build()
        if step % 3 == 2:
            before = archive.site()
            archive.build(clean=True)
            assert archive.site() == before


def test_the_page_of_places_has_a_list_by_country(fairs: Archive) -> None:
    page = fairs.page(PLACES)
    countries = re.findall(r"<h2>(?:<a[^>]*>)?([^<]+)", page)
    assert countries == ["Germany", "United Kingdom", "United States"]
    entry = '<li><a href="tags/leeds.html">Leeds</a><span class="n">2</span><span class="note">England</span></li>'
    assert entry in page
    assert '<h2><a href="tags/germany.html">Germany</a><span class="n">1</span></h2>' in page


def test_the_index_of_tags_leads_to_it(fairs: Archive) -> None:
    assert f'href="../{PLACES}"' in fairs.page("tags/index.html")
    assert PLACES not in fairs.page("people/index.html")


def test_an_archive_without_places_has_no_such_page(archive: Archive) -> None:
    archive.article("a.md", "Rain", "2011-03-01", ("Ann Lee",), ("weather",))
    archive.build()
    assert PLACES not in archive.site()
    assert not any(PLACES in archive.page(p) for p in archive.site() if p.endswith(".html"))


def drawing(page: str) -> ElementTree.Element:
    found = re.search(r"<svg.*?</svg>\s*<figcaption", page, re.DOTALL)
    assert found
    return ElementTree.fromstring(found[0].removesuffix("<figcaption"))


def test_every_dot_is_a_link_with_a_name(fairs: Archive) -> None:
    svg = drawing(fairs.page(PLACES))
    assert svg.get("role") == "group" and svg.get("aria-label")
    dots = svg.findall(".//a")
    titles = {a.get("href"): a.findtext("title") for a in dots}
    assert titles["tags/canterbury.html"] == "Canterbury: 1 article"
    assert titles["tags/leeds.html"] == "Leeds: 2 articles"
    assert len(titles) == len(dots) == 5
    assert all(href in fairs.site() for href in titles)
    hidden = [g for g in svg.findall("g") if g.get("aria-hidden") == "true"]
    assert not any(g.findall(".//a") for g in hidden) and len(svg.findall(".//text")) == sum(
        len(g.findall(".//text")) for g in hidden
    )


# ---- the map


def spot(name: str, n: int, east: float, north: float) -> dotmap.Spot:
    return dotmap.Spot(name, f"tags/{name}.html", n, east, north, False)


LONGITUDE, LATITUDE = st.floats(-180, 180), st.floats(-55, 80)


@given(st.lists(st.tuples(LONGITUDE, LATITUDE), min_size=1, max_size=20))
def test_every_place_is_on_the_map(where: list[tuple[float, float]]) -> None:
    view = projection.frame(where)
    for east, north in where:
        x, y = view.at(east, north)
        assert -0.01 <= x <= projection.WIDTH + 0.01 and -0.01 <= y <= projection.HEIGHT + 0.01


@given(st.lists(st.tuples(st.integers(-1800, 1800), st.integers(-900, 900)), min_size=1, max_size=30))
def test_an_outline_is_read_as_it_was_written(ring: list[tuple[int, int]]) -> None:
    assert decode(encode(ring)) == tuple(ring)


def test_the_land_lies_on_the_map() -> None:
    assert all(-1800 <= x <= 1800 and y <= 840 for ring in land() for x, y in ring)
    steps = [abs(a[0] - b[0]) for ring in land() for a, b in pairwise(ring)]
    assert max(steps) < 1800, "no line goes the wrong way around the world"


def test_a_dot_has_the_area_of_its_articles() -> None:
    shown = dotmap.context([spot("a", 4, 0, 50), spot("b", 16, 90, 0), spot("c", 64, -90, 0)])
    assert shown
    radii = [float(re.search(r' r="([\d.]+)"', dot["box"])[1]) for dot in shown["dots"]]  # type: ignore[index]
    assert radii == [13.0, 6.5, pytest.approx(3.25, abs=0.06)]


def test_names_on_the_map_cover_nothing() -> None:
    spots = [spot(f"Place {n}", 40 - n, n * 0.3, 50 + n % 3) for n in range(14)]
    shown = dotmap.context(spots)
    assert shown
    assert 1 <= len(shown["names"]) < 14
    assert all(str(name).count("<text") == 1 for name in shown["names"])
    far = dotmap.context([spot("<b>", 1, -100, 0), spot("B", 1, 100, 0)])
    assert far and [re.sub(r"^<text[^>]*>|</text>$", "", name) for name in far["names"]] == ["&lt;b&gt;", "B"]


# ---- many places


class Rows:
    """A store of places."""

    def __init__(self, rows: Sequence[TermRow]) -> None:
        self.rows, self.terms = rows, self

    def places(self, limit: int) -> Sequence[TermRow]:
        return self.rows[:limit]

    def count_places(self) -> int:
        return len(self.rows)


class Asked:
    """Facts, as far as the page of places reads them."""

    def __init__(self, rows: Sequence[TermRow]) -> None:
        self.store, self.reads = Rows(rows), list[tuple[int, int]]()

    def read(self, kind: int, n: int = 0) -> None:
        self.reads.append((kind, n))


def row(n: int) -> TermRow:
    sense = f"city US-TX {30 + n % 9}.00 -{90 + n % 20}.00"
    name = f"Town {n}"
    return TermRow(n, TAG, "place", name, f"town-{n}", f"town-{n}", "t", "", "", "", "", b"", sense, 0, 2000 - n, 0)


def test_a_large_archive_shows_the_places_used_most() -> None:
    facts = Asked([row(n) for n in range(1, 1201)])
    setting = SimpleNamespace(title="The Courier", base_url="https://example.org/")
    _, _, context = places.page(facts, setting)  # type: ignore[arg-type]
    assert facts.reads == [(ids.TOTALS, ids.PLACES)]
    assert len(context["map"]["dots"]) == ids.MOST_PLACES
    assert sum(len(country["entries"]) for country in context["countries"]) == ids.MOST_PLACES
    assert context["left_out"] == 1200 - ids.MOST_PLACES
