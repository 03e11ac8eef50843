"""What the page of a tag shows besides its articles: what editors state of it, and the tags above and below."""

from __future__ import annotations

from typing import Any

import msgspec

from sitegen import vocabulary
from sitegen.model import Heading
from sitegen.pages.facts import Facts
from sitegen.store import TermRow

MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"  # an identifier, not the address of a page


def context(facts: Facts, row: TermRow) -> dict[str, Any]:
    """Beside the tags above and below, which tags.toml alone states, all of it is the tag's own fact."""
    stated = heading_of(row)
    above = facts.store.hierarchy.above(row.id)
    return {
        "also": [name for name in stated.names if name != row.name] if stated else [],
        "note": stated.note if stated else "",
        "broader": _linked(facts, [above] if above else []),
        "narrower": _linked(facts, facts.store.hierarchy.below(row.id)),
        "mediatopic": _media_topic(row),
    }


def heading_of(row: TermRow) -> Heading | None:
    """What tags.toml states of the tag."""
    return msgspec.msgpack.decode(row.entry, type=Heading) if row.entry else None


def code_of(row: TermRow) -> str:
    """The code of the IPTC Media Topic that editors state, else of the one that is called as the topic; "": none."""
    stated = heading_of(row)
    if stated and stated.mediatopic:
        return stated.mediatopic
    found = vocabulary.media_topic(row.name) if row.kind == "topic" else None
    return found[0] if found else ""


def _media_topic(row: TermRow) -> dict[str, str] | None:
    code = code_of(row)
    return {"label": vocabulary.label_at(code), "href": MEDIA_TOPIC + code} if code else None


def _linked(facts: Facts, terms: list[int]) -> list[dict[str, str]]:
    """Those that have a page, in the order of their names."""
    names = [facts.name(term) for term in terms]
    return sorted(
        ({"name": name.text, "href": name.href} for name in names if name.href), key=lambda e: (e["name"], e["href"])
    )
