"""Where a reference on a page leads: to a path below the site, or elsewhere."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import xxhash

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
WEB = ("http:", "https:")
KEPT = 100_000


class Target(NamedTuple):
    """`path` below the site, None for what is not in it; `place` is the part after "#"; `outside`: a web address."""

    path: str | None
    place: str = ""
    outside: str = ""


NOWHERE = Target(None)


class Addresses:
    """Resolves references by the rules of URLs.  `base_url` ends with "/", or is "" where nobody knows it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.root = urlsplit(base_url).path or "/"
        self._kept: dict[tuple[str, str], Target] = {}

    def target(self, page: str, reference: str) -> Target:
        """Where a reference on `page` leads."""
        if reference[:1] == "#":
            return Target(page, unquote(reference[1:]))
        folder = posixpath.dirname(page)
        found = self._kept.get((folder, reference))
        if found is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            found = self._kept[folder, reference] = self._resolve(page, folder, reference)
        return found

    def _resolve(self, page: str, folder: str, reference: str) -> Target:
        address = reference.strip()
        if self.base_url and (address + "/").startswith(self.base_url):
            return self._inside("", address[len(self.base_url) :])
        if scheme := SCHEME.match(address):
            return Target(None, outside=address) if scheme[0].lower() in WEB else NOWHERE
        if address.startswith("//"):
            return Target(None, outside=f"https:{address}")
        if address.startswith("/"):
            return self._inside("", address[len(self.root) :]) if address.startswith(self.root) else NOWHERE
        if address[:1] == "?":
            return Target(page)
        return self._inside(folder, address)

    @staticmethod
    def _inside(folder: str, address: str) -> Target:
        rest, _, place = address.partition("#")
        path = unquote(rest.partition("?")[0])
        whole = posixpath.normpath(posixpath.join(folder, path)) if path or folder else "."
        if path.endswith("/") or path in ("", ".", "..") or whole == ".":
            whole = "index.html" if whole == "." else f"{whole}/index.html"
        return Target(whole, unquote(place))


def key(text: str) -> int:
    """64 bits that stand for a path or a place."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogateescape"))
