"""The table: an edit -> exactly these pages, and no others."""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.incremental.edits import (
    ABOUT,
    ANN,
    BO,
    CY,
    FIRST,
    MAY,
    RAIN,
    REDIRECTS,
    SECOND,
    SNOW,
    THIRD,
    WHOLE,
    Edit,
    Table,
    added,
    assert_clean,
    assert_renders,
    body,
    by_name,
    deleted,
    edit,
    moved,
    nothing,
    person_template,
    stylesheet,
    title,
    touched,
)


def one_tag_less(a: Archive) -> None:
    edit(a, "second.md", ', "snow"', "")


def other_date(a: Archive) -> None:
    edit(a, "third.md", MAY, "2018-05-01")


def page_removed(a: Archive) -> None:
    (a.root / "site/people/ann-lee.html").unlink()


def page_altered(a: Archive) -> None:
    (a.root / "site/tags/rain.html").write_text("vandal")


TABLE: Table = [
    (nothing, set()),
    (touched, set()),
    (body, {FIRST}),
    # its page, the lists that show its card, the one that names it as the article before, those related to it
    (title, {FIRST, ANN, BO, RAIN, "archive/2019.html", SECOND, THIRD, *WHOLE}),
    # its page, what is gone of its tag, and the lists of the names that it has
    (one_tag_less, {SECOND, ANN, RAIN, "tags/index.html", "sitemap-tags.xml", "sitemap.xml", ABOUT, *WHOLE}),
    (
        added,
        {"articles/fourth.html", THIRD, CY, "tags/hail.html", "archive/2021.html", "archive/2020.html"}
        | {"archive/2019.html", "archive/index.html", "people/index.html", "tags/index.html"}
        | {"sitemap-2021.xml", "sitemap-lists.xml", "sitemap-tags.xml", "sitemap.xml", ABOUT, *WHOLE},
    ),
    (
        deleted,
        {SECOND, FIRST, RAIN, "archive/2019.html", "archive/index.html", "people/index.html", "tags/index.html"}
        | {"sitemap-lists.xml", "sitemap-people.xml", "sitemap.xml", ABOUT, *WHOLE}
        | {THIRD, REDIRECTS},  # a tombstone, and its line for hosts
    ),
    (moved, {THIRD}),
    (
        other_date,
        {THIRD, SECOND, FIRST, CY, RAIN, "archive/2018.html", "archive/2019.html", "archive/index.html"}
        | {"people/index.html", "sitemap-2018.xml", "sitemap-lists.xml", "sitemap.xml", ABOUT, *WHOLE},
    ),
    (person_template, {ANN, BO, CY, RAIN, SNOW}),
    (page_removed, {ANN}),
    (page_altered, {RAIN}),
    (stylesheet, {"style.css"}),
]


@pytest.mark.parametrize(("change", "pages"), TABLE, ids=by_name(TABLE))
def test_an_edit_renders_these_pages(built: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(built, change, pages)


def test_every_page_says_why(built: Archive) -> None:
    body(built)
    assert built.build().why == {"new or changed: article": 1}
    person_template(built)
    assert built.build().why == {"its template changed": 8}


def test_a_setting_renders_everything(built: Archive) -> None:
    edit_settings = built.root / "sitegen.toml"
    edit_settings.write_text(edit_settings.read_text("utf-8").replace("The Courier", "The Herald"), "utf-8")
    report = built.build()
    assert report.rendered >= len([p for p in built.site() if p.endswith((".html", ".xml"))])
    assert "The Herald" in built.page(FIRST)
    assert_clean(built)
