"""Edits to a small archive, the addresses of its pages, and what must hold after each edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import Archive

WHOLE = {"index.html", "feed.xml", "feed.json"}
ABOUT = "data.html"  # says how many there are of everything, and of which years
NAMES = {"people/index.html", "sitemap-people.xml", "sitemap.xml"}
MARCH, APRIL, MAY = "2019-03-01", "2019-04-01", "2020-05-01"
FIRST = "articles/first.html"
SECOND = "articles/second.html"
THIRD = "articles/third.html"
ANN, BO, CY = "people/ann-lee.html", "people/bo-ek.html", "people/cy-day.html"
TAG_LISTS = {"tags/index.html", "sitemap-tags.xml", "sitemap.xml"}
RAIN, SNOW = "tags/rain.html", "tags/snow.html"
REDIRECTS = "_redirects"  # of addresses that moved or are gone
CASES = Path(__file__).parent.parent / "cases" / "versions"

Edit = Callable[[Archive], None]
Table = list[tuple[Edit, set[str]]]  # an edit, and the pages that it renders


def edit(archive: Archive, name: str, old: str, new: str) -> None:
    path = archive.root / "seeds" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def override(a: Archive, name: str, old: str, new: str) -> None:
    from sitegen.theme import default_theme

    folder = a.root / "templates"
    folder.mkdir()
    text = (default_theme() / "templates" / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def people(a: Archive, text: str) -> None:
    a.seed("people.toml", text)


def tags(a: Archive, text: str) -> None:
    a.seed("tags.toml", text)


def nothing(a: Archive) -> None:
    pass


def touched(a: Archive) -> None:
    (a.root / "seeds/first.md").touch()


def body(a: Archive) -> None:
    edit(a, "first.md", "stopped", "went on")


def title(a: Archive) -> None:
    edit(a, "first.md", "First", "Foremost")


def deleted(a: Archive) -> None:
    (a.root / "seeds/third.md").unlink()


def added(a: Archive) -> None:
    a.article("fourth.md", "Fourth", "2021-06-01", ("Cy Day",), ("hail",))


def moved(a: Archive) -> None:
    (a.root / "seeds/third.md").rename(a.root / "seeds/elsewhere.md")


def person_template(a: Archive) -> None:
    override(a, "person.html", "<h1", "<h1 data-mine")


def stylesheet(a: Archive) -> None:
    (a.root / "static").mkdir()
    (a.root / "static/style.css").write_text("/* sitegen: mine */")


def a_note_on_a_person(a: Archive) -> None:
    people(a, '["Bo Ek"]\nnote = "Asked us to say that he is the younger one."\nborn = 1951\n')


def two_people_are_one(a: Archive) -> None:
    people(a, '["Ann Lee"]\naliases = ["Cy Day"]\n')


def no_person(a: Archive) -> None:
    people(a, '["Bo Ek"]\nnot_a_person = true\n')


def two_bearers(a: Archive) -> None:
    people(a, '["Ann Lee (pilot)"]\nname = "Ann Lee"\narticles = ["first.md"]\n')


def by_name(table: Sequence[tuple[Edit, object]]) -> list[str]:
    """What pytest calls the rows of a table."""
    return [change.__name__ for change, _ in table]


def assert_renders(archive: Archive, change: Edit, pages: set[str]) -> None:
    """An edit renders these pages and no others, and what stands then is what a build from nothing writes.  A page of a
    person stands for the same as data."""
    change(archive)
    report = archive.build()
    data = {page.removesuffix(".html") + ".json" for page in pages if page.startswith("people/")}
    assert set(report.paths) - data == pages
    assert archive.build().rendered == 0
    assert_clean(archive)


def assert_clean(archive: Archive) -> None:
    """What stands is byte for byte what a build from nothing writes."""
    before = archive.site()
    archive.build(clean=True)
    assert archive.site() == before


def story(name: str, first: int = 0, last: int = 99) -> str:
    """Some paragraphs of an invented report."""
    text = (CASES / f"{name}.txt").read_text("utf-8").split("== ")[1].partition("\n")[2]
    return "\n\n".join(text.strip().split("\n\n")[first:last])
