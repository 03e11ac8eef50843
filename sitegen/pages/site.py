"""Pages about the archive as a whole: home, feed, sitemaps, and what hosts ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from sitegen import ids, naming
from sitegen.messages import gettext
from sitegen.model import PERSON, TAG
from sitegen.pages import chart, dates, linked, listings, versions
from sitegen.pages.facts import FOLDERS, Facts, href_of, link
from sitegen.pages.lead import lead
from sitegen.pages.setting import Setting
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
NEWEST, ON_HOME = 30, 12
NAMES_SITEMAP = 1 << 20
ALL_OF_IT = (1 << ids.SITEMAP_PART) - 1
TOP_PEOPLE, TOP_TAGS, OTHER_YEARS = 10, 24, 4


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
        "lead": lead(facts, listed[0][0], setting.figure_of) if listed else None,
        "other_years": _other_years(facts),
        "newest": Markup("".join(card for _, card in listed[1 : ON_HOME + 1])),
        "years": chart.columns(years, lambda y: dates.period_path(y << 5)),
        "most_quoted": _ranked(facts.store.terms.top(PERSON, "quoted", TOP_PEOPLE), "quoted"),
        "tags": _ranked(facts.store.terms.top(TAG, "n", TOP_TAGS), "n"),
        "kinds": listings.kinds(facts),
        "json_ld": linked.site(setting.title, setting.description, setting.base_url),
        "undated": {"n": years[ids.UNDATED], "href": "archive/undated.html"} if ids.UNDATED in years else None,
    }
    return "index.html", "home.html", context


def _years(facts: Facts) -> dict[int, int]:
    years: dict[int, int] = {}
    for month, n in facts.store.periods.months():
        years[month >> 5] = years.get(month >> 5, 0) + n
    return years


def _ranked(rows: list[TermRow], count: str) -> list[dict[str, Any]]:
    return [{"name": _shown(t), "href": href_of(t), "n": getattr(t, count), "kind": t.kind} for t in rows]


def _shown(row: TermRow) -> str:
    return naming.headed(row.name) if row.family == TAG else row.name


def _other_years(facts: Facts) -> dict[str, Any] | None:
    """What the archive has of the newest article's day in other years, else of its month.  A page cannot know on which
    day it is read: it would be wrong the day after it was built, or need a script."""
    facts.read(ids.NEWEST, ids.OTHER_YEARS)
    day, month = facts.store.articles.in_other_years(OTHER_YEARS)
    newest = facts.store.articles.newest(1)
    for articles, exact in ((day, True), (month, False)):
        stated = {a: card.published.precision for a, card in facts.listings(articles).items() if card.published}
        fit = [a for a in articles if stated[a] != "year" and (not exact or stated[a] != "month")]
        if fit:
            _, part, of_month = ids.parts_of(ids.day_of(newest[0]))
            named = gettext(dates.MONTHS[part])
            when = gettext("%(day)s %(month)s") % {"day": of_month, "month": named} if exact else named
            return {
                "heading": gettext("%(when)s in other years") % {"when": when},
                "items": Markup("".join(facts.cards(fit))),
            }
    return None


def sitemaps(facts: Facts, base_url: str, parts: list[int]) -> Context:
    """The index of sitemaps; `parts` are the SITEMAP pages that there are."""
    facts.read(ids.YEARS)
    facts.read(ids.INITIALS, PERSON)
    facts.read(ids.INITIALS, TAG)
    return "sitemap.xml", "sitemap.xml", {"maps": [base_url + sitemap_path(n & ids.LOW) for n in parts]}


def sitemap_path(n: int) -> str:
    piece, n = n >> ids.SITEMAP_PART, n & ALL_OF_IT
    end = f"-{piece + 1}.xml" if piece else ".xml"
    if n == ids.LISTS_SITEMAP:
        return "sitemap-lists.xml"
    if n & NAMES_SITEMAP:
        family, letter = n >> 8 & 1, n & 255
        return f"sitemap-{FOLDERS[family]}{'-' + chr(letter) if letter else ''}{end}"
    year, part = n >> 5, n & 31
    stem = f"sitemap-{year}" if year != ids.UNDATED else "sitemap-undated"
    return f"{stem}-{part:02}{end}" if part else f"{stem}{end}"


def sitemap(facts: Facts, n: int, base_url: str) -> Context:
    """SITEMAP n: articles of a year or month, pages of names (of one letter), or what leads to all of them; a part of
    them where they are many."""
    if n == ids.LISTS_SITEMAP:
        return sitemap_path(n), "urls.xml", _urls(_lists(facts), base_url)
    path, first, n = sitemap_path(n), (n >> ids.SITEMAP_PART) * ids.SITEMAP_MOST, n & ALL_OF_IT
    if first:
        facts.read(ids.SITEMAP, n)
    if n & NAMES_SITEMAP:
        letter = chr(n & 255) if n & 255 else None
        rows_of_names = [t for t in facts.store.terms.under(n >> 8 & 1, letter) if not facts.unlisted.has(t)]
        paths = sorted(href_of(t) or "" for t in rows_of_names)
    else:
        rows = facts.store.articles.between(ids.first_of(n), ids.after(n), "address")
        paths = [address for (address,) in rows]
    shown = (p for p in paths[first : first + ids.SITEMAP_MOST] if p not in facts.unlisted.addresses)
    return path, "urls.xml", _urls(shown, base_url)


def _urls(paths: Iterable[str], base_url: str) -> dict[str, Any]:
    return {"urls": [{"loc": base_url + link(p.removesuffix("index.html")), "lastmod": None} for p in paths]}


def _lists(facts: Facts) -> list[str]:
    """Home, the page about the archive, the indexes, and each year of articles and of quotations: what is cut further
    is one step from there."""
    facts.read(ids.CALENDAR)
    facts.read(ids.CALENDAR, ids.QUOTED)
    facts.read(ids.TOTALS, ids.ANY_PLACE)
    facts.read(ids.TOTALS, ids.ANY_ORGANISATION)
    periods = facts.store.periods
    years = [m >> 5 << 5 for m, _ in periods.months()]
    quoted = [m >> 5 << 5 | ids.QUOTED for m, _ in periods.quoted_months()]
    indexes = ["index.html", "data.html", *(f"{at}/index.html" for at in ("archive", *FOLDERS))]
    indexes += ["quotations/index.html"] if quoted else []
    indexes += ["organisations.html"] if facts.store.terms.any_organisation() else []
    indexes += ["places.html"] if facts.store.terms.any_place() else []
    return [*indexes, *map(dates.period_path, sorted({*years, *quoted}))]
