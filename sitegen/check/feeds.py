"""Feeds, sitemaps and lists of redirects: whether they can be read, and which pages they name."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator

from sitegen.check.addresses import Addresses, key
from sitegen.check.looking import Look, packed

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_IN_SITEMAP, LARGEST_SITEMAP = 50_000, 52_428_800
RULE = re.compile(r"(\S+)\s+(\S+)(?:\s+(\d{3}!?))?\s*\Z")


class Broken(ValueError):
    """A feed or sitemap that cannot be read; says why."""


def kind_of(path: str) -> str:
    """ "feed", "sitemap" or "" by a file's name."""
    name = path.rpartition("/")[2]
    if name.endswith(".xml"):
        return "sitemap" if name.startswith("sitemap") else "feed"
    return "feed" if name.endswith(".atom") or name in ("feed.json", "rss.xml") else ""


def feed(addresses: Addresses, path: str, stamp: int, data: bytes) -> Look:
    """What a feed or sitemap tells."""
    look = Look(path, stamp, kind_of(path))
    try:
        named = dict.fromkeys(named_in(path, data))
    except Broken as error:
        look.faults.append((f"{look.kind}-broken", str(error), 0))
        return look
    targets = [(address, addresses.target(path, address)) for address in named]
    look.told = packed({key(to.path) for _, to in targets if to.path})
    if look.kind == "sitemap":
        away = [address for address, to in targets if not to.path]
        look.faults += [("sitemap-link-dead", f"{address} is no page of this site", 0) for address in away[:10]]
    return look


def named_in(path: str, data: bytes) -> Iterator[str]:
    """The addresses that a feed or sitemap names.  Raises Broken."""
    if path.endswith(".json"):
        return _json_feed(data)
    if b"<!DOCTYPE" in data[:1000] or b"<!ENTITY" in data[:1000]:
        raise Broken("it declares a document type")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        raise Broken(str(error)) from None
    readers: dict[str, Callable[[ElementTree.Element, bytes], Iterator[str]]] = {
        f"{ATOM}feed": _atom,
        "rss": _rss,
        f"{SITEMAP}urlset": _sitemap,
        f"{SITEMAP}sitemapindex": _sitemap,
    }
    if root.tag not in readers:
        raise Broken(f"its root is <{root.tag.rpartition('}')[2]}>")
    return readers[root.tag](root, data)


def _atom(root: ElementTree.Element, data: bytes) -> Iterator[str]:
    for place in (root, *root.iter(f"{ATOM}entry")):
        missing = [name for name in ("id", "title", "updated") if not (place.findtext(ATOM + name) or "").strip()]
        if missing:
            raise Broken(f"a {place.tag.rpartition('}')[2]} has no {missing[0]}")
    return iter([link.get("href", "") for link in root.iter(f"{ATOM}link")])


def _rss(root: ElementTree.Element, data: bytes) -> Iterator[str]:
    return iter([link.text or "" for link in root.iter("link")])


def _sitemap(root: ElementTree.Element, data: bytes) -> Iterator[str]:
    found = [(loc.text or "").strip() for loc in root.iter(f"{SITEMAP}loc")]
    if len(found) > MOST_IN_SITEMAP or len(data) > LARGEST_SITEMAP:
        raise Broken(f"it names {len(found):,} addresses in {len(data):,} bytes, more than search engines read")
    return iter(found)


def _json_feed(data: bytes) -> Iterator[str]:
    try:
        feed = json.loads(data)
        items = feed["items"]
        if not str(feed["version"]).startswith("https://jsonfeed.org/version/") or not feed["title"]:
            raise Broken("it is no JSON Feed")
        if not all(item["id"] for item in items):
            raise Broken("an item has no id")
        addresses = [feed.get("home_page_url", ""), feed.get("feed_url", ""), *(item.get("url", "") for item in items)]
        return iter([address for address in addresses if address])
    except (ValueError, KeyError, TypeError) as error:
        raise Broken(f"it is no JSON Feed: {error}") from None


def redirects_in(data: bytes, root: str) -> Iterator[tuple[int, str, str, str]]:
    """(line, from, to, status) of a file `_redirects`, below the site; lines that cannot be read have an empty `to`."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        words = line.partition(" #")[0].strip()
        if not words or words.startswith("#"):
            continue
        rule = RULE.match(words)
        if rule is None or not rule[1].startswith("/"):
            yield number, words, "", ""
        else:
            start, to = (words.removeprefix(root.rstrip("/")) for words in rule.group(1, 2))
            yield number, start, to, rule[3] or "301"
