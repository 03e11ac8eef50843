"""A person as data: what the page of the same address shows, for programs, as JSON.

It reads what that page reads, and the fact that it is about, so the one is made anew when the other is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from sitegen import ids
from sitegen.model import Card
from sitegen.pages import person
from sitegen.pages.facts import FOLDERS, Facts, link
from sitegen.pages.quotes import trimmed
from sitegen.pages.setting import Setting
from sitegen.pages.together import together
from sitegen.store import TermRow

Context = tuple[str, str, dict[str, Any]]
ENDING = ".json"
ROLES_FROM = 500


def href(path: str) -> str:
    """Where the data of a person's page is."""
    return path.removesuffix(".html") + ENDING


def data(facts: Facts, n: int, setting: Setting) -> Context:
    """TERM n = term << 12 | DATA.  Of a list that is cut by year the articles and quotations are left out."""
    id = n >> 12
    facts.read(ids.TERM, id << 12)
    row = facts.store.terms.term(id)
    assert row is not None, f"no term {id}"
    post = facts.store.terms.post_of(id)
    whole = len(post) <= setting.split
    forms = dict(facts.store.articles.simple(post if whole else post[-ROLES_FROM:], "forms"))
    mine, author = set(facts.store.terms.forms_of(id)), facts.store.terms.written_by(id)
    naming = {article: used for article, used in forms.items() if _uses(used, mine - author)}
    path, base = f"{FOLDERS[row.family]}/{row.slug}{ENDING}", setting.base_url
    found = {
        "url": f"{base}{FOLDERS[row.family]}/{row.slug}.html",
        "name": row.name,
        **_known(facts, row, forms, mine),
        "articles": row.n,
        "wrote": row.wrote,
        "years": {("undated" if y == ids.UNDATED else str(y)): k for y, k in ids.years_of(post).items()},
        "with": [
            {"name": x["name"], "url": base + x["href"], "articles": x["n"]} for x in together(facts, naming, mine)
        ],
    }
    if whole:
        cards = facts.listings(forms)
        found["named_in"] = [_article(cards[a], base) for a in forms if a in naming]
        found["written"] = [_article(cards[a], base) for a in forms if _uses(forms[a], author)]
        found["quotations"] = list(_quotations(facts, forms, mine, cards, base))
    return path, "", {"bytes": msgspec.json.format(msgspec.json.encode(found), indent=1)}


def _known(facts: Facts, row: TermRow, forms: Iterable[int], mine: set[int]) -> dict[str, Any]:
    """What is known of somebody, and from whom: "automatic", or as an editor left it."""
    entry = person.entry_of(row)
    shown = person.context(facts, row, facts.notes(forms), mine, said=False)
    stated = {"born": entry.born, "died": entry.died, "wikidata": entry.wikidata, "note": entry.note} if entry else {}
    return {
        "status": row.status or "automatic",
        "also": shown["also"],
        "roles": [{"role": role["text"], "years": role["span"]} for role in shown["roles"]],
        **{key: value for key, value in stated.items() if value},
    }


def _article(card: Card, base_url: str) -> dict[str, Any]:
    url = base_url + link(card.address.removesuffix("index.html"))
    return {"title": card.title, "url": url, "date": card.published.value if card.published else None}


def _quotations(
    facts: Facts, forms: Iterable[int], mine: set[int], cards: Mapping[int, Card], base_url: str
) -> Iterable[dict[str, Any]]:
    """In the order of time, each with the address of its sentence."""
    notes = facts.notes(forms)
    for article, said in reversed(person.said(notes, mine)):
        where = _article(cards[article], base_url)
        yield {"text": trimmed(said.words), "url": f"{where['url']}#s{said.sentence}", "date": where["date"]}


def _uses(forms: bytes, some: set[int]) -> bool:
    return not some.isdisjoint(ids.form_ids(forms))
