"""The preview in a browser: what is on the screen follows what is on the disk, without a hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sitegen.preview.serving import CLIENT
from sitegen.theme import default_theme
from tests.conftest import Archive
from tests.preview.server import PATIENCE, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LONG = "\n\n".join(f"Paragraph {n} tells of the rain that fell on the town." for n in range(120))
CHARSET = '<meta charset="utf-8">'
STRICT = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
MARK = "window.stays = true"
PATIENCE_MS = PATIENCE * 1000


@pytest.fixture
def preview(archive: Archive) -> Iterator[Server]:
    """Pages under a policy that forbids inline scripts and styles, as a careful host sends it."""
    base = (default_theme() / "templates/base.html").read_text("utf-8")
    (archive.root / "templates").mkdir()
    (archive.root / "templates/base.html").write_text(base.replace(CHARSET, CHARSET + STRICT), "utf-8")
    archive.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee", "Bo Ek"), body=LONG)
    archive.article("snow.md", "Snow", "2018-01-01", ("A. Lee",))
    server = Server(archive.root)
    yield server
    server.stop()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def opened(context: Any, server: Server, path: str) -> Any:
    """A page that follows: its socket stands."""
    page = context.new_page()
    page.noise = []
    page.on("console", lambda message: page.noise.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.noise.append(str(error)))
    with page.expect_event("websocket"):
        page.goto(f"http://127.0.0.1:{server.port}/{path}")
    return page


def comes_true(page: Any, expression: str) -> None:
    """Playwright's own way to wait for this is an `eval`, which the policy forbids."""
    for _ in range(int(PATIENCE * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def test_an_edit_is_shown_and_the_place_on_the_page_is_kept(preview: Server, archive: Archive, context: Any) -> None:
    page, other = opened(context, preview, "articles/rain.html"), opened(context, preview, "articles/snow.html")
    page.evaluate("scrollTo(0, 1500)")
    other.evaluate(MARK)
    body = LONG.replace("Paragraph 7 tells", "The seventh paragraph tells")
    archive.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee", "Bo Ek"), body=body)
    page.get_by_text("The seventh paragraph tells").wait_for(state="attached")
    page.wait_for_load_state()
    comes_true(page, "Math.abs(scrollY - 1500) < 5")
    assert other.evaluate("window.stays"), "a page that did not change was loaded again"
    assert page.noise == other.noise == [], "the policy was broken"


def test_a_style_sheet_is_swapped_without_a_reload(preview: Server, archive: Archive, context: Any) -> None:
    page = opened(context, preview, "articles/rain.html")
    page.evaluate(MARK)
    page.evaluate("scrollTo(0, 900)")
    (archive.root / "static").mkdir()
    for color in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        (archive.root / "static/style.css").write_text(f"body {{ background: {color}; line-height: 3; }}")
        comes_true(page, f"{BACKGROUND} === '{color}'")
    comes_true(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate("window.stays") and page.evaluate("scrollY") > 0
    assert page.noise == []


def test_a_problem_is_shown_over_the_last_good_page_until_it_is_mended(
    preview: Server, archive: Archive, context: Any
) -> None:
    page = opened(context, preview, "articles/rain.html")
    alert, badge = page.get_by_role("alert"), page.get_by_role("button", name="1 problem")
    archive.seed("rain.md", "---\ntitle: Rain\ndate: [\n---\n\nWords.\n")
    alert.wait_for()
    assert "seeds/rain.md:4" in alert.inner_text() and "front matter" in alert.inner_text()
    assert "fences" in alert.inner_text(), "there is a hint"
    assert page.get_by_text("Paragraph 3 tells").count() == 1, "the last good page stays behind it"
    # by the keyboard: away, back, away; and it stays away on the next page
    page.keyboard.press("Escape")
    badge.wait_for()
    assert alert.count() == 0
    page.keyboard.press("Enter")
    alert.wait_for()
    page.keyboard.press("Enter")  # the button that closes it has the focus
    badge.wait_for()
    with page.expect_event("websocket"):
        page.goto(f"http://127.0.0.1:{preview.port}/articles/snow.html")
    badge.wait_for()
    assert alert.count() == 0
    archive.article("rain.md", "Rain at last", "2019-03-01", ("Ann Lee", "Bo Ek"), body=LONG)
    badge.wait_for(state="detached")
    assert page.noise == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_broken_template_is_shown_and_can_be_read_by_everybody(
    preview: Server, archive: Archive, browser: Any, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme)
    context.set_default_timeout(PATIENCE_MS)
    page = opened(context, preview, "articles/snow.html")
    (archive.root / "templates/home.html").write_text("{% extends 'theme:home.html' %}\n{% if %}")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "templates/home.html:2" in alert.inner_text() and "cannot be built" in alert.inner_text()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    (archive.root / "templates/home.html").unlink()
    alert.wait_for(state="detached")
    context.close()


def test_a_merge_renames_a_person_on_every_open_page(preview: Server, archive: Archive, context: Any) -> None:
    paths = "articles/rain.html", "articles/snow.html", "people/index.html"
    pages = [opened(context, preview, path) for path in paths]
    archive.seed("people.toml", '["Ann Lee"]\nname = "Dame Ann Lee"\naliases = ["A. Lee"]\n')
    for page in pages:
        page.get_by_text("Dame Ann Lee").first.wait_for(state="attached")
    assert all(page.noise == [] for page in pages)


def test_a_page_follows_a_preview_that_was_started_again(preview: Server, archive: Archive, context: Any) -> None:
    page = opened(context, preview, "articles/snow.html")
    port = preview.port
    preview.stop()
    archive.article("snow.md", "Snow and ice", "2018-01-01", ("A. Lee",))
    again = Server(archive.root, "--port", str(port))
    try:
        page.get_by_text("Snow and ice").first.wait_for(state="attached")
    finally:
        again.stop()
        preview.stop = lambda number=0: 0  # type: ignore[method-assign]


def test_the_script_is_small_and_asks_nobody_else() -> None:
    script = CLIENT.read_text("utf-8")
    assert len(script) < 12_000
    assert "http" not in script.replace("http://livereload.com/protocols", "").replace("https:", "")
    assert "innerHTML" not in script and "eval" not in script
