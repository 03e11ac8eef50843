"""Words and lines in which commands tell of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sitegen import ids
from sitegen.model import Card
from sitegen.store import Store

SHOWN = 40


def counted(n: int, thing: str = "article") -> str:
    """ "1 article", "2,000 articles"."""
    return f"{n:,} {thing}" + ("" if n == 1 else "s")


def years(articles: Iterable[int]) -> str:
    """ "2004-2011", of the dated articles; "" where none is."""
    found = sorted({ids.year_of(article) for article in articles} - {ids.UNDATED})
    return "" if not found else str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}"


def titles(store: Store, articles: Iterable[int]) -> list[str]:
    """ "2004-05-06  The oven is cold", in the order given."""
    articles = list(articles)
    rows = store.articles.simple(articles, "listing")
    cards = {id: msgspec.msgpack.decode(blob, type=Card) for id, blob in rows}
    return [
        f"{(card.published.value[:10] if card.published else 'undated'):<10}  {card.title}"
        for card in (cards[a] for a in articles if a in cards)
    ]


def latest(store: Store, articles: Sequence[int]) -> Iterator[str]:
    """The titles and sources of the latest of articles that are given by date, and how many are left out."""
    shown = articles[: -SHOWN - 1 : -1]
    for title, source in zip(titles(store, shown), sources(store, shown), strict=True):
        yield f"  {title}  [{source}]"
    if len(articles) > SHOWN:
        yield f"  and {len(articles) - SHOWN:,} earlier ones"


def sources(store: Store, articles: Iterable[int]) -> list[str]:
    """The sources of articles, in the order given."""
    articles = list(articles)
    found = dict(store.articles.simple(articles, "path"))
    return [found[article] for article in articles if article in found]
