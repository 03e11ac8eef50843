"""The table: an edit -> exactly these pages, and no others."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import clean, config, dataset, downloads
from sitegen.index.names import with_slugs
from sitegen.store import TermRow
from tests.conftest import NO_MODEL, NO_SEARCH, SETTINGS, Archive

WHOLE = {"index.html", "feed.xml", "feed.json"}
ABOUT = "data.html"  # says how many there are of everything, and of which years
NAMES = {"people/index.html", "sitemap-people.xml", "sitemap.xml"}
MARCH, APRIL, MAY = "2019-03-01", "2019-04-01", "2020-05-01"


@pytest.fixture
def built(archive: Archive) -> Archive:
    """Three articles; Ann Lee is in two of them, rain in all."""
    archive.article("first.md", "First", MARCH, ("Ann Lee", "Bo Ek"), ("rain",))
    archive.article("second.md", "Second", APRIL, ("Ann Lee",), ("rain", "snow"))
    archive.article("third.md", "Third", MAY, ("Cy Day",), ("rain",))
    archive.build()
    return archive


def edit(archive: Archive, name: str, old: str, new: str) -> None:
    path = archive.root / "seeds" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def nothing(a: Archive) -> None:
    pass


def touched(a: Archive) -> None:
    (a.root / "seeds/first.md").touch()


def body(a: Archive) -> None:
    edit(a, "first.md", "stopped", "went on")


def title(a: Archive) -> None:
    edit(a, "first.md", "First", "Foremost")


def one_tag_less(a: Archive) -> None:
    edit(a, "second.md", ', "snow"', "")


def added(a: Archive) -> None:
    a.article("fourth.md", "Fourth", "2021-06-01", ("Cy Day",), ("hail",))


def deleted(a: Archive) -> None:
    (a.root / "seeds/third.md").unlink()


def moved(a: Archive) -> None:
    (a.root / "seeds/third.md").rename(a.root / "seeds/elsewhere.md")


def other_date(a: Archive) -> None:
    edit(a, "third.md", MAY, "2018-05-01")


def person_template(a: Archive) -> None:
    override(a, "person.html", "<h1", "<h1 data-mine")


def page_removed(a: Archive) -> None:
    (a.root / "site/people/ann-lee.html").unlink()


def page_altered(a: Archive) -> None:
    (a.root / "site/tags/rain.html").write_text("vandal")


def stylesheet(a: Archive) -> None:
    (a.root / "static").mkdir()
    (a.root / "static/style.css").write_text("/* sitegen: mine */")


def people(a: Archive, text: str) -> None:
    a.seed("people.toml", text)


def a_note_on_a_person(a: Archive) -> None:
    people(a, '["Bo Ek"]\nnote = "Asked us to say that he is the younger one."\nborn = 1951\n')


def an_entry_of_nobody(a: Archive) -> None:
    people(a, '["Zoë Ash"]\nchecked = true\n')


def two_people_are_one(a: Archive) -> None:
    people(a, '["Ann Lee"]\naliases = ["Cy Day"]\n')


def another_name_to_show(a: Archive) -> None:
    people(a, '["Bo Ek"]\nname = "Bo H. Ek"\n')


def no_person(a: Archive) -> None:
    people(a, '["Bo Ek"]\nnot_a_person = true\n')


def two_bearers(a: Archive) -> None:
    people(a, '["Ann Lee (pilot)"]\nname = "Ann Lee"\narticles = ["first.md"]\n')


def tags(a: Archive, text: str) -> None:
    a.seed("tags.toml", text)


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


def override(a: Archive, name: str, old: str, new: str) -> None:
    from sitegen.theme import default_theme

    folder = a.root / "templates"
    folder.mkdir()
    text = (default_theme() / "templates" / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


FIRST = "articles/first.html"
SECOND = "articles/second.html"
THIRD = "articles/third.html"
ANN, BO, CY = "people/ann-lee.html", "people/bo-ek.html", "people/cy-day.html"
TAG_LISTS = {"tags/index.html", "sitemap-tags.xml", "sitemap.xml"}
RAIN, SNOW = "tags/rain.html", "tags/snow.html"
TABLE: list[tuple[Callable[[Archive], None], set[str]]] = [
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
        | {"sitemap-2021.xml", "sitemap-tags.xml", "sitemap.xml", ABOUT, *WHOLE},
    ),
    (
        deleted,
        {SECOND, FIRST, RAIN, "archive/2019.html", "archive/index.html", "people/index.html", "tags/index.html"}
        | {"sitemap-people.xml", "sitemap.xml", ABOUT, *WHOLE},
    ),
    (moved, {THIRD}),
    (
        other_date,
        {THIRD, SECOND, FIRST, CY, RAIN, "archive/2018.html", "archive/2019.html", "archive/index.html"}
        | {"people/index.html", "sitemap-2018.xml", "sitemap.xml", ABOUT, *WHOLE},
    ),
    (person_template, {ANN, BO, CY, RAIN, SNOW}),
    (page_removed, {ANN}),
    (page_altered, {RAIN}),
    (stylesheet, {"style.css"}),
    (a_note_on_a_person, {BO}),
    (an_entry_of_nobody, set()),
    # their pages, the one that leads on, articles that name or list them, and who is named together with them
    (two_people_are_one, {ANN, CY, THIRD, RAIN, *NAMES, "index.html", ABOUT}),
    (another_name_to_show, {BO, "people/bo-h-ek.html", FIRST, ANN, RAIN, *NAMES}),
    (no_person, {FIRST, ANN, RAIN, *NAMES, "index.html", ABOUT}),
    # its page, the one that leads on, the article that shows it, the index
    (a_tag_is_renamed, {SNOW, "tags/snow-and-ice.html", SECOND, *TAG_LISTS, "index.html"}),
    (two_tags_are_one, {RAIN, SNOW, SECOND, *TAG_LISTS, "index.html", ABOUT}),
    (a_tag_is_dropped, {SECOND, *TAG_LISTS, "index.html", ABOUT}),
    (a_tag_is_a_place, {SNOW, SECOND, *TAG_LISTS, "index.html"}),
    (a_tag_has_another_slug, {SNOW, "tags/ice.html", SECOND, *TAG_LISTS, "index.html"}),
    (a_tag_below_another, {SNOW, RAIN}),
    (a_code_and_a_note, {SNOW}),
    (a_heading_of_no_article, set()),
    (a_pattern_that_matches_nothing, {SNOW}),
    # as if the tag had been given: its page, the article, and the lists of the names that it has
    (a_pattern_that_matches_one, {THIRD, SNOW, CY, RAIN, "tags/index.html", "sitemap.xml", *WHOLE}),
    (a_pattern_where_the_tag_is, {SNOW}),
    (two_bearers, {ANN, "people/ann-lee--2.html", FIRST, BO, RAIN, *NAMES, ABOUT, *WHOLE}),
]


@pytest.mark.parametrize(("change", "pages"), TABLE, ids=[change.__name__ for change, _ in TABLE])
def test_an_edit_renders_these_pages(built: Archive, change: Callable[[Archive], None], pages: set[str]) -> None:
    change(built)
    report = built.build()
    assert set(report.paths) == pages
    assert built.build().rendered == 0
    assert_clean(built)


def assert_clean(archive: Archive) -> None:
    """What stands is byte for byte what a build from nothing writes."""
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before


def test_every_page_says_why(built: Archive) -> None:
    body(built)
    assert built.build().why == {"new or changed: article": 1}
    person_template(built)
    assert built.build().why == {"its template changed": 5}


def test_a_setting_renders_everything(built: Archive) -> None:
    edit_settings = built.root / "sitegen.toml"
    edit_settings.write_text(edit_settings.read_text("utf-8").replace("The Courier", "The Herald"), "utf-8")
    report = built.build()
    assert report.rendered >= len([p for p in built.site() if p.endswith((".html", ".xml"))])
    assert "The Herald" in built.page(FIRST)
    assert_clean(built)


def test_a_stale_output_folder_is_cleared_when_the_state_is_lost(built: Archive) -> None:
    shutil.rmtree(built.root / ".sitegen")
    (built.root / "seeds/third.md").unlink()
    built.build()
    assert THIRD not in built.site()
    assert_clean(built)


def test_an_unreadable_state_is_made_again(built: Archive) -> None:
    before = built.site()
    for file in (built.root / ".sitegen").glob("build.db*"):
        file.write_bytes(b"not a database" * 1000)
    report = built.build()
    assert any("starting from nothing" in notice for notice in report.notices)
    assert built.site() == before


def test_a_renamed_file_keeps_its_address(built: Archive) -> None:
    moved(built)
    built.build()
    assert THIRD in built.site()
    ledger = (built.root / "seeds/addresses.tsv").read_text("utf-8")
    assert "third.md\tarticles/third.html\n" in ledger
    assert "elsewhere.md\tarticles/third.html\n" in ledger


def test_an_address_once_given_stays_when_the_title_changes(archive: Archive) -> None:
    archive.seed("0001.txt", "A quiet day in port\n\nNothing happened at all in the harbour, said the master.\n")
    archive.build()
    assert "articles/a-quiet-day-in-port.html" in archive.site()
    archive.seed("0001.txt", "A loud day in port\n\nNothing happened at all in the harbour, said the master.\n")
    archive.build()
    assert "articles/a-quiet-day-in-port.html" in archive.site()
    assert "A loud day in port" in archive.page("articles/a-quiet-day-in-port.html")


def test_a_line_cut_short_in_the_ledger_is_mended(built: Archive) -> None:
    ledger = built.root / "seeds/addresses.tsv"
    whole = ledger.read_text("utf-8")
    ledger.write_text(whole[:-5], "utf-8")
    added(built)
    built.build()
    assert "third.md\tarticles/third.html\n" in ledger.read_text("utf-8")
    assert_clean(built)


def test_files_that_are_not_ours_stay(built: Archive, tmp_path: Path) -> None:
    site = built.root / "site"
    (site / "notes.html").write_text("<p>mine</p>")
    (site / "articles/fourth.html").write_text("<p>mine too</p>")
    added(built)
    report = built.build()
    assert (site / "articles/fourth.html").read_text() == "<p>mine too</p>"
    assert (site / "notes.html").read_text() == "<p>mine</p>"
    assert [p.stage for p in report.problems] == ["output"]
    assert "not written by sitegen" in report.problems[0].message


def test_many_identical_files_that_go_are_all_gone(archive: Archive) -> None:
    for n in range(600):
        archive.seed(
            f"a{n}.txt", "The ferry is late again\n\nIt came in and went out again, said the harbour master.\n"
        )
    archive.article("b.md", "Another")
    archive.build()
    for n in range(600):
        (archive.root / f"seeds/a{n}.txt").unlink()
    report = archive.build()
    assert (report.articles, report.problems) == (1, [])


def test_two_identical_files_that_are_renamed_keep_their_two_addresses(archive: Archive) -> None:
    for name in ("a", "b"):
        archive.seed(
            f"0{name}.txt", "The ferry is late again\n\nIt came in and went out again, said the harbour master.\n"
        )
    archive.build()
    before = sorted(path for path in archive.site() if path.startswith("articles/"))
    for name in ("a", "b"):
        (archive.root / f"seeds/0{name}.txt").rename(archive.root / f"seeds/1{name}.txt")
    archive.build()
    assert sorted(path for path in archive.site() if path.startswith("articles/")) == before


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


# ---- versions of one report

CASES = Path(__file__).parent / "cases" / "versions"


def story(name: str, first: int = 0, last: int = 99) -> str:
    """Some paragraphs of an invented report."""
    text = (CASES / f"{name}.txt").read_text("utf-8").split("== ")[1].partition("\n")[2]
    return "\n\n".join(text.strip().split("\n\n")[first:last])


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
VERSIONS: list[tuple[Callable[[Archive], None], set[str]]] = [
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
        | {ABOUT, *YEARS, *WHOLE},
    ),
    (
        earlier_lead,
        {CUT, REPORT, OTHER, BO, RAIN, IN_2019, "archive/2018.html", "archive/2020.html", "sitemap-2018.xml"}
        | {"sitemap-2019.xml", "people/index.html", ABOUT, *YEARS, *WHOLE},
    ),
]


@pytest.mark.parametrize(("change", "pages"), VERSIONS, ids=[change.__name__ for change, _ in VERSIONS])
def test_an_edit_to_a_version_renders_these_pages(
    wired: Archive, change: Callable[[Archive], None], pages: set[str]
) -> None:
    test_an_edit_renders_these_pages(wired, change, pages)


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


# ---- related articles


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


RELATED: list[tuple[Callable[[Archive], None], set[str]]] = [
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


@pytest.mark.parametrize(("change", "pages"), RELATED, ids=[change.__name__ for change, _ in RELATED])
def test_an_edit_to_a_related_article_renders_these_pages(
    told: Archive, change: Callable[[Archive], None], pages: set[str]
) -> None:
    test_an_edit_renders_these_pages(told, change, pages)


# ---- places


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


PLACES, CAMBRIDGE, LEEDS, DOVER = "places.html", "tags/cambridge.html", "tags/leeds.html", "tags/dover.html"
ONE, TWO, TAGS = "articles/one.html", "articles/two.html", {"tags/index.html", "sitemap-tags.xml", "sitemap.xml"}
LOCATED: list[tuple[Callable[[Archive], None], set[str]]] = [
    # the first one is related to the new one, the second one is its neighbour
    (
        place_comes,
        {"articles/new.html", ONE, TWO, PLACES, CAMBRIDGE, "tags/oslo.html", "archive/2003.html", "archive/2002.html"}
        | {"archive/2001.html", "archive/index.html", "sitemap-2003.xml", ABOUT, *TAGS, *WHOLE},
    ),
    # its page, that of the place it names no more, of the town that it is about and of the one that it names now
    (place_leaves, {TWO, PLACES, LEEDS, "tags/nethertarn.html", *TAGS, *WHOLE}),
    # what it says of Cambridge now makes it another one
    (place_is_another, {ONE, PLACES, CAMBRIDGE, LEEDS, "tags/boston.html", ABOUT, *TAGS, *WHOLE}),
    (other_words, {ONE}),
    # the index of tags, too, led to the page of places
    (
        last_place_goes,
        {
            ONE,
            TWO,
            "tags/fairs.html",
            "archive/2001.html",
            "archive/index.html",
            "sitemap-2001.xml",
            ABOUT,
            *TAGS,
            *WHOLE,
        },
    ),
]


@pytest.mark.parametrize(("change", "pages"), LOCATED, ids=[change.__name__ for change, _ in LOCATED])
def test_an_edit_to_a_place_renders_these_pages(
    placed: Archive, change: Callable[[Archive], None], pages: set[str]
) -> None:
    test_an_edit_renders_these_pages(placed, change, pages)


# ---- files for download, and feeds of people and tags


@pytest.fixture
def offering(built: Archive) -> Archive:
    """The same, with files for download."""
    offer(built, ["jsonl", "csv"])
    built.build()
    return built


def offer(archive: Archive, formats: list[str]) -> None:
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + f"[data]\nformats = {formats}\n", "utf-8")


LINES, TABLE_OF_ARTICLES, SUMS = "data/archive.jsonl", "data/articles.csv", "data/checksums.txt"
FILES = {f"data/{name}" for kind in ("jsonl", "csv") for name in dataset.FILES[kind]}
FILES |= {"data/datapackage.json", SUMS}
HOSTS = {"404.html", "robots.txt", ".nojekyll", "sitemap.xml"}


def home_template(a: Archive) -> None:
    override(a, "home.html", "<h1", "<h1 data-mine")


DOWNLOADS: list[tuple[Callable[[Archive], None], set[str]]] = [
    (nothing, set()),
    (touched, set()),
    # all files in one pass, and the page that says which they are
    (body, {FIRST, ABOUT, *FILES}),
    (a_note_on_a_person, {BO, ABOUT, *FILES}),
    (person_template, {ANN, BO, CY, RAIN, SNOW}),
    # no file has a template
    (home_template, HOSTS | {ABOUT, "people/index.html", "tags/index.html", "archive/index.html", *WHOLE}),
    (stylesheet, {"style.css"}),
]


@pytest.mark.parametrize(("change", "pages"), DOWNLOADS, ids=[change.__name__ for change, _ in DOWNLOADS])
def test_an_edit_renews_the_files_for_download(
    offering: Archive, change: Callable[[Archive], None], pages: set[str]
) -> None:
    assert set(offering.site()) >= FILES
    test_an_edit_renders_these_pages(offering, change, pages)


def test_what_is_said_of_the_files_is_so(offering: Archive) -> None:
    site = offering.site()
    sums = dict(line.split("  ")[::-1] for line in site[SUMS].decode().splitlines() if not line.startswith("#"))
    assert {f"data/{name}" for name in sums} == FILES - {SUMS}
    for path in FILES:
        found = hashlib.sha256(site[path]).hexdigest()
        assert path == SUMS or sums[path.removeprefix("data/")] == found
        assert found in offering.page(ABOUT) and f'href="{path}"' in offering.page(ABOUT)


def test_files_are_as_the_setting_says(offering: Archive) -> None:
    offer(offering, ["jsonl"])
    report = offering.build()
    now = {LINES, "data/datapackage.json", SUMS}
    assert {p for p in offering.site() if p.startswith("data/")} == now
    assert set(report.paths) == {ABOUT, *now} and report.removed == len(FILES - now)
    offer(offering, [])
    offering.build()
    assert not [p for p in offering.site() if p.startswith("data/")]
    assert LINES not in offering.page(ABOUT)
    assert_clean(offering)


@pytest.mark.parametrize("formats", [["jsonl", "csv"], ["csv"], []])
def test_a_lost_state_leaves_no_file_behind(offering: Archive, formats: list[str]) -> None:
    shutil.rmtree(offering.root / ".sitegen")
    offer(offering, formats)
    assert not offering.build().problems
    names = {f"data/{name}" for kind in formats for name in dataset.FILES[kind]}
    assert {p for p in offering.site() if p.startswith("data/")} - {"data/datapackage.json", SUMS} == names
    assert offering.build().rendered == 0
    assert_clean(offering)


def test_a_download_altered_by_hand_is_made_again(offering: Archive) -> None:
    before = offering.site()
    (offering.root / "site" / LINES).write_text("vandal")
    assert set(offering.build().paths) == FILES
    assert offering.site() == before


def test_somebody_elses_file_stays_and_is_told(built: Archive) -> None:
    theirs = built.root / "site" / LINES
    theirs.parent.mkdir()
    theirs.write_text("mine")
    offer(built, ["jsonl"])
    (problem,) = built.build().problems
    assert "not written by sitegen" in problem.message and theirs.read_text() == "mine"
    theirs.unlink()
    assert not built.build().problems
    assert_clean(built)


@pytest.mark.parametrize("step", ["_put", "_row", "_record"])
def test_a_kill_leaves_whole_files(offering: Archive, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Each file is the old one or the new one, and the next build makes all of them new."""
    before = offering.site()
    body(offering)
    with monkeypatch.context() as patch:
        patch.setattr(downloads, step, killed)
        with pytest.raises(KeyboardInterrupt):
            offering.build()
    stands = {path: data for path, data in offering.site().items() if path in FILES}
    downloads.sweep(offering.root / "site")  # as if the process had ended there, not gone back
    (offering.root / "site/data/.new").mkdir()
    (offering.root / "site/data/.new/half.csv").write_text("half")
    offering.build()
    after = offering.site()
    assert after[LINES] != before[LINES] and stands.keys() == FILES
    assert all(data in (before[path], after[path]) for path, data in stands.items())
    assert_clean(offering)


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_kill_before_the_first_files_are_recorded_makes_them_nobody_elses(
    built: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(built, ["jsonl"])
    with monkeypatch.context() as patch:
        patch.setattr(downloads, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            built.build()
    assert not built.build().problems
    assert_clean(built)


def test_clean_removes_the_files(offering: Archive) -> None:
    clean.clean(config.load(offering.root))
    assert not [p for p in offering.site() if p.startswith("data/")]


@pytest.fixture
def followed(archive: Archive) -> Archive:
    """Three articles tagged rain, two with Ann Lee; three make a feed."""
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + "[publish]\nfeeds = 3\n", "utf-8")
    archive.article("first.md", "First", MARCH, ("Ann Lee", "Bo Ek"), ("rain",))
    archive.article("second.md", "Second", APRIL, ("Ann Lee",), ("rain", "snow"))
    archive.article("third.md", "Third", MAY, ("Cy Day",), ("rain",))
    archive.build()
    return archive


def feeds(archive: Archive) -> set[str]:
    return {p for p in archive.site() if p.endswith((".atom", ".feed.json"))}


RAIN_FEEDS = {"tags/rain.atom", "tags/rain.feed.json"}


def test_who_has_enough_articles_has_feeds(followed: Archive) -> None:
    assert feeds(followed) == RAIN_FEEDS
    assert 'href="../tags/rain.atom"' in followed.page(RAIN) and ".atom" not in followed.page(ANN)
    edit(followed, "third.md", "Cy Day", "Ann Lee")
    followed.build()
    assert feeds(followed) == {"people/ann-lee.atom", "people/ann-lee.feed.json", *RAIN_FEEDS}
    assert_clean(followed)
    title(followed)
    assert {"people/ann-lee.atom", *RAIN_FEEDS} <= set(followed.build().paths)
    assert_clean(followed)
    deleted(followed)
    followed.build()
    assert not feeds(followed) and ".atom" not in followed.page(RAIN)
    assert_clean(followed)


def test_an_edit_to_a_body_changes_no_feed(followed: Archive) -> None:
    body(followed)
    assert set(followed.build().paths) == {FIRST}
