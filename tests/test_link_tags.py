"""Which spellings are one tag, over the archive."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import tag_names
from sitegen.link import Cluster, Spelling, resolve_tags
from sitegen.model import Heading
from sitegen.naming import fold
from tests.conftest import SETTINGS, Archive

ACADEMY = "Bramley Tennis Academy"
WATER = Heading("Water supply", "Water supply", ("Water supply", "water mains"), kind="topic")


def forms(text: str) -> list[Spelling]:
    """ "topic: water main; 3 | organisation: Bramley Tennis Academy = BTA; 2": kind, name, letters, articles."""
    found = []
    for number, row in enumerate(text.split("|"), 1):
        kind, _, rest = row.partition(":")
        name, _, articles = rest.partition(";")
        name, _, sense = name.partition("=")
        found.append(Spelling(number, kind.strip(), name.strip(), sense.strip(), int(articles or 1)))
    return found


def told(clusters: list[Cluster]) -> list[tuple[str, str, str]]:
    """(the name to show, its kind, the spellings) of each."""
    return [(c.head.name, c.kind, ", ".join(sorted({f.name for f in c.forms}))) for c in clusters]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one spelling is one tag, whatever its kind; the majority says what it is
        ("topic: rain; 2 | given: Rain; 5", [("Rain", "topic", "Rain, rain")]),
        (
            "place: Milford; 2 | organisation: Milford; 3 | organisation: MILFORD",
            [("Milford", "organisation", "MILFORD, Milford")],
        ),
        ("place: Milford; 2 | place: MILFORD; 2 | topic: MILFORD", [("MILFORD", "place", "MILFORD, Milford")]),
        ("keyword: sluice; 4 | given: sluice", [("sluice", "topic", "sluice")]),
        ("keyword: sluice; 4", [("sluice", "keyword", "sluice")]),
        # a found topic joins the one given tag that differs by plural or hyphen
        ("topic: bus drivers; 9 | given: Bus driver", [("Bus driver", "topic", "Bus driver, bus drivers")]),
        ("topic: sea level | given: Sea-Levels; 4", [("Sea-Levels", "topic", "Sea-Levels, sea level")]),
        (
            "given: bus drivers | given: Bus driver; 2",
            [("Bus driver", "topic", "Bus driver"), ("bus drivers", "topic", "bus drivers")],
        ),
        (
            "topic: sea level | given: sea-level; 2 | given: Sea Levels; 3",
            [
                ("Sea Levels", "topic", "Sea Levels"),
                ("sea-level", "topic", "sea-level"),
                ("sea level", "topic", "sea level"),
            ],
        ),
        ("topic: cat; 2 | topic: cats", [("cat", "topic", "cat"), ("cats", "topic", "cats")]),
        # what adds nothing to a name
        (
            "organisation: Bramley Paper Company | organisation: Bramley Paper; 2 | organisation: the Bramley Paper Co",
            [("Bramley Paper", "organisation", "Bramley Paper, Bramley Paper Company, the Bramley Paper Co")],
        ),
        ("place: The Fens; 2 | place: Fens", [("The Fens", "place", "Fens, The Fens")]),
        (
            "organisation: Lighting Company; 2 | organisation: Lighting",
            [("Lighting Company", "organisation", "Lighting Company"), ("Lighting", "organisation", "Lighting")],
        ),
        (
            "organisation: Bramley Paper Inc | place: Bramley Paper; 2",
            [("Bramley Paper", "place", "Bramley Paper"), ("Bramley Paper Inc", "organisation", "Bramley Paper Inc")],
        ),
        (
            "organisation: Bramley Lions; 2 | organisation: Bramley Lion",
            [("Bramley Lions", "organisation", "Bramley Lions"), ("Bramley Lion", "organisation", "Bramley Lion")],
        ),
        # letters join the one organisation that an article writes in them
        (
            f"organisation: BTA; 7 | organisation: {ACADEMY} = BTA | organisation: {ACADEMY}; 3",
            [("BTA", "organisation", f"BTA, {ACADEMY}")],
        ),
        (
            f"organisation: BTA; 7 | organisation: {ACADEMY}; 3",
            [("BTA", "organisation", "BTA"), (ACADEMY, "organisation", ACADEMY)],
        ),
        (
            f"organisation: BTA; 7 | organisation: {ACADEMY} = BTA; 2 | organisation: Bus Travel Agency = BTA",
            [
                ("BTA", "organisation", "BTA"),
                (ACADEMY, "organisation", ACADEMY),
                ("Bus Travel Agency", "organisation", "Bus Travel Agency"),
            ],
        ),
        (
            f"organisation: BTA; 7 | organisation: {ACADEMY} = BTA; 2 | organisation: Bus Travel Agency; 3",
            [("BTA", "organisation", f"BTA, {ACADEMY}"), ("Bus Travel Agency", "organisation", "Bus Travel Agency")],
        ),
        (
            f"given: BTA | organisation: {ACADEMY} = BTA; 2",
            [(ACADEMY, "organisation", ACADEMY), ("BTA", "topic", "BTA")],
        ),
        (
            f"topic: BTA | organisation: {ACADEMY} = BTA; 2",
            [(ACADEMY, "organisation", ACADEMY), ("BTA", "topic", "BTA")],
        ),
        (
            f"organisation: BTA | organisation: The {ACADEMY} = BTA | organisation: {ACADEMY}; 2",
            [(ACADEMY, "organisation", f"BTA, {ACADEMY}, The {ACADEMY}")],
        ),
    ],
)
def test_what_is_one_tag(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(resolve_tags(forms(text))) == expected


def test_an_editor_says_what_is_one_tag() -> None:
    (cluster,) = resolve_tags(
        forms("given: Water Mains; 4 | topic: water supplies; 2 | organisation: water supply; 9"), [WATER]
    )
    assert (cluster.entry, cluster.kind, cluster.status) == (WATER, "topic", "stated")
    assert len(cluster.forms) == 3


def test_a_heading_of_no_article_is_no_tag() -> None:
    assert told(resolve_tags(forms("given: rain"), [WATER])) == [("rain", "topic", "rain")]
    assert resolve_tags([Spelling(1, "topic", "rain", "", 0)]) == []


def test_letters_stand_for_a_name() -> None:
    assert tag_names.short_form(ACADEMY, [ACADEMY, "the academy", "B.T.A.", "BTA"]) == "BTA"
    assert tag_names.short_form("The Royal Society for the Care of Otters", ["RSCO"]) == "RSCO"
    assert tag_names.short_form(ACADEMY, ["BTU", "bta", "Bta"]) == ""
    assert tag_names.short_form("Water Board", ["WB"]) == ""
    assert tag_names.short_form("Żabia Ósma Łąka", ["ŻÓŁ"]) == "ŻÓŁ"


def test_what_may_be_one_tag_is_in_one_block() -> None:
    for names in (
        ("Bramley Paper Company", "bramley paper", "The Bramley Paper Co.", "Bramley Paper, Inc."),
        (ACADEMY, "BTA", "B.T.A.", f"the {ACADEMY}"),
        ("sea level", "Sea-Levels"),
        ("women", "Woman"),
    ):
        assert len({tag_names.block(name) for name in names}) == 1
    assert all(tag_names.block(name) for name in ("-", ".", "the", "The Inc", "水道", "!!"))


NAMES = [
    "Rain",
    "rain",
    "rains",
    "Sea level",
    "sea-levels",
    ACADEMY,
    f"{ACADEMY} Ltd",
    "BTA",
    "B.T.A.",
    "Bus Travel Agency",
]
spellings = st.lists(
    st.tuples(
        st.sampled_from(["given", "topic", "keyword", "organisation", "place"]),
        st.sampled_from(NAMES),
        st.sampled_from(["", "", "BTA"]),
        st.integers(0, 3),
    ),
    max_size=9,
    unique_by=lambda form: form[:3],
)
stated = st.lists(
    st.sampled_from([WATER, Heading("Rain", "Rainfall", ("Rainfall", "Rain")), Heading("BTA", "BTA", ("BTA",))]),
    unique=True,
)


@given(spellings, stated, st.randoms(use_true_random=False))
def test_neither_order_nor_ids_matter(
    found: list[tuple[str, str, str, int]], entries: list[Heading], order: random.Random
) -> None:
    shuffled, other = list(found), list(entries)
    order.shuffle(shuffled)
    order.shuffle(other)
    one = resolve_tags([Spelling(n, *form) for n, form in enumerate(found, 1)], entries)
    two = resolve_tags([Spelling(900 - n, *form) for n, form in enumerate(shuffled)], other)
    assert _without_ids(one) == _without_ids(two)


@given(spellings, stated)
def test_every_spelling_that_is_used_is_one_tag(found: list[tuple[str, str, str, int]], entries: list[Heading]) -> None:
    clusters = resolve_tags([Spelling(n, *form) for n, form in enumerate(found, 1)], entries)
    ids = sorted(form.id for cluster in clusters for form in cluster.forms)
    assert ids == [n for n, form in enumerate(found, 1) if form[3]]
    home = {fold(form.name): n for n, cluster in enumerate(clusters) for form in cluster.forms}
    assert all(home[fold(form.name)] == n for n, cluster in enumerate(clusters) for form in cluster.forms)


def _without_ids(clusters: list[Cluster]) -> list[object]:
    return [([form[1:] for form in c.forms], c.status, c.entry, c.kind) for c in clusters]


TEXT = """{} looks for new coaches

The {} wants four more coaches before the summer, its director said on Monday.

{} has too few for the number of children on its list. The {} said it would pay for their training.
"""


def test_letters_are_the_name_that_another_article_spells_out(new_archive: Callable[..., Archive]) -> None:
    """Incrementally, too: when the article that says so is gone, the letters stand for themselves."""
    archive = new_archive("letters", SETTINGS)
    archive.seed("a.txt", TEXT.format("BTA", "BTA", "The BTA", "BTA"))
    archive.seed("b.txt", TEXT.format(ACADEMY, f"{ACADEMY} (BTA)", "The BTA", "BTA"))
    archive.build()
    full, short = "tags/bramley-tennis-academy.html", "tags/bta.html"
    assert [path for path in archive.site() if path.startswith("tags/b")] == [full], "of equals the name in full"
    assert "2 articles" in archive.page(full)
    archive.seed("b.txt", TEXT.format(ACADEMY, ACADEMY, f"The {ACADEMY}", ACADEMY))
    archive.build()
    assert [path for path in archive.site() if path.startswith("tags/b")] == [full, short]
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before
