"""The address that an article would like to have."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from sitegen import naming
from sitegen.containers import is_inside
from sitegen.model import Article

DATED = re.compile(r"\d{4}-\d\d-\d\d[-_]")
LONGEST_NAME = 255  # bytes, on most disks
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\Z)")
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
PAGE = (".html", ".htm")
PARTS = re.compile(r"[\W_]+")
FOLDERS = ("people/", "tags/", "archive/", "pictures/", "quotations/", "search/", "data/")
FILES = ("style.css", "icon.svg", "filter.js", "search.js")
PAGES = """index.html 404.html places.html organisations.html search.html data.html feed.xml feed.json sitemap.xml
robots.txt .nojekyll _redirects _headers"""
RESERVED = frozenset((*PAGES.split(), *FILES))


def wanted(pattern: str, path: str, article: Article, title: str) -> str:
    """`pattern` with its tokens filled in; a folder gets an index.html."""
    date = (article.published.value[:10] if article.published else "").split("-")
    year, month, day = [*date, "00", "00", "00"][:3]
    tokens = {"year": year or "undated", "month": month, "day": day, "slug": slug_of(path, article, title)}
    address = re.sub(r":([a-z]+)", lambda m: tokens[m[1]], pattern)
    return address + "index.html" if address.endswith("/") else address


def slug_of(path: str, article: Article, title: str) -> str:
    """The slug that front matter gives; the file's name where it reads like one; else the title's."""
    if article.given.slug:
        return naming.slug(article.given.slug)
    if is_inside(path):  # the key of a record is for machines
        return naming.slug(title)
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    if ending in ("md", "markdown") or sum(len(w) > 1 and w.isalpha() for w in PARTS.split(stem)) > 1:
        return naming.slug(DATED.sub("", stem) or stem)
    return naming.slug(title)


def alias(stated: str, address: str) -> str:
    """The file below site/ for an alias that the article at `address` states as Hugo reads it: from the root, or from
    the folder of the article; what has no ending is a folder.  "" for what leads out of the site."""
    base = "" if stated.startswith("/") else posixpath.dirname(address.removesuffix("/index.html"))
    place = posixpath.normpath(posixpath.join(base, unquote(stated).strip().lstrip("/") or "."))
    if place == "." or place == ".." or place.startswith("../") or "\0" in place:
        return ""
    return place if place.lower().endswith(PAGE) else f"{place}/index.html"


def unportable(path: str) -> str:
    """Why not every disk can hold a file of this name, "" if it can: on Windows, and so on sticks, some names are
    none."""
    for part in path.split("/"):
        if bad := FORBIDDEN.search(part):
            return f"it holds {bad[0]!r}"
        if part[-1:] in (".", " "):
            return "it ends with a dot or blank"
        if DEVICES.match(part):
            return "it is the name of a device"
        if len(part.encode("utf-8", "surrogateescape")) > LONGEST_NAME:
            return f"it is longer than {LONGEST_NAME} bytes"
    return ""


def reserved(address: str) -> bool:
    """Is this the address of a page that every archive has, or in a folder of such pages?"""
    if address.casefold().startswith(FOLDERS):
        return True
    return address.casefold() in RESERVED or re.fullmatch(r"sitemap[^/]*\.xml", address.casefold()) is not None
