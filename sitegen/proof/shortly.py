"""Single words of a name, in the pages of articles that name the person: elsewhere the word may mean a river."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

import msgspec

from sitegen import ids, naming
from sitegen.config import Config
from sitegen.model import Card, Takedown
from sitegen.proof.scanning import Hit
from sitegen.store import ArticleRow, Store
from sitegen.withheld import Redaction
from sitegen.withheld.forms import needle
from sitegen.withheld.redacting import surnames

BATCH, SHOWN = 512, 12
OF_VERSIONS = re.compile(r"<(ins|del)>.*?</\1>", re.S)  # of another version: its own words stand above


def search(config: Config, store: Store, takedown: Takedown) -> tuple[list[Hit], list[str]]:
    """What is found, and in words where it was looked for.  Articles in which somebody else bears the word are told."""
    sources = json.loads(store.db.get("withheld", "{}")).get("sources", {}).get(takedown.key, [])
    rows = sorted(store.articles.by_path(sources).values(), key=lambda row: row.path)
    family = surnames(takedown.names)
    redaction, pieces = Redaction.of(takedown, short=family), {needle(word) for word in (*takedown.names, *family)}
    others = {row.path for row in rows if _has_another(store, row, family)}
    hits = []
    for row in rows:
        if row.path not in others and _stands(config, store, redaction, pieces, row):
            hits.append(Hit(f"{config.site.name}/{row.address}", takedown.key, "a short form of the name"))
    told = [f"Entry {takedown.key}: a surname alone was looked for in {len(rows) - len(others):,} articles."]
    if others:
        some = ", ".join(sorted(others)[:SHOWN]) + (" and more" if len(others) > SHOWN else "")
        told.append(f"Entry {takedown.key}: somebody else bears the word in {some}: look at what is left of it there.")
    return hits, told


def _has_another(store: Store, row: ArticleRow, family: set[str]) -> bool:
    words = {naming.plain(word) for word in family}
    names = (name for _, _, _, name, _ in store.terms.briefly(ids.form_ids(row.forms)))
    return any(words & set(naming.plain(name).replace("-", " ").split()) for name in names)


def _stands(config: Config, store: Store, redaction: Redaction, pieces: set[str], row: ArticleRow) -> bool:
    try:
        text = row.address + "\n" + (config.site / row.address).read_text("utf-8", "replace")
    except OSError:
        return False
    text = OF_VERSIONS.sub(" ", text)
    small = text.lower()
    if not any(piece in small for piece in pieces) or not any(True for _ in redaction.spans(text)):
        return False
    for title in _titles(store, redaction, row.id):
        text = text.replace(html.escape(title), " ").replace(title, " ")
    return any(True for _ in redaction.spans(text))


def _titles(store: Store, redaction: Redaction, own: int) -> Iterator[str]:
    """Titles and deks of other articles that have the word: a page shows them beside its own article."""
    for batch in store.articles.listings(BATCH):
        for article, listing in batch:
            card = msgspec.msgpack.decode(listing, type=Card)
            if article != own:
                yield from (
                    text for text in (card.title, card.dek) if text and any(True for _ in redaction.spans(text))
                )
