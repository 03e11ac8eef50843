"""The kinds of pages that only a large archive has, made small: lists cut by letter, year, month and day.  And those
that few archives have: versions of a report, a way on from a former address, what is not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from sitegen import ids
from sitegen.index import lists
from sitegen.pages import archive as by_date
from sitegen.pages import listings
from tests.conftest import NO_SEARCH, SETTINGS, Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FEW = '[publish]\nsplit = 6\nsmall_archive = 5\nminimum_articles = 1\nreport = "mailto:desk@example.org"\n'
NAMES = "Ash Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Kale Larch".split()
KINDS = {
    "a year cut by month": "archive/2003.html",
    "a month cut by day": "archive/2003/05.html",
    "a day": "archive/2003/05/[0-9]*.html",
    "without a date": "archive/undated.html",
    "people by letter": "people/index.html",
    "a letter": "people/az/[a-z].html",
    "a person cut by year": "people/bo-ek.html",
    "a person's year": "people/bo-ek/2003.html",
    "a tag's year": "tags/weather/2003.html",
    "quotations of a year": "quotations/2003.html",
    "quotations of a month": "quotations/2003/05.html",
    "a report of which there are versions": "articles/aground.html",
    "a version": "articles/aground-again.html",
    "a former address": "people/old-bo.html",
    "not there": "404.html",
}
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
REPORT = (
    "The coaster Marigold went aground on the Skerry bank at four in the morning with {crew} men and a cargo of slate. "
    "The lifeboat stood by her until the tide turned and the tug Perseverance came round from Lowick with a line. "
    "Harbour master Edda Falk said that nobody was hurt and that the slate was dry. She floated at noon and lay in the "
    "roads until the evening, when a diver looked at her keel and found a dent as long as a rowing boat. {end}"
)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site whose lists are cut early."""
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(ids, "DAY_SPLIT", 8)
        for module, name, least in ((lists, "YEAR_SPLIT", 9), (by_date, "YEAR_SPLIT", 9)):
            limits.setattr(module, name, least)
        for module in (lists, listings):
            limits.setattr(module, "INDEX_SPLIT", 5)
        archive = Archive(tmp_path_factory.mktemp("cut") / "an archive", SETTINGS + NO_SEARCH + FEW)
        for n, name in enumerate(NAMES * 2):
            said = f"“The rain of day {n} was of a kind that I have not seen in {n + 20} years,” said Bo Ek of Lowick."
            who, when = (f"Ann {name}", "Bo Ek"), f"2003-0{5 + n // 20}-{n % 20 + 1:02}"
            archive.article(f"rain-{n}.md", f"Rain, day {n}", when, who, ("Weather",), f"It rained.\n\n{said}")
        archive.article("loose.md", "A recipe for pears", None, ("Cy Dunn",), ("Pears",))
        for name, title, crew, end in (
            ("aground.md", "Aground", "six", "She sailed on Sunday."),
            ("aground-again.md", "Aground again", "seven", "She sailed on Monday for the yard."),
        ):
            archive.article(name, title, "2004-02-01", body=REPORT.format(crew=crew, end=end))
        archive.seed("people.toml", '["Bo Ek"]\nwas = ["old-bo"]\nroles = ["Reader of the gauge"]\nborn = 1951\n')
        archive.build(jobs=1)
    yield archive.root / "site"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def home(cut: Path) -> Iterator[str]:
    """The address of the site at the root of a host: the page of what is not there leads from the root."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=cut))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def address(cut: Path, kind: str) -> str:
    found = sorted(cut.glob(KINDS[kind]))
    assert found, f"the site has no page like {KINDS[kind]}"
    return found[0].relative_to(cut).as_posix()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(browser: Any, cut: Path, home: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    context = opened(browser, cut, viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab = context.new_page()
    for kind in KINDS:
        tab.goto(home + address(cut, kind))
        tab.evaluate(script)
        found = tab.evaluate("tags => axe.run({runOnly: tags})", AXE)
        assert not [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]], kind
    context.close()


def opened(browser: Any, cut: Path, **asked: Any) -> Any:
    """A browser's window that stays on a page which leads on."""
    context = browser.new_context(**asked)
    context.route("**/old-bo.html", lambda route: route.fulfill(body=unmoving(cut / "people/old-bo.html")))
    return context


def unmoving(page: Path) -> str:
    """A page that leads on by itself, without what makes it: it is to be looked at."""
    lines = page.read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if "http-equiv" not in line)


def test_nothing_is_wider_than_a_narrow_window_or_one_enlarged_four_times(browser: Any, cut: Path, home: str) -> None:
    for size in ({"width": 320, "height": 640}, {"width": 320, "height": 225}):
        context = opened(browser, cut, viewport=size)
        tab = context.new_page()
        for kind in KINDS:
            tab.goto(home + address(cut, kind))
            assert not tab.evaluate(SIDEWAYS), kind
        context.close()


def test_every_link_of_every_page_is_answered(browser: Any, cut: Path, home: str) -> None:
    tab = browser.new_page()
    ids_of: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for path in sorted(p.relative_to(cut).as_posix() for p in cut.rglob("*.html")):
        answer = tab.request.get(home + path)
        assert answer.status == 200 and "text/html" in answer.headers["content-type"]
        tab.set_content(unmoving(cut / path), wait_until="commit")
        ids_of[path] = set(tab.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        hrefs = tab.evaluate(
            "[...document.querySelectorAll('[href], [src]')].map(e => e.getAttribute('href') ?? e.src)"
        )
        links += [(path, urljoin(home + path, href)) for href in hrefs]
    tab.close()
    inside = [(page, urlsplit(link)) for page, link in links if link.startswith(home)]
    assert len(inside) > 500
    for page, link in inside:
        path = unquote(link.path[1:])
        assert (cut / path).is_file(), f"{page} -> {link.geturl()}"
        assert not link.fragment or unquote(link.fragment) in ids_of[path], f"{page} -> {link.geturl()}"


def test_a_former_address_leads_on(browser: Any, cut: Path, home: str) -> None:
    tab = browser.new_page()
    tab.goto(home + "people/old-bo.html")
    tab.wait_for_url("**/people/bo-ek.html")
    assert tab.locator("h1").inner_text() == "Bo Ek"
    tab.close()
