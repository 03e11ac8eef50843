"""A site whose interface is Arabic, as a browser shows it: with articles in English, and with one in Arabic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_pages import AXE, NARROW, WIDE, WIDER_THAN_THE_WINDOW
from tests.conftest import NO_SEARCH, SETTINGS, Archive

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "index.html",
    "articles/bakers.html",
    "articles/rain.html",
    "tags/index.html",
    "archive/index.html",
    "data.html",
)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive(tmp_path_factory.mktemp("arabic") / "an archive", 'language = "ar"\n' + SETTINGS + NO_SEARCH)
    said = "“We bake at dawn and we close at noon every week,” said Ida Crumb, a baker.\n\nRain fell. " * 6
    head = "---\ntitle: Bakers\ndate: 2003-03-12\nlang: en\nauthors: [Ada Quill, Bo Ek, Cy Day]\ntags: [Bread]\n---\n\n"
    archive.seed("bakers.md", head + said)
    archive.seed(
        "rain.md", "---\ntitle: المطر\nslug: rain\nlang: ar\ndate: 2004-01-02\n---\n\nهطل المطر يوم الاثنين.\n"
    )
    archive.build()
    return archive.root / "site"


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["375", "1280"])
def test_axe_finds_nothing_and_nothing_is_too_wide(browser: Any, arabic: Path, size: tuple[int, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    script = (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")
    tab = browser.new_page(viewport={"width": size[0], "height": size[1]})
    for path in PAGES:
        tab.goto((arabic / path).as_uri())
        assert not tab.evaluate(WIDER_THAN_THE_WINDOW), path
        tab.evaluate(script)
        found = tab.evaluate("tags => axe.run({runOnly: tags})", AXE)
        assert not [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]], path
    tab.close()


@pytest.mark.parametrize(("path", "side"), [("articles/bakers.html", "left"), ("articles/rain.html", "right")])
def test_the_rail_stands_beside_the_text_on_the_side_of_the_article(
    browser: Any, arabic: Path, path: str, side: str
) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((arabic / path).as_uri())
    rail, text = (tab.locator(place).first.bounding_box() for place in (".rail", ".prose > p"))
    first, then = (rail, text) if side == "left" else (text, rail)
    assert first["x"] + first["width"] <= then["x"]
    name = tab.locator(".masthead .name").bounding_box()
    assert name["x"] > 640, "the masthead is that of the site on every page"
    tab.close()
