"""Who may not ask, and what is never given: against the real server, with raw bytes where no client would send them."""

from __future__ import annotations

import asyncio
import json
import socket

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from sitegen.preview.safety import Doorkeeper, is_loopback
from sitegen.preview.serving import SOCKETS
from tests.conftest import Archive
from tests.preview.server import Page, Server, until

HERE = {"Host": "127.0.0.1:8000"}


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_machine_may_ask(host: str) -> None:
    assert not Doorkeeper("127.0.0.1", 8000).refuses({"Host": host})
    assert not Doorkeeper("127.0.0.1", 8000).refuses({"Host": host, "Origin": f"http://{host.lower()}"})


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:80000",
        "127.0.0.1:x",
        "127.0.0.1.evil.example:8000",
        "localhost.evil.example:8000",
        "evil@127.0.0.1:8000",
        "127.0.0.1:8000/",
        "127.0.0.1:8000,evil.example",
        "192.0.2.7:8000",
        "0.0.0.0:8000",
        "[::1",
    ],
)
def test_another_host_may_not(host: str) -> None:
    assert Doorkeeper("127.0.0.1", 8000).refuses({"Host": host})


@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:1", "http://localhost:8000", ""],
)
def test_another_origin_may_not(origin: str) -> None:
    assert Doorkeeper("127.0.0.1", 8000).refuses({**HERE, "Origin": origin})


def test_a_page_elsewhere_may_lead_here_but_show_nothing_of_it() -> None:
    keeper = Doorkeeper("127.0.0.1", 8000)
    for site in ("cross-site", "same-site"):  # another port of this machine is the same site
        elsewhere = {**HERE, "Sec-Fetch-Site": site}
        assert keeper.refuses({**elsewhere, "Sec-Fetch-Mode": "no-cors"})
        assert not keeper.refuses({**elsewhere, "Sec-Fetch-Mode": "navigate"})
    assert not keeper.refuses({**HERE, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"})


def test_who_listens_to_everybody_takes_numbers_and_its_own_name_and_no_others() -> None:
    keeper = Doorkeeper("0.0.0.0", 8000)
    assert not keeper.refuses({"Host": "192.0.2.7:8000"})
    assert not keeper.refuses({"Host": f"{socket.gethostname()}:8000"})
    assert keeper.refuses({"Host": "evil.example:8000"})
    assert is_loopback("127.0.0.1") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("0.0.0.0") and not is_loopback("192.0.2.7") and not is_loopback("desk.example")


@pytest.mark.slow
def test_the_server_refuses_and_stays_alive(server: Server, archive: Archive) -> None:
    (archive.root / "secret.html").write_text("a secret")
    (archive.root / "site/out.html").symlink_to(archive.root / "secret.html")
    (archive.root / "site/up").symlink_to(archive.root)
    for target in (
        *("/out.html", "/out", "/up/secret.html", "/up/sitegen.toml"),
        *("/../sitegen.toml", "/..%2fsitegen.toml", "/articles/..%2f..%2fsitegen.toml", "/%2e%2e/sitegen.toml"),
        *("//etc/passwd", "/%2fetc/passwd", f"/{archive.root}/sitegen.toml", "///etc/passwd", "file:///etc/passwd"),
        *("/\\\\127.0.0.1\\c$", "//127.0.0.1/c$/x", "/..%5csitegen.toml", "/index.html%00.txt", "/%00", "/%ff%fe"),
        *("/" + "a" * 20_000, "/" + "a/" * 3000, "/.gitignore", "etc/passwd", "*"),
    ):
        assert server.status(target) in (400, 404, 414, 431), target
        assert b"a secret" not in server.raw(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    for bytes_ in (b"/index.html\x00", b"/\xff\xfe", b"/ index.html", b"/\r\nX: y"):
        assert server.status(bytes_) in (0, 400, 404)
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1:1"):
        for path in ("index.html", "livereload.js", "livereload", "nothing"):
            assert server.get(path, host=host)[0] == 403
            assert "Rain" not in server.get(path, host=host)[1]
    assert server.get("index.html", Origin="https://evil.example")[0] == 403
    assert server.get("livereload.js", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "X"):
        assert server.status("/index.html", method) in (0, 400, 405)
    assert server.status("/index.html", "POST", "Content-Length: 10000000000\r\n") in (0, 400, 413)
    assert server.status("/index.html", "POST", "Content-Length: -1\r\n") in (0, 400)
    assert server.status("/index.html", headers="X: " + "y" * 100_000 + "\r\n") in (0, 400, 431)
    assert server.raw(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n") in (b"", b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert server.get("index.html")[0] == 200
    assert "Traceback" not in server.said()


@pytest.mark.slow
@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null"])
def test_a_socket_for_another_origin_is_refused(server: Server, origin: str) -> None:
    async def connect() -> None:
        try:
            await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": origin}))
        finally:
            await asyncio.sleep(0.1)

    with pytest.raises(HTTPClientError, match="403"):
        asyncio.run(connect())


@pytest.mark.slow
def test_what_is_said_into_the_socket_harms_nobody(server: Server) -> None:
    async def talk() -> None:
        for message in (
            "",
            "[",
            "1",
            "null",
            "[]",
            "{}",
            '{"command": 5}',
            '{"command": "info"}',
            "x" * 70_000,
            b"\xff",
        ):
            request = HTTPRequest(
                f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": f"http://127.0.0.1:{server.port}"}
            )
            rude = await websocket_connect(request)
            await rude.write_message(message, binary=isinstance(message, bytes))
            rude.close()
            while await rude.read_message() is not None:
                pass
        async with await Page.open(server, "index.html") as page:
            for url in ("http://127.0.0.1/../../etc/passwd", "x", "file:///etc/passwd", "\0", "http://[", "é" * 9999):
                await page.say(command="info", url=url)
            await page.say(command="info", url="http://127.0.0.1/")
            assert (await page.hear("problems"))["problems"] == []

    asyncio.run(talk())
    assert "Traceback" not in server.said()


@pytest.mark.slow
def test_hundreds_of_sockets_are_refused_and_those_that_stand_are_served(server: Server, archive: Archive) -> None:
    async def crowd() -> None:
        here = {"Origin": f"http://127.0.0.1:{server.port}"}
        async with await Page.open(server, "index.html") as page:
            many = [
                websocket_connect(HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers=here))
                for _ in range(500)
            ]
            came = await asyncio.gather(*many, return_exceptions=True)
            standing = [c for c in came if not isinstance(c, BaseException)]
            assert len(standing) == SOCKETS - 1
            assert all(isinstance(c, HTTPClientError) and c.code == 503 for c in came if isinstance(c, BaseException))
            archive.article("rain.md", "Snow at last", "2019-03-01")
            await page.hear("reload")
            for connection in standing:
                connection.close()
                while await connection.read_message() is not None:
                    pass

    asyncio.run(crowd())
    until(lambda: "Snow at last" in server.get("index.html")[1])


@pytest.mark.slow
def test_the_protocol_is_that_of_livereload(server: Server) -> None:
    """Its extensions for browsers say no version, and understand a reload."""

    async def greet() -> None:
        request = HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload")
        plain = await websocket_connect(request)
        await plain.write_message(json.dumps({"command": "hello", "protocols": []}))
        hello = json.loads(await plain.read_message() or "")
        assert "http://livereload.com/protocols/official-7" in hello["protocols"]
        plain.close()
        while await plain.read_message() is not None:
            pass

    asyncio.run(greet())
