"""What pages need to know of the configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sitegen.pages.lead import FigureOf
from sitegen.store import Store


class Setting(NamedTuple):
    """Of the archive: its title and so on; of lists: from how many articles on they are cut (`split`), or have feeds
    of their own (`feeds`, 0: never); where a wrong match is reported; which sitemaps there are; and how the picture of
    an article is shown."""

    title: str
    base_url: str
    language: str
    description: str
    licence: str
    permalink: str
    searchable: bool
    split: int
    feeds: int
    report: str
    sitemaps: Callable[[Store], Iterable[int]]
    figure_of: FigureOf
