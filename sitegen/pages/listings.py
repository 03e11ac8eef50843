"""The indexes of people and tags."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sitegen import ids, naming
from sitegen.model import PERSON
from sitegen.pages.facts import FOLDERS, Facts, href_of, link
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
INDEX_SPLIT = 400
HEADINGS = ("People", "Tags")
INTROS = (
    "Everyone named in the archive, by surname.",
    "What the articles are about: topics, organisations and places.",
)


def index(facts: Facts, family: int) -> Context:
    """The index of people or tags: whole while it is short, else its letters."""
    facts.read(ids.INITIALS, family)
    letters = facts.store.terms.letters(family)
    long = sum(n for _, n in letters) > INDEX_SPLIT
    context = {
        "kind": FOLDERS[family],
        "heading": HEADINGS[family],
        "intro": INTROS[family],
        "letters": [{"label": _letter(c), "href": f"{FOLDERS[family]}/az/{c}.html", "n": n} for c, n in letters]
        if long
        else [],
        "sections": [] if long else _sections(family, facts.store.terms.under(family), counts=True),
    }
    return f"{FOLDERS[family]}/index.html", "terms.html", context


def letter(facts: Facts, n: int) -> Context:
    """LETTER n = family << 8 | letter.  Without counts: an article more would change every page A to Z."""
    family, c = n >> 8, chr(n & 255)
    facts.read(ids.INITIALS, family)
    context = {
        "kind": FOLDERS[family],
        "heading": f"{HEADINGS[family]}: {_letter(c)}",
        "intro": INTROS[family],
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
