"""What an edit renders where articles are about places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import NO_SEARCH, SETTINGS, Archive
from tests.incremental.edits import ABOUT, WHOLE, Edit, Table, assert_renders, by_name, edit

PLACES, CAMBRIDGE, LEEDS, DOVER = "places.html", "tags/cambridge.html", "tags/leeds.html", "tags/dover.html"
ONE, TWO, TAGS = "articles/one.html", "articles/two.html", {"tags/index.html", "sitemap-tags.xml", "sitemap.xml"}


def fair(a: Archive, name: str, year: int, town: str, beside: str, more: str = "") -> None:
    """An article about a place that names another: it has both as tags."""
    text = f"The fair in {town} opened on Monday. Traders came to {town} from {beside}. {town} was full.{more}"
    a.seed(name, f"---\ntitle: A fair\ndate: {year}-03-01\n---\n\n{text} The road to {beside} was closed.\n")


@pytest.fixture
def placed(new_archive: Callable[..., Archive]) -> Archive:
    """Two articles: Cambridge is in England, Leeds too."""
    archive = new_archive("places", SETTINGS + NO_SEARCH)
    fair(archive, "one.md", 2001, "Cambridge", "Leeds")
    fair(archive, "two.md", 2002, "Leeds", "Dover")
    archive.build()
    assert "City in England" in archive.page(CAMBRIDGE) and {PLACES, DOVER} <= archive.site().keys()
    return archive


def place_comes(a: Archive) -> None:
    fair(a, "new.md", 2003, "Cambridge", "Oslo")


def place_leaves(a: Archive) -> None:
    fair(a, "two.md", 2002, "Leeds", "Nethertarn")


def place_is_another(a: Archive) -> None:
    fair(a, "one.md", 2001, "Cambridge", "Boston")


def other_words(a: Archive) -> None:
    edit(a, "one.md", "was full", "was empty")


def last_place_goes(a: Archive) -> None:
    for name in ("one.md", "two.md"):
        a.article(name, "A fair", "2001-03-01", tags=("fairs",))


LOCATED: Table = [
    # the first one is related to the new one, the second one is its neighbour
    (
        place_comes,
        {"articles/new.html", ONE, TWO, PLACES, CAMBRIDGE, "tags/oslo.html", "archive/2003.html", "archive/2002.html"}
        | {"archive/2001.html", "archive/index.html", "sitemap-2003.xml", "sitemap-lists.xml", ABOUT, *TAGS, *WHOLE},
    ),
    # its page, that of the place it names no more, of the town that it is about and of the one that it names now
    (place_leaves, {TWO, PLACES, LEEDS, "tags/nethertarn.html", *TAGS, *WHOLE}),
    # what it says of Cambridge now makes it another one
    (place_is_another, {ONE, PLACES, CAMBRIDGE, LEEDS, "tags/boston.html", ABOUT, *TAGS, *WHOLE}),
    (other_words, {ONE}),
    # the index of tags, too, led to the page of places, and a sitemap named it
    (
        last_place_goes,
        {
            ONE,
            TWO,
            "tags/fairs.html",
            "archive/2001.html",
            "archive/index.html",
            "sitemap-2001.xml",
            "sitemap-lists.xml",
            ABOUT,
            *TAGS,
            *WHOLE,
        },
    ),
]


@pytest.mark.parametrize(("change", "pages"), LOCATED, ids=by_name(LOCATED))
def test_an_edit_to_a_place_renders_these_pages(placed: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(placed, change, pages)
