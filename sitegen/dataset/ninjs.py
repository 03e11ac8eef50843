"""An article as a ninjs object (IPTC News in JSON, version 3.1): what news systems exchange.

ninjs knows whole instants only.  Where an article states a day or less, `contentCreated` is its beginning, and `edNote`
says what is stated; where it states no date there is none."""

from __future__ import annotations

import html
from typing import Any

from sitegen.dataset.rows import Row, Rows
from sitegen.model import Article, Date
from sitegen.pages import dates
from sitegen.store import TermRow

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
MENTIONS = "mentions"
TAGS = {"organisation": "organisations", "place": "places"}


def ninjs(row: Row, rows: Rows) -> dict[str, Any]:
    """One article; its `uri` is the address of its page."""
    article, config = row.got.article, rows.config
    found = {
        "uri": row.url,
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "language": article.language or config.language,
        "title": row.title,
        "by": ", ".join(article.authors),
        "located": article.dateline or "",
        "usageTerms": config.licence,
        **_created(article.published),
        "headlines": _headlines(article, row.title),
        "descriptions": _described(article),
        "bodies": _bodies(article),
        "people": [_about(term, rows) for term in _each(row.people)],
        "organisations": _places_and_firms(row, rows, "organisation"),
        "places": _places(row, rows),
        "subjects": [_about(t, rows, "about") for t in row.tags if t.kind not in TAGS],
        "infoSources": [_source(name, term, rows) for name, term in zip(article.authors, row.authors, strict=True)],
        "associations": _pictures(row),
        "altIds": _other_ids(row),
    }
    return {key: value for key, value in found.items() if value}


def _created(published: Date | None) -> dict[str, str]:
    if published is None:
        return {}
    stated = {} if published.precision == "minute" else {"edNote": f"The date is stated as {published.value}."}
    return {"contentCreated": dates.instant(published), **stated}


def _headlines(article: Article, title: str) -> list[dict[str, str]]:
    lines = [{"role": "main", "contentType": "text/plain", "value": title}]
    dek = article.words(article.dek)
    return [*lines, *([{"role": "sub", "contentType": "text/plain", "value": dek}] if dek else [])]


def _described(article: Article) -> list[dict[str, str]]:
    dek = article.words(article.dek)
    return [{"role": "summary", "contentType": "text/plain", "value": dek}] if dek else []


def _bodies(article: Article) -> list[dict[str, Any]]:
    """The body as words, and with its paragraphs marked."""
    words = "\n\n".join(article.words(b.passage) for b in article.blocks)
    if not words:
        return []
    marked = "\n".join(_marked(b.kind, html.escape(article.words(b.passage), quote=False)) for b in article.blocks)
    counts = {"charCount": len(words), "wordCount": len(words.split())}
    return [
        {"role": "main", "contentType": "text/plain", **counts, "value": words},
        {"role": "main", "contentType": "text/html", **counts, "value": marked},
    ]


def _marked(kind: str, words: str) -> str:
    return f"<h2>{words}</h2>" if kind == "subhead" else f"<p>{words}</p>"


def _each(terms: list[TermRow | None]) -> list[TermRow]:
    return list({term.id: term for term in terms if term}.values())


def _about(term: TermRow, rows: Rows, rel: str = MENTIONS) -> dict[str, str]:
    url = rows.url_of(term)
    return {"name": term.name, "rel": rel, **({"uri": url} if url else {})}


def _tag_named(row: Row, kind: str) -> dict[str, TermRow]:
    return {term.name: term for term in row.tags if term.kind == kind}


def _places_and_firms(row: Row, rows: Rows, kind: str) -> list[dict[str, Any]]:
    """Its tags of a kind, then what it names besides."""
    tags = _tag_named(row, kind)
    named = [x["name"] for x in row.object[TAGS[kind]] if x["name"] not in tags]
    return [
        *(_about(term, rows, "about") for term in tags.values()),
        *({"name": name, "rel": MENTIONS} for name in dict.fromkeys(named)),
    ]


def _places(row: Row, rows: Rows) -> list[dict[str, Any]]:
    """The same of places, each with where it is, as far as that is known."""
    where = {x["name"]: x for x in row.object["places"]}
    return [{**place, **_point(where.get(place["name"]))} for place in _places_and_firms(row, rows, "place")]


def _point(place: dict[str, Any] | None) -> dict[str, Any]:
    if place is None or place["latitude"] is None:
        return {}
    return {"geoJSON": {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}}


def _source(name: str, term: TermRow | None, rows: Rows) -> dict[str, str]:
    url = rows.url_of(term)
    return {"name": name, "role": "author", **({"uri": url} if url else {})}


def _pictures(row: Row) -> list[dict[str, Any]]:
    """Pictures as objects of their own: what is said of them."""
    found = []
    for n, caption in enumerate(row.object["captions"], 1):
        said = caption["text"]
        picture = {
            "name": f"picture {n}",
            "rel": "illustration",
            "uri": f"{row.url}#picture-{n}",
            "type": "picture",
            "by": caption["credit"] or "",
            "descriptions": [{"role": "caption", "contentType": "text/plain", "value": said}] if said else [],
        }
        found.append({key: value for key, value in picture.items() if value})
    return found


def _other_ids(row: Row) -> list[dict[str, str]]:
    source = row.object["source"]
    ids = [{"role": "sitegen", "value": row.object["id"]}, {"role": "sha256", "value": source["sha256"]}]
    return [*ids, {"role": "source", "value": "/".join(x for x in (source["path"], source["record"]) if x)}]
