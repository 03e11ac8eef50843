"""Facts -> which template and context each page has.  Whatever is read is recorded; nothing here writes."""

from __future__ import annotations

from typing import Any

from sitegen import hosting, ids
from sitegen.model import PERSON, TAG
from sitegen.pages import (
    about,
    archive,
    feeds,
    listings,
    person_data,
    places,
    quotations,
    search,
    site,
    terms,
    ways,
)
from sitegen.pages.facts import Facts, link
from sitegen.pages.setting import Setting

__all__ = ["ALL_TEMPLATES", "TEMPLATES", "Facts", "Setting", "context_of", "link", "nav"]

CHROME = ("masthead.html", "colophon.html")
TEMPLATES: dict[int, tuple[str, ...]] = {
    ids.ARTICLE: ("article.html", *CHROME),
    ids.TERM: ("person.html", "term.html", "feed.xml", *CHROME),
    ids.MONTH: ("listing.html", "quoted.html", *CHROME),
    ids.LETTER: ("terms.html", *CHROME),
    ids.SITE: (
        "redirect.html",
        "gone.html",
        "home.html",
        "terms.html",
        "listing.html",
        "quotations.html",
        "places.html",
        "404.html",
        "search.html",
        "data.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        *CHROME,
    ),
    ids.SITEMAP: ("urls.xml",),
}
ALL_TEMPLATES = sorted({name for names in TEMPLATES.values() for name in names})
Context = tuple[str, str, dict[str, Any]]


def context_of(facts: Facts, page: int, setting: Setting) -> Context:
    """(path, template, context) of any page but an article's or a static file's."""
    kind, n = ids.kind_of(page), page & ids.LOW
    if kind == ids.TERM:
        if n & 4095 in feeds.ENDINGS:
            return feeds.of_term(facts, n, setting.title, setting.base_url)
        if n & 4095 == ids.DATA:
            return person_data.data(facts, n, setting)
        return terms.term(facts, n, setting)
    if kind == ids.MONTH:
        return quotations.period(facts, n, setting) if n & ids.QUOTED else archive.period(facts, n, setting)
    if kind == ids.LETTER:
        return listings.letter(facts, n, setting)
    if kind == ids.SITEMAP:
        return site.sitemap(facts, n, setting.base_url)
    if ids.is_way(page):
        return ways.way(facts, page)
    return terms.redirect(facts, page) if ids.is_redirect(page) else _site_page(facts, n, setting)


def nav(facts: Facts) -> list[str]:
    """Pages that not every archive has, which all others lead to.  No page records that it read this: where it changes,
    all facts are made anew (see index.whole)."""
    return ["quotations"] if facts.store.periods.quoted_months() else []


def _site_page(facts: Facts, n: int, setting: Setting) -> Context:
    if n == ids.HOME:
        return site.home(facts, setting)
    if n in (ids.FEED, ids.JSON_FEED):
        part = ids.ATOM if n == ids.FEED else ids.JSON
        return feeds.whole(facts, part, setting.title, setting.base_url)
    if n == ids.ABOUT:
        return about.about(facts, setting)
    if n == ids.SITEMAPS:
        return site.sitemaps(facts, setting.base_url, list(setting.sitemaps(facts.store)))
    if n == ids.PEOPLE_INDEX:
        return listings.index(facts, PERSON, setting)
    if n == ids.TAG_INDEX:
        return listings.index(facts, TAG, setting)
    if n == ids.PLACES_PAGE:
        return places.page(facts, setting)
    if n == ids.ORGANISATIONS_PAGE:
        return listings.organisations(facts, setting)
    if n == ids.ARCHIVE:
        return archive.index(facts, setting)
    if n == ids.QUOTATIONS:
        return quotations.index(facts, setting)
    if n == ids.REDIRECTS:
        return ways.redirects(facts, _base_path(setting.base_url))
    if n == ids.HEADERS:
        return "_headers", "", {"bytes": hosting.headers_file(setting.permalink, setting.searchable).encode()}
    if n == ids.SEARCH:
        return search.search(facts)
    if n == ids.NOT_FOUND:
        return "404.html", "404.html", {"root": _base_path(setting.base_url)}
    if n == ids.ROBOTS:
        return "robots.txt", "robots.txt", {"sitemap_url": setting.base_url + "sitemap.xml"}
    return ".nojekyll", "", {}


def _base_path(base_url: str) -> str:
    """The path part of the base URL: a host serves 404.html at any depth."""
    return "/" + base_url.split("/", 3)[3] if base_url.count("/") > 2 else "/"
