"""What the preview answers: site/ as it lies there, and what makes browsers follow; to this machine's pages alone.

livereload gives the socket's protocol.  What its own server does otherwise than a preview needs it stands here: any
Origin may connect to it, it has no 404 page, puts its script only into a head within the first 64 KiB, keeps digests of
files for good, and does not send what comes within three seconds of the last message."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, BinaryIO

from livereload.handlers import LiveReloadHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler

from sitegen.preview.safety import Doorkeeper
from sitegen.preview.site import NOT_FOUND, Place, Site, content_type, version_of
from sitegen.preview.telling import Told

SOCKETS = 100  # open tabs are fewer
MESSAGE = 64 * 1024
PIECE = 256 * 1024
SCRIPT = '<script src="/livereload.js" data-version="{}" defer></script>'
HEAD_END = b"</head>"
CLIENT = Path(__file__).with_name("client.js")
FIRST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Building</title></head>
<body><h1>The site is being built</h1><p>This page follows by itself.</p></body></html>"""


class Preview(Application):
    """The site, the script and the socket.  `reload`: do browsers follow?"""

    def __init__(self, site: Site, doorkeeper: Doorkeeper, reload: bool = True) -> None:
        self.site, self.doorkeeper, self.reload = site, doorkeeper, reload
        self.building = True  # the first build has not come to its end
        self.sockets: set[Socket] = set()
        self.problems: list[dict[str, Any]] = []
        own = [("/livereload", Socket), ("/livereload.js", Script)] if reload else []
        super().__init__(
            [*own, (".*", Files)],
            log_function=lambda handler: None,
            websocket_max_message_size=MESSAGE,
            websocket_ping_interval=30,
        )

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        if self.doorkeeper.refuses(request.headers):
            return self.get_handler_delegate(request, Refused)
        return super().find_handler(request, **kwargs)

    def show(self, changed: list[str]) -> None:
        """Pages changed: browsers that show one of them load it again, others take over style sheets and the like."""
        others = [path for path in changed if not path.endswith(".html")]
        for socket in list(self.sockets):
            socket.follow(others)

    def tell(self, problems: list[Told], fresh: set[Told]) -> None:
        """What is wrong now; `fresh`: what was not wrong a moment ago, and is shown unasked."""
        told = [{**_plain(p), "fresh": p in fresh} for p in problems]
        if told != self.problems:
            self.problems = told
            for socket in list(self.sockets):
                socket.tell()


class Answer(RequestHandler):
    """What all answers have in common."""

    application: Preview

    def set_default_headers(self) -> None:
        self.set_header("Server", "sitegen")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def compute_etag(self) -> None:
        return None

    def write_error(self, status_code: int, **kwargs: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Refused(Answer):
    """Another Host, or a page elsewhere."""

    def prepare(self) -> None:
        raise HTTPError(403)


class Script(Answer):
    """The browser's side."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.write(CLIENT.read_bytes())


class Files(Answer):
    """site/ as it lies there; HTML gets the script that follows."""

    async def get(self) -> None:
        place = self.application.site.find(self.request.path)
        if place is None:
            await self._missing()
        elif place.elsewhere:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(place.elsewhere + query, permanent=False)
        else:
            try:
                await self._send(place)
            except FileNotFoundError:  # a build took it away just now
                await self._missing()

    async def head(self) -> None:
        await self.get()

    async def _missing(self) -> None:
        self.set_status(404)
        if self.application.building:
            self.set_status(503)
            self.set_header("Retry-After", "2")
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self._with_script(FIRST.encode(), ""))
        elif self.application.site.version(NOT_FOUND):
            await self._send(Place(NOT_FOUND))
        else:
            self.write_error(404)

    async def _send(self, place: Place) -> None:
        """The file, whole: what replaces it meanwhile is another file."""
        full = Path(self.application.site.folder, place.path)
        with full.open("rb") as file:
            st = os.fstat(file.fileno())
            mark = f'"{version_of(st)}"'
            self.set_header("Content-Type", content_type(place.path))
            self.set_header("ETag", mark)
            if self.get_status() == 200 and self._has(mark):
                self.set_status(304)
                return
            if place.path.endswith(".html"):
                page = file.read()
                self.finish(self._with_script(page, version_of(st)) if self.application.reload else page)
            else:
                await self._stream(file, st.st_size)

    def _has(self, mark: str) -> bool:
        """Does the browser have this file already?  A date is no answer: it would tell only the second."""
        asked = self.request.headers.get("If-None-Match", "")
        return asked == "*" or mark in [tag.strip().removeprefix("W/") for tag in asked.split(",")]

    def _with_script(self, page: bytes, version: str) -> bytes:
        """The script goes at the end where a template of the user's has no head."""
        script = SCRIPT.format(version).encode()
        before, head_end, after = page.partition(HEAD_END)
        return before + script + head_end + after if head_end else page + script

    async def _stream(self, file: BinaryIO, size: int) -> None:
        self.set_header("Content-Length", str(size))
        if self.request.method == "HEAD":
            return
        while piece := file.read(PIECE):
            self.write(piece)
            await self.flush()


class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One page in a browser.  The protocol is livereload's, so its extensions for browsers work too, with two things
    more: the page says which version of itself it is, and is told what is wrong."""

    application: Preview

    def prepare(self) -> None:
        if len(self.application.sockets) >= SOCKETS:
            raise HTTPError(503)

    def check_origin(self, origin: str) -> bool:
        return not self.application.doorkeeper.refuses({**self.request.headers, "Origin": origin})

    def open(self, *args: str, **kwargs: str) -> None:
        self.path: str | None = None  # the path in the address of its page; None: not told yet
        self.version = ""
        self.application.sockets.add(self)

    def on_close(self) -> None:
        self.application.sockets.discard(self)

    def on_message(self, message: str | bytes) -> None:
        try:
            told = json.loads(message)
            command = told["command"]
            if command == "hello":
                super().on_message(message)
            elif command == "info":
                self._hear(str(told["url"]), told.get("version"))
        except (ValueError, KeyError, TypeError, AttributeError):
            self.close(1003, "this is not livereload's protocol")

    def _hear(self, url: str, version: str | None) -> None:
        """Which page it is.  What changed between the page and its socket is made good now."""
        self.path = "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
        self.version = self._now() if version is None else str(version)
        self.tell()
        self.follow([])

    def _now(self) -> str:
        """The version of the file that its address leads to."""
        site = self.application.site
        place = site.find(self.path or "/")
        return site.version(place.path if place and place.path else NOT_FOUND)

    def follow(self, others: list[str]) -> None:
        """Load the page again if it is another now; else let it take over what it shows of the other files."""
        if self.path is None or self.application.building:
            return
        now = self._now()
        if now != self.version:
            self.version = now
            self._send(command="reload", path=self.path, liveCSS=False)
        else:
            for path in others:
                self._send(command="reload", path=path, liveCSS=True, other=True)

    def tell(self) -> None:
        if self.path is not None:
            self._send(command="problems", problems=self.application.problems)

    def _send(self, **message: object) -> None:
        self.send_message(message)


def _plain(told: Told) -> dict[str, Any]:
    return {name: getattr(told, name) for name in told.__struct_fields__}
