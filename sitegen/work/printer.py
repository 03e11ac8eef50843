"""Facts -> files of the site: context, template, bytes, written where they differ."""

from __future__ import annotations

import os
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from sitegen import ids, images, output, pages, render
from sitegen.config import Config
from sitegen.digest import digest, hash31
from sitegen.errors import OutputError, SourceError, TemplateError
from sitegen.images import Picture
from sitegen.index import standing_sitemaps
from sitegen.model import Article, Asset, Card, Problem
from sitegen.pages import article as article_page
from sitegen.store import PageRow
from sitegen.store.pictures import number
from sitegen.work.extracts import body_of
from sitegen.work.reader import Reader

decode = msgspec.msgpack.decode
RenderResult = tuple[list[tuple[PageRow, bool]], list[Problem]]


class Printer:
    """Renders and writes in one process.  `fresh`: nothing is in the output folder yet."""

    def __init__(
        self, config: Config, reader: Reader, renderer: render.Renderer, assets: Mapping[int, Asset], fresh: bool
    ) -> None:
        self.config, self.reader, self.renderer = config, reader, renderer
        self.assets, self.fresh = assets, fresh
        self.site = str(config.site)

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in ("facts", "setting", "nav")}

    @cached_property
    def facts(self) -> pages.Facts:
        return pages.Facts(self.reader.view)

    @cached_property
    def setting(self) -> pages.Setting:
        config = self.config
        publish = config.publish
        return pages.Setting(
            config.title,
            config.base_url,
            config.language,
            config.description,
            config.licence,
            config.permalink,
            config.searchable,
            publish.split,
            publish.feeds,
            publish.report,
            standing_sitemaps,
            self._lead_figure,
        )

    @cached_property
    def nav(self) -> list[str]:
        return pages.nav(self.facts)

    def render(self, batch: Sequence[tuple[int, int]]) -> RenderResult:
        """(page, why) of one batch -> the pages written, each with whether its file changed; and problems."""
        rows: list[tuple[PageRow, bool]] = []
        problems: list[Problem] = []
        self.renderer.nav = self.nav
        before = {} if self.fresh else self.facts.store.pages.rows(page for page, _ in batch)
        articles = self._article_rows([p for p, _ in batch if ids.kind_of(p) == ids.ARTICLE])
        for page, why in batch:
            try:
                path, data, reads = self._page(page, articles)
                ours = not self.fresh and self._is_ours(path, before.get(page))
                mark, written = output.write(self.site, path, data, ours, self.fresh)
                rows.append((PageRow(page, path, digest(data), mark, why, reads), written))
            except SourceError as error:
                where = articles[page][1] if page in articles else self._picture(page)[1]
                problems.append(Problem("render", where, error.message, error.hint))
            except (OutputError, TemplateError) as error:
                stage = "output" if isinstance(error, OutputError) else "render"
                problems.append(Problem(stage, "site", error.message, error.hint))
        return rows, problems

    def _is_ours(self, path: str, old: PageRow | None) -> bool:
        """Did the last build write a page there, this one or one that is to go?"""
        if old is not None and old.path == path:
            return True
        return os.path.exists(f"{self.site}/{path}") and self.facts.store.pages.at(path) is not None

    def _article_rows(self, articles: list[int]) -> dict[int, Any]:
        if not articles:
            return {}
        rows = self.facts.store.articles.rows(articles, "path, digest, listing, forms, found, ids")
        return {row[0]: row for row in rows}

    def _page(self, page: int, articles: dict[int, Any]) -> tuple[str, bytes, bytes]:
        """(path, bytes, recorded reads) of a page."""
        kind = ids.kind_of(page)
        if kind == ids.ASSET:
            asset = self.assets[page]
            with open(asset.file, "rb") as f:
                return asset.path, f.read() + asset.more.encode("utf-8"), b""
        if kind == ids.PICTURE:
            return *self._picture_file(page), b""
        self.facts.start()
        if kind == ids.ARTICLE:
            path, template, context = self._article(articles[page])
        else:
            path, template, context = pages.context_of(self.facts, page, self.setting)
        data = self.renderer.page(path, template, context) if template else context.get("bytes", b"")
        return path, data, self.facts.reads()

    def _article(self, row: Any) -> tuple[str, str, dict[str, Any]]:
        id, path, known, listing, forms, kept, related = row
        got = self.reader.revive(path, known, kept or b"")
        card = decode(listing, type=Card)
        blocks = render.sentence_spans(got.article)
        spans = [span for block in blocks for span in block]
        view = article_page.view(
            self.facts,
            id,
            path,
            got.data,
            card,
            got.article,
            got.found,
            array("q", related or b""),
            ids.form_ids(forms),
            spans,
            self._words,
        )
        root = "../" * card.address.count("/")
        links = [render.Link(*link) for link in article_page.links(view, root)]
        pieces = render.body(got.article, blocks, links)
        config = self.config
        context = article_page.context(
            self.facts,
            view,
            pieces,
            self._figures(got.article, root),
            config.publish.confidence,
            self.setting,
        )
        return card.address, "article.html", context

    def _words(self, article: int) -> str:
        """The body of an article, as it was indexed.  Raises SourceError."""
        return body_of(self._indexed(article))

    def _indexed(self, article: int) -> Article:
        """An article as it was indexed.  Raises SourceError."""
        ((_, path, known, kept),) = self.facts.store.articles.rows([article], "path, digest, found")
        return self.reader.revive(path, known, kept or b"").article

    # ---- pictures

    def _figures(self, article: Article, root: str) -> list[dict[str, Any]]:
        """The figures of an article as its template gets them; the pictures among them are facts that it reads."""
        count = len(article.figures)
        return [self._figure(article, n, root, images.room(n, count)) for n in range(count)]

    def _figure(self, article: Article, n: int, root: str, room: images.Room) -> dict[str, Any]:
        figure = article.figures[n]
        return images.figure(
            figure.image,
            self._picture_fact(figure.image),
            root=root,
            room=room,
            caption=article.words(figure.caption),
            credit=article.words(figure.credit),
            alt=figure.alt,
        )

    def _lead_figure(self, id: int) -> dict[str, Any] | None:
        """The first picture of an article, as the front page shows it.  Of an article that shows any, the words are a
        fact that it reads, since captions are among them; whether it shows any belongs to the newest articles."""
        if not self.facts.store.pictures.shown_by(id):
            return None
        self.facts.read(ids.WORDS, id)
        try:
            article = self._indexed(id)
        except SourceError:
            return None  # it changed while the build ran: its own page says so, and the next build comes back here
        shown = (self._figure(article, n, "", images.LEAD) for n in range(len(article.figures)))
        return next((figure for figure in shown if figure["width"]), None)

    def _picture_fact(self, image: str | None) -> Picture | None:
        """The picture at a path below seeds/; None where there is none, or where it lies elsewhere."""
        if image is None or images.is_remote(image):
            return None
        row = self.facts.picture(number(image))
        return decode(row.facts, type=Picture) if row else None

    def _picture(self, page: int) -> tuple[Picture, str, int]:
        """(the picture, its path, which of its files) of a page."""
        row = self.facts.store.pictures.row((page & ids.LOW) >> 4)
        assert row is not None, f"page {page} is of no picture"
        return decode(row.facts, type=Picture), row.path, page & 15

    def _picture_file(self, page: int) -> tuple[str, bytes]:
        picture, path, part = self._picture(page)
        variant = images.variants(picture, path)[part]
        return variant.path, images.encode(self.reader.file_of(path), picture, variant)


def asset_page(asset: Asset) -> int:
    return ids.fact(ids.ASSET, hash31(asset.path))
