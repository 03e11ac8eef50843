"""The indexes of people and tags."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from sitegen import ids, naming
from sitegen.messages import gettext
from sitegen.model import PERSON, TAG
from sitegen.pages import chart, places
from sitegen.pages.facts import FOLDERS, Facts, href_of, link
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
INDEX_SPLIT, NAMED = 400, 20
HEADINGS = ("People", "Tags")
INTROS = (
    "Everyone named in the archive, by surname.",
    "What the articles are about: topics, organisations and places.",
)


def index(facts: Facts, family: int) -> Context:
    """The index of people or tags: whole while it is short, else its letters; of people, those named most besides."""
    letters = letters_of(facts, family)
    sparks = _Sparks(facts) if family == PERSON and facts.store.terms.letters(family) else None
    context = {
        **_index(family, gettext(HEADINGS[family])),
        "map": places.PATH if family == TAG and _any_place(facts) else None,
        "letters": letters,
        "sections": [] if letters else _sections(family, facts.store.terms.under(family), True, sparks),
        "most": _most_named(facts, sparks) if sparks else [],
        "spark_width": sparks.width if sparks else 0,
    }
    return f"{FOLDERS[family]}/index.html", "terms.html", context


def _index(family: int, heading: str) -> dict[str, Any]:
    words = {"kind": FOLDERS[family], "heading": heading, "intro": gettext(INTROS[family])}
    return {**words, "map": None, "most": [], "spark_width": 0}


class _Sparks:
    """Articles a year of terms, all on the years of the archive.  Of a term this is covered by the facts of the lists
    that show it."""

    def __init__(self, facts: Facts) -> None:
        facts.read(ids.CALENDAR)
        self.facts = facts
        years = [m >> 5 for m, _ in facts.store.periods.months() if m >> 5 != ids.UNDATED] or [ids.FIRST_YEAR]
        self.first, self.last = min(years), max(years)
        self.width = chart.spark_width(self.first, self.last) if self.last > self.first else 0

    def of(self, term: int) -> str:
        """A path, "" where the archive has a single year."""
        if not self.width:
            return ""
        return chart.spark(ids.years_of(self.facts.store.terms.post_of(term)), self.first, self.last)


def _most_named(facts: Facts, sparks: _Sparks) -> list[dict[str, Any]]:
    """People by count."""
    facts.read(ids.TOTALS, ids.NAMED)
    rows = facts.store.terms.top(PERSON, "n", NAMED)
    return [
        {"name": t.name, "href": link(href_of(t) or ""), "n": t.n, "spark": sparks.of(t.id)} for t in rows if t.n > 1
    ]


def _any_place(facts: Facts) -> bool:
    facts.read(ids.TOTALS, ids.ANY_PLACE)
    return facts.store.terms.any_place()


def letters_of(facts: Facts, family: int) -> list[dict[str, Any]]:
    """The letters that have a page of names; none while all names are on one."""
    facts.read(ids.INITIALS, family)
    letters = facts.store.terms.letters(family)
    if sum(n for _, n in letters) <= INDEX_SPLIT:
        return []
    return [{"label": _letter(c), "href": f"{FOLDERS[family]}/az/{c}.html", "n": n} for c, n in letters]


def letter(facts: Facts, n: int) -> Context:
    """LETTER n = family << 8 | letter.  Without counts: an article more would change every page A to Z."""
    family, c = n >> 8, chr(n & 255)
    facts.read(ids.INITIALS, family)
    context = {
        **_index(family, gettext("%(list)s: %(letter)s") % {"list": gettext(HEADINGS[family]), "letter": _letter(c)}),
        "letters": [
            {"label": _letter(x), "href": f"{FOLDERS[family]}/az/{x}.html", "n": k}
            for x, k in facts.store.terms.letters(family)
        ],
        "sections": _sections(family, facts.store.terms.under(family, c), counts=False),
    }
    return f"{FOLDERS[family]}/az/{c}.html", "terms.html", context


def _sections(family: int, rows: list[TermRow], counts: bool, sparks: _Sparks | None = None) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda t: (_order(t.letter), naming.sort_key(family, t.name), t.name, t.slug))
    return [
        {"heading": _letter(c), "entries": [_entry(family, t, counts, sparks) for t in group]}
        for c, group in groupby(ordered, key=lambda t: t.letter)
    ]


def _entry(family: int, t: TermRow, counts: bool, sparks: _Sparks | None) -> dict[str, Any]:
    note = t.gloss if family == PERSON else gettext(t.kind) if t.kind != "topic" else ""
    name = t.name if t.family == PERSON else naming.headed(t.name)
    n, spark = t.n + t.wrote if counts else None, sparks.of(t.id) if sparks else ""
    return {"name": name, "href": link(href_of(t) or ""), "n": n, "note": note, "spark": spark}


def _order(c: str) -> tuple[bool, str]:
    return c == "0", c


def _letter(c: str) -> str:
    return c.upper() if c != "0" else gettext("Other")
