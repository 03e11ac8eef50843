"""One file → what it tells of itself: its own faults, and where it leads, as hashes of addresses."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.check.addresses import Addresses, key
from sitegen.check.quoted import quotations

Fault = tuple[str, str, int]  # rule, detail, line
MARKED = "a[href], area[href], link[href], [src], [srcset], [poster], object[data], [id], [style], script, style, meta"
PICTURES = ("img", "source", "video", "audio", "track", "object", "image")
LOADED = ("stylesheet", "icon", "preload", "modulepreload", "manifest", "alternate")
LEADS_ON = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]*)", re.I)
ON = re.compile(rb"<[a-zA-Z][^<>]*\son[a-z]{3,}\s*=", re.I)
END = re.compile(rb"</html>\s*\Z", re.I)
DATA = ("application/ld+json", "application/json", "importmap", "speculationrules", "text/template")


class Look(Struct, array_like=True):
    """What is kept of a file.  Bytes are unsigned 64-bit hashes: of the paths that it leads to (`links`, `figures`,
    `resources`, and `told`, of feeds and sitemaps), of the places on pages (`places`), of its own ids (`ids`); of the
    quotations of an article (`said`) and of those that other pages have of it (`quoted`).  `leads` is where a redirect
    leads; `canonical` a path below the site."""

    path: str
    stamp: int
    kind: str = ""
    faults: list[Fault] = []
    links: bytes = b""
    places: bytes = b""
    ids: bytes = b""
    figures: bytes = b""
    resources: bytes = b""
    told: bytes = b""
    said: bytes = b""
    quoted: bytes = b""
    outside: list[str] = []
    leads: str = ""
    canonical: str = ""
    hidden: bool = False
    article: bool = False


class Reference(Struct, array_like=True):
    """Where something on a page leads: `kind` is "links", "figures", "resources" or "canonical"."""

    kind: str
    words: str


def page(addresses: Addresses, path: str, stamp: int, data: bytes) -> Look:
    """What a page of HTML tells."""
    look = Look(path, stamp, "page")
    if not END.search(data[-200:]):
        look.faults.append(("page-cut-short", "it does not end with </html>", 0))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        look.faults.append(("page-not-utf8", f"at byte {error.start}", line_at(data, error.start)))
    tree = LexborHTMLParser(data)
    nodes = [(node, node.tag or "", node.attributes) for node in tree.css(MARKED)]
    _head(look, addresses, tree, nodes)
    _faults(look, data, nodes)
    _leads(look, addresses, nodes)
    if b"<q" in data:
        said, quoted, faults = quotations(addresses, path, tree)
        look.said, look.quoted = packed(said), packed(quoted)
        look.faults += [("quotation-not-verbatim", words, line_of(data, words[:20])) for words in faults]
    return look


Nodes = list[tuple[LexborNode, str, dict[str, str | None]]]


def references(nodes: Nodes) -> Iterator[Reference]:
    """Everything on a page that leads somewhere."""
    for _, tag, has in nodes:
        if tag in ("a", "area"):
            yield Reference("links", has.get("href") or "")
        elif tag == "link" and has.get("href"):
            rel = (has.get("rel") or "").lower().split()
            if "canonical" not in rel:
                yield Reference("resources" if set(rel) & set(LOADED) else "links", has["href"] or "")
        elif tag in PICTURES:
            for name in ("src", "poster", "data"):
                if has.get(name):
                    yield Reference("figures", has[name] or "")
            for part in (has.get("srcset") or "").split(","):
                if part.strip():
                    yield Reference("figures", part.split()[0])
        elif has.get("src"):
            yield Reference("resources", has["src"] or "")


def nodes_of(data: bytes) -> Nodes:
    """The elements of a page that matter here."""
    return [(node, node.tag or "", node.attributes) for node in LexborHTMLParser(data).css(MARKED)]


def _head(look: Look, addresses: Addresses, tree: LexborHTMLParser, nodes: Nodes) -> None:
    """Title, language, canonical address, and whether it is a page at all or leads on."""
    canonical = []
    for _, tag, has in nodes:
        if tag == "link" and "canonical" in (has.get("rel") or "").lower().split():
            canonical.append(has.get("href") or "")
        elif tag == "meta":
            name = (has.get("name") or has.get("http-equiv") or has.get("property") or "").lower()
            content = has.get("content") or ""
            if name == "refresh" and (leads := LEADS_ON.match(content)):
                look.kind, look.leads = "redirect", addresses.target(look.path, leads[1].strip()).path or leads[1]
            elif name == "robots":
                look.hidden = "noindex" in content.lower()
            elif name == "og:type":
                look.article = content == "article"
    root, title = tree.css_first("html"), tree.css_first("head > title")
    if root is None or not root.attributes.get("lang"):
        look.faults.append(("page-without-language", "html has no lang", 0))
    if title is None or not title.text().strip():
        look.faults.append(("page-without-title", "title is missing or empty", 0))
    if not look.hidden and not look.leads:
        _canonical(look, addresses, canonical)


def _canonical(look: Look, addresses: Addresses, found: list[str]) -> None:
    if len(found) != 1 or not found[0].lower().startswith(("http:", "https:")):
        what = f"{len(found)} of them" if len(found) != 1 else f"{found[0]!r} is no whole address"
        look.faults.append(("canonical-wrong", what, 0))
    elif path := addresses.target(look.path, found[0]).path:
        look.canonical = path


def _faults(look: Look, data: bytes, nodes: Nodes) -> None:
    """What is wrong on the page itself."""
    ids = Counter(has["id"] or "" for _, _, has in nodes if "id" in has)
    look.ids = packed(key(f"{look.path}#{id}") for id in ids)
    look.faults += [("id-twice", id, line_of(data, f'id="{id}"')) for id, n in ids.items() if n > 1]
    for node, tag, has in nodes:
        if tag == "img" and has.get("alt") is None and "alt" not in has and has.get("role") != "presentation":
            src = has.get("src") or ""
            look.faults.append(("image-without-alt", src, line_of(data, src)))
        if tag == "script" and not has.get("src") and (has.get("type") or "").lower() not in DATA:
            look.faults.append(("inline-script", (node.text() or "").strip()[:60], line_of(data, "<script>")))
        if tag == "style" or "style" in has:
            told = f"<{tag}>" if tag == "style" else f'style="{has["style"] or ""}"'[:60]
            look.faults.append(("inline-style", told, line_of(data, "<style" if tag == "style" else "style=")))
    if on := ON.search(data):
        look.faults.append(("inline-script", on[0][-30:].decode("utf-8", "replace"), line_at(data, on.start())))


def _leads(look: Look, addresses: Addresses, nodes: Nodes) -> None:
    """Where the page leads, each address once."""
    found: dict[str, set[int]] = {"links": set(), "figures": set(), "resources": set()}
    places: set[int] = set()
    outside: dict[str, None] = {}
    for reference in references(nodes):
        to = addresses.target(look.path, reference.words)
        if to.path is not None:
            if to.path != look.path or reference.kind != "links":
                found[reference.kind].add(key(to.path))
            if to.place and to.place != "top":
                places.add(key(f"{to.path}#{to.place}"))
        elif to.outside:
            outside[to.outside] = None
        elif reference.words.strip().lower().startswith("javascript:"):
            look.faults.append(("inline-script", reference.words[:60], 0))
    look.links, look.figures, look.resources = (packed(found[k]) for k in ("links", "figures", "resources"))
    look.places, look.outside = packed(places), list(outside)


def packed(keys: Any) -> bytes:
    return array("Q", sorted(keys)).tobytes()


def line_of(data: bytes, words: str) -> int:
    """The line where these words first stand, 0 where they do not stand so."""
    at = data.find(words.encode("utf-8", "surrogateescape")) if words else -1
    return line_at(data, at) if at >= 0 else 0


def line_at(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
