"""One worker: plain data that can be sent to another process; everything heavy is opened there on first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import structs

from sitegen import messages, pages, render, theme
from sitegen.config import Config
from sitegen.model import Asset, Card, Record, Stated
from sitegen.withheld import Withheld
from sitegen.work.extracts import card_context
from sitegen.work.printer import Printer, asset_page
from sitegen.work.reader import NOTHING_WITHHELD, Asked, Failed, Reader


class Worker:
    """What `Executor.map` calls: `work(task, batch)`."""

    def __init__(
        self,
        config: Config,
        assets: Sequence[Asset],
        fresh: bool,
        stated: Stated,
        settled: bool,
        withheld: Withheld = NOTHING_WITHHELD,
    ) -> None:
        told = config.title, config.base_url, config.language, config.description, config.licence
        site = render.Site(*told, config.searchable)
        folders = [str(f) for f in theme.template_folders(config)]
        self.renderer = render.Renderer(folders, site, str(config.state / "templates"), config.words)
        self.reader = Reader(config, stated, settled, withheld)
        self.printer = Printer(config, self.reader, self.renderer, {asset_page(a): a for a in assets}, fresh)

    def __call__(self, task: str, batch: Any) -> Any:
        tasks: dict[str, Callable[[Any], Any]] = {
            "read": self.read,
            "render": self.printer.render,
            "lines": self.reader.keys,
            "patterns": self.reader.matched,
            "withheld": self.reader.withheld_in,
            "probe": self.reader.probe,
            "assign": self.reader.assign,
        }
        with messages.speaking(self.renderer.catalogue):
            return tasks[task](batch)

    def read(self, batch: Sequence[Asked]) -> tuple[list[Record], list[Failed]]:
        """Sources -> records for the index, cards and all, and what could not be read."""
        found, failed = self.reader.read(batch)
        html = self.cards([r.card for r in found])
        return [structs.replace(r, html=h) for r, h in zip(found, html, strict=True)], failed

    def cards(self, cards: Sequence[Card]) -> list[str]:
        """The fragments that lists show, in the language of the site."""
        with messages.speaking(self.renderer.catalogue):
            return self.renderer.cards([card_context(card) for card in cards])

    def prepare(self, reading: bool) -> None:
        """Open what is needed, so that forked workers share it; the annotator only where sources are read."""
        for name in ("cards.html", *pages.ALL_TEMPLATES):
            self.renderer.template(name)
        if reading:
            _ = self.reader.annotator

    def close(self) -> None:
        """Close the view of the store, if it was opened."""
        self.reader.close()
