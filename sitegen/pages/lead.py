"""The newest story as the front page gives it: picture, authors, its strongest quotation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import escape

from sitegen import ids, naming
from sitegen.model import Card, Notes
from sitegen.pages import dates
from sitegen.pages.facts import Facts, NameFact, link
from sitegen.pages.quotes import BEST, FEWEST, MOST, trimmed

AUTHOR = "author"
KICKERS = ("topic", "organisation", "place")  # kinds of tags, as the page of the article prefers them
Figure = dict[str, Any] | None
FigureOf = Callable[[int], Figure]  # article -> its first picture as figure.html gets it, if it has one


def lead(facts: Facts, article: int, figure_of: FigureOf) -> dict[str, Any]:
    """What home.html shows of it.  Its card and notes are covered by NEWEST; names and the picture are recorded."""
    card = facts.listings([article])[article]
    note, _ = facts.notes([article]).get(article, (Notes(), b""))
    forms = _forms(facts, article)
    names = [facts.name(form) for form in forms]
    tags = [n for n in names if n.kind in KICKERS and n.href]
    kicker = min(tags, key=lambda n: KICKERS.index(n.kind), default=None)
    return {
        "title": card.title,
        "href": link(card.address),
        "dek": card.dek,
        "date": dates.shown(card.published),
        "authors": _authors(facts, card, forms, names),
        "kicker": {"name": naming.headed(kicker.text), "href": kicker.href} if kicker else None,
        "minutes": None,
        "pull": _pull(card, note, names),
        "figure": figure_of(article),
    }


def _forms(facts: Facts, article: int) -> list[int]:
    ((_, forms),) = facts.store.articles.simple([article], "forms")
    return ids.form_ids(bytes(forms))


def _authors(facts: Facts, card: Card, forms: list[int], names: list[NameFact]) -> list[dict[str, Any]]:
    """The byline as it stands in the article; who has a page is linked to it."""
    of = dict(zip(forms, names, strict=True))
    briefly = facts.store.terms.briefly(forms)
    hrefs = {spelt: of[form].href for form, _, kind, spelt, _ in briefly if kind == AUTHOR}
    return [{"name": author, "href": hrefs.get(author)} for author in card.authors]


def _pull(card: Card, note: Notes, names: list[NameFact]) -> dict[str, Any] | None:
    """The quotation nearest the best length, of somebody with a page."""
    fit = [s for s in note.said if FEWEST - 2 <= len(s.words.split()) <= MOST and names[s.who].href]
    if not fit:
        return None
    said = min(fit, key=lambda s: (abs(len(s.words.split()) - BEST), s.sentence))
    name = names[said.who]
    return {
        "html": escape(trimmed(said.words)),
        "who": name.text,
        "who_href": name.href,
        "role": next((roles[0] for who, roles in note.roles if who == said.who and roles), ""),
        "href": f"{link(card.address)}#s{said.sentence}",
    }
