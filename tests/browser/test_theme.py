"""The variables of sitegen.toml as a reader's browser shows them: on screen, in print, with more contrast."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NO_SEARCH, SETTINGS, Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]
THEME = """[theme]
paper = ["#eef4f6", "#0b1d26"]
wash = ["#e0ebef", "#123040"]
ink = ["#06222e", "#e2eef2"]
accent = ["#00566b", "#7fd3e8"]
head = "Georgia, 'Liberation Sans', sans-serif"
measure = "30rem"
scale = 1.25
"""
SHOWN = """(() => { const of = (what, key) => getComputedStyle(document.querySelector(what))[key];
  return { paper: of('html', 'backgroundColor'), ink: of('h1', 'color'), head: of('h1', 'fontFamily'),
    accent: of('.kicker', 'color'), size: parseFloat(of('html', 'fontSize')),
    prose: document.querySelector('.prose').clientWidth }; })()"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive(tmp_path_factory.mktemp("theme"), SETTINGS + NO_SEARCH + THEME)
    archive.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee",), ("Weather",), "It rained at last. " * 60)
    archive.seed(
        "ar.md", "---\ntitle: عاد المطر\nlanguage: ar\n---\n\nعاد المطر يوم الاثنين.\n\n> لا أحد ينسى *البحر*.\n"
    )
    archive.build()
    return archive.root / "site/articles/rain.html"


def shown(browser: Any, page: Path, media: str = "screen", width: int = 1280, **asked: str) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **asked)
    tab = context.new_page()
    tab.emulate_media(media=media)
    tab.goto(page.as_uri())
    found = {**tab.evaluate(SHOWN), "wider": tab.evaluate(WIDER)}
    context.close()
    return found


@pytest.mark.parametrize(
    ("scheme", "colours"),
    [
        ("light", {"paper": "rgb(238, 244, 246)", "ink": "rgb(6, 34, 46)", "accent": "rgb(0, 86, 107)"}),
        ("dark", {"paper": "rgb(11, 29, 38)", "ink": "rgb(226, 238, 242)", "accent": "rgb(127, 211, 232)"}),
    ],
)
def test_pages_follow_the_variables(browser: Any, page: Path, scheme: str, colours: dict[str, str]) -> None:
    found = shown(browser, page, width=1800, color_scheme=scheme)
    assert {name: found[name] for name in colours} == colours
    assert found["head"].startswith("Georgia")
    assert found["size"] == 20
    assert found["prose"] == 30 * 20


def test_a_large_scale_does_not_scroll_sideways(browser: Any, page: Path) -> None:
    assert not shown(browser, page, width=320)["wider"]


@pytest.mark.parametrize(("scheme", "ink", "paper"), [("light", BLACK, WHITE), ("dark", WHITE, BLACK)])
def test_more_contrast_wins_over_the_variables(browser: Any, page: Path, scheme: str, ink: str, paper: str) -> None:
    found = shown(browser, page, color_scheme=scheme, contrast="more")
    assert (found["ink"], found["paper"], found["accent"]) == (ink, paper, ink)


def test_the_colours_of_the_system_win_over_the_variables(browser: Any, page: Path) -> None:
    found = shown(browser, page, color_scheme="dark", forced_colors="active")
    assert (found["ink"], found["paper"]) == (WHITE, BLACK)


def test_print_is_black_on_white(browser: Any, page: Path) -> None:
    found = shown(browser, page, media="print", color_scheme="dark")
    assert (found["ink"], found["paper"], found["accent"]) == (BLACK, WHITE, BLACK)


def test_a_script_without_italics_has_none_and_stands_right(browser: Any, page: Path) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(page.with_name("ar.html").as_uri())
    styles = "e => [getComputedStyle(e).fontStyle, getComputedStyle(e).fontWeight, getComputedStyle(e).direction]"
    assert tab.locator(".prose blockquote em").evaluate(styles) == ["normal", "600", "rtl"]
    right = tab.locator("h1").evaluate("e => e.getBoundingClientRect().right")
    assert right > 1200, "the headline begins at the right"
    assert tab.locator(".rail li").first.evaluate("e => getComputedStyle(e).textAlign") == "right"
    tab.close()
