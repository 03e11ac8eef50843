"""Pages of a person or a tag, whole or one year of a long list."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from sitegen import ids
from sitegen.messages import capitalised, gettext, ngettext, number
from sitegen.model import PERSON
from sitegen.naming import headed
from sitegen.pages import chart, dates, feeds, heading, linked, person, person_data, places, versions
from sitegen.pages.facts import FOLDERS, Facts, href_of
from sitegen.pages.setting import Setting
from sitegen.pages.together import drawing, together
from sitegen.store import TermRow

ROLES_FROM = 500
INDEXES = ("People", "Tags")
THINGS = {"person": "Person", "organisation": "Organization", "place": "Place"}
Context = tuple[str, str, dict[str, Any]]


def term(facts: Facts, n: int, setting: Setting) -> Context:
    """(path, template, context) of the page TERM n = term << 12 | year; year 0 is the whole."""
    id, year, split = n >> 12, n & 4095, setting.split
    row = facts.store.terms.term(id)
    assert row is not None, f"no term {id}"
    post = facts.store.terms.post_of(id)
    shown = _shown(post, year, split)
    years = ids.years_of(post)
    folder = f"{FOLDERS[row.family]}/{row.slug}"
    path = f"{folder}/{_year_slug(year)}.html" if year else f"{folder}.html"
    mine = set(facts.store.terms.forms_of(id))
    looked_at = shown or post[-ROLES_FROM:]
    forms = dict(facts.store.articles.simple(looked_at, "forms"))
    long = len(post) > split

    def href(y: int) -> str | None:
        return f"{folder}/{_year_slug(y)}.html" if long else f"#y{y}"

    context: dict[str, Any] = {
        "name": row.name if row.family == PERSON else headed(row.name),
        "kind": row.kind,
        "noindex": facts.unlisted.has(row),
        "where": places.line(row) if not year else None,
        "articles": len(shown) if year else len(post),
        "span": dates.span(list(years)) if not year else dates.year_label(year),
        "years": chart.columns(years, href) if not year else None,
        "cuts": [
            {"label": capitalised(dates.year_label(y)), "href": f"{folder}/{_year_slug(y)}.html", "n": k}
            for y, k in sorted(years.items(), reverse=True)
        ]
        if long and not year
        else [],
        "year": dates.year_label(year) if year else "",
        "all_href": f"{folder}.html",
        "feeds": feeds.hrefs(path, post, setting.feeds) if not year else None,
        "json_ld": _linked_data(row, path, year, setting),
        "description": _description(row.name, len(shown) if year else len(post), year),
    }
    if row.family != PERSON:
        around = {"people": together(facts, forms, mine), "groups": _groups(facts, shown)}
        return path, "term.html", {**context, **heading.context(facts, row), **around}
    author = facts.store.terms.written_by(id)
    naming = {article: used for article, used in forms.items() if _uses(used, mine - author)} if author else forms
    named = [a for a in shown if a in naming]
    wrote = [a for a in shown if _uses(forms[a], author)] if author else []
    context |= person.context(facts, row, facts.notes(looked_at), mine, bool(shown))
    beside = together(facts, naming, mine)
    context |= {
        "groups": _groups(facts, named, "Articles"),
        "written": _groups(facts, wrote, "Written", {ids.year_of(article) for article in named}),
        "named": len(named) if year else row.n,
        "wrote": len(wrote) if year else row.wrote,
        "together": beside,
        "drawing": drawing(row.name, beside),
        "data": person_data.href(path) if not year else None,
        "report": person.report(setting.report, setting.base_url + path),
        **person.first_and_last(facts, id, bool(year)),
    }
    if not year:
        known = {"alternateName": context["also"], "jobTitle": [role["text"] for role in context["roles"]]}
        context["json_ld"]["mainEntity"] |= {key: value for key, value in known.items() if value}
    return path, "person.html", context


def redirect(facts: Facts, page: int) -> Context:
    """A page in the place of one that moved: people or tags that were merged, or whose slug an editor changed."""
    found = facts.store.redirects.of(page)
    assert found is not None, f"no redirect {page}"
    place, form = found
    name = facts.name(form)
    return f"{place}.html", "redirect.html", {"name": name.text, "href": name.href}


def _uses(forms: bytes, some: set[int]) -> bool:
    return not some.isdisjoint(ids.form_ids(forms))


def _description(name: str, n: int, year: int) -> str:
    """What a search engine shows.  A year's page says nothing of other years: it would change with each of them."""
    when = gettext(", ") + dates.year_label(year) if year else ""
    return f"{name}{when}: " + ngettext("%(num)s article", "%(num)s articles", n) % {"num": number(n)}


def _shown(post: array[int], year: int, split: int) -> list[int]:
    """The articles that a page lists, the latest first."""
    if year:
        low, high = ids.first_of(year << 5), ids.after(year << 5)
        return list(reversed(post[bisect_left(post, low) : bisect_left(post, high)]))
    return list(reversed(post)) if len(post) <= split else []


def _year_slug(year: int) -> str:
    return str(year) if year != ids.UNDATED else "undated"


def _groups(facts: Facts, shown: Sequence[int], what: str = "", taken: Collection[int] = ()) -> list[dict[str, Any]]:
    """Articles by year.  On a person's page, where what was said stands before, the heading says what these are.
    `taken`: years that have the place of their name on the page already."""
    pairs = versions.cards(facts, shown).items()
    return [
        {
            "heading": person.heading(what, year) if what else capitalised(dates.year_label(year)),
            "id": f"{'w' if year in taken else 'y'}{year}",
            "items": Markup("".join(card for _, card in group)),
        }
        for year, group in groupby(pairs, key=lambda pair: ids.year_of(pair[0]))
    ]


def _linked_data(row: TermRow, path: str, year: int, setting: Setting) -> dict[str, Any]:
    """The page in the words of schema.org, and the way to it."""
    base, whole = setting.base_url, linked.whole(setting.title, setting.base_url)
    index = gettext(INDEXES[row.family])
    steps = [(setting.title, base), (index, f"{base}{FOLDERS[row.family]}/"), (row.name, base + (href_of(row) or ""))]
    way = linked.crumbs([*steps, (dates.year_label(year), base + path)] if year else steps)
    if row.family == PERSON and not year:
        return linked.profile(row.name, base + path, whole, person.facts_stated(row), way)
    thing = linked.named(THINGS.get(row.kind, "Thing"), row.name, href_of(row), base)
    if row.kind == places.PLACE:
        thing |= places.linked_data(row)
    elif row.family != PERSON and (code := heading.code_of(row)):
        thing |= {"@type": "DefinedTerm", "sameAs": heading.MEDIA_TOPIC + code}
    name = gettext(", ").join([row.name, dates.year_label(year)]) if year else row.name
    return linked.collection(name, base + path, whole, way, about=thing)
