"""What the preview answers: site/ as it lies there, and what makes browsers reload; to this machine's pages alone."""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

HERE = "127.0.0.1"
NAMES = (HERE, "localhost")
SCRIPT = b'<script src="/livereload.js"></script>'
HEAD_END = b"</head>"


class Preview(Application):
    """The site, and livereload's socket and script, for requests that name this machine and this port: any other
    Host is a page elsewhere whose name was made to point here.  `base` is the folder that the site will stand in
    at its host: its 404 page, shown at any depth, has links that begin there."""

    def __init__(self, site: Path, port: int, base: str = "/") -> None:
        Socket.watcher = Watcher()  # never started: livereload only asks it for a file's name
        Socket.live_css = True
        self.hosts = {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())
        files = {"path": str(site), "default_filename": "index.html"}
        folders = [(f"{re.escape(folder)}(.*)", Files, files) for folder in dict.fromkeys((base, "/"))]
        own = [("/livereload", Socket), ("/livereload.js", LiveReloadJSHandler)]
        super().__init__([*own, *folders], log_function=lambda handler: None)

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        if request.host.lower() not in self.hosts:
            return self.get_handler_delegate(request, Refused)
        return super().find_handler(request, **kwargs)


class Refused(RequestHandler):
    """Another Host."""

    def prepare(self) -> None:
        raise HTTPError(403)


class Socket(LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """Tells browsers to reload; only pages that this server gave out may listen."""

    def check_origin(self, origin: str) -> bool:
        return bool(urlsplit(origin).netloc == self.request.host)


class Files(StaticFileHandler):
    """site/ as it lies there, never cached; HTML also gets the script that reloads it."""

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> None:
        return None

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def get_content_size(self) -> int:
        path = str(self.absolute_path)
        return len(with_script(path)) if path.endswith(".html") else super().get_content_size()

    @classmethod
    def get_content(
        cls, abspath: str, start: int | None = None, end: int | None = None
    ) -> Generator[bytes, None, None]:
        if abspath.endswith(".html"):
            yield with_script(abspath)[start:end]
        else:
            yield from super().get_content(abspath, start, end)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """The site's own 404 page."""
        page = Path(self.root, "404.html")
        if status_code == 404 and page.is_file():
            self.set_header("Cache-Control", "no-store")
            self.finish(with_script(str(page)))
        else:
            super().write_error(status_code, **kwargs)


def with_script(page: str) -> bytes:
    """A page and the script that listens; it goes at the end where a template of the user's has no head."""
    html = Path(page).read_bytes()
    before, head_end, after = html.partition(HEAD_END)
    return before + SCRIPT + head_end + after if head_end else html + SCRIPT
