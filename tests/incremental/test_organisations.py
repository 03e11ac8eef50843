"""The page of organisations, and what an edit renders where articles are about them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import NO_SEARCH, SETTINGS, Archive
from tests.incremental.edits import Edit, edit

PAGE = "organisations.html"


def report(a: Archive, name: str, year: int, firm: str) -> None:
    """An article that is about a firm."""
    text = f"{firm} opened a hall on Monday. The board of {firm} was there. {firm} has made bricks for years."
    a.seed(name, f"---\ntitle: {firm} opens a hall\ndate: {year}-03-01\n---\n\n{text}\n")


@pytest.fixture
def firms(new_archive: Callable[..., Archive]) -> Archive:
    archive = new_archive("firms", SETTINGS + NO_SEARCH)
    for n, firm in enumerate(("Harbottle Bricks Ltd", "Harbottle Bricks Ltd", "Astley Tiles Ltd")):
        report(archive, f"{n}.md", 2001 + n, firm)
    archive.build()
    return archive


def entries(a: Archive) -> list[tuple[str, str]]:
    """(name, articles) of each organisation on the page, as they stand there."""
    return re.findall(r'<li><a href="tags/[^"]*">([^<]*)</a><span class="n">(\d+)</span></li>', a.page(PAGE))


def test_all_organisations_stand_on_one_page_by_name(firms: Archive) -> None:
    assert entries(firms) == [("Astley Tiles Ltd", "1"), ("Harbottle Bricks Ltd", "2")]
    assert f'href="../{PAGE}"' in firms.page("tags/index.html") and f'href="{PAGE}"' in firms.page("index.html")
    assert f'href="../{PAGE}"' not in firms.page("people/index.html")


def test_an_archive_without_organisations_has_no_such_page(archive: Archive) -> None:
    archive.article("a.md", "Rain", "2011-03-01", ("Ann Lee",), ("weather",))
    archive.build()
    assert PAGE not in archive.site()
    assert not any(PAGE in archive.page(p) for p in archive.site() if p.endswith(".html"))


def comes(a: Archive) -> None:
    report(a, "new.md", 2009, "Oakley Clay Ltd")


def other_words(a: Archive) -> None:
    edit(a, "0.md", "was there", "was not there")


def last_one_goes(a: Archive) -> None:
    for n in range(3):
        a.article(f"{n}.md", "Rain", f"{2001 + n}-03-01", tags=("weather",))


@pytest.mark.parametrize(("change", "rendered"), [(comes, True), (other_words, False), (last_one_goes, False)])
def test_it_follows_its_organisations_and_nothing_else(firms: Archive, change: Edit, rendered: bool) -> None:
    before = firms.site().get(PAGE)
    change(firms)
    firms.build()
    after = firms.site()
    assert (after.get(PAGE) != before) == (rendered or change is last_one_goes)
    assert (PAGE in after) == (change is not last_one_goes)
    firms.build(clean=True)
    assert firms.site() == after
