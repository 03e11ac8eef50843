"""The table of edits for lists by date, pages of quotations and the front page."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from unittest import mock

import pytest
from PIL import Image

from sitegen import ids
from sitegen.index import lists
from sitegen.pages import archive as archive_pages
from tests.conftest import SETTINGS, Archive
from tests.incremental.edits import Edit, Table, assert_clean, by_name, edit, people, story

# ---- quotations, and months that are cut into days

SAID = "“{} is where I was born, and nobody will move me from it,” said Mayor Clara Njoroge.\n\nIt was noon.\n"
LISTS = {"quotations/index.html", "quotations/2019.html"}


@pytest.fixture
def quoting(new_archive: Callable[..., Archive]) -> Archive:
    """Somebody is quoted in an article of 2019 and in one of 2020; nobody in another of 2019."""
    archive = new_archive("quoting", SETTINGS)
    archive.article("one.md", "One", "2019-03-01", body=SAID.format("Eastgate"))
    archive.article("two.md", "Two", "2020-05-01", body=SAID.format("Harrowgate"))
    archive.article("dull.md", "Dull", "2019-07-01")
    archive.build()
    return archive


def other_words(a: Archive) -> None:
    edit(a, "one.md", "born", "bred")


def words_around(a: Archive) -> None:
    edit(a, "one.md", "It was noon", "It was one o'clock")


def title_of_the_source(a: Archive) -> None:
    edit(a, "one.md", 'title: "One"', 'title: "Number one"')


def title_of_the_dull(a: Archive) -> None:
    edit(a, "dull.md", 'title: "Dull"', 'title: "Duller"')


def no_more_quoted(a: Archive) -> None:
    edit(a, "one.md", SAID.format("Eastgate").partition("\n")[0], "Nobody spoke.")


def quoted_in_another_year(a: Archive) -> None:
    a.article("three.md", "Three", "2018-05-01", body=SAID.format("Lowick"))


def renamed_speaker(a: Archive) -> None:
    people(a, '["Clara Njoroge"]\nname = "Clara M. Njoroge"\n')


def rejected_speaker(a: Archive) -> None:
    people(a, '["Clara Njoroge"]\nnot_a_person = true\n')


QUOTED: Table = [
    (other_words, LISTS),
    (words_around, set()),
    (title_of_the_source, LISTS),
    (title_of_the_dull, set()),
    # the list of the year before it goes, that of the year after it names it no more
    (no_more_quoted, {"quotations/index.html", "quotations/2020.html"}),
    (quoted_in_another_year, {*LISTS, "quotations/2018.html", "quotations/2020.html"}),
    (renamed_speaker, {*LISTS, "quotations/2020.html"}),
    (rejected_speaker, {*LISTS, "quotations/2020.html"}),
]


@pytest.mark.parametrize(("change", "pages"), QUOTED, ids=by_name(QUOTED))
def test_an_edit_renders_these_pages_of_quotations(quoting: Archive, change: Edit, pages: set[str]) -> None:
    change(quoting)
    report = quoting.build()
    assert {path for path in report.paths if path.startswith("quotations/")} == pages
    assert quoting.build().rendered == 0
    assert_clean(quoting)


def test_a_quotation_keeps_its_address_when_others_come_and_go(quoting: Archive) -> None:
    def anchors() -> list[str]:
        return re.findall(r'<li id="(q[^"]+)"', quoting.page("quotations/2019.html"))

    (before,) = anchors()
    edit(quoting, "one.md", "It was noon.", f"{SAID.format('Noon')}")
    quoting.article("zero.md", "Zero", "2019-02-01", body=SAID.format("Lowick"))
    quoting.build()
    assert len(anchors()) == 3 and before in anchors()
    edit(quoting, "one.md", "2019-03-01", "2019-09-09")
    quoting.build()
    assert before in anchors(), "nor when the date is corrected"


def test_versions_of_a_report_show_a_quotation_once(quoting: Archive) -> None:
    text = story("ferry") + "\n\n" + SAID.format("Eastgate")
    quoting.article("lead.md", "Aground", "2021-03-01", body=text)
    quoting.article("copy.md", "Aground again", "2021-03-02", body=text)
    quoting.build()
    page = quoting.page("quotations/2021.html")
    assert page.count("<q>Eastgate is where I was born") == 1
    assert "articles/lead.html#s" in page and "articles/copy.html#s" not in page
    edit(quoting, "copy.md", text, SAID.format("Eastgate"))
    quoting.build()
    assert quoting.page("quotations/2021.html").count("<q>Eastgate is where I was born") == 2
    assert_clean(quoting)


def test_every_page_leads_to_quotations_once_there_are_any(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("silent", SETTINGS)
    archive.article("dull.md", "Dull", "2019-07-01")
    archive.build()
    assert "quotations/" not in archive.page("articles/dull.html")
    archive.article("one.md", "One", "2019-03-01", body=SAID.format("Eastgate"))
    archive.build()
    assert "quotations/index.html" in archive.page("articles/dull.html")
    assert_clean(archive)
    (archive.root / "seeds/one.md").unlink()
    archive.build()
    assert not [path for path in archive.site() if "quotations" in path]
    assert_clean(archive)


def test_a_month_with_too_much_for_one_page_has_a_page_a_day(archive: Archive) -> None:
    two = [(ids, "DAY_SPLIT"), (lists, "YEAR_SPLIT"), (archive_pages, "YEAR_SPLIT")]
    with ExitStack() as stack:
        for owner, name in two:
            stack.enter_context(mock.patch.object(owner, name, 2))
        for n, day in enumerate(("2019-03-01", "2019-03-01", "2019-03-09", "2019-03", "2019-04-01")):
            archive.article(f"n{n}.md", f"Number {n}", day)
        archive.build()
        assert {"archive/2019/03/01.html", "archive/2019/03/09.html"} <= archive.site().keys()
        assert "archive/2019/04/01.html" not in archive.site()
        assert "1 article of this month without a day" in archive.page("archive/2019/03.html")
        assert "Day not stated" in archive.page("archive/2019/03/01.html")
        archive.article("n2.md", "Number 2", "2019-03-10")
        report = archive.build()
        assert {path for path in report.paths if path.startswith("archive/")} == {
            "archive/2019.html",
            "archive/2019/03.html",
            "archive/2019/03/01.html",
            "archive/2019/03/10.html",
        }
        assert "archive/2019/03/09.html" not in archive.site()
        assert_clean(archive)
        for n in (0, 1):
            (archive.root / f"seeds/n{n}.md").unlink()
        archive.build()
        assert not [path for path in archive.site() if path.startswith("archive/2019/03/")]
        assert_clean(archive)


# ---- the lead story of the front page

LEAD = """The mill burns

LOWICK, 2 June 2021 - The mill burnt in the night.

The mill as it stood in spring. (Photo: Ann Lee/Courier)

"We saved the wheel and the books, and of the rest there is nothing left to save," said Mayor Clara Njoroge.
"""


@pytest.fixture
def leading(quoting: Archive) -> Archive:
    """The newest article has a picture beside it."""
    quoting.seed("mill.txt", LEAD)
    Image.new("RGB", (640, 400), "teal").save(quoting.root / "seeds/mill.png")
    quoting.build()
    assert "<img" in quoting.page("index.html") and "Ann Lee/Courier" in quoting.page("index.html")
    return quoting


def lead_recredited(a: Archive) -> None:
    edit(a, "mill.txt", "Photo: Ann Lee", "Photo: Bo Ek")


def lead_picture_gone(a: Archive) -> None:
    (a.root / "seeds/mill.png").unlink()


def lead_picture_another(a: Archive) -> None:
    Image.new("RGB", (320, 400), "navy").save(a.root / "seeds/mill.png")


def lead_quotes_another(a: Archive) -> None:
    edit(a, "mill.txt", "wheel and the books", "wheel and the books and the cat")


def other_body(a: Archive) -> None:
    edit(a, "dull.md", "stopped", "went on")


FRONT: list[tuple[Edit, bool]] = [
    (lead_recredited, True),
    (lead_picture_gone, True),
    (lead_picture_another, True),
    (lead_quotes_another, True),
    (other_body, False),
]


@pytest.mark.parametrize(("change", "shown"), FRONT, ids=by_name(FRONT))
def test_the_front_page_follows_its_lead(leading: Archive, change: Edit, shown: bool) -> None:
    change(leading)
    assert ("index.html" in leading.build().paths) == shown
    assert leading.build().rendered == 0
    assert_clean(leading)


def test_the_front_page_shows_the_same_day_of_other_years(archive: Archive) -> None:
    archive.article("old.md", "The old one", "2011-06-02")
    archive.article("month.md", "The same month", "2012-06-20")
    archive.article("vague.md", "The same month without a day", "2013-06")
    for n in range(14):
        archive.article(f"n{n}.md", f"Number {n}", f"2015-01-{n + 1:02}")
    archive.article("new.md", "The new one", "2021-06-02")
    archive.build()
    assert "2 June in other years" in archive.page("index.html")
    assert "The old one" in archive.page("index.html") and "The same month" not in archive.page("index.html")
    edit(archive, "old.md", "The old one", "The oldest one")
    archive.build()
    assert "The oldest one" in archive.page("index.html")
    (archive.root / "seeds/old.md").unlink()
    archive.build()
    assert "June in other years" in archive.page("index.html") and "without a day" in archive.page("index.html")
    assert_clean(archive)
