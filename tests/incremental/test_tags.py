"""What an edit of tags.toml renders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import NO_MODEL, SETTINGS, Archive
from tests.incremental.edits import (
    ABOUT,
    CY,
    RAIN,
    REDIRECTS,
    SECOND,
    SNOW,
    TAG_LISTS,
    THIRD,
    WHOLE,
    Edit,
    Table,
    assert_renders,
    by_name,
    tags,
)


def a_tag_is_renamed(a: Archive) -> None:
    tags(a, '["snow"]\nname = "Snow and ice"\n')


def two_tags_are_one(a: Archive) -> None:
    tags(a, '["rain"]\naliases = ["Snow"]\n')


def a_tag_is_dropped(a: Archive) -> None:
    tags(a, '["Snow"]\ndrop = true\n')


def a_tag_is_a_place(a: Archive) -> None:
    tags(a, '["snow"]\nkind = "place"\n')


def a_tag_has_another_slug(a: Archive) -> None:
    tags(a, '["snow"]\nslug = "ice"\n')


def a_tag_below_another(a: Archive) -> None:
    tags(a, '["snow"]\nbroader = "rain"\n')


def a_code_and_a_note(a: Archive) -> None:
    tags(a, '["snow"]\nmediatopic = "20000270"\nnote = "On roads alone."\n')


def a_heading_of_no_article(a: Archive) -> None:
    tags(a, '["Hail"]\nbroader = "rain"\n')


def a_pattern_that_matches_nothing(a: Archive) -> None:
    tags(a, '["snow"]\npatterns = ["avalanches?"]\n')


def a_pattern_that_matches_one(a: Archive) -> None:
    tags(a, '["snow"]\npatterns = ["third"]\n')


def a_pattern_where_the_tag_is(a: Archive) -> None:
    tags(a, '["snow"]\npatterns = ["second"]\n')


TABLE: Table = [
    # its page, the one that leads on, the article that shows it, the index
    (a_tag_is_renamed, {SNOW, "tags/snow-and-ice.html", SECOND, *TAG_LISTS, "index.html", REDIRECTS}),
    (two_tags_are_one, {RAIN, SNOW, SECOND, *TAG_LISTS, "index.html", ABOUT, REDIRECTS}),
    (a_tag_is_dropped, {SECOND, *TAG_LISTS, "index.html", ABOUT}),
    (a_tag_is_a_place, {SNOW, SECOND, *TAG_LISTS, "index.html"}),
    (a_tag_has_another_slug, {SNOW, "tags/ice.html", SECOND, *TAG_LISTS, "index.html", REDIRECTS}),
    (a_tag_below_another, {SNOW, RAIN}),
    (a_code_and_a_note, {SNOW}),
    (a_heading_of_no_article, set()),
    (a_pattern_that_matches_nothing, {SNOW}),
    # as if the tag had been given: its page, the article, and the lists of the names that it has
    (a_pattern_that_matches_one, {THIRD, SNOW, CY, RAIN, "tags/index.html", "sitemap.xml", *WHOLE}),
    (a_pattern_where_the_tag_is, {SNOW}),
]


@pytest.mark.parametrize(("change", "pages"), TABLE, ids=by_name(TABLE))
def test_an_edit_renders_these_pages(built: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(built, change, pages)


def test_the_lists_of_years_say_too_what_a_tag_includes(new_archive: Callable[..., Archive]) -> None:
    settings = SETTINGS + NO_MODEL + "[publish]\nsplit = 2\nsmall_archive = 1\n"
    told, clean = new_archive("told", settings), new_archive("clean", settings)
    for archive in (told, clean):
        for n in range(8):
            archive.article(f"{n}.md", f"Report {n}", f"200{n % 2}-01-0{n + 1}", (), ("rain", "snow"))
    told.build()
    for archive in (told, clean):
        tags(archive, '["snow"]\nbroader = "rain"\n')
        archive.build()
    assert (told.root / "site/tags/rain/2000.html").exists()
    assert told.site() == clean.site()
