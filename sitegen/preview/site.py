"""site/ as a host would serve it: from the path of a request to a file, and to nothing outside of the folder."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

TYPES = mimetypes.MimeTypes()  # the program's own table: that of the machine may say anything
for ending, kind in {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".bib": "application/x-bibtex",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".ris": "application/x-research-info-systems",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}.items():
    TYPES.add_type(kind, ending)
TEXTS = (
    "text/",
    "application/json",
    "application/xml",
    "application/atom+xml",
    "image/svg+xml",
    "application/x-ndjson",
)
NOT_FOUND = "404.html"


class Place(NamedTuple):
    """A file below the site, or where to look instead."""

    path: str
    elsewhere: str = ""


class Site:
    """`base` is the folder that the site will stand in at its host: its 404 page, shown at any depth, has links that
    begin there."""

    def __init__(self, folder: Path, base: str = "/") -> None:
        self.folder, self.base = folder, base

    def find(self, asked: str) -> Place | None:
        """The file for the path of a request, as it came; None: there is none, or none of ours."""
        path = _parts(asked)
        if path is None:
            return None
        below = "/".join(path)
        if self.base != "/" and f"/{below}".startswith(self.base):
            below = f"/{below}"[len(self.base) :]
        if below == "" or below.endswith("/"):
            return self._file(below + "index.html")
        if self._is_folder(below):
            return Place("", quote(f"/{'/'.join(path)}/")) if self._file(below + "/index.html") else None
        return self._file(below) or self._file(below + ".html")

    def _file(self, below: str) -> Place | None:
        full = os.path.join(self.folder, below)
        inside = os.path.realpath(full).startswith(os.path.realpath(self.folder) + os.sep)
        return Place(below) if inside and os.path.isfile(full) else None

    def _is_folder(self, below: str) -> bool:
        return os.path.isdir(os.path.join(self.folder, below))

    def version(self, path: str) -> str:
        """Stands for a file as it is now; "" where there is none."""
        try:
            return version_of(os.stat(os.path.join(self.folder, path)))
        except OSError:
            return ""


def version_of(st: os.stat_result) -> str:
    return f"{st.st_ino:x}-{st.st_mtime_ns:x}-{st.st_size:x}"


def _parts(asked: str) -> list[str] | None:
    """The parts of a path after its first slash; None where it is not one that a site has: hidden, leading upwards,
    absolute, with a NUL, a backslash, or what is not UTF-8."""
    try:
        path = unquote(asked, errors="strict")
        path.encode("utf-8")
    except UnicodeError:
        return None
    first, *parts = path.split("/")
    if first or not parts or any(c in path for c in "\0\\"):
        return None
    *folders, name = parts
    if "" in folders or any(part.startswith(".") and part != ".well-known" for part in (*folders, name)):
        return None
    return parts


def content_type(path: str) -> str:
    kind = TYPES.guess_type(path)[0] or "application/octet-stream"
    if path.endswith((".gz", ".br")):
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind
