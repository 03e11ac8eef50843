"""Pages about the archive as a whole: home, feed, sitemaps, and what hosts ask for."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from sitegen import ids
from sitegen.model import PERSON, TAG, Card, Notes
from sitegen.pages import chart, dates, linked, versions
from sitegen.pages.facts import FOLDERS, Facts, href_of, link
from sitegen.pages.quotes import BEST, FEWEST, MOST
from sitegen.pages.setting import Setting
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
NEWEST, ON_HOME = 30, 12
NAMES_SITEMAP = 1 << 20
ALL_OF_IT = (1 << ids.SITEMAP_PART) - 1
TOP_PEOPLE, TOP_TAGS = 10, 24


def home(facts: Facts, setting: Setting) -> Context:
    for kind, part in ((ids.NEWEST, 0), (ids.TOTALS, 0), (ids.TOTALS, ids.TOP), (ids.YEARS, 0)):
        facts.read(kind, part)
    years = _years(facts)
    newest = facts.store.articles.newest(NEWEST)
    listed = list(versions.cards(facts, newest).items())
    people, tags = facts.store.terms.counts()
    context = {
        "span": dates.span(list(years)),
        "counts": {
            "articles": sum(years.values()),
            "people": people,
            "tags": tags,
            "quotations": facts.store.terms.quotations(),
        },
        "lead": _lead(facts, listed[0][0]) if listed else None,
        "newest": Markup("".join(card for _, card in listed[1 : ON_HOME + 1])),
        "years": chart.columns(years, lambda y: dates.month_path(y << 5)),
        "most_quoted": _ranked(facts.store.terms.top(PERSON, "quoted", TOP_PEOPLE), "quoted"),
        "tags": _ranked(facts.store.terms.top(TAG, "n", TOP_TAGS), "n"),
        "json_ld": linked.site(setting.title, setting.description, setting.base_url),
        "undated": {"n": years[ids.UNDATED], "href": "archive/undated.html"} if ids.UNDATED in years else None,
    }
    return "index.html", "home.html", context


def _years(facts: Facts) -> dict[int, int]:
    years: dict[int, int] = {}
    for month, n in facts.store.terms.months():
        years[month >> 5] = years.get(month >> 5, 0) + n
    return years


def _ranked(rows: list[TermRow], count: str) -> list[dict[str, Any]]:
    return [{"name": t.name, "href": href_of(t), "n": getattr(t, count), "kind": t.kind} for t in rows]


def _lead(facts: Facts, article: int) -> dict[str, Any]:
    """The newest story with its strongest quotation."""
    card = facts.listings([article])[article]
    note, forms = facts.notes([article]).get(article, (Notes(), b""))
    names = [facts.name(form) for form in ids.form_ids(forms or _forms(facts, article))]
    kicker = next((n for n in names if n.kind != "person" and n.href), None)
    return {
        "title": card.title,
        "href": link(card.address),
        "dek": card.dek,
        "date": dates.shown(card.published),
        "kicker": {"name": kicker.text, "href": kicker.href} if kicker else None,
        "minutes": None,
        "pull": _pull(card, note, names),
        "figure": None,
    }


def _forms(facts: Facts, article: int) -> bytes:
    ((_, forms),) = facts.store.articles.simple([article], "forms")
    return bytes(forms)


def _pull(card: Card, note: Notes, names: list[Any]) -> dict[str, Any] | None:
    fit = [s for s in note.said if FEWEST - 2 <= len(s.words.split()) <= MOST and names[s.who].href]
    if not fit:
        return None
    said = min(fit, key=lambda s: (abs(len(s.words.split()) - BEST), s.sentence))
    role = next((roles[0] for who, roles in note.roles if who == said.who and roles), "")
    name = names[said.who]
    return {
        "html": escape(said.words),
        "who": name.text,
        "who_href": name.href,
        "role": role,
        "href": f"{link(card.address)}#s{said.sentence}",
    }


def sitemaps(facts: Facts, base_url: str, parts: list[int]) -> Context:
    """The index of sitemaps; `parts` are the SITEMAP pages that there are."""
    facts.read(ids.YEARS)
    facts.read(ids.INITIALS, PERSON)
    facts.read(ids.INITIALS, TAG)
    return "sitemap.xml", "sitemap.xml", {"maps": [base_url + sitemap_path(n & ids.LOW) for n in parts]}


def sitemap_path(n: int) -> str:
    piece, n = n >> ids.SITEMAP_PART, n & ALL_OF_IT
    end = f"-{piece + 1}.xml" if piece else ".xml"
    if n & NAMES_SITEMAP:
        family, letter = n >> 8 & 1, n & 255
        return f"sitemap-{FOLDERS[family]}{'-' + chr(letter) if letter else ''}{end}"
    year, part = n >> 5, n & 31
    stem = f"sitemap-{year}" if year != ids.UNDATED else "sitemap-undated"
    return f"{stem}-{part:02}{end}" if part else f"{stem}{end}"


def sitemap(facts: Facts, n: int, base_url: str) -> Context:
    """SITEMAP n: articles of a year or month, or pages of names (of one letter); a part of them where they are many."""
    path, first, n = sitemap_path(n), (n >> ids.SITEMAP_PART) * ids.SITEMAP_MOST, n & ALL_OF_IT
    if first:
        facts.read(ids.SITEMAP, n)
    if n & NAMES_SITEMAP:
        letter = chr(n & 255) if n & 255 else None
        paths = sorted(href_of(t) or "" for t in facts.store.terms.under(n >> 8 & 1, letter))
    else:
        rows = facts.store.articles.between(ids.first_of(n), ids.after(n), "address")
        paths = [address for (address,) in rows]
    paths = paths[first : first + ids.SITEMAP_MOST]
    urls = [{"loc": base_url + link(p.removesuffix("index.html")), "lastmod": None} for p in paths]
    return path, "urls.xml", {"urls": urls}
