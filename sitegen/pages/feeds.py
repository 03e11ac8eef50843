"""Feeds: the newest articles of the archive, of a person or of a tag, as Atom and as JSON Feed 1.1.

The id of an entry is the address of its article: it stays as long as that does, and is another where base_url is."""

from __future__ import annotations

from array import array
from typing import Any

import msgspec

from sitegen import ids
from sitegen.model import Card
from sitegen.pages import dates
from sitegen.pages.facts import FOLDERS, Facts, link

Context = tuple[str, str, dict[str, Any]]
NEWEST = 30
ENDINGS = {ids.ATOM: ".atom", ids.JSON: ".feed.json"}
VERSION = "https://jsonfeed.org/version/1.1"


def whole(facts: Facts, part: int, title: str, base_url: str) -> Context:
    """The newest articles of the archive."""
    facts.read(ids.NEWEST)
    path = "feed.xml" if part == ids.ATOM else "feed.json"
    return _feed(facts, facts.store.articles.newest(NEWEST), part, path, title, base_url, "")


def of_term(facts: Facts, n: int, site_title: str, base_url: str) -> Context:
    """TERM n = term << 12 | ATOM or JSON: the newest articles of a person or tag."""
    id, part = n >> 12, n & 4095
    row = facts.store.terms.term(id)
    assert row is not None, f"no term {id}"
    stem = f"{FOLDERS[row.family]}/{row.slug}"
    newest = list(reversed(facts.store.terms.post_of(id)[-NEWEST:])) if not facts.unlisted.has(row) else []
    return _feed(facts, newest, part, stem + ENDINGS[part], f"{row.name} · {site_title}", base_url, f"{stem}.html")


def hrefs(path: str, post: array[int], least: int) -> dict[str, str] | None:
    """Where the feeds of a term are, if it has any: from `least` articles on (0: never)."""
    if not least or len(post) < least:
        return None
    stem = path.removesuffix(".html")
    return {"atom": stem + ENDINGS[ids.ATOM], "json": stem + ENDINGS[ids.JSON]}


def _feed(facts: Facts, newest: list[int], part: int, path: str, title: str, base_url: str, about: str) -> Context:
    newest = [article for article in newest if article not in facts.unlisted.articles]
    cards = facts.listings(newest)
    if part == ids.JSON:
        found = _json(title, base_url + about, base_url + path, [_item(cards[a], base_url) for a in newest])
        return path, "", {"bytes": msgspec.json.encode(found)}
    entries = [_entry(cards[a], base_url) for a in newest]
    updated = max((e["updated"] for e in entries), default="1970-01-01T00:00:00Z")
    context = {"entries": entries, "updated": updated, "self_url": base_url + path}
    return path, "feed.xml", {**context, "title": title, "about_url": base_url + about}


def _url(card: Card, base_url: str) -> str:
    return base_url + link(card.address.removesuffix("index.html"))


def _entry(card: Card, base_url: str) -> dict[str, Any]:
    when = dates.instant(card.published)
    return {
        "title": card.title,
        "url": _url(card, base_url),
        "updated": when,
        "published": when if card.published else None,
        "summary": card.dek,
        "authors": list(card.authors),
    }


def _json(title: str, home: str, itself: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "_sitegen": {"about": "Made by sitegen."},
        "title": title,
        "home_page_url": home,
        "feed_url": itself,
        "items": items,
    }


def _item(card: Card, base_url: str) -> dict[str, Any]:
    """An item must have a text: what the list shows of the article, its dek, else its title."""
    item: dict[str, Any] = {"id": _url(card, base_url), "url": _url(card, base_url), "title": card.title}
    item["content_text"] = card.dek or card.title
    if card.published:
        item["date_published"] = dates.instant(card.published)
    if card.authors:
        item["authors"] = [{"name": name} for name in card.authors]
    return item
