"""Why an article was read as it was, and why a page was built."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sitegen import ids, parse
from sitegen.build import opened
from sitegen.config import Config
from sitegen.errors import SitegenError, SourceError
from sitegen.model import Annotations, Article
from sitegen.naming import KEYWORD, TOPIC
from sitegen.pages.quotes import published, words_of
from sitegen.store import PageRow, Store
from sitegen.upkeep import reason
from sitegen.work import Reader

WIDTH = 72
BATCH = 256
TOLD = {TOPIC: "topic, of the archive's vocabulary", KEYWORD: "keyword, without a page"}


def explain(config: Config, what: str) -> Iterator[str]:
    """Lines of text about a source (a path, from here or below seeds/) or a page (a path below site/)."""
    with opened(config, 1, False, None) as run:
        store = run.store
        source = _below(what, config.seeds)
        if (config.seeds / source).is_file() or store.records.place(source):
            yield from _article(run.reader, store, source, config.publish.confidence)
            return
        row = store.pages.at(_below(what, config.site))
        if row is None:
            raise SitegenError(
                f"{what!r} is neither a file below {config.seeds} nor a page of the last build.",
                "Give a seed (seeds/x.txt) or a page (people/ann-lee.html); build first.",
            )
        yield from _page(store, row)


def _below(what: str, folder: Path) -> str:
    """A path from here, or from the root, as one below a folder.  Nothing is made tidy in it: the key of a record may
    be "https://example.org/x"."""
    below = f"{folder}/"
    here = os.path.join(os.getcwd(), what.removeprefix("./"))
    return here.removeprefix(below) if here.startswith(below) else what


def explain_dropped(config: Config) -> Iterator[str]:
    """Every line that no page shows, under the rule that dropped it: how often, and where first."""
    with opened(config, 1, False, None) as run:
        told = _Dropped()
        reader = run.reader
        for batch in run.store.articles.listings(BATCH):
            for _, path, known, kept in run.store.articles.rows((id for id, _ in batch), "path, digest, found"):
                try:
                    told.add(path, reader.revive(path, known, kept or b"").article)
                except SourceError as error:
                    yield f"{path}: {error}"
    yield from told.lines()


class _Dropped:
    """Dropped lines gathered by rule."""

    def __init__(self) -> None:
        self.rules: dict[str, dict[str, list[str]]] = {}

    def add(self, path: str, article: Article) -> None:
        text = article.text.split("\n")
        for line in parse.account(article):
            if line.role == "dropped":
                words = _cut(text[line.number - 1].strip())
                self.rules.setdefault(line.rule, {}).setdefault(words, []).append(f"{path}:{line.number}")

    def lines(self) -> Iterator[str]:
        total = {rule: sum(map(len, found.values())) for rule, found in self.rules.items()}
        for rule in sorted(self.rules, key=lambda r: (-total[r], r)):
            yield f"{rule}: {_counted(total[rule], 'line')}, {len(self.rules[rule]):,} different"
            for words, places in sorted(self.rules[rule].items(), key=lambda item: (-len(item[1]), item[0])):
                yield f"  {len(places):>6,}  {words:<{WIDTH}}  {places[0]}"
            yield ""
        yield f"{_counted(sum(total.values()), 'line')} dropped by {_counted(len(total), 'rule')}."


def _article(reader: Reader, store: Store, source: str, level: float) -> Iterator[str]:
    try:
        got = reader.find(source)
    except SourceError as error:
        yield f"{source}: {error}"
        return
    row = store.articles.by_path([source]).get(source)
    yield f"{source}: {len(got.article.text):,} characters, {got.article.encoding}"
    yield f"page: {row.address}" if row else "page: not built yet"
    yield ""
    yield "FIELDS"
    yield from _fields(got.article)
    yield ""
    yield "LINES (line, role, rule, text)"
    yield from _lines(store, source, got.article)
    yield ""
    yield "PEOPLE"
    yield from _people(got.found)
    yield ""
    yield "QUOTATIONS"
    yield from _quotations(got.article, got.found, level)
    yield ""
    yield "TAGS"
    yield from (f"  {t.text} ({TOLD[t.kind]})" for t in reader.topics(got.found.phrases))
    yield from (f"  {t.name} ({t.kind}, {len(t.mentions)} mentions)" for t in got.found.topics)


def _fields(article: Article) -> Iterator[str]:
    date, given = article.published, article.given
    told = {
        "title": article.words(article.title),
        "dek": article.words(article.dek),
        "authors": "; ".join(article.authors),
        "date": f"{date.value} (to the {date.precision}; from the {date.origin})" if date else "not stated",
        "dateline": article.dateline,
        "section": article.section,
        "language": article.language,
        "slug given": given.slug,
        "people given": "; ".join(given.people or ()),
        "tags given": "; ".join(given.tags or ()),
        "hints of topics": "; ".join(article.hints),
    }
    yield from (f"  {name:<16} {_cut(value)}" for name, value in told.items() if value)
    for figure in article.figures:
        yield f"  {'figure':<16} {figure.image or 'no picture'}: {_cut(article.words(figure.caption)) or 'no caption'}"
        if figure.credit:
            yield f"  {'credit':<16} {_cut(article.words(figure.credit))}"
    yield from (f"  {'not corrected':<16} {sentence}" for sentence in article.unmatched)


def _lines(store: Store, source: str, article: Article) -> Iterator[str]:
    text = article.text.split("\n")
    fates = parse.account(article)
    keys = {line.number: parse.key_of(text[line.number - 1]) for line in fates} if parse.is_counted(source) else {}
    recur = store.lines.counts(list(keys.values()))
    for line in fates:
        often = recur.get(keys.get(line.number, ""), 0)
        count = f"  [in {often:,} articles]" if often else ""
        yield f"  {line.number:>5}  {line.role:<10} {line.rule:<28} {_cut(text[line.number - 1].strip())}{count}"


def _people(found: Annotations) -> Iterator[str]:
    for p in found.people:
        yield f"  {p.name}" + (f" (also {', '.join(p.aliases)})" if p.aliases else "")
        if p.roles:
            yield f"      role: {'; '.join(p.roles)}"
        yield f"      {len(p.mentions)} mentions; {p.evidence or 'no evidence noted'}; confidence {p.confidence:.2f}"


def _quotations(article: Article, found: Annotations, level: float) -> Iterator[str]:
    for q in found.quotations:
        who = found.people[q.speaker].name if q.speaker is not None else q.described or "nobody named"
        line = article.text.count("\n", 0, q.spans[0][0]) + 1
        kind = "published" if published(q, level) else "statement" if q.statement else "fragment"
        yield f"  line {line}, {kind}: “{_cut(words_of(article, q))}”"
        yield f"      {who}; {q.how or 'no speaker found'}; cue {q.cue or 'none'}; confidence {q.confidence:.2f}"


def _page(store: Store, row: PageRow) -> Iterator[str]:
    yield f"{row.path}: {ids.KIND_NAMES[ids.kind_of(row.id)]}"
    yield f"last rendered because: {reason(row.id, row.why)}"
    yield f"its own fact: {_fact(store, row.id)}"
    yield "other facts read:"
    yield from (f"  {_fact(store, fact)}" for fact in memoryview(row.reads).cast("q"))


def _fact(store: Store, fact: int) -> str:
    """A fact in words."""
    kind, n = ids.kind_of(fact), fact & ids.LOW
    words = ids.KIND_NAMES.get(kind, "?")
    if kind in (ids.ARTICLE, ids.CARD, ids.WORDS):
        row = next(iter(store.articles.simple([n], "path")), None)
        return f"{words}: {row[1] if row else 'gone'}"
    if kind == ids.NAME:
        term = store.terms.term_of_form(n)
        return f"{words}: {term.name if term else 'gone'}"
    if kind == ids.TERM:
        term = store.terms.term(n >> 12)
        return f"{words}: {term.name if term else 'gone'}" + (f", {n & 4095}" if n & 4095 else "")
    return words


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _counted(n: int, thing: str) -> str:
    return f"{n:,} {thing}" + ("" if n == 1 else "s")
