"""What an edit renders where articles are related."""

from __future__ import annotations

import pytest

from tests.conftest import NO_MODEL, SETTINGS, Archive
from tests.incremental.edits import ABOUT, ANN, BO, CY, NAMES, WHOLE, Edit, Table, assert_renders, by_name, edit, people


@pytest.fixture
def told(archive: Archive) -> Archive:
    """Forty articles by date, all on the mayor; Bo Ek is in two that lie far apart, Cy Day in one."""
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + "[publish]\nfeeds = 0\n", "utf-8")
    rare = {5: ("Bo Ek",), 25: ("Bo Ek",), 15: ("Cy Day",)}
    for n in range(40):
        date = f"{2010 + n // 10}-{1 + n % 10:02}-15"
        archive.article(f"n{n}.md", f"Item {n}", date, ("Ann Lee", *rare.get(n, ())))
    archive.build()
    return archive


def names(a: Archive, n: int, *people: str) -> None:
    edit(a, f"n{n}.md", 'people: ["Ann Lee"', 'people: ["Ann Lee", ' + ", ".join(f'"{name}"' for name in people))


def starts_a_list(a: Archive) -> None:
    names(a, 35, "Cy Day")


def joins_a_list(a: Archive) -> None:
    names(a, 35, "Bo Ek")


def leaves_a_list(a: Archive) -> None:
    edit(a, "n25.md", ', "Bo Ek"', "")


def only_the_common_name(a: Archive) -> None:
    edit(a, "n15.md", ', "Cy Day"', "")


def a_related_one_is_edited(a: Archive) -> None:
    edit(a, "n5.md", "stopped", "went on")


def a_related_one_is_renamed(a: Archive) -> None:
    edit(a, "n5.md", "Item 5", "Thing 5")


def a_name_is_struck_out(a: Archive) -> None:
    people(a, '["Bo Ek"]\nnot_a_person = true\n')


def item(*numbers: int) -> set[str]:
    return {f"articles/n{n}.html" for n in numbers}


RELATED: Table = [
    # both pages, and the people named in it; who is in the list of Ann Lee is no matter to related articles
    (starts_a_list, item(15, 35) | {CY, ANN, "people/index.html", "sitemap.xml", *WHOLE}),
    (joins_a_list, item(5, 25, 35) | {BO, ANN, "people/index.html", "sitemap.xml", *WHOLE}),
    (leaves_a_list, item(5, 25) | {BO, ANN, "people/index.html", "sitemap.xml", *WHOLE}),
    (only_the_common_name, item(15) | {ANN, *NAMES, ABOUT, *WHOLE}),
    (a_related_one_is_edited, item(5)),
    # its page, its neighbours, the page that relates it, and lists that hold its card
    (a_related_one_is_renamed, item(4, 5, 6, 25) | {ANN, BO, "archive/2010.html"}),
    (a_name_is_struck_out, item(5, 25) | {ANN, *NAMES, "index.html", ABOUT}),
]


@pytest.mark.parametrize(("change", "pages"), RELATED, ids=by_name(RELATED))
def test_an_edit_to_a_related_article_renders_these_pages(told: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(told, change, pages)
