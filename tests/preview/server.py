"""`sitegen serve` in a process of its own, and a browser's side of it without a browser."""

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
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 90.0
ROOT = Path(__file__).parent.parent.parent
T = TypeVar("T")


class Server:
    """Serves the archive in `root` on a free port."""

    def __init__(self, root: Path, *options: str, wait: bool = True) -> None:
        command = [sys.executable, "-m", "sitegen", "--root", str(root), "serve", "--port", "0", *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.root, self.log = root, root / "preview.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
        if wait:
            self.port = int(until(lambda: re.search(r"Serving http://[^:]+:(\d+)/", self.said()))[1])

    def said(self) -> str:
        assert self.process.poll() is None, self.log.read_text("utf-8")
        return self.log.read_text("utf-8")

    def builds(self) -> int:
        """How many builds have rendered anything."""
        return self.said().count(" rendered in ")

    def get(self, path: str, host: str | None = None, **headers: str) -> tuple[int, str, dict[str, str]]:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/{path}")
        for name, value in {**({"Host": host} if host else {}), **headers}.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8"), dict(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8"), dict(error.headers)

    def raw(self, request: bytes) -> bytes:
        """What comes back for these very bytes; "" where the connection is closed without a word."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            answer = b""
            try:
                connection.sendall(request)
                while piece := connection.recv(65536):
                    answer += piece
                    if b"\r\n\r\n" in answer and b"Connection: close" not in request:
                        break
            except ConnectionError:
                pass
        return answer

    def status(self, target: str | bytes, method: str = "GET", headers: str = "") -> int:
        """The status for a request line that no client would write; 0: closed without a word."""
        line = f"{method} ".encode() + (target if isinstance(target, bytes) else target.encode()) + b" HTTP/1.1\r\n"
        head = f"Host: 127.0.0.1:{self.port}\r\nConnection: close\r\n{headers}\r\n".encode()
        answer = self.raw(line + head)
        return int(answer.split(b" ", 2)[1]) if answer else 0

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


class Page:
    """An open page, as the script in it behaves."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self.socket = socket

    @classmethod
    async def open(cls, server: Server, path: str, origin: str | None = None, version: str | None = None) -> Page:
        """Fetch a page and connect; `version`: pretend to be another state of it."""
        loop = asyncio.get_running_loop()
        _, html, _ = await loop.run_in_executor(None, server.get, path)
        found = re.search(r'data-version="([^"]*)"', html)
        here = f"http://127.0.0.1:{server.port}"
        request = HTTPRequest(f"ws://127.0.0.1:{server.port}/livereload", headers={"Origin": origin or here})
        page = cls(await websocket_connect(request))
        await page.say(command="hello", protocols=["http://livereload.com/protocols/official-7"])
        assert (await page.hear())["command"] == "hello"
        await page.say(command="info", url=f"{here}/{path}", version=version or (found[1] if found else None))
        assert (await page.hear("problems"))["command"] == "problems"
        return page

    async def say(self, **message: Any) -> None:
        await self.socket.write_message(json.dumps(message))

    async def hear(self, command: str | None = None, patience: float = PATIENCE) -> dict[str, Any]:
        """The next message, or the next of a kind."""
        while True:
            message = await asyncio.wait_for(self.socket.read_message(), patience)
            assert message is not None, "the socket was closed"
            told: dict[str, Any] = json.loads(message)
            if command in (None, told["command"]):
                return told

    async def is_left_alone(self, moment: float = 0.5) -> bool:
        """Is nothing sent for a moment?"""
        try:
            await self.hear("reload", moment)
        except TimeoutError:
            return True
        return False

    async def __aenter__(self) -> Page:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Wait until it is closed: what is left open falls on a later test as a warning."""
        self.socket.close()
        while await self.socket.read_message() is not None:
            pass


def until(look: Callable[[], T], patience: float = PATIENCE) -> T:
    """What `look` gives, as soon as it gives something."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")
