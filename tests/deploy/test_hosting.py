"""nginx itself, with what `sitegen hosting nginx` prints: what it answers, and what Chromium makes of it."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from sitegen import hosting
from tests.browser.conftest import ARGUMENTS, executable
from tests.deploy import servers
from tests.deploy.places import ROOT, built, make_archive

MOVED = '["Ada Okafor-Lee"]\naliases = ["Ada Okafor"]\n'


def printed(root: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "--root", str(root), "hosting", *words],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    """A site with an address that moved and one that is gone, behind nginx."""
    if not servers.NGINX:
        pytest.skip("no nginx on this machine (tools/servers.sh installs it)")
    folder = tmp_path_factory.mktemp("nginx")
    root = make_archive(folder / "archive")
    built(root)
    (root / "seeds/people.toml").write_text(MOVED, "utf-8")
    (root / "seeds/market.txt").unlink()
    subprocess.run(
        [sys.executable, "-m", "sitegen", "--root", str(root), "build", "--allow-gone", "--quiet"],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, check=True,
    )  # fmt: skip
    (root / "site/search.html").write_text("<!doctype html><title>Search</title>", "utf-8")  # as if there were a search
    port = servers.free_port()
    block = printed(root, "nginx", "--folder", str(root / "site")).replace("listen 80;", f"listen 127.0.0.1:{port};")
    with servers.nginx_server(folder / "run", block, port):
        yield root / "site", port


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": "archive.example.org", **headers})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_pages_with_and_without_their_ending(served: tuple[Path, int]) -> None:
    site, port = served
    for path in ("/", "/index.html", "/people/index", "/people/"):
        assert ask(port, path).status == 200, path
    assert ask(port, "/index.html").body == (site / "index.html").read_bytes()  # type: ignore[attr-defined]


def test_what_is_not_there_what_moved_and_what_is_gone(served: tuple[Path, int]) -> None:
    site, port = served
    lost = ask(port, "/articles/never.html")
    assert lost.status == 404 and lost.body == (site / "404.html").read_bytes()  # type: ignore[attr-defined]
    moved = ask(port, "/people/ada-okafor.html")
    assert moved.status == 301 and moved.headers["Location"].endswith("/people/ada-okafor-lee.html")
    gone = ask(port, "/articles/the-market-moves.html")
    assert gone.status == 410
    assert gone.body == (site / "articles/the-market-moves.html").read_bytes()  # type: ignore[attr-defined]


def test_types_policy_and_caching(served: tuple[Path, int]) -> None:
    _, port = served
    page, style = ask(port, "/index.html"), ask(port, "/style.css")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"] == hosting.POLICY
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=0" in page.headers["Cache-Control"]
    assert style.headers["Content-Type"].startswith("text/css") and "max-age=3600" in style.headers["Cache-Control"]
    assert ask(port, "/search.html").headers["Content-Security-Policy"] == hosting.SEARCH_POLICY
    again = ask(port, "/index.html", **{"If-None-Match": page.headers["ETag"]})
    assert again.status == 304
    squeezed = ask(port, "/style.css", **{"Accept-Encoding": "gzip"})
    assert squeezed.headers["Content-Encoding"] == "gzip"


@pytest.mark.browser
def test_a_browser_finds_nothing_to_refuse(served: tuple[Path, int]) -> None:
    """The policy refuses nothing that the pages need: no message on the console, and the style is applied."""
    path = executable()
    if not path:
        pytest.skip("no Chromium or Chrome on this machine (tools/chromium.sh)")
    _, port = served
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in ("/", "/articles/the-bridge-opens.html", "/people/ada-okafor.html"):
            page.goto(f"http://127.0.0.1:{port}{path}")
        assert page.url.endswith("/people/ada-okafor-lee.html")
        assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
        browser.close()
    assert said == []


def test_no_two_rules_of_headers_are_about_one_address() -> None:
    text = hosting.headers_file("stories/:slug.html", True)
    addresses = re.findall(r"^(/\S*)$", text, re.M)
    assert len(addresses) == len(set(addresses)) and "/stories/*" in addresses
    folders = [a[:-1] for a in addresses if a.endswith("*")]
    assert not [a for a in addresses for folder in folders if a.startswith(folder) and a != f"{folder}*"]
    assert text.count("wasm-unsafe-eval") == 2, "on the page of the search alone"
    assert "/search" not in hosting.headers_file("stories/:slug.html", False)


def test_lines_of_redirects_are_read() -> None:
    text = "# comment\n/a.html /b.html 301\n/caf%C3%A9.html /caf%C3%A9.html 410!\nnonsense\n"
    assert list(hosting.ways(text)) == [hosting.Way("/a.html", "/b.html"), hosting.Way("/café.html", "")]


def test_apache_is_told_the_same() -> None:
    text = hosting.apache("/", [hosting.Way("/a.html", "/b.html"), hosting.Way("/x.html", "")])
    assert 'RedirectPermanent "/a.html" /b.html' in text and 'Redirect gone "/x.html"' in text
    assert hosting.SEARCH_POLICY in text and "immutable" in text
