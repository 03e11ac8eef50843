"""Other versions of one report: what an article's page says of them, and how lists fold them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup, escape

from sitegen import ids, versions
from sitegen.messages import mark_up, ngettext
from sitegen.pages import dates
from sitegen.pages.facts import Facts, link

MOST_COMPARED = 12  # versions whose words are compared with the lead's, on its page
END = "</li>"


def others(facts: Facts, article: int, words: Callable[[int], str]) -> list[dict[str, Any]]:
    """The other versions of an article's report, by date.  What differs is told between a version and the lead; `words`
    gives the body of an article.  Which versions there are belongs to the article's own fact."""
    lead = facts.leads([article]).get(article, article)
    beside = [other for other in sorted([lead, *facts.versions_of(lead)]) if other != article]
    compared = [other for other in beside if lead in (article, other)][:MOST_COMPARED]
    mine = words(article) if compared else ""
    shown = []
    for other in beside:
        version = _version(facts, other, other == lead)
        if other in compared:
            facts.read(ids.WORDS, other)
            version["difference"] = _difference(mine, words(other))
        shown.append(version)
    return shown


def _version(facts: Facts, article: int, leads: bool) -> dict[str, Any]:
    card = facts.title(article)
    return {
        "id": article,
        "title": card.title,
        "href": link(card.address),
        "date": dates.shown(card.published),
        "leads": leads,
        "difference": None,
    }


def _difference(here: str, there: str) -> dict[str, Any]:
    found = versions.difference(here, there)
    return {
        "html": Markup(" … ").join([_change(change) for change in found.changes]),
        "removed": found.removed,
        "added": found.added,
        "whole": found.whole,
    }


def _change(change: versions.Change) -> Markup:
    """Words that go as <del>, words that come as <ins>, between those that stay."""
    marked = [(tag, text) for tag, text in (("del", change.removed), ("ins", change.added)) if text]
    parts = [
        escape(change.before),
        *(Markup("<{0}>{1}</{0}>").format(tag, text) for tag, text in marked),
        escape(change.after),
    ]
    return Markup(" ").join([part for part in parts if part])


def folded(facts: Facts, articles: Sequence[int]) -> dict[int, int]:
    """The articles that a list shows -> how many other versions each stands for, in the order of the list: of the
    versions of one report that it holds the lead, or the earliest where the lead is not among them."""
    leads = facts.leads(articles)
    if not leads:
        return dict.fromkeys(articles, 0)
    reports: dict[int, list[int]] = {}
    for article in articles:
        reports.setdefault(leads.get(article, article), []).append(article)
    stands = {(lead if lead in found else min(found)): len(found) - 1 for lead, found in reports.items()}
    return {article: stands[article] for article in articles if article in stands}


def cards(facts: Facts, articles: Sequence[int]) -> dict[int, str]:
    """The cards of a list, versions folded."""
    shown = folded(facts, articles)
    return {a: _with_note(html, shown[a]) for a, html in zip(shown, facts.cards(list(shown)), strict=True)}


def _with_note(card: str, n: int) -> str:
    """A card that says for how many others it stands."""
    if not n:
        return card
    said = ngettext("and %(num)s other version", "and %(num)s other versions", n) % {"num": n}
    note = f'<p class="also"{mark_up()}>{escape(said)}</p>'
    before, end, after = card.rpartition(END)
    return f"{before}{note}{end}{after}" if end else card + note
