"""What an edit renders where articles are versions of one report."""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.incremental.edits import ABOUT, BO, RAIN, REDIRECTS, WHOLE, Edit, Table, assert_renders, by_name, edit, story


@pytest.fixture
def wired(archive: Archive) -> Archive:
    """A report, a cut copy of it a day later, and another report the year after."""
    archive.article("report.md", "Aground", "2019-03-01", ("Ann Lee",), ("rain",), story("ferry"))
    archive.article("cut.md", "Ferry aground", "2019-03-02", ("Bo Ek",), ("rain",), story("ferry", 0, 3))
    archive.article("other.md", "Wolf", "2020-05-01", ("Cy Day",), ("snow",), story("wolf"))
    archive.build()
    assert "and 1 other version" in archive.page("archive/2019.html")
    return archive


def copy_joins(a: Archive) -> None:
    a.article("copy.md", "Aground again", "2019-03-03", body=story("ferry"))


def version_leaves(a: Archive) -> None:
    a.article("cut.md", "Ferry aground", "2019-03-02", ("Bo Ek",), ("rain",), story("bridge"))


def other_joins(a: Archive) -> None:
    a.article("other.md", "Wolf", "2020-05-01", ("Cy Day",), ("snow",), story("ferry", 0, 4))


def lead_edited(a: Archive) -> None:
    edit(a, "report.md", "five hours", "six hours")


def version_edited(a: Archive) -> None:
    edit(a, "cut.md", "five hours", "six hours")


def version_renamed(a: Archive) -> None:
    edit(a, "cut.md", "Ferry aground", "Aground")


def lead_deleted(a: Archive) -> None:
    (a.root / "seeds/report.md").unlink()


def earlier_lead(a: Archive) -> None:
    edit(a, "cut.md", "2019-03-02", "2018-03-02")


REPORT, CUT, OTHER = "articles/report.html", "articles/cut.html", "articles/other.html"
IN_2019, YEARS = "archive/2019.html", {"archive/index.html", "sitemap.xml"}
VERSIONS: Table = [
    # its page, the two that name it as another version, what comes after it, and the lists by date
    (copy_joins, {"articles/copy.html", REPORT, CUT, OTHER, IN_2019, "sitemap-2019.xml", ABOUT, *YEARS, *WHOLE}),
    # both pages, and the lists that held both and showed one; not the list of Bo Ek, who is in one of them
    (version_leaves, {CUT, REPORT, RAIN, IN_2019, *WHOLE}),
    # three pages; no list holds two of them but the one on the first page
    (other_joins, {OTHER, CUT, REPORT, *WHOLE}),
    # its page, and the one that tells what differs
    (lead_edited, {REPORT, CUT}),
    (version_edited, {REPORT, CUT}),
    # its page, lists that hold its card, pages that name it: as a version, as a neighbour
    (version_renamed, {CUT, REPORT, OTHER, BO, RAIN, IN_2019, *WHOLE}),
    (
        lead_deleted,
        {CUT, RAIN, IN_2019, "sitemap-2019.xml", "people/index.html", "tags/index.html", "sitemap-people.xml"}
        | {ABOUT, *YEARS, *WHOLE, REPORT, REDIRECTS},
    ),
    (
        earlier_lead,
        {CUT, REPORT, OTHER, BO, RAIN, IN_2019, "archive/2018.html", "archive/2020.html", "sitemap-2018.xml"}
        | {"sitemap-2019.xml", "sitemap-lists.xml", "people/index.html", ABOUT, *YEARS, *WHOLE},
    ),
]


@pytest.mark.parametrize(("change", "pages"), VERSIONS, ids=by_name(VERSIONS))
def test_an_edit_to_a_version_renders_these_pages(wired: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(wired, change, pages)


def test_versions_point_to_their_lead_and_keep_their_addresses(wired: Archive) -> None:
    assert '<link rel="canonical" href="https://example.org/articles/report.html">' in wired.page(CUT)
    assert '<link rel="canonical" href="https://example.org/articles/report.html">' in wired.page(REPORT)
    assert '<link rel="canonical" href="https://example.org/articles/other.html">' in wired.page(OTHER)
    assert "articles/cut.html" in wired.page("sitemap-2019.xml")
    assert "Other versions of this report" not in wired.page(OTHER)
    assert "Others like it" not in wired.page(CUT), "what shares its tag is a version of it"
    for page, other in ((CUT, "report"), (REPORT, "cut")):
        assert f'<a href="../articles/{other}.html"' in wired.page(page).partition('id="versions"')[2]


def test_a_list_that_holds_one_version_shows_it(wired: Archive) -> None:
    """Nobody's page loses an article because its report is led by another."""
    assert "Ferry aground" in wired.page(BO)
    assert "other version" not in wired.page(BO)
    assert "Ferry aground" not in wired.page(RAIN).partition("<main")[2]


def test_what_differs_is_told_in_words(wired: Archive) -> None:
    lead_edited(wired)
    wired.build()
    assert "<del>six</del> <ins>five</ins>" in wired.page(REPORT)
    assert "<del>five</del> <ins>six</ins>" in wired.page(CUT)
