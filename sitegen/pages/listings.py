"""Listings: by date, and the indexes of people and tags."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from sitegen import ids, naming
from sitegen.model import PERSON, TAG
from sitegen.pages import dates, linked, places, versions
from sitegen.pages.facts import FOLDERS, Facts, href_of, link
from sitegen.pages.setting import Setting
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
YEAR_SPLIT, INDEX_SPLIT = 100, 400
HEADINGS = ("People", "Tags")
INTROS = (
    "Everyone named in the archive, by surname.",
    "What the articles are about: topics, organisations and places.",
)


def month(facts: Facts, n: int, setting: Setting) -> Context:
    """MONTH n = year << 5 | month: a month, a year (month 0), or undated articles (whole or a letter)."""
    year, part = n >> 5, n & 31
    months = facts.store.terms.months(year)
    total = sum(k for _, k in months)
    listed = bool(part) or total <= YEAR_SPLIT
    articles = [a for (a,) in facts.store.articles.between(ids.first_of(n), ids.after(n), "id")] if listed else []
    earlier, later = _beside(facts, n)
    context = {
        "heading": dates.month_label(n),
        "intro": _counted(sum(k for m, k in months if m == n) if part else total, "article"),
        "crumbs": _crumbs(n),
        "links": []
        if listed
        else [{"label": dates.month_label(m), "href": dates.month_path(m), "n": k} for m, k in months],
        "items": Markup("".join(versions.cards(facts, articles).values())),
        "earlier": earlier,
        "later": later,
        "json_ld": _linked_data(n, setting),
    }
    return dates.month_path(n), "listing.html", context


def _linked_data(n: int, setting: Setting) -> dict[str, Any]:
    base, path = setting.base_url, dates.month_path(n)
    steps = [(setting.title, base), *((c["label"], base + c["href"]) for c in _crumbs(n))]
    label = dates.month_label(n)
    way = linked.crumbs([*steps, (label, base + path)])
    return linked.collection(label, base + path, linked.whole(setting.title, base), way)


def _beside(facts: Facts, n: int) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The listings before and after: years beside a year, months beside a month."""
    facts.read(ids.CALENDAR, n >> 5 if n & 31 else 0)
    every = [m for m, _ in facts.store.terms.months()]
    row = [m for m in every if (m >> 5) == (n >> 5)] if n & 31 else sorted({m >> 5 << 5 for m in every})
    row = [m for m in row if m >> 5 != ids.UNDATED or n >> 5 == ids.UNDATED]
    at = row.index(n) if n in row else 0
    before = row[at - 1] if at > 0 else None
    after = row[at + 1] if at + 1 < len(row) else None
    return _step(before), _step(after)


def _step(month: int | None) -> dict[str, str] | None:
    return None if month is None else {"label": dates.month_label(month), "href": dates.month_path(month)}


def _crumbs(n: int) -> list[dict[str, str]]:
    crumbs = [{"label": "All dates", "href": "archive/index.html"}]
    if n & 31:
        year = n >> 5 << 5
        crumbs.append({"label": dates.month_label(year), "href": dates.month_path(year)})
    return crumbs


def archive(facts: Facts) -> Context:
    """Every year."""
    facts.read(ids.YEARS)
    years: dict[int, int] = {}
    for m, k in facts.store.terms.months():
        years[m >> 5] = years.get(m >> 5, 0) + k
    ordered = sorted(years.items(), key=lambda y: (y[0] == ids.UNDATED, -y[0]))
    context = {
        "heading": "Articles by date",
        "intro": _counted(sum(years.values()), "article"),
        "crumbs": [],
        "links": [{"label": dates.month_label(y << 5), "href": dates.month_path(y << 5), "n": k} for y, k in ordered],
        "items": Markup(""),
        "earlier": None,
        "later": None,
    }
    return "archive/index.html", "listing.html", context


def index(facts: Facts, family: int) -> Context:
    """The index of people or tags: whole while it is short, else its letters."""
    facts.read(ids.INITIALS, family)
    letters = facts.store.terms.letters(family)
    long = sum(n for _, n in letters) > INDEX_SPLIT
    context = {
        "kind": FOLDERS[family],
        "heading": HEADINGS[family],
        "intro": INTROS[family],
        "map": places.PATH if family == TAG and _any_place(facts) else None,
        "letters": [{"label": _letter(c), "href": f"{FOLDERS[family]}/az/{c}.html", "n": n} for c, n in letters]
        if long
        else [],
        "sections": [] if long else _sections(family, facts.store.terms.under(family), counts=True),
    }
    return f"{FOLDERS[family]}/index.html", "terms.html", context


def _any_place(facts: Facts) -> bool:
    facts.read(ids.TOTALS, ids.ANY_PLACE)
    return facts.store.terms.any_place()


def letter(facts: Facts, n: int) -> Context:
    """LETTER n = family << 8 | letter.  Without counts: an article more would change every page A to Z."""
    family, c = n >> 8, chr(n & 255)
    facts.read(ids.INITIALS, family)
    context = {
        "kind": FOLDERS[family],
        "heading": f"{HEADINGS[family]}: {_letter(c)}",
        "intro": INTROS[family],
        "map": None,
        "letters": [
            {"label": _letter(x), "href": f"{FOLDERS[family]}/az/{x}.html", "n": k}
            for x, k in facts.store.terms.letters(family)
        ],
        "sections": _sections(family, facts.store.terms.under(family, c), counts=False),
    }
    return f"{FOLDERS[family]}/az/{c}.html", "terms.html", context


def _sections(family: int, rows: list[TermRow], counts: bool) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda t: (_order(t.letter), naming.sort_key(family, t.name), t.name, t.slug))
    return [
        {"heading": _letter(c), "entries": [_entry(family, t, counts) for t in group]}
        for c, group in groupby(ordered, key=lambda t: t.letter)
    ]


def _entry(family: int, t: TermRow, counts: bool) -> dict[str, Any]:
    note = t.gloss if family == PERSON else t.kind if t.kind != "topic" else ""
    return {"name": t.name, "href": link(href_of(t) or ""), "n": t.n + t.wrote if counts else None, "note": note}


def _order(c: str) -> tuple[bool, str]:
    return c == "0", c


def _letter(c: str) -> str:
    return c.upper() if c != "0" else "Other"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'s' if n != 1 else ''}"
