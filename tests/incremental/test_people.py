"""What an edit of people.toml renders, and what becomes of the pages of people."""

from __future__ import annotations

import pytest

from sitegen.index.names import with_slugs
from sitegen.store import TermRow
from tests.conftest import Archive
from tests.incremental.edits import (
    ABOUT,
    ANN,
    BO,
    CY,
    FIRST,
    MARCH,
    MAY,
    NAMES,
    RAIN,
    REDIRECTS,
    THIRD,
    WHOLE,
    Edit,
    Table,
    a_note_on_a_person,
    assert_clean,
    assert_renders,
    by_name,
    edit,
    no_person,
    people,
    two_bearers,
    two_people_are_one,
)


def an_entry_of_nobody(a: Archive) -> None:
    people(a, '["Zoë Ash"]\nchecked = true\n')


def another_name_to_show(a: Archive) -> None:
    people(a, '["Bo Ek"]\nname = "Bo H. Ek"\n')


TABLE: Table = [
    (a_note_on_a_person, {BO}),
    (an_entry_of_nobody, set()),
    # their pages, the one that leads on, articles that name or list them, and who is named together with them
    (two_people_are_one, {ANN, CY, THIRD, RAIN, *NAMES, "index.html", ABOUT, REDIRECTS}),
    (another_name_to_show, {BO, "people/bo-h-ek.html", FIRST, ANN, RAIN, *NAMES, REDIRECTS}),
    (no_person, {FIRST, ANN, RAIN, *NAMES, "index.html", ABOUT}),
    (two_bearers, {ANN, "people/ann-lee--2.html", FIRST, BO, RAIN, *NAMES, ABOUT, *WHOLE}),
]


@pytest.mark.parametrize(("change", "pages"), TABLE, ids=by_name(TABLE))
def test_an_edit_renders_these_pages(built: Archive, change: Edit, pages: set[str]) -> None:
    assert_renders(built, change, pages)


def test_the_page_of_a_merged_person_leads_on_for_ever(built: Archive) -> None:
    two_people_are_one(built)
    built.build()
    assert 'content="0; url=../people/ann-lee.html"' in built.page(CY)
    assert "Cy Day" in built.page(ANN) and "Third" in built.page(ANN)
    (built.root / "seeds/people.toml").write_text('["Ann Lee"]\naliases = ["Cy Day"]\nslug = "annie"\n', "utf-8")
    built.build()
    assert all("url=../people/annie.html" in built.page(old) for old in (ANN, CY))
    (built.root / "seeds/people.toml").write_text('["Ann Lee"]\naliases = ["Cy Day"]\nslug = "anna"\n', "utf-8")
    built.build()
    assert all("url=../people/anna.html" in built.page(old) for old in (ANN, CY, "people/annie.html"))
    assert built.build().rendered == 0
    assert_clean(built)


def test_a_name_that_is_no_persons_is_words_and_no_more(built: Archive) -> None:
    no_person(built)
    built.build()
    assert BO not in built.site()
    assert "Bo Ek" not in built.page(FIRST), "the article names nobody else in its list of people"
    assert_clean(built)


def test_two_bearers_of_a_name_have_a_page_each(built: Archive) -> None:
    two_bearers(built)
    built.build()
    assert "Second" in built.page(ANN) and "First" not in built.page(ANN)
    assert "First" in built.page("people/ann-lee--2.html") and "pilot" in built.page("people/ann-lee--2.html")
    assert "pilot" in built.page("people/index.html")


def test_an_author_has_a_list_of_what_was_written_and_is_no_subject(archive: Archive) -> None:
    head = "---\ntitle: {}\ndate: 2019-03-0{}\nauthor: Ann Lee\npeople: [{}]\n---\n\nOne day it rained.\n"
    archive.seed("a.md", head.format("Alpha", 1, "Bo Ek"))
    archive.seed("b.md", head.format("Beta", 2, "Cy Day"))
    archive.article("c.md", "Gamma", "2020-01-01", ("Ann Lee", "Bo Ek"))
    archive.build()
    page = archive.page(ANN).partition('class="entry"')[2]
    assert page.index("Articles in 2020") < page.index("Gamma") < page.index("Written in 2019") < page.index("Beta")
    assert "Wrote 2 articles" in archive.page(ANN)
    assert "Bo Ek" in page.partition("Named together with")[2]
    assert "Cy Day" not in page, "who stands in what she wrote is not named together with her"
    assert 'rel="author">Ann Lee</a>' in archive.page("articles/a.html")
    assert "Ann Lee" not in archive.page("people/cy-day.html").partition("Named together with")[2]
    assert_clean(archive)


def test_slugs_of_namesakes_carry_no_history() -> None:
    def slugs(*ids: int) -> dict[str, str]:
        heads = ("author\tAnn Lee\t", "person\tAnn Lee\t", "person\tAnn Lee\t||trade")
        rows = [
            TermRow(
                id,
                0,
                "person",
                "Ann Lee",
                "ann-lee",
                "",
                "l",
                "found",
                "",
                head.rpartition("\t")[2],
                head,
                b"",
                "",
                0,
                1,
                0,
            )
            for id, head in zip(ids, heads, strict=True)
        ]
        return {row.head: row.slug for row in with_slugs(rows)}

    assert slugs(1, 2, 3) == slugs(3, 2, 1) == slugs(2, 3, 1)


def test_a_name_that_two_entries_share_leads_to_neither(built: Archive) -> None:
    entry = '["Ann Lee ({0})"]\nname = "Ann Lee"\nslug = "ann-lee-{0}"\narticles = ["{1}"]\n'
    people(built, entry.format("pilot", "first.md") + entry.format("cook", "second.md"))
    built.build()
    assert {"people/ann-lee-pilot.html", "people/ann-lee-cook.html"} <= built.site().keys()
    assert ANN not in built.site()
    assert_clean(built)


def test_a_name_in_an_article_is_told_by_its_words(built: Archive) -> None:
    edit(built, "first.md", "Ann Lee", "Dr Ánn Lee")
    two_bearers(built)
    assert not built.build().problems
    assert "First" in built.page("people/ann-lee--2.html")
    people(built, '["Ann Lee (pilot)"]\nname = "Ann Lee"\narticles = ["third.md", "no.md"]\n')
    told = [str(problem) for problem in built.build().problems]
    assert len(told) == 2 and "no.md" in told[0] and "third.md" in told[1], told


def test_surnames_that_are_parted_while_a_name_of_one_comes(archive: Archive) -> None:
    archive.article("first.md", "First", MARCH, ("A. Lee", "Bo Ek"))
    people(archive, '["Ann Lee"]\naliases = ["Cy Ash"]\n')
    archive.build()
    people(archive, "")
    archive.article("second.md", "Second", MAY, ("Ash", "Ann B. Lee"))
    archive.build()
    assert "people/a-lee.html" not in archive.site(), "A. Lee is Ann B. Lee now"
    assert_clean(archive)
