"""What a page states of itself outside the text that a reader sees, the most trusted statement first."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sitegen.errors import SourceError
from sitegen.model import Date
from sitegen.parse.bylines import display_name, read_byline
from sitegen.parse.given import read_date
from sitegen.parse.html.jsonld import Node, is_article, nodes_of, people_of, text_in
from sitegen.parse.html.tree import Element
from sitegen.parse.stamps import iso_of
from sitegen.parse.values import BY

MARKUP = re.compile(r"<[^<>]{1,200}>")
LONGEST, LONGEST_NAME, MOST_HINTS = 1000, 80, 30
TITLE = "og:title twitter:title parsely-title sailthru.title dc.title dcterms.title headline title".split()
DEK = ("og:description", "twitter:description", "description", "sailthru.description", "dc.description")
DATE = (
    "article:published_time article:published og:article:published_time og:published_time parsely-pub-date "
    "sailthru.date cxenseparse:recs:publishtime datepublished dc.date.issued dcterms.created dc.date dcterms.date "
    "pubdate publishdate publish-date publication_date article.published date.release date"
).split()
AUTHOR = (
    "article:author parsely-author sailthru.author author dc.creator dcterms.creator byl byline article:author_name "
    "citation_author cse-authors"
).split()
SECTION = ("article:section", "parsely-section", "og:section", "section", "dc.subject")
KEYWORDS = ("article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords")
IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "parsely-image-url")
SITE = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
AND = re.compile(r"(?i)\s(?:and|und|et|y|&)\s|,|;")
NOBODY = frozenset("admin administrator editor staff redaktion redaction redaccion webmaster unknown guest".split())
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")


class Metadata(NamedTuple):
    """Statements, cleaned; "" or () where there is none.

    `titles` are in the order of trust, `firm` says how many of them are more than a <title>; `article` is True where
    the page says that it is an article."""

    titles: tuple[str, ...] = ()
    firm: int = 0
    description: str = ""
    authors: tuple[str, ...] = ()
    published: Date | None = None
    section: str | None = None
    language: str | None = None
    hints: tuple[str, ...] = ()
    image: str = ""
    image_alt: str = ""
    site: str = ""
    body: str = ""
    article: bool = False


def words_of(value: Any, longest: int = LONGEST) -> str:
    """A statement as plain words: entities read, tags out, blanks collapsed."""
    text = text_in(value)[: 4 * longest]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = MARKUP.sub(" ", text)
    text = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    return " ".join(text.split())[:longest]


def read_metadata(root: Element) -> Metadata:
    """All that the page states of itself."""
    nodes, metas = nodes_of(root), _metas(root)
    article = _article(nodes, metas)
    firm = _distinct([words_of(article.get("headline")), *_stated(metas, TITLE), *_items(root, "headline")])
    site = words_of(article.get("publisher")) or next(iter(_stated(metas, SITE)), "")
    return Metadata(
        titles=_distinct([*firm, *(words_of(title.text or "") for title in root.iterfind(".//head/title"))]),
        firm=len(firm),
        description=words_of(article.get("description")) or next(iter(_stated(metas, DEK)), ""),
        authors=_authors(root, article, nodes, metas, site),
        published=_date(root, article, metas),
        section=(words_of(article.get("articleSection"), 100) or next(iter(_stated(metas, SECTION)), "")) or None,
        language=_language(root, article, metas),
        hints=_hints(root, article, metas),
        image=_image(article, metas),
        image_alt=next(iter(_stated(metas, ("og:image:alt", "twitter:image:alt"))), ""),
        site=site.removeprefix("@"),
        body=text_in(article.get("articleBody")),
        article=bool(article) or "article" in next(iter(_stated(metas, ("og:type",))), "").lower(),
    )


def _metas(root: Element) -> dict[str, list[str]]:
    """name, property or itemprop of each <meta> -> its contents in order."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if content:
            names = {(meta.get(key) or "").strip().lower() for key in ("property", "name", "itemprop")}
            for name in sorted(names - {""}):
                metas.setdefault(name, []).append(content)
    return metas


def _stated(metas: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from filter(None, map(words_of, metas.get(name, ())))


def _article(nodes: list[Node], metas: dict[str, list[str]]) -> Node:
    """The object that is this page's article: that with its title, else the first with a headline."""
    articles = [node for node in nodes if is_article(node)]
    title = next(iter(_stated(metas, TITLE)), "").casefold()
    for node in articles:
        headline = words_of(node.get("headline")).casefold()
        if headline and headline in title:
            return node
    return next((node for node in articles if node.get("headline")), articles[0] if articles else {})


def _items(root: Element, name: str) -> list[str]:
    """The contents of microdata properties of this name."""
    found = []
    for element in root.iterfind(f".//*[@itemprop='{name}']"):
        stated = element.get("content") or element.get("datetime")
        found.append(words_of(stated or " ".join(element.itertext())))
    return [words for words in found if words]


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple({value.casefold(): value for value in reversed([*values]) if value}.values())[::-1]


def _authors(
    root: Element, article: Node, nodes: list[Node], metas: dict[str, list[str]], site: str
) -> tuple[str, ...]:
    """The first of the statements that names somebody."""
    texts = (
        people_of(article.get("author"), nodes) or people_of(article.get("creator"), nodes),
        *([*_stated(metas, (name,))] for name in AUTHOR),
        [words_of(" ".join(link.itertext())) for link in root.iterfind(".//a[@rel='author']")],
        _items(root, "author"),
    )
    for stated in texts:
        names = _distinct(name for text in stated for name in names_in(text, site))
        if names:
            return names
    return ()


def names_in(stated: str, site: str = "") -> tuple[str, ...]:
    """The persons that a statement names; an address, the site itself or "admin" is nobody."""
    words = words_of(stated, 300)
    words = BY.sub("", words, count=1) if BY.match(words) else words
    if not words or "://" in words or words.casefold() in (site.casefold(), *NOBODY) or words.startswith("@"):
        return ()
    if AND.search(words):
        people, desks = read_byline(words, single=True)
        if people or desks:
            return tuple(people)
    return (display_name(words),) if len(words) <= LONGEST_NAME and not words[0].isdigit() else ()


def _date(root: Element, article: Node, metas: dict[str, list[str]]) -> Date | None:
    stated = [words_of(article.get("datePublished")), words_of(article.get("dateCreated"))]
    stated += [*_stated(metas, DATE), *_items(root, "datePublished")]
    times = [time for time in root.iter("time") if time.get("datetime")]
    stated += [time.get("datetime") for time in times if time.get("pubdate") is not None]
    return next(filter(None, map(date_of, stated)), None)


def date_of(stated: str) -> Date | None:
    """The date that a program, or a person, wrote; None where it is none."""
    iso = iso_of(stated[:100])
    if not iso:
        return None
    try:
        date = read_date(iso)
    except SourceError:
        return None
    return Date(date.value, date.precision, "text") if date.value[:4] > "1400" else None


def _language(root: Element, article: Node, metas: dict[str, list[str]]) -> str | None:
    stated = [root.get("lang"), root.get("xml:lang")]
    stated += [words_of(article.get("inLanguage")), *metas.get("content-language", ()), *metas.get("og:locale", ())]
    tags = (tag.strip().replace("_", "-") for tag in stated if tag)
    return next((tag for tag in tags if LANGUAGE.match(tag)), None)


def _hints(root: Element, article: Node, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Keywords of every kind; one text may hold several between commas."""
    stated = article.get("keywords")
    texts = [words_of(item) for item in (stated if isinstance(stated, list) else [stated])]
    texts += _stated(metas, KEYWORDS)
    texts += [words_of(" ".join(link.itertext()), 100) for link in root.iterfind(".//a[@rel='tag']")]
    marks = (";" if ";" in text and "," not in text else "," for text in texts)
    parts = [" ".join(part.split()) for text, mark in zip(texts, marks, strict=True) for part in text.split(mark)]
    return _distinct(part for part in parts if 1 < len(part) <= LONGEST_NAME and "://" not in part)[:MOST_HINTS]


def _image(article: Node, metas: dict[str, list[str]]) -> str:
    stated = next((content.strip() for name in IMAGE for content in metas.get(name, ()) if content.strip()), "")
    if stated:
        return stated
    image = article.get("image")
    image = image[0] if isinstance(image, list) and image else image
    image = image.get("url") if isinstance(image, dict) else image
    return image if isinstance(image, str) else ""
