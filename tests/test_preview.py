"""The preview server as a browser meets it: the real command, a real socket."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect
from watchdog.events import DirModifiedEvent, FileModifiedEvent, FileMovedEvent, FileOpenedEvent, FileSystemEvent

from sitegen.config import load
from sitegen.preview.following import Builder, Follower
from tests.conftest import Archive

pytestmark = pytest.mark.slow
PATIENCE = 60.0
ANOTHER_ADDRESS = "127.0.0.2"
T = TypeVar("T")


async def hang_up(socket: WebSocketClientConnection) -> None:
    """Close, and wait until it is closed: what is left open falls on a later test as a warning."""
    socket.close()
    while await socket.read_message() is not None:
        pass


class Server:
    """`sitegen serve` in a process of its own."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-m", "sitegen", "--root", str(root), "serve", "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
        self.log = root / "preview.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        found = until(lambda: re.search(r"Serving http://127\.0\.0\.1:(\d+)/", self.said()))
        self.port = int(found[1])

    def said(self) -> str:
        assert self.process.poll() is None, self.log.read_text("utf-8")
        return self.log.read_text("utf-8")

    def get(self, path: str, host: str | None = None) -> tuple[int, str, dict[str, str]]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/{path}")
        if host is not None:
            request.add_header("Host", host)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8"), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8"), dict(error.headers)

    async def listen(self, origin: str | None = None) -> WebSocketClientConnection:
        """Connect as livereload.js does."""
        headers = {"Origin": origin or f"http://127.0.0.1:{self.port}"}
        socket = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{self.port}/livereload", headers=headers))
        await socket.write_message(json.dumps({"command": "hello", "protocols": []}))
        assert json.loads(await socket.read_message() or "")["command"] == "hello"
        await socket.write_message(json.dumps({"command": "info", "url": "http://127.0.0.1/"}))
        await asyncio.sleep(0.2)
        return socket

    async def refused(self, origin: str) -> None:
        """The same from elsewhere: let the client put its end away before the loop is gone."""
        try:
            await self.listen(origin)
        finally:
            await asyncio.sleep(0.1)

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def until(look: Callable[[], T]) -> T:
    """What `look` gives, as soon as it gives something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


@pytest.fixture
def server(archive: Archive) -> Iterator[Server]:
    archive.article("rain.md", "Rain at last", "2019-03-01")
    server = Server(archive.root)
    yield server
    if server.process.poll() is None:
        server.stop()


def test_a_page_is_served_with_the_script_that_reloads_it_and_never_cached(server: Server, archive: Archive) -> None:
    status, page, headers = server.get("index.html")
    assert status == 200 and "Rain at last" in page
    assert '<script src="/livereload.js"></script></head>' in page
    assert headers["Cache-Control"] == "no-store"
    assert "livereload" not in archive.page("index.html"), "the script is for the preview alone"
    assert server.get("")[1] == page
    assert server.get("livereload.js")[0] == 200


def test_an_edit_to_a_seed_is_rebuilt_and_told_to_the_browser(server: Server, archive: Archive) -> None:
    async def edit() -> dict[str, object]:
        socket = await server.listen()
        archive.article("rain.md", "Snow at last", "2019-03-01")
        message = await asyncio.wait_for(socket.read_message(), PATIENCE)
        await hang_up(socket)
        return dict(json.loads(message or ""))

    assert asyncio.run(edit())["command"] == "reload"
    assert "Snow at last" in server.get("index.html")[1]


def test_edits_soon_after_each_other_are_all_told(server: Server, archive: Archive) -> None:
    """livereload's own server swallows what comes within three seconds of a reload."""

    async def edit() -> None:
        socket = await server.listen()
        for title in ("Hail", "Sleet", "Fog"):
            archive.article("rain.md", title, "2019-03-01")
            message = await asyncio.wait_for(socket.read_message(), PATIENCE)
            assert json.loads(message or "")["command"] == "reload"
            assert title in archive.page("index.html")
        await hang_up(socket)

    asyncio.run(edit())


def test_a_template_folder_that_appears_counts(server: Server, archive: Archive) -> None:
    (archive.root / "templates").mkdir()
    (archive.root / "templates/404.html").write_text(
        '{% extends "theme:404.html" %}{% block title %}Gone fishing{% endblock %}'
    )
    until(lambda: "Gone fishing" in server.get("404.html")[1])


def test_a_broken_template_is_said_and_the_old_site_stays(server: Server, archive: Archive) -> None:
    old = server.get("index.html")[1]
    (archive.root / "templates").mkdir()
    (archive.root / "templates/home.html").write_text("{% if %}")
    until(lambda: "home.html" in server.said())
    assert server.get("index.html")[1] == old
    (archive.root / "templates/home.html").unlink()
    archive.article("rain.md", "Snow at last", "2019-03-01")
    until(lambda: "Snow at last" in server.get("index.html")[1])


def test_settings_are_read_again(server: Server, archive: Archive) -> None:
    settings = archive.root / "sitegen.toml"
    settings.write_text(settings.read_text("utf-8").replace("The Courier", "The Evening Courier"), "utf-8")
    until(lambda: "The Evening Courier" in server.get("index.html")[1])


def test_an_address_without_a_page_gets_the_404_page(server: Server) -> None:
    status, page, _ = server.get("articles/nothing-here.html")
    assert status == 404
    assert "Not in the archive" in page


def test_a_site_for_a_sub_folder_is_served_there_too(archive: Archive) -> None:
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


def test_what_lies_outside_the_site_is_not_served(server: Server) -> None:
    assert server.get("../sitegen.toml")[0] in (403, 404)
    assert server.get("%2e%2e/sitegen.toml")[0] in (403, 404)
    assert server.get("..%2fsitegen.toml")[0] in (403, 404)
    assert server.get("articles/..%2f..%2fsitegen.toml")[0] in (403, 404)


def test_a_folder_shows_no_listing(server: Server) -> None:
    status, page, _ = server.get("articles/")
    assert status == 404
    assert "rain-at-last" not in page


def test_another_host_is_refused(server: Server) -> None:
    for path in ("index.html", "livereload.js", "livereload"):
        assert server.get(path, host="evil.example")[0] == 403
        assert server.get(path, host=f"evil.example:{server.port}")[0] == 403
        assert server.get(path, host="127.0.0.1:1")[0] == 403
    assert server.get("index.html", host=f"localhost:{server.port}")[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_socket_for_another_origin_is_refused(server: Server, origin: str) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(server.refused(origin))


def test_it_is_to_be_had_from_this_machine_only(server: Server) -> None:
    """Nobody on the network: only the loopback address is bound."""
    with pytest.raises(OSError), socket.create_connection((ANOTHER_ADDRESS, server.port), 5):
        pass


def test_what_a_build_writes_itself_and_hidden_files_start_no_build(archive: Archive) -> None:
    config = load(archive.root)
    follower = Follower(config, Builder(print), lambda: None)
    root = Path(config.root)

    def starts(event: FileSystemEvent) -> bool:
        follower.changed.clear()
        follower.on_any_event(event)
        return follower.changed.is_set()

    for path in ("seeds/addresses.tsv", "seeds/.rain.md.swp", "site/index.html", ".sitegen/build.db"):
        assert not starts(FileModifiedEvent(str(root / path)))
    assert not starts(DirModifiedEvent(str(root / "seeds")))
    assert not starts(FileOpenedEvent(str(root / "seeds/rain.md")))
    for path in ("seeds/rain.md", "seeds/1999/rain.md", "templates/home.html", "static/a.png", "sitegen.toml"):
        assert starts(FileModifiedEvent(str(root / path)))
    assert starts(FileMovedEvent(str(root / "seeds/.rain.md.tmp"), str(root / "seeds/rain.md")))


def test_what_changes_during_the_first_build_is_not_missed(archive: Archive) -> None:
    archive.article("rain.md", "Rain at last", "2019-03-01")
    archive.build()
    archive.article("rain.md", "Snow at last", "2019-03-01")
    follower = Follower(load(archive.root), Builder(print), lambda: None)
    follower.start()
    try:
        until(lambda: "Snow at last" in archive.page("index.html"))
    finally:
        follower.stop()


def test_an_interrupt_ends_it_without_noise(server: Server) -> None:
    assert server.stop() == 0
    assert "Traceback" not in server.log.read_text("utf-8")
    assert server.log.read_text("utf-8").endswith("Stopped.\n")


def test_a_port_that_is_taken_is_said_in_a_sentence(server: Server, new_archive: Callable[..., Archive]) -> None:
    other = new_archive("another")
    command = [sys.executable, "-m", "sitegen", "--root", str(other.root), "serve", "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 1
    assert f"Port {server.port} cannot be had" in done.stderr
