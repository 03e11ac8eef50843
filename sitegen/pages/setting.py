"""What pages need to know of the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sitegen.store import Store


class Setting(NamedTuple):
    """Of the archive: its title and so on; of lists: from how many articles on they are cut (`split`), or have feeds
    of their own (`feeds`, 0: never); and which sitemaps there are."""

    title: str
    base_url: str
    language: str
    description: str
    licence: str
    split: int
    feeds: int
    sitemaps: Callable[[Store], Iterable[int]]
