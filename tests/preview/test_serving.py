"""What a browser gets: pages as a host would serve them, and word of what changed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.preview.serving import Socket
from sitegen.preview.site import Site, content_type
from tests.conftest import SETTINGS, Archive
from tests.preview.server import PATIENCE, Page, Server, until

SCRIPT = re.compile(r'<script src="/livereload.js" data-version="[^"]+" defer></script>')
ANOTHER_ADDRESS = "127.0.0.2"


# ---- pages


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not a site that sitegen made, but one with every kind of address."""
    folder = tmp_path_factory.mktemp("site")
    for name in (
        "index.html",
        "a b.html",
        "articles/rain.html",
        "people/index.html",
        "é.txt",
        "404.html",
        "x.html.txt",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    (folder / "empty").mkdir()
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("secret")
    (folder / ".rain.tmp").write_text("half")
    (folder / "out.html").symlink_to("/etc/passwd")
    (folder / "etc").symlink_to("/etc")
    (folder / "in.html").symlink_to(folder / "index.html")
    return folder


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/a%20b.html", "a b.html"),
        ("/articles/rain.html", "articles/rain.html"),
        ("/articles/rain", "articles/rain.html"),  # as hosts do
        ("/people/", "people/index.html"),
        ("/%C3%A9.txt", "é.txt"),
        ("/in.html", "in.html"),
    ],
)
def test_an_address_leads_to_a_file(folder: Path, asked: str, path: str) -> None:
    place = Site(folder).find(asked)
    assert place is not None and place.path == path


@pytest.mark.parametrize(
    "asked",
    [
        "/nothing.html",
        "/empty",
        "/empty/",  # no listing
        "/articles/",
        "/articles",
        "/index.html/",
        "/../index.html",
        "/..%2findex.html",
        "/articles/..%2f..%2f..%2fetc/passwd",
        "/articles/../index.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "///",
        "//host/share/index.html",
        "/\\\\host\\share",
        "/..%5c..%5cindex.html",
        "/index.html%00",
        "/%00",
        "/%ff.html",
        "/.git/config",
        "/.rain.tmp",
        "/out.html",
        "/etc/passwd",
        "index.html",
        "*",
        "http://127.0.0.1/index.html",
        "",
    ],
)
def test_an_address_leads_nowhere_else(folder: Path, asked: str) -> None:
    assert Site(folder).find(asked) is None


def test_a_folder_with_an_index_is_shown_under_its_own_address(folder: Path) -> None:
    place = Site(folder).find("/people")
    assert place is not None and place.elsewhere == "/people/"


def test_a_site_for_a_sub_folder_is_found_there_too(folder: Path) -> None:
    site = Site(folder, "/old-news/")
    for asked in ("/old-news/articles/rain.html", "/articles/rain.html"):
        place = site.find(asked)
        assert place is not None and place.path == "articles/rain.html"
    assert site.find("/old-news/../etc/passwd") is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("style.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("people/a.atom", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("icon.svg", "image/svg+xml; charset=utf-8"),
        ("a.avif", "image/avif"),
        ("data/articles.jsonl", "application/x-ndjson; charset=utf-8"),
        ("data/articles.csv.gz", "application/octet-stream"),
        ("search/pagefind.en.pf_meta", "application/octet-stream"),
    ],
)
def test_content_types_do_not_depend_on_the_machine(path: str, kind: str) -> None:
    assert content_type(path) == kind


@pytest.mark.slow
def test_a_page_is_served_with_the_script_that_follows_and_never_cached(server: Server, archive: Archive) -> None:
    status, page, headers = server.get("index.html")
    assert status == 200 and "Rain at last" in page
    assert SCRIPT.search(page) and page.index("livereload.js") < page.index("</head>")
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(headers["Content-Length"]) == len(page.encode())
    assert "livereload" not in archive.page("index.html"), "the script is for the preview alone"
    assert server.get("")[1] == page
    assert server.get("livereload.js")[0] == 200
    # a page that is the same need not be sent again, and a date is not asked
    mark = headers["Etag"]
    assert server.get("index.html", If_None_Match=f'"other", W/{mark}')[0] == 304
    assert server.get("index.html", If_None_Match='"other"')[0] == 200
    assert server.get("index.html", If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT")[0] == 200
    assert server.status("/index.html", "HEAD") == 200
    # an address without a page
    status, page, headers = server.get("articles/nothing-here.html")
    assert (status, headers["Cache-Control"]) == (404, "no-store")
    assert "Not in the archive" in page and SCRIPT.search(page)
    assert server.get("articles/nothing-here.html", If_None_Match=headers["Etag"])[0] == 404
    # a folder shows no listing
    status, page, _ = server.get("articles/")
    assert status == 404 and "rain.html" not in page
    # a style sheet as it is
    assert server.get("style.css")[1] == archive.page("style.css")


@pytest.mark.slow
def test_a_page_without_a_head_and_one_with_a_long_head_get_the_script(server: Server, archive: Archive) -> None:
    """livereload looks for the end of the head in the first 64 KiB, and leaves a page without one alone."""
    site = archive.root / "site"
    (site / "bare.html").write_text("<!DOCTYPE html><title>Bare</title><p>Words.")
    (site / "long.html").write_text(f"<head><!-- {'x' * 100_000} --></head><p>Words.")
    assert SCRIPT.search(server.get("bare.html")[1])
    assert re.search(SCRIPT.pattern + "</head>", server.get("long.html")[1])


@pytest.mark.slow
def test_pages_for_a_sub_folder_are_served_there_too(archive: Archive) -> None:
    settings = archive.root / "sitegen.toml"
    settings.write_text(settings.read_text("utf-8").replace("example.org/", "example.org/old-news/"), "utf-8")
    server = Server(archive.root)
    try:
        _, page, _ = server.get("articles/nothing-here.html")
        sheet = re.search(r'<link rel="stylesheet" href="/([^"]*)"', page)
        assert sheet and sheet[1].startswith("old-news/")
        assert server.get(sheet[1])[0] == server.get("index.html")[0] == 200
    finally:
        server.stop()


@pytest.mark.slow
def test_pages_may_be_left_as_they_are(archive: Archive) -> None:
    archive.article("rain.md", "Rain at last", "2019-03-01")
    server = Server(archive.root, "--no-reload")
    try:
        assert server.get("index.html")[1] == archive.page("index.html")
        assert server.get("livereload.js")[0] == server.get("livereload")[0] == 404
        archive.article("rain.md", "Snow at last", "2019-03-01")
        until(lambda: "Snow at last" in server.get("index.html")[1])
    finally:
        server.stop()


# ---- what changes


@pytest.mark.slow
def test_only_pages_that_changed_are_loaded_again(server: Server, archive: Archive) -> None:
    archive.article("snow.md", "Snow", "2018-01-01", body="White.")
    until(lambda: server.builds() == 2)  # then all of its pages are written

    async def edit() -> None:
        names = "articles/rain.html", "articles/snow.html"
        async with await Page.open(server, names[0]) as rain, await Page.open(server, names[1]) as snow:
            archive.article("snow.md", "Snow", "2018-01-01", body="Very white.")
            assert (await snow.hear("reload"))["path"] == "/articles/snow.html"
            assert await rain.is_left_alone()

    asyncio.run(edit())
    assert "Very white." in server.get("articles/snow.html")[1]


@pytest.mark.slow
def test_edits_soon_after_each_other_are_all_told(server: Server, archive: Archive) -> None:
    """livereload's own server swallows what comes within three seconds of a reload."""

    async def edit() -> None:
        for title in ("Hail", "Sleet", "Fog"):
            async with await Page.open(server, "index.html") as page:
                archive.article("rain.md", title, "2019-03-01")
                await page.hear("reload")
                assert title in archive.page("index.html")

    asyncio.run(edit())


@pytest.mark.slow
def test_what_changed_before_the_socket_stood_is_told_at_once(server: Server) -> None:
    async def late() -> None:
        async with await Page.open(server, "index.html", version="an-older-one") as page:
            await page.hear("reload")

    asyncio.run(late())


@pytest.mark.slow
def test_an_address_that_gets_a_page_shows_it(server: Server, archive: Archive) -> None:
    async def wait() -> None:
        async with await Page.open(server, "articles/snow.html") as page:
            archive.article("snow.md", "Snow", "2018-01-01")
            await page.hear("reload")

    asyncio.run(wait())


@pytest.mark.slow
def test_a_style_sheet_is_taken_over_without_a_reload(server: Server, archive: Archive) -> None:
    async def edit() -> None:
        async with await Page.open(server, "index.html") as page:
            (archive.root / "static").mkdir()
            (archive.root / "static/style.css").write_text("body { color: teal }")
            told = await page.hear("reload")
            assert (told["path"], told["liveCSS"], told["other"]) == ("style.css", True, True)

    asyncio.run(edit())


@pytest.mark.slow
def test_settings_are_read_again(server: Server, archive: Archive) -> None:
    settings = archive.root / "sitegen.toml"
    settings.write_text(settings.read_text("utf-8").replace("The Courier", "The Evening Courier"), "utf-8")
    until(lambda: "The Evening Courier" in server.get("index.html")[1])
    settings.write_text(settings.read_text("utf-8").replace('"The E', "The E"), "utf-8")
    until(lambda: "not valid TOML" in server.said())
    assert "The Evening Courier" in server.get("index.html")[1]


# ---- what is wrong


async def problems_after(server: Server, path: str, act: Callable[[], object]) -> list[dict[str, object]]:
    """What an open page is told after something was done."""
    async with await Page.open(server, path) as page:
        act()
        told = await page.hear("problems")
    return list(told["problems"])


@pytest.mark.slow
def test_problems_are_told_to_open_pages_with_file_and_line_until_they_are_mended(
    server: Server, archive: Archive
) -> None:
    good = server.get("articles/rain.html")[1]
    bad = "---\ntitle: Rain\ndate: [\n---\n\nWords.\n"
    (told,) = asyncio.run(problems_after(server, "index.html", lambda: archive.seed("rain.md", bad)))
    assert told["file"] == "seeds/rain.md" and told["line"] and told["hint"] and told["fresh"]
    assert "front matter" in str(told["message"])
    assert server.get("articles/rain.html")[1] == good
    mend = lambda: archive.article("rain.md", "Rain at last", "2019-03-01")  # noqa: E731
    assert asyncio.run(problems_after(server, "index.html", mend)) == []
    # a template
    (archive.root / "templates").mkdir()
    home = archive.root / "templates/home.html"
    broken = "{% extends 'theme:home.html' %}\n\n{% if %}"
    (told,) = asyncio.run(problems_after(server, "index.html", lambda: home.write_text(broken)))
    assert (told["file"], told["line"], told["stops"]) == ("templates/home.html", 3, True)
    assert asyncio.run(problems_after(server, "index.html", home.unlink)) == []
    # people who are stated to be one and not to be one
    people = '["Ann Lee"]\naliases = ["A. Lee"]\n\n["Bo Ek"]\naliases = ["A. Lee"]\n'
    told, *_ = asyncio.run(problems_after(server, "index.html", lambda: archive.seed("people.toml", people)))
    assert told["file"] == "seeds/people.toml" and told["line"], told
    assert asyncio.run(problems_after(server, "index.html", (archive.root / "seeds/people.toml").unlink)) == []
    assert "Nothing is wrong any more." in server.said()


@pytest.mark.slow
def test_what_was_changed_while_nothing_could_be_built_is_not_forgotten(server: Server, archive: Archive) -> None:
    archive.seed("people.toml", "[[[")
    until(lambda: "people.toml" in server.said())
    archive.article("rain.md", "Snow at last", "2019-03-01")
    until(lambda: server.said().count("The site stays as it was.") > 1)
    (archive.root / "seeds/people.toml").unlink()
    until(lambda: "Snow at last" in server.get("index.html")[1])


@pytest.mark.slow
def test_the_search_follows_when_there_is_time(new_archive: Callable[..., Archive]) -> None:
    pytest.importorskip("pagefind_bin")
    settings = SETTINGS + '[annotate]\nmodel = "none"\n'
    archive, clean = new_archive("searched", settings), new_archive("clean", settings)
    for n in range(20):
        archive.article(f"{n}.md", f"Report {n}", f"20{n:02}-03-01")
    server = Server(archive.root)
    try:
        for title in ("Hail", "Sleet", "Fog"):
            archive.article("7.md", title, "2007-03-01")
            until(lambda title=title: title in server.get("articles/7.html")[1])  # type: ignore[misc]
        shutil.copytree(archive.root / "seeds", clean.root / "seeds", dirs_exist_ok=True)
        clean.build()
        until(lambda: archive.site() == clean.site())
    finally:
        server.stop()


# ---- around it


@pytest.mark.slow
def test_another_build_beside_the_preview_is_followed(server: Server, archive: Archive) -> None:
    """Both may build; what the other one did is seen, and the next edit builds on it."""
    archive.article("snow.md", "Snow", "2018-01-01")
    until(lambda: server.get("articles/snow.html")[0] == 200)
    command = [sys.executable, "-m", "sitegen", "--root", str(archive.root), "build", "--clean", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr
    archive.article("rain.md", "Hail", "2019-03-01")
    until(lambda: "Hail" in server.get("index.html")[1])
    assert server.get("articles/snow.html")[0] == 200


@pytest.mark.slow
def test_while_another_program_builds_the_preview_waits(archive: Archive) -> None:
    archive.article("rain.md", "Rain at last", "2019-03-01")
    state = archive.root / ".sitegen"
    state.mkdir()
    with (state / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = Server(archive.root, wait=False)
        until(lambda: "Another build of this archive is running" in server.said())
    try:
        until(lambda: "Serving" in server.said())
        assert "Rain at last" in archive.page("index.html")
        assert server.said().count("Another build") == 1
    finally:
        server.stop()


@pytest.mark.slow
def test_pages_are_served_whole_while_a_build_runs(archive: Archive) -> None:
    """livereload calls what builds within its server, which answers nobody meanwhile."""
    for n in range(400):
        archive.article(f"{n}.md", f"Report {n}", f"2019-03-{n % 28 + 1:02}", ("Ann Lee",), ("Rain",))
    server = Server(archive.root)
    try:
        settings = archive.root / "sitegen.toml"
        settings.write_text(settings.read_text("utf-8").replace("The Courier", "The Evening Courier"), "utf-8")
        seen = []
        until(lambda: seen.append(server.get("articles/399.html")[:2]) or "Evening" in seen[-1][1])  # type: ignore[func-returns-value]
        assert len(seen) > 3, "the server did not answer before the build had ended"
        assert all(status == 200 and page.rstrip().endswith("</html>") for status, page in seen)
    finally:
        server.stop()


@pytest.mark.slow
def test_a_process_that_builds_and_is_killed_is_replaced(server: Server, archive: Archive) -> None:
    pid = server.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("looks into /proc")
    for child in children.read_text().split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    archive.article("rain.md", "Snow at last", "2019-03-01")
    until(lambda: "Snow at last" in server.get("index.html")[1])


@pytest.mark.slow
def test_a_browser_is_opened_on_demand(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(tmp_path / "opened"))}\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    server = Server(archive.root, "--open")
    try:
        assert until(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text()).strip() == (
            f"http://127.0.0.1:{server.port}/"
        )
    finally:
        server.stop()


def test_livereload_never_watches_anything_itself() -> None:
    """Its own watcher walks through all folders every 0.8 seconds."""
    assert Socket.watcher is None and Socket._last_reload_time is None


@pytest.mark.slow
def test_it_is_to_be_had_from_this_machine_only(server: Server) -> None:
    """Nobody on the network: only the loopback address is bound."""
    with pytest.raises(OSError), socket.create_connection((ANOTHER_ADDRESS, server.port), 5):
        pass


@pytest.mark.slow
def test_listening_to_everybody_is_asked_for_and_warned_of(archive: Archive) -> None:
    server = Server(archive.root, "--host", "0.0.0.0")
    try:
        assert "Whoever reaches this machine can read the archive" in server.said()
        assert server.get("", host=f"192.0.2.7:{server.port}")[0] == 200
        assert server.get("", host=f"evil.example:{server.port}")[0] == 403
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_without_noise(server: Server, number: int) -> None:
    assert server.stop(number) == 0
    assert "Traceback" not in server.log.read_text("utf-8")
    assert server.log.read_text("utf-8").endswith("Stopped.\n")


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_in_a_sentence(server: Server, new_archive: Callable[..., Archive]) -> None:
    other = new_archive("another")
    command = [sys.executable, "-m", "sitegen", "--root", str(other.root), "serve", "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert f"Port {server.port} cannot be had" in done.stderr
