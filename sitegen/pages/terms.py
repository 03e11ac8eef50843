"""Pages of a person or a tag, whole or one year of a long list."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from sitegen import ids
from sitegen.model import PERSON, Card, Notes
from sitegen.pages import chart, dates
from sitegen.pages.facts import FOLDERS, Facts, link
from sitegen.store import TermRow

TOGETHER, ROLES_FROM = 8, 500
ID_SHIFT = 7
STATUS = {
    "given": "Named by an editor.",
    "found": "Found by the build, not checked by an editor.",
    "surname joined": "Found by the build, not checked by an editor. Some articles give the surname alone.",
    "surname only": "Found by the build, not checked by an editor. Only this part of the name is given.",
    "": "Found by the build, not checked by an editor.",
}
Context = tuple[str, str, dict[str, Any]]


def term(facts: Facts, n: int, split: int, base_url: str) -> Context:
    """(path, template, context) of the page TERM n = term << 12 | year; year 0 is the whole."""
    id, year = n >> 12, n & 4095
    row = facts.store.terms.term(id)
    assert row is not None, f"no term {id}"
    post = facts.store.terms.post_of(id)
    shown = _shown(post, year, split)
    years = _years(post)
    folder = f"{FOLDERS[row.family]}/{row.slug}"
    path = f"{folder}/{_year_slug(year)}.html" if year else f"{folder}.html"
    mine = set(facts.store.terms.forms_of(id))
    notes = facts.notes(shown or post[-ROLES_FROM:])
    long = len(post) > split

    def href(y: int) -> str | None:
        return f"{folder}/{_year_slug(y)}.html" if long else f"#y{y}"

    context: dict[str, Any] = {
        "name": row.name,
        "kind": row.kind,
        "articles": len(shown) if year else len(post),
        "span": dates.span(list(years)) if not year else dates.year_label(year),
        "years": chart.columns(years, href) if not year else None,
        "groups": _groups(facts, shown, row.family == PERSON),
        "cuts": [
            {"label": dates.year_label(y).capitalize(), "href": f"{folder}/{_year_slug(y)}.html", "n": k}
            for y, k in sorted(years.items(), reverse=True)
        ]
        if long and not year
        else [],
        "year": dates.year_label(year) if year else "",
        "all_href": f"{folder}.html",
        "json_ld": _linked_data(row, base_url + path, year),
        "description": _description(row.name, len(shown) if year else len(post), year),
    }
    together = _together(facts, shown or post[-ROLES_FROM:], mine)
    if row.family != PERSON:
        return path, "term.html", {**context, "people": together}
    context |= {
        "also": _also(row.name, notes, mine),
        "roles": _roles(notes, mine),
        "status": STATUS.get(row.status, STATUS[""]),
        "said": _said(facts, notes, mine) if shown else [],
        "written": Markup(""),
        "together": together,
    }
    return path, "person.html", context


def _description(name: str, n: int, year: int) -> str:
    """What a search engine shows.  A year's page says nothing of other years: it would change with each of them."""
    when = f", {dates.year_label(year)}" if year else ""
    return f"{name}{when}: {n} article{'s' if n != 1 else ''}"


def _shown(post: array[int], year: int, split: int) -> list[int]:
    """The articles that a page lists, the latest first."""
    if year:
        low, high = ids.first_of(year << 5), ids.after(year << 5)
        return [a for a in reversed(post) if low <= a < high]
    return list(reversed(post)) if len(post) <= split else []


def _years(post: Sequence[int]) -> dict[int, int]:
    return dict(Counter(ids.year_of(a) for a in post))


def _year_slug(year: int) -> str:
    return str(year) if year != ids.UNDATED else "undated"


def _groups(facts: Facts, shown: Sequence[int], among_quotations: bool) -> list[dict[str, Any]]:
    """Articles by year.  On a person's page, where what was said stands before, the heading says what these are."""
    pairs = zip(shown, facts.cards(shown), strict=True)
    return [
        {
            "heading": _heading("Articles", year) if among_quotations else dates.year_label(year).capitalize(),
            "id": f"y{year}",
            "items": Markup("".join(card for _, card in group)),
        }
        for year, group in groupby(pairs, key=lambda pair: ids.year_of(pair[0]))
    ]


def _heading(what: str, year: int) -> str:
    return f"{what} in {year}" if year != ids.UNDATED else f"{what}, date not stated"


def _places(forms: bytes, mine: set[int]) -> set[int]:
    """Where the names of this term stand in the list of names of an article."""
    return {n for n, x in enumerate(memoryview(forms).cast("I")) if x >> ID_SHIFT in mine}


def _roles(notes: dict[int, tuple[Notes, bytes]], mine: set[int]) -> list[dict[str, str]]:
    """Roles as the articles state them, the latest first, each with the years that state it."""
    years: dict[str, list[int]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for article in sorted(notes, reverse=True):
        note, forms = notes[article]
        places = _places(forms, mine)
        for place, roles in note.roles:
            for role in roles if place in places else ():
                years[role.casefold()].append(ids.year_of(article))
                spelling.setdefault(role.casefold(), role)
    return [
        {"text": spelling[key], "span": dates.span(found) if any(y != ids.UNDATED for y in found) else ""}
        for key, found in years.items()
    ]


def _also(name: str, notes: dict[int, tuple[Notes, bytes]], mine: set[int]) -> list[str]:
    """The other forms of the name, the most frequent first."""
    count: Counter[str] = Counter()
    for note, forms in notes.values():
        places = _places(forms, mine)
        for place, names in note.also:
            if place in places:
                count.update(n for n in names if n != name)
    return [n for n, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))]


def _said(facts: Facts, notes: dict[int, tuple[Notes, bytes]], mine: set[int]) -> list[dict[str, Any]]:
    """What the person said, by year, the latest first."""
    said = []
    for article in sorted(notes, reverse=True):
        note, forms = notes[article]
        places = _places(forms, mine)
        mine_here = [s for s in note.said if s.who in places]
        said += [(article, s) for s in mine_here]
    cards = facts.listings(dict.fromkeys(a for a, _ in said))
    return [
        {
            "heading": _heading("Said", year),
            "quotations": [_quotation(s.words, s.sentence, cards[a]) for a, s in group],
        }
        for year, group in groupby(said, key=lambda pair: ids.year_of(pair[0]))
    ]


def _quotation(words: str, sentence: int, card: Card) -> dict[str, Any]:
    return {
        "html": escape(words),
        "date_label": dates.label(card.published) if card.published else "",
        "article_title": card.title,
        "href": f"{link(card.address)}#s{sentence}",
    }


def _together(facts: Facts, shown: Sequence[int], mine: set[int]) -> list[dict[str, Any]]:
    """Who else appears in these articles most.  Counted and ordered by the spelling of names, which never
    changes; how each is shown is a recorded read."""
    count: Counter[int] = Counter()
    for _, forms in facts.store.articles.simple(shown, "forms"):
        count.update(x >> ID_SHIFT for x in memoryview(forms).cast("I"))
    people = facts.people_among(f for f in count if f not in mine)
    ranked = sorted(people, key=lambda form: (-count[form], people[form], form))[:TOGETHER]
    found: dict[int, dict[str, Any]] = {}
    for form in ranked:
        name = facts.name(form)
        if name.href:
            entry = found.setdefault(name.term, {"name": name.text, "href": name.href, "n": 0})
            entry["n"] += count[form]
    return sorted(found.values(), key=lambda e: (-e["n"], e["name"]))


def _linked_data(row: TermRow, url: str, year: int) -> dict[str, Any]:
    kind = "ProfilePage" if row.family == PERSON else "CollectionPage"
    data: dict[str, Any] = {"@context": "https://schema.org", "@type": kind, "name": row.name, "url": url}
    if row.family == PERSON and not year:
        data["mainEntity"] = {"@type": "Person", "name": row.name}
    return data
