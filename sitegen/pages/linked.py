"""What pages say in the words of schema.org (JSON-LD), for search engines and for whoever gathers data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sitegen.messages import gettext
from sitegen.model import Article

Data = dict[str, Any]
CONTEXT = "https://schema.org"
MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "txt": "text/plain",
}


def whole(title: str, base_url: str, **more: Any) -> Data:
    """The archive as the collection that everything is part of."""
    return {"@type": "Collection", "name": title, "url": base_url, **more}


def named(kind: str, name: str, href: str | None, base_url: str) -> Data:
    """Somebody or something, with its page if it has one."""
    return {"@type": kind, "name": name, **({"url": base_url + href} if href else {})}


def article(
    article: Article,
    *,
    headline: str,
    url: str,
    description: str,
    language: str,
    words: int,
    images: Sequence[str],
    part_of: Data,
    licence: str,
) -> Data:
    """A NewsArticle without what names others; `images` are whole addresses."""
    published = article.published
    data = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": headline,
        "alternativeHeadline": article.words(article.dek),
        "description": description,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": language,
        "wordCount": words,
        "articleSection": article.section,
        "dateline": article.dateline,
        "datePublished": published.value if published else "",
        "image": list(images),
        "license": licence,
        "isPartOf": part_of,
    }
    return {key: value for key, value in data.items() if value}


def quotation(words: str, who: Data, url: str) -> Data:
    """Somebody's own words, at the address of their sentence."""
    return {"@type": "Quotation", "text": words, "spokenByCharacter": who, "url": url}


def crumbs(steps: Iterable[tuple[str, str]]) -> Data:
    """The way to a page: (name, whole address), from the top."""
    items = [{"@type": "ListItem", "position": n, "name": name, "item": url} for n, (name, url) in enumerate(steps, 1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def site(title: str, description: str, base_url: str) -> Data:
    """The home page."""
    data = {"@context": CONTEXT, "@type": "WebSite", "name": title, "url": base_url, "description": description}
    return {key: value for key, value in data.items() if value}


def collection(name: str, url: str, part_of: Data, way: Data | None = None, **more: Any) -> Data:
    """A page that lists articles."""
    data = {"@context": CONTEXT, "@type": "CollectionPage", "name": name, "url": url, "isPartOf": part_of}
    return {**data, **({"breadcrumb": way} if way else {}), **{k: v for k, v in more.items() if v}}


def profile(name: str, url: str, part_of: Data, person: Data, way: Data) -> Data:
    """The page of a person."""
    return {
        "@context": CONTEXT,
        "@type": "ProfilePage",
        "name": name,
        "url": url,
        "isPartOf": part_of,
        "breadcrumb": way,
        "mainEntity": {"@type": "Person", "name": name, "url": url, **{k: v for k, v in person.items() if v}},
    }


def dataset(
    title: str,
    description: str,
    licence: str,
    base_url: str,
    years: Sequence[int],
    files: Sequence[tuple[str, int, str]],
) -> Data:
    """The archive as a Dataset; each of its files (name, bytes, SHA-256) a DataDownload."""
    data = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "name": title,
        "description": description
        or gettext("The articles of %(title)s, with the people in them and what they said.") % {"title": title},
        "url": base_url + "data.html",
        "isAccessibleForFree": True,
        "license": licence,
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "distribution": [_download(name, size, sha256, base_url) for name, size, sha256 in files],
    }
    return {key: value for key, value in data.items() if value}


def _download(name: str, size: int, sha256: str, base_url: str) -> Data:
    return {
        "@type": "DataDownload",
        "name": name,
        "contentUrl": f"{base_url}data/{name}",
        "encodingFormat": MEDIA[name.rpartition(".")[2]],
        "contentSize": f"{size} B",
        "sha256": sha256,
    }
