"""What the index is told of an article: its title, its card, its words, its pictures, its notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from sitegen import images, pages, render
from sitegen.model import Annotations, Article, Card, Notes, Said
from sitegen.pages import dates, quotes

encode = msgspec.msgpack.encode
TITLE_WORDS = 10


def notes_of(article: Article, found: Annotations, people: list[int], n: int, level: float) -> tuple[bytes, list[int]]:
    """What other pages show of the article, packed, and how often each of its names is quoted.  `level`: how sure a
    speaker must be."""
    quoted = [0] * n
    published = [q for q in found.quotations if quotes.published(q, level)]
    spans = [s for block in render.sentence_spans(article) for s in block] if published else []
    said = []
    for q in published:
        assert q.speaker is not None
        place = people[q.speaker]
        quoted[place] += 1
        said.append(Said(place, quotes.words_of(article, q), quotes.sentence_at(spans, q.spans[0][0])))
    pairs = list(zip(people, found.people, strict=True))
    roles = tuple((place, p.roles) for place, p in pairs if p.roles)
    also = tuple((place, p.aliases) for place, p in pairs if p.aliases)
    notes = encode(Notes(roles, also, tuple(said))) if roles or also or said else b""
    return notes, quoted


def body_of(article: Article) -> str:
    """The words of an article's body, without what stands around it."""
    return "\n\n".join([article.words(block.passage) for block in article.blocks])


def local_pictures(article: Article) -> Iterable[str]:
    """Paths below seeds/ of the pictures that an article shows, each once."""
    return dict.fromkeys(f.image for f in article.figures if f.image and not images.is_remote(f.image))


def card_context(card: Card) -> dict[str, Any]:
    """A card as its template gets it."""
    return {
        "href": render.ROOT + pages.link(card.address),
        "title": card.title,
        "date": dates.shown(card.published),
        "dek": card.dek,
        "authors": list(card.authors),
    }


def title_of(article: Article, path: str) -> str:
    """The headline; without one, the first words of the text; without text, the file's name."""
    if article.title and (title := " ".join(article.words(article.title).split())):
        return title
    for block in article.blocks:
        words = article.words(block.passage).split()
        if words:
            return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
    return path.rpartition("/")[2]
