"""What one worker call does: the rooms that touch no state, composed.

Each process opens its templates, its annotator and its own read-only view of the store on first use."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from sitegen import annotate, ids, naming, output, pages, parse, permalink, render, theme
from sitegen.annotate import Annotator
from sitegen.config import Config
from sitegen.digest import digest, hash31
from sitegen.errors import OutputError, SourceError, TemplateError
from sitegen.index import standing_sitemaps
from sitegen.model import Annotations, Article, Asset, Card, Notes, Problem, Record, Said
from sitegen.pages import article as article_page
from sitegen.pages import dates, quotes
from sitegen.store import PageRow, Store

encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode
TITLE_WORDS = 10
Asked = tuple[str, int, str]  # path, stamp, the address it has ("" for none)
Failed = tuple[str, int, Problem]
ReadResult = tuple[list[Record], list[Failed]]
RenderResult = tuple[list[tuple[PageRow, bool]], list[Problem]]
DRAFT = "draft"


class Found(NamedTuple):
    """One article read: what pages and export are made from."""

    data: bytes
    article: Article
    found: Annotations


class Worker:
    """Plain data that can be sent to another process; everything heavy is opened there."""

    def __init__(self, config: Config, assets: Sequence[Asset], fresh: bool) -> None:
        self.config, self.fresh = config, fresh
        self.assets = {asset_page(a): a for a in assets}
        site = render.Site(config.title, config.base_url, config.language, config.description)
        folders = [str(f) for f in theme.template_folders(config)]
        self.renderer = render.Renderer(folders, site, str(config.state / "templates"))

    def __call__(self, task: str, batch: Any) -> Any:
        return self.read(batch) if task == "read" else self.render(batch)

    def prepare(self, reading: bool) -> None:
        """Open what is needed, so that forked workers share it; the annotator only where sources are read."""
        for name in ("cards.html", *pages.ALL_TEMPLATES):
            self.renderer.template(name)
        if reading:
            _ = self.annotator

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in ("annotator", "facts")}

    @cached_property
    def annotator(self) -> Annotator:
        return annotate.open_annotator(self.config.annotate.model)

    @cached_property
    def facts(self) -> pages.Facts:
        return pages.Facts(Store.read(self.config.state))

    def close(self) -> None:
        """Close the view of the store, if it was opened."""
        if "facts" in self.__dict__:
            self.__dict__.pop("facts").store.db.close()

    # ---- reading

    def read(self, batch: Sequence[Asked]) -> ReadResult:
        """Sources -> records for the index, and what could not be read."""
        records: list[Record] = []
        failed: list[Failed] = []
        for path, mark, address in batch:
            try:
                records.append(self._record(path, mark, address))
            except SourceError as error:
                stage = DRAFT if error.hint == DRAFT else "read"
                failed.append((path, mark, Problem(stage, path, error.message, error.hint)))
        html = self.renderer.cards([card_context(r.card) for r in records])
        return [structs.replace(r, html=h) for r, h in zip(records, html, strict=True)], failed

    def _record(self, path: str, mark: int, address: str) -> Record:
        got = self.find(path)
        article, found = got.article, got.found
        title = title_of(article, path)
        card = Card(
            address or permalink.wanted(self.config.permalink, path, article, title),
            title,
            article.words(article.dek),
            article.published,
            article.authors,
        )
        names, people, _ = naming.names_of(article, found)
        notes, quoted = self._notes(article, found, people, len(names))
        kept = encode((structs.replace(article, text=""), found)) if self._worth_keeping(path) else b""
        return Record(path, mark, digest(got.data), card, "", tuple(names), tuple(quoted), notes, kept)

    def _worth_keeping(self, path: str) -> bool:
        """Parsing plain front matter again is cheaper than keeping what it gave."""
        return self.config.annotate.model != "none" or not path.endswith((".md", ".markdown"))

    def find(self, path: str) -> Found:
        """Read, parse and annotate one source.  Raises SourceError."""
        data = self._bytes(path)
        article = parse.parse(path, data)
        if article.given.draft:
            raise SourceError("is a draft, and was left out", DRAFT)
        if article.published and not ids.in_range(article.published):
            raise SourceError(
                f"has a date that no newspaper bore: {article.published.value}", "Correct the date in the file."
            )
        return Found(data, article, self.annotator.annotate(article))

    def revive(self, path: str, known: bytes, kept: bytes) -> Found:
        """The same from what was kept, if the source is still the one with this digest.  Raises SourceError."""
        if not kept:
            got = self.find(path)
            data = got.data
        else:
            data = self._bytes(path)
        if digest(data) != known:
            raise SourceError("changed while the build ran", "Build once more.")
        if not kept:
            return got
        article, found = decode(kept, type=tuple[Article, Annotations])
        return Found(data, structs.replace(article, text=parse.decode(data, path)[0]), found)

    def _bytes(self, path: str) -> bytes:
        try:
            with open(f"{self.config.root}/{self.config.paths.seeds}/{path}", "rb", buffering=0) as f:
                return f.read()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror}", "Look at its permissions.") from None

    def _notes(self, article: Article, found: Annotations, people: list[int], n: int) -> tuple[bytes, list[int]]:
        """What other pages show of the article, packed, and how often each of its names is quoted."""
        quoted = [0] * n
        level = self.config.publish.confidence
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

    # ---- rendering

    def render(self, batch: Sequence[tuple[int, int]]) -> RenderResult:
        """(page, why) of one batch -> the pages written, each with whether its file changed; and problems."""
        rows: list[tuple[PageRow, bool]] = []
        problems: list[Problem] = []
        before = {} if self.fresh else self.facts.store.pages.rows(page for page, _ in batch)
        articles = self._article_rows([p for p, _ in batch if ids.kind_of(p) == ids.ARTICLE])
        for page, why in batch:
            try:
                path, data, reads = self._page(page, articles)
                ours = not self.fresh and self._is_ours(path, before.get(page))
                mark, written = output.write(str(self.config.site), path, data, ours, self.fresh)
                rows.append((PageRow(page, path, digest(data), mark, why, reads), written))
            except SourceError as error:
                problems.append(Problem("render", articles[page][1], error.message, error.hint))
            except (OutputError, TemplateError) as error:
                stage = "output" if isinstance(error, OutputError) else "render"
                problems.append(Problem(stage, "site", error.message, error.hint))
        return rows, problems

    def _is_ours(self, path: str, old: PageRow | None) -> bool:
        """Did the last build write a page there, this one or one that is to go?"""
        if old is not None and old.path == path:
            return True
        return (self.config.site / path).exists() and self.facts.store.pages.at(path) is not None

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
                return asset.path, f.read(), b""
        self.facts.start()
        if kind == ids.ARTICLE:
            path, template, context = self._article(articles[page])
        else:
            path, template, context = pages.context_of(self.facts, page, self.setting)
        data = self.renderer.page(path, template, context) if template else b""
        return path, data, self.facts.reads()

    @cached_property
    def setting(self) -> pages.Setting:
        config = self.config
        return pages.Setting(config.title, config.base_url, config.publish.split, standing_sitemaps)

    def _article(self, row: Any) -> tuple[str, str, dict[str, Any]]:
        id, path, known, listing, forms, kept, related = row
        got = self.revive(path, known, kept or b"")
        card = decode(listing, type=Card)
        blocks = render.sentence_spans(got.article)
        spans = [span for block in blocks for span in block]
        form_ids = [x >> 7 for x in memoryview(forms).cast("I")]
        view = article_page.view(
            self.facts, id, path, got.data, card, got.article, got.found, array("q", related or b""), form_ids, spans
        )
        root = "../" * card.address.count("/")
        links = [render.Link(*link) for link in article_page.links(view, root)]
        pieces = render.body(got.article, blocks, links)
        config = self.config
        context = article_page.context(
            self.facts, view, pieces, config.publish.confidence, config.title, config.base_url
        )
        return card.address, "article.html", context


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


def asset_page(asset: Asset) -> int:
    return ids.fact(ids.ASSET, hash31(asset.path))
