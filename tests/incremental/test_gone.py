"""What answers at an address that no article has any more, and at an alias; and that a build from nothing agrees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.build import build
from sitegen.config import load
from sitegen.model import Problem
from tests.conftest import Archive
from tests.incremental.edits import FIRST, SECOND, THIRD, assert_clean, deleted, edit, moved

LIST = "_redirects"
LEDGER = "seeds/addresses.tsv"


def ledger(archive: Archive) -> str:
    return (archive.root / LEDGER).read_text("utf-8")


def alias(archive: Archive, name: str, *aliases: str) -> None:
    """Give an article of `built` aliases."""
    edit(archive, name, "---\ntitle", f"---\naliases: [{', '.join(aliases)}]\ntitle")


def gone(problems: list[Problem]) -> list[str]:
    return [p.where for p in problems if p.stage == "gone"]


def test_a_deleted_article_leaves_a_tombstone_and_the_build_says_so(built: Archive) -> None:
    deleted(built)
    report = built.build()
    page = built.page(THIRD)
    assert 'content="noindex"' in page and "Third" not in page and "No longer in the archive" in page
    assert "/articles/third.html /articles/third.html 410!\n" in built.page(LIST)
    assert THIRD not in built.page("sitemap-2020.xml") if "sitemap-2020.xml" in built.site() else True
    assert "articles/third" not in built.page("index.html") + built.page("feed.xml")
    (problem,) = report.problems
    assert problem.stage == "gone" and problem.where == "third.md" and THIRD in str(problem)
    assert "--allow-gone" in problem.hint and "aliases" in problem.hint
    assert gone(built.build().problems) == ["third.md"]
    assert_clean(built)


def test_what_is_meant_to_be_gone_is_told_once(built: Archive) -> None:
    deleted(built)
    output = build(load(built.root), jobs=1, allow_gone=True)
    assert output.problems == []
    assert f"gone\t{THIRD}\n" in ledger(built)
    before = ledger(built)
    assert built.build().problems == [] and built.build().rendered == 0
    assert built.build(clean=True).problems == []
    assert ledger(built) == before and THIRD in built.site()


def test_an_article_that_comes_back_has_its_address_again(built: Archive) -> None:
    text = (built.root / "seeds/third.md").read_text("utf-8")
    before = built.site()
    deleted(built)
    build(load(built.root), jobs=1, allow_gone=True)
    built.seed("third.md", text)
    assert built.build().problems == []
    assert built.site() == before
    assert_clean(built)


def test_a_renamed_file_needs_no_way(built: Archive) -> None:
    moved(built)
    assert built.build().problems == []
    assert LIST not in built.site() and "Third" in built.page(THIRD)
    assert_clean(built)


def test_an_editor_moves_an_article_by_a_line_of_the_ledger(built: Archive) -> None:
    with (built.root / LEDGER).open("a", encoding="utf-8") as f:
        f.write("third.md\tarticles/the-third.html\n")
    assert built.build().problems == []
    assert "Third" in built.page("articles/the-third.html")
    assert 'url=../articles/the-third.html"' in built.page(THIRD)
    assert "/articles/third.html /articles/the-third.html 301\n" in built.page(LIST)
    assert_clean(built)


@pytest.mark.parametrize(
    "stated, at",
    [
        ("/2019/03/first/", "2019/03/first/index.html"),
        ("/old.html", "old.html"),
        ("former.html", "articles/former.html"),
        ("former", "articles/former/index.html"),
        ("../up.htm", "up.htm"),
        ('"/%C3%A9t%C3%A9/"', "été/index.html"),
    ],
)
def test_an_alias_leads_to_its_article(built: Archive, stated: str, at: str) -> None:
    alias(built, "first.md", stated)
    assert built.build().problems == []
    assert f'url={"../" * at.count("/")}{FIRST}"' in built.page(at)
    assert built.build().rendered == 0
    assert_clean(built)


@pytest.mark.parametrize(
    "stated, why",
    [
        ("/articles/second.html", "is the address of an article"),
        ("/people/ann-lee.html", "is kept for pages of the archive itself"),
        ("/index.html", "is kept for pages of the archive itself"),
        ("/../../etc/passwd", "leads out of the site"),
        ("/", "leads out of the site"),
        ("/.git/x.html", "it is hidden"),
        ('"/at 10:30/"', "it holds ':'"),
        ("/old/con/", "it is the name of a device"),
    ],
)
def test_an_alias_that_cannot_be_had_is_told(built: Archive, stated: str, why: str) -> None:
    before = built.site()
    alias(built, "first.md", stated)
    (problem,) = built.build().problems
    assert (problem.stage, problem.where) == ("alias", "first.md") and why in problem.message
    assert built.site().keys() == before.keys()
    assert_clean(built)


def test_of_two_articles_with_one_alias_the_first_has_it(built: Archive) -> None:
    alias(built, "second.md", "/old/")
    assert built.build().problems == []
    alias(built, "first.md", "/old/")
    (problem,) = built.build().problems
    assert problem.where == "second.md" and "is an alias of articles/first.html too" in problem.message
    assert f'url=../{FIRST}"' in built.page("old/index.html")
    assert_clean(built)


def test_two_aliases_that_some_disks_cannot_tell_apart(built: Archive) -> None:
    alias(built, "first.md", "/Old/")
    alias(built, "second.md", "/old/")
    (problem,) = built.build().problems
    assert problem.where == "second.md" and "by capitals only" in problem.message
    assert_clean(built)


def test_an_alias_once_honoured_leads_on_for_good(built: Archive) -> None:
    alias(built, "first.md", "/old/")
    built.build()
    edit(built, "first.md", "aliases: [/old/]\n", "")
    assert built.build().problems == []
    assert f'url=../{FIRST}"' in built.page("old/index.html")
    assert_clean(built)
    (built.root / "seeds/first.md").unlink()
    assert gone(built.build().problems) == ["first.md"]
    assert "No longer" in built.page("old/index.html") and "No longer" in built.page(FIRST)
    assert_clean(built)


def test_an_alias_takes_the_place_of_what_is_gone_and_chains_are_none(built: Archive) -> None:
    alias(built, "first.md", "/old/")
    built.build()
    (built.root / "seeds/first.md").unlink()
    alias(built, "second.md", f"/{FIRST}")
    assert built.build().problems == []
    assert f'url=../{SECOND}"' in built.page(FIRST)
    assert f'url=../{SECOND}"' in built.page("old/index.html")
    assert_clean(built)


def test_two_aliases_in_a_ring_end(built: Archive) -> None:
    with (built.root / LEDGER).open("a", encoding="utf-8") as f:
        f.write("alias:b.html\ta.html\nalias:a.html\tb.html\n")
    assert built.build().problems == []
    assert "No longer" in built.page("a.html") and "No longer" in built.page("b.html")
    assert_clean(built)


def test_a_new_article_does_not_take_the_address_of_an_alias(built: Archive) -> None:
    alias(built, "first.md", "fourth.html")
    built.build()
    built.article("fourth.md", "Fourth", "2021-01-01")
    assert built.build().problems == []
    assert "Fourth" in built.page("articles/fourth-2.html")
    assert f'url=../{FIRST}"' in built.page("articles/fourth.html")
    assert_clean(built)


def test_a_draft_leaves_a_tombstone(built: Archive) -> None:
    edit(built, "third.md", "---\ntitle", "---\ndraft: true\ntitle")
    assert gone(built.build().problems) == ["third.md"]
    assert "No longer" in built.page(THIRD)
    assert_clean(built)


def test_a_ledger_from_elsewhere_is_followed(built: Archive) -> None:
    """As after a merge in git: a line that others added is looked at although no article changed."""
    with (built.root / LEDGER).open("a", encoding="utf-8") as f:
        f.write("lost.md\tarticles/lost.html\n")
    assert gone(built.build().problems) == ["lost.md"]
    assert "No longer" in built.page("articles/lost.html")
    assert_clean(built)


def test_the_list_of_redirects_has_those_of_people_and_the_path_of_the_site(
    new_archive: Callable[..., Archive],
) -> None:
    archive = new_archive("sub", 'base_url = "https://example.org/paper/"\n[annotate]\nmodel = "none"\n')
    archive.article("a.md", "A", people=("Ann Lee",))
    archive.seed("people.toml", '["Ann Lee"]\nslug = "ann"\n')
    archive.build()
    assert "/paper/people/ann-lee.html /paper/people/ann.html 301\n" in archive.page(LIST)
    archive.seed("people.toml", '["Ann Lee"]\nslug = "annie"\n')
    archive.build()
    assert "/paper/people/ann.html /paper/people/annie.html 301\n" in archive.page(LIST)
    assert_clean(archive)
