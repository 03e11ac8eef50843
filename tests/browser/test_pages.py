"""Pages as a reader's browser shows them, opened from the file system as from a USB stick."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NARROW, WIDE = (375, 800), (1280, 900)
ENLARGED = {"width": 320, "height": 225}  # what 400 % leaves of a window of 1280 x 900
AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {
    "home": "index.html",
    "article": "articles/[!rla]*.html",
    "long words": "articles/long.html",
    "right to left": "articles/arabic.html",
    "person": "people/[!i]*.html",
    "tag": "tags/[!i]*.html",
    "people": "people/index.html",
    "tags": "tags/index.html",
    "by date": "archive/index.html",
    "a year": "archive/[!iu]*.html",
    "quotations": "quotations/index.html",
    "quotations of a year": "quotations/[!i]*.html",
    "places": "places.html",
    "about": "data.html",
}
WIDER_THAN_THE_WINDOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
TOO_WIDE = """[...document.body.querySelectorAll('*')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))"""
COLOURS = """(() => { const shown = c => !/^rgba.*, 0[)]$|^transparent$/.test(c);
  const grounds = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor);
  return [getComputedStyle(document.querySelector('h1')).color, grounds.find(shown) ?? 'Canvas']; })()"""
LINKS = "[...document.querySelectorAll('a[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).href)"
FILES = "[...document.querySelectorAll('link[rel=stylesheet], img[src], script[src]')].map(e => e.href || e.src)"


def page_of(site: Path, kind: str) -> Path:
    found = sorted(site.glob(KINDS[kind]))
    assert found, f"the site has no page like {KINDS[kind]}"
    return found[0]


def brightness(color: str) -> int:
    """Of "rgb(12, 12, 12)": the sum of its parts."""
    return sum(int(part) for part in re.findall(r"\d+", color)[:3])


def target(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


@pytest.fixture(params=[NARROW, WIDE], ids=["375", "1280"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


@pytest.fixture(params=["light", "dark"])
def tab(browser: Any, size: tuple[int, int], request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that notes what the console says and what could not be fetched."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=request.param)
    tab = context.new_page()
    tab.noise = []
    tab.on("console", lambda message: tab.noise.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: tab.noise.append(str(error)))
    tab.on("requestfailed", lambda request: tab.noise.append(f"not fetched: {request.url}"))
    yield tab
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_fit_to_read(tab: Any, site: Path, kind: str) -> None:
    """No sideways scroll, one headline that stands out in the colours the reader's system asks for, a quiet console."""
    tab.goto(page_of(site, kind).as_uri())
    assert not tab.evaluate(WIDER_THAN_THE_WINDOW), tab.evaluate(TOO_WIDE)
    assert tab.locator("h1").count() == 1
    assert tab.locator("h1").inner_text().strip()
    assert tab.title()
    text, ground = (brightness(color) for color in tab.evaluate(COLOURS))
    assert abs(text - ground) > 3 * 150
    assert (text > ground) == tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert not tab.noise


def test_every_link_of_every_page_leads_to_a_file_and_its_place(browser: Any, site: Path) -> None:
    """Of every page but 404.html: it is shown at any depth, so its links begin at the root of the host."""
    context = browser.new_context()
    tab = context.new_page()
    ids: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for path in sorted(set(site.rglob("*.html")) - {site / "404.html"}):
        tab.goto(path.as_uri())
        ids[path] = set(tab.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
        links += [(path, url) for url in tab.evaluate(LINKS) + tab.evaluate(FILES) if url.startswith("file:")]
    context.close()
    assert links
    for path, url in links:
        assert target(url).is_file(), f"{path.relative_to(site)} -> {url}"
        place = unquote(urlsplit(url).fragment)
        assert not place or place in ids[target(url)], f"{path.relative_to(site)} -> {url}"


def test_every_page_is_reached_from_home_without_javascript(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    seen: set[Path] = set()
    waiting = [site / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".html":
            continue
        seen.add(path)
        tab.goto(path.as_uri())
        for a in tab.query_selector_all("a[href]"):
            link = urlsplit(a.get_attribute("href") or "")
            if link.path and not link.scheme:
                waiting.append((path.parent / unquote(link.path)).resolve())
    context.close()
    missed = set(site.rglob("*.html")) - seen - {site / "404.html"}
    assert not missed


def test_every_dot_of_the_map_is_reached_by_its_name(browser: Any, site: Path) -> None:
    """By what an assistive program is told: each dot is a link, its name the place and its number; the keyboard can
    pass over all of them."""
    tab = browser.new_page()
    tab.goto((site / "places.html").as_uri())
    group = tab.get_by_role("group", name="Map of the places")
    assert group.count() == 1
    dots = group.get_by_role("link")
    assert dots.count() == tab.locator("svg .dots circle").count() >= 4
    nairobi = group.get_by_role("link", name="Nairobi: 1 article", exact=True)
    assert nairobi.count() == 1
    box = nairobi.bounding_box()
    assert box and 0 < box["x"] < tab.viewport_size["width"]
    tab.get_by_role("link", name="Skip the map").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "list"
    nairobi.press("Enter")
    tab.wait_for_url("**/tags/nairobi.html")
    tab.close()


def test_axe_finds_nothing_on_a_page_of_any_kind(tab: Any, site: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    for kind in KINDS:
        tab.goto(page_of(site, kind).as_uri())
        tab.evaluate(script)
        found = tab.evaluate("tags => axe.run({runOnly: tags})", AXE)
        assert not [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]], kind


def test_nothing_is_wider_than_a_window_enlarged_four_times(browser: Any, site: Path) -> None:
    tab = browser.new_page(viewport=ENLARGED)
    for kind in KINDS:
        tab.goto(page_of(site, kind).as_uri())
        assert not tab.evaluate(WIDER_THAN_THE_WINDOW), (kind, tab.evaluate(TOO_WIDE))
    tab.close()


def test_the_menu_is_walked_with_the_keyboard_alone(browser: Any, site: Path) -> None:
    """The way past the menu comes first; then every link of it, in the order it is read, each with a ring to see."""
    tab = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    tab.goto(page_of(site, "article").as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    menu = tab.locator(".masthead a:visible").evaluate_all("all => all.map(a => a.href)")
    walked = []
    for _ in menu:
        tab.keyboard.press("Tab")
        walked.append(tab.evaluate("document.activeElement.href"))
        assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert walked == menu and len(menu) > 3
    tab.locator(".skip").press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("depth", [0, 1], ids=["root", "sub-folder"])
def test_the_links_hold_wherever_a_host_has_the_site(browser: Any, site: Path, depth: int) -> None:
    above = (site, site.parent)[depth]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=above))
    threading.Thread(target=server.serve_forever).start()
    home = f"http://127.0.0.1:{server.server_port}/" + "site/" * depth
    tab = browser.new_page()
    links: set[str] = set()
    try:
        for kind in KINDS:
            tab.goto(home + page_of(site, kind).relative_to(site).as_posix())
            links |= {url.partition("#")[0] for url in tab.evaluate(LINKS) + tab.evaluate(FILES)}
    finally:
        tab.close()
        server.shutdown()
        server.server_close()
    ours = {url for url in links if url.startswith(f"http://127.0.0.1:{server.server_port}/")}
    assert len(ours) > 20
    for url in sorted(ours):
        assert url.startswith(home) and (site / unquote(url.removeprefix(home))).is_file(), url
