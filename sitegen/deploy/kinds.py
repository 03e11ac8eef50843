"""How a file is served: its content type, how long it may be kept, and whether it is sent compressed."""

from __future__ import annotations

import gzip
import mimetypes
from pathlib import PurePosixPath

from msgspec import Struct

HOUR, DAY, YEAR = 3_600, 86_400, 31_536_000  # seconds
TYPES = {  # those that the table of the machine may lack, or give otherwise on another machine
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".sqlite": "application/vnd.sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".gz": "application/gzip",
    ".zip": "application/zip",
}
FEEDS = {"feed.xml": "application/atom+xml; charset=utf-8", "feed.json": "application/feed+json"}
PAGEFIND = "application/octet-stream"  # .pf_index, .pf_fragment: read by its own script alone
SQUEEZED = ("text/", "application/json", "application/xml", "application/atom", "application/feed", "image/svg")
WORTH = 1024  # bytes: below that, compressing saves no packet
LASTING = (".pf_fragment", ".pf_index", ".pf_filter", ".pf_meta")  # named after their content


class Form(Struct, frozen=True):
    """The headers of one file."""

    type: str
    cache: str
    encoding: str = ""

    def __str__(self) -> str:
        return "|".join((self.type, self.cache, self.encoding))


def form_of(path: str, size: int, compress: bool) -> Form:
    """How the file `path` of `size` bytes is served.  `compress`: by a host that compresses nothing itself."""
    kind = type_of(path)
    squeezed = compress and size >= WORTH and kind.startswith(SQUEEZED)
    return Form(kind, cache_of(path), "gzip" if squeezed else "")


def type_of(path: str) -> str:
    """The content type of a file, by its name."""
    name = path.rpartition("/")[2]
    ending = PurePosixPath(name).suffix.lower()
    if name in FEEDS:
        return FEEDS[name]
    if ending in TYPES:
        return TYPES[ending]
    if ending.startswith(".pf_"):
        return PAGEFIND
    return mimetypes.guess_type(name, strict=True)[0] or ("application/octet-stream" if ending else TYPES[".txt"])


def cache_of(path: str) -> str:
    """Pages are asked for again each time, which costs an answer of a few bytes; what its content names, never."""
    if path.endswith(LASTING):
        return f"public, max-age={YEAR}, immutable"
    if path.startswith("pictures/"):
        return f"public, max-age={DAY}"
    if path.endswith((".css", ".js", ".svg", ".ico", ".woff2")):
        return f"public, max-age={HOUR}"
    return "public, max-age=0, must-revalidate"


def encoded(data: bytes, form: Form) -> bytes:
    """The bytes that are sent; the same whenever they are made."""
    return gzip.compress(data, 9, mtime=0) if form.encoding == "gzip" else data
