"""What the page of a person shows besides its articles: names, roles, what editors state, what was said."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import groupby
from typing import Any
from urllib.parse import quote

import msgspec
from markupsafe import escape

from sitegen import ids
from sitegen.messages import capitalised, gettext
from sitegen.model import Card, Date, Entry, Notes
from sitegen.pages import dates
from sitegen.pages.facts import Facts, link
from sitegen.pages.quotes import trimmed
from sitegen.store import TermRow

FOUND = "Found by the build, not checked by an editor."
STATUS = {
    "checked": "Checked by an editor.",
    "stated": "Stated by an editor.",
    "given": "Named by an editor.",
    "surname joined": f"{FOUND} Some articles give the surname alone.",
    "surname only": f"{FOUND} Only this part of the name is given.",
    "unverified": "Not verified: others in the archive share this name, and articles may stand under the wrong one.",
}
NotesOf = Mapping[int, tuple[Notes, bytes]]  # article -> (notes, its forms, packed)


def context(facts: Facts, row: TermRow, notes: NotesOf, mine: set[int], said: bool) -> dict[str, Any]:
    """`mine`: the forms of the person's name; `said`: are quotations shown on this page?"""
    entry = entry_of(row)
    return {
        "gloss": row.gloss,
        "also": _also(row, entry, notes, mine),
        "roles": _roles(entry, notes, mine),
        "life": _life(entry),
        "wikidata": entry.wikidata if entry else "",
        "note": entry.note if entry else "",
        "status": gettext(STATUS.get(row.status, FOUND)),
        "said": _said(facts, notes, mine) if said else [],
    }


def first_and_last(facts: Facts, term: int, cut: bool) -> dict[str, Any]:
    """The earliest and the latest dated article that names the person; on the page of one year neither.  Their cards
    are recorded: they may stand on the page of another year."""
    post = facts.store.terms.post_of(term, written=False)
    dated = post[bisect_left(post, ids.first_of(ids.FIRST_YEAR << 5)) :] if not cut else []
    ends = [facts.title(dated[0]), facts.title(dated[-1])] if dated else []
    shown = [{"date": dates.shown(c.published), "title": c.title, "href": link(c.address)} for c in ends]
    return {"first": shown[0] if shown else None, "last": shown[1] if len(dated) > 1 else None}


def report(to: str, url: str) -> str:
    """Where a reader reports a wrong match: `to` (publish.report) with the page's address in the place of {url}, or
    added to it."""
    if not to:
        return ""
    if "{url}" in to:
        return to.replace("{url}", quote(url, safe=""))
    joint = "&" if "?" in to else "?"
    return f"{to}{joint}{'body' if to.startswith('mailto:') else 'page'}={quote(url, safe='')}"


def entry_of(row: TermRow) -> Entry | None:
    """What people.toml states of the person."""
    return msgspec.msgpack.decode(row.entry, type=Entry) if row.entry else None


def facts_stated(row: TermRow) -> dict[str, str]:
    """What people.toml states, in the words of schema.org."""
    entry = entry_of(row)
    if entry is None:
        return {}
    same = f"https://www.wikidata.org/wiki/{entry.wikidata}" if entry.wikidata else ""
    stated = {"birthDate": entry.born, "deathDate": entry.died, "sameAs": same}
    return {key: value for key, value in stated.items() if value}


def heading(what: str, year: int) -> str:
    stated = gettext("%(what)s in %(year)s") if year != ids.UNDATED else gettext("%(what)s, date not stated")
    return stated % {"what": gettext(what), "year": year}


def _places(forms: bytes, mine: set[int]) -> set[int]:
    """Where the names of this person stand in the list of names of an article."""
    return {n for n, form in enumerate(ids.form_ids(forms)) if form in mine}


def _roles(entry: Entry | None, notes: NotesOf, mine: set[int]) -> list[dict[str, str]]:
    """Roles as an editor states them; else as the articles do, the latest first, each with the years that state it."""
    if entry and entry.roles:
        return [{"text": role, "span": ""} for role in entry.roles]
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


def _also(row: TermRow, entry: Entry | None, notes: NotesOf, mine: set[int]) -> list[str]:
    """The other forms of the name: those that editors state, then those found, the most frequent first."""
    count: Counter[str] = Counter()
    for note, forms in notes.values():
        places = _places(forms, mine)
        for place, names in note.also:
            if place in places:
                count.update(names)
    found = [n for n, _ in sorted(count.items(), key=lambda x: (-x[1], x[0]))]
    return [n for n in dict.fromkeys([*(entry.names if entry else ()), *found]) if n != row.name]


def _life(entry: Entry | None) -> str:
    """ "Born 4 May 1951, died 2014", as far as it is stated."""
    if entry is None:
        return ""
    ends = (gettext("born %(date)s"), entry.born), (gettext("died %(date)s"), entry.died)
    parts = [words % {"date": _day(value)} for words, value in ends if value]
    return capitalised(gettext(", ").join(parts))


def _day(value: str) -> str:
    precision = {4: "year", 7: "month"}.get(len(value), "day")
    return dates.label(Date(value, precision, "correction"))  # type: ignore[arg-type]  # one of the three


def _said(facts: Facts, notes: NotesOf, mine: set[int]) -> list[dict[str, Any]]:
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
            "heading": heading("Said", year),
            "quotations": [_quotation(s.words, s.sentence, cards[a]) for a, s in group],
        }
        for year, group in groupby(said, key=lambda pair: ids.year_of(pair[0]))
    ]


def _quotation(words: str, sentence: int, card: Card) -> dict[str, Any]:
    return {
        "html": escape(trimmed(words)),
        "date_label": dates.label(card.published) if card.published else "",
        "article_title": card.title,
        "href": f"{link(card.address)}#s{sentence}",
    }
