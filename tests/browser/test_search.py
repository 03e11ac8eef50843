"""The search as a reader uses it, served as a host does that sends a strict policy; and opened from a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from sitegen.search import shards
from tests.conftest import SETTINGS, Archive

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not find_spec("pagefind_bin"), reason="the extra `search` is not installed"),
]
POLICY, WASM = "default-src 'self'; script-src 'self'", " 'wasm-unsafe-eval'"
FOLDER = "an archive"
AXE = "wcag2a,wcag2aa,wcag21a,wcag21aa,wcag22aa,best-practice"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Host(SimpleHTTPRequestHandler):
    """A host with a policy that forbids what is not needed, and an exception for one page (docs/deploy.md)."""

    def end_headers(self) -> None:
        page = self.path.partition("?")[0]
        self.send_header("Content-Security-Policy", POLICY + WASM * page.endswith("/search.html"))
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it at the root of a host, where the site is not
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Articles of many years in several shards, one without a date."""
    archive = Archive(tmp_path_factory.mktemp("search") / FOLDER, SETTINGS + '[search]\nengine = "pagefind"\n')
    for n in range(30):
        people = (f"Ann Lee{'bcd'[n % 3]}", "Bo Ek")
        body = f"Report {n} says that the herring came late.\n\nNobody on the quay had seen a year like number {n}."
        archive.article(
            f"report-{n}.md", f"Herring, part {n}", f"{1990 + n}-05-0{n % 9 + 1}", people, ("Fishing",), body
        )
    lamp = "The keeper lit it at dusk.\n\nThen a lantern made of whale glass fell & broke <twice>, Xu Meilin said."
    archive.article("lamp.md", "The lamp of Lowick", "1995-11-02", ("Xu Meilin",), ("Lighthouses",), lamp)
    archive.article("pears.md", "A recipe for pears", None, (), (), "Poach the pears in herring broth.")
    for n in range(30):
        archive.article(
            f"people-{n}.md",
            f"Harbour list {n}",
            "2003-01-01",
            (f"Zoë {'Abcdefghijklmnopqrstuvwxyzabcd'[n].upper()}nderby",),
        )
    kept, shards.TOGETHER = shards.TOGETHER, 5
    archive.build(jobs=1)
    shards.TOGETHER = kept
    yield archive.root / "site"


@pytest.fixture(scope="module")
def host(searchable: Path) -> Iterator[str]:
    """The address of the site, in a sub-folder of its host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=searchable.parent))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/site/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.noise = []
    tab.on("console", lambda message: tab.noise.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: tab.noise.append(str(error)))
    yield tab
    context.close()


def titles(tab: Any, found: str) -> list[str]:
    """What is found, once the page says so."""
    tab.locator("#told", has_text=found).wait_for()
    return tab.locator("#found h3").all_inner_texts()


def test_a_phrase_is_found_and_its_words_stand_out(tab: Any, host: str) -> None:
    tab.goto(host + "people/index.html")
    field = tab.get_by_role("search").get_by_role("searchbox")
    field.fill('"lantern made of whale glass"')
    field.press("Enter")
    assert titles(tab, "1 found.") == ["The lamp of Lowick"]
    assert "".join(tab.locator("#found mark").all_inner_texts()).startswith("lantern")
    assert "fell & broke <twice>" in tab.locator("#found .dek").inner_text()
    assert "2 November 1995" in tab.locator("#found .meta").inner_text()
    tab.locator("#found .there").click()
    assert tab.url.endswith("articles/lamp.html#s2")
    assert "whale glass" in tab.locator(":target").inner_text()
    assert not tab.noise


def test_the_title_leads_to_the_article(tab: Any, host: str) -> None:
    tab.goto(host + "search.html?q=whale")
    titles(tab, "1 found.")
    tab.get_by_role("link", name="The lamp of Lowick").click()
    assert tab.locator("h1").inner_text() == "The lamp of Lowick"


def test_words_are_found_in_every_shard_and_page_by_page(tab: Any, host: str) -> None:
    tab.goto(host + "search.html?q=herring")
    assert len(titles(tab, "31 found.")) == 10
    for shown in (20, 30, 31):
        tab.get_by_role("button", name="Show more").click()
        tab.locator("#found > li").nth(shown - 1).wait_for()
    tab.get_by_role("button", name="Show more").wait_for(state="hidden")
    assert len(set(tab.locator("#found h3").all_inner_texts())) == 31


def test_a_person_is_found_by_name_and_narrows_what_is_found(tab: Any, host: str) -> None:
    tab.goto(host + "search.html?q=Meilin")
    assert titles(tab, "2 found.")[0] == "Xu Meilin"
    assert tab.locator("#found .meta").first.inner_text() == "Person"
    tab.get_by_label("Words, or a phrase").fill("")
    tab.goto(host + "search.html?q=herring")
    titles(tab, "31 found.")
    tab.get_by_text("Narrow the result").click()
    tab.locator("select[name=person] option[value='Ann Leeb']").wait_for(state="attached")
    tab.locator("select[name=person]").select_option("Ann Leeb")
    assert len(titles(tab, "10 found.")) == 10
    assert "person=Ann+Leeb" in tab.url
    tab.locator("select[name=year]").select_option("1993")
    assert titles(tab, "1 found.") == ["Herring, part 3"]


def test_a_year_a_tag_or_a_kind_alone_is_a_question(tab: Any, host: str) -> None:
    tab.goto(host + "search.html?year=1995")
    assert sorted(titles(tab, "2 found.")) == ["Herring, part 5", "The lamp of Lowick"]
    tab.goto(host + "search.html?tag=Lighthouses&kind=article")
    assert titles(tab, "1 found.") == ["The lamp of Lowick"]
    tab.goto(host + "search.html?year=undated")
    assert titles(tab, "1 found.") == ["A recipe for pears"]
    assert tab.locator("#found .meta").inner_text() == "Date not stated"


@pytest.mark.parametrize(("order", "first", "last"), [("newest", 29, 0), ("oldest", 0, 29)])
def test_the_order_of_time_holds_over_all_shards(tab: Any, host: str, order: str, first: int, last: int) -> None:
    tab.goto(f"{host}search.html?q=herring&order={order}")
    titles(tab, "31 found.")
    for shown in (20, 30, 31):
        tab.get_by_role("button", name="Show more").click()
        tab.locator("#found > li").nth(shown - 1).wait_for()
    step = 1 if last > first else -1
    told = [f"Herring, part {n}" for n in range(first, last + step, step)]
    assert tab.locator("#found h3").all_inner_texts() == [*told, "A recipe for pears"]


def test_the_question_is_in_the_address_and_survives_a_reload_and_the_way_back(tab: Any, host: str) -> None:
    tab.goto(host + "search.html")
    tab.get_by_label("Words, or a phrase").fill("whale")
    tab.keyboard.press("Enter")
    assert titles(tab, "1 found.") == ["The lamp of Lowick"]
    assert tab.url.endswith("search.html?q=whale")
    tab.reload()
    assert titles(tab, "1 found.") == ["The lamp of Lowick"]
    assert tab.get_by_label("Words, or a phrase").input_value() == "whale"
    tab.get_by_label("Words, or a phrase").fill("pears")
    tab.keyboard.press("Enter")
    tab.locator("#found h3", has_text="A recipe for pears").wait_for()
    tab.go_back()
    tab.locator("#found h3", has_text="The lamp of Lowick").wait_for()
    assert not tab.noise


def test_what_is_typed_is_searched_and_what_is_not_there_is_said(tab: Any, host: str) -> None:
    tab.goto(host + "search.html")
    tab.get_by_label("Words, or a phrase").press_sequentially("zzyzx")
    assert titles(tab, "Nothing was found.") == []
    tab.get_by_label("Words, or a phrase").fill("")
    tab.locator("#narrow").wait_for(state="hidden")
    assert tab.locator("#told").inner_text() == ""


def test_it_is_used_with_the_keyboard_alone(tab: Any, host: str) -> None:
    tab.goto(host + "search.html")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "q":
            break
    tab.keyboard.type("herring")
    tab.keyboard.press("Enter")
    titles(tab, "31 found.")
    assert tab.locator("[role=status]").inner_text() == "31 found."
    for name in ("button", "summary", "kind", "year", "person", "tag", "order"):
        tab.keyboard.press("Tab")
        focused = tab.evaluate("document.activeElement.name || document.activeElement.localName")
        assert focused == name
        if name == "summary":
            tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('#found') !== null")


def test_without_javascript_the_page_leads_to_every_list(browser: Any, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(host + "index.html")
    tab.get_by_role("search").get_by_role("searchbox").fill("whale")
    tab.get_by_role("button", name="Search").click()
    assert tab.url.endswith("search.html?q=whale")
    assert "Searching needs JavaScript" in tab.locator("main").inner_text()
    links = {a.get_attribute("href") for a in tab.query_selector_all("main a")}
    assert links >= {"archive/index.html", "archive/1995.html", "archive/undated.html", "people/index.html"}
    assert links >= {"tags/index.html"}
    context.close()


def test_opened_from_a_file_the_page_says_why_it_finds_nothing(tab: Any, searchable: Path) -> None:
    tab.goto((searchable / "search.html").as_uri() + "?q=whale")
    assert "opened from a file" in tab.locator("#told").inner_text()
    assert not tab.locator("#finder").is_visible()
    assert tab.locator("main a[href='archive/1995.html']").is_visible()
    assert not tab.noise


def test_a_search_that_cannot_be_loaded_is_said_to_be_so(tab: Any, host: str) -> None:
    tab.route("**/shards.json", lambda route: route.abort())
    tab.goto(host + "search.html?q=whale")
    tab.locator("#told", has_text="could not be loaded").wait_for()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_is_wider_than_the_window(tab: Any, host: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(host + "search.html?q=herring")
    titles(tab, "31 found.")
    assert not tab.evaluate(SIDEWAYS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(tab: Any, host: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    for path in ("search.html?q=herring", "search.html", "people/index.html"):
        tab.goto(host + path)
        if "q=" in path:
            titles(tab, "31 found.")
            tab.get_by_text("Narrow the result").click()
        tab.evaluate(script)
        found = tab.evaluate("tags => axe.run({runOnly: tags})", AXE.split(","))
        told = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]]
        assert not told, path


def test_a_box_above_a_list_of_names_leaves_those_that_have_what_is_typed(tab: Any, host: str) -> None:
    tab.goto(host + "people/index.html")
    box = tab.get_by_label("Names that have")
    box.fill("zoe bnd")
    assert tab.locator(".gazetteer li:visible a").all_inner_texts() == ["Zoë Bnderby"]
    assert tab.locator(".sift [role=status]").inner_text().startswith("1 of")
    assert tab.locator(".gazetteer h2:visible").count() == 1
    box.fill("nobody at all")
    assert tab.locator(".sift [role=status]").inner_text() == "None of these names"
    box.fill("")
    assert tab.locator(".gazetteer li:visible").count() == tab.locator(".gazetteer li").count()
