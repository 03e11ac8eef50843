"""The proof for one archive: what is looked for follows from takedowns.toml, the removed sources as they lie there,
and from who else bears a name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from sitegen import ids, sentences
from sitegen.config import Config
from sitegen.digest import digest
from sitegen.errors import SourceError
from sitegen.model import Problem, Takedown
from sitegen.proof import scanning, shortly, wanted
from sitegen.proof.decoding import Text, as_text
from sitegen.proof.scanning import Hit, Searched, Seen
from sitegen.proof.wanted import Name, Sentence
from sitegen.store import Store
from sitegen.withheld import Redaction, Withheld
from sitegen.work import Reader

ROWS = ("article", "memo", "notes", "phrase")
HINT = "Run 'sitegen takedown --prove'; if it says so again, this is a fault of sitegen: do not publish this site."
SHOWN = 20
NOTED = "proof sentences"  # what the store keeps: digests would do, but these words are published by other articles


class Proof(Struct):
    """`problems`: what was found; `lines`: what was searched, for what, and what is excepted."""

    problems: list[Problem]
    lines: list[str]


def prove(config: Config, store: Store, reader: Reader, whole: bool) -> Proof:
    """Search the output.  `whole`: all of it, though most was searched before."""
    withheld = reader.withheld
    names, told = _names(store, reader, withheld)
    looked_for = [s for t in _removed(withheld) for s in _sentences(t, reader)]
    mark = withheld.mark() + json.dumps([(n.key, n.kept) for n in names])
    seen = Seen(config.state, mark)
    if whole:
        seen.known = set()
    fresh = seen.fresh
    changed = [] if fresh else list(_changed_rows(store, seen))
    found = scanning.search([config.site, config.state], names, looked_for, seen, changed)
    hits, kept = _without_others(found.hits, store, reader, fresh)
    hits = [hit for hit in hits if not _is_namesakes(hit, names, store)]
    seen.keep()
    for takedown in withheld.persons:
        short, more = shortly.search(config, store, takedown)
        hits += short
        told += more
    problems = [_problem(hit) for hit in dict.fromkeys(h._replace(words="") for h in hits)]
    return Proof(problems, [*_lines(found, names, looked_for), *told, *kept])


# ---- what is looked for


def _removed(withheld: Withheld) -> list[Takedown]:
    return [t for t in withheld.entries if t.article and t.level == "removed"]


def _sentences(takedown: Takedown, reader: Reader) -> list[Sentence]:
    """What the removed article says, as its source lies there; nothing where that is gone too."""
    try:
        article = reader.article(reader.withheld.known_as(takedown.article))
    except SourceError:
        return []
    passages = [*(b.passage for b in article.blocks), *(f.caption for f in article.figures if f.caption)]
    texts = [article.words(p) for p in [*passages, *([article.dek] if article.dek else [])]]
    found = [text[start:end] for text in texts for start, end in sentences.split(text)]
    return wanted.sentences(takedown.key, [*found, *([article.words(article.title)] if article.title else [])])


def _names(store: Store, reader: Reader, withheld: Withheld) -> tuple[list[Name], list[str]]:
    """The names that are looked for, and in words what is excepted."""
    found, told = [], []
    for takedown in withheld.persons:
        kept = list(_texts(takedown.keep, reader))
        found.append(wanted.full(takedown.key, Redaction.of(takedown), takedown.names, kept))
        if kept:
            told.append(f"Entry {takedown.key}: another bearer of the name is meant in {', '.join(takedown.keep)}.")
    return found, told


def _texts(sources: Iterable[str], reader: Reader) -> Iterator[str]:
    for source in sources:
        try:
            yield reader.article(reader.withheld.known_as(source)).text
        except SourceError:
            continue


# ---- where


def _changed_rows(store: Store, seen: Seen) -> Iterator[Text]:
    """What the store says of articles whose pages were not searched yet, and what it says of the whole."""
    yield from _said(store.db.run("SELECT k, v FROM meta").fetchall())
    for table in ("problem", "warning", "redirect", "container"):
        yield from _said(store.db.run(f"SELECT * FROM {table}").fetchall())
    low, high = ids.ARTICLE << ids.SHIFT, (ids.ARTICLE + 1) << ids.SHIFT
    pages = store.db.run("SELECT id, stamp FROM page WHERE id>=? AND id<?", (low, high))
    articles = [page for page, stamp in pages if stamp not in seen.known]
    for table in ROWS:
        for article in articles:
            yield from _said(store.db.run(f"SELECT * FROM {table} WHERE id=?", (article,)).fetchall())


def _said(rows: Sequence[Sequence[object]]) -> Iterator[Text]:
    cells = [cell for row in rows for cell in row if isinstance(cell, str | bytes)]
    if cells:
        yield Text("SQLite", "\n".join(cell if isinstance(cell, str) else as_text(cell) for cell in cells))


# ---- what it means


def _without_others(hits: Sequence[Hit], store: Store, reader: Reader, fresh: bool) -> tuple[list[Hit], list[str]]:
    """The hits, without sentences that articles which stand have too: those are published by these articles."""
    known = {} if fresh else json.loads(store.db.get(NOTED, "{}"))
    for hit in hits:
        if hit.words and _mark(hit.words) not in known and (source := _living(hit, store, reader)):
            known[_mark(hit.words)] = source
    store.db.put(NOTED, json.dumps(known))
    kept = [hit for hit in hits if not (hit.words and _mark(hit.words) in known)]
    told = sorted({known[_mark(hit.words)] for hit in hits if hit.words and _mark(hit.words) in known})
    if not told:
        return kept, []
    return kept, [f"Sentences of a removed text that other articles have too stand there: {', '.join(told[:SHOWN])}."]


def _is_namesakes(hit: Hit, names: Sequence[Name], store: Store) -> bool:
    """Is this the page of another bearer of the name?  Articles that name this person have no such form any more."""
    if hit.words or not any(name.key == hit.key and name.kept for name in names):
        return False
    row = store.pages.at(hit.file.partition("/")[2])
    return row is not None and ids.kind_of(row.id) == ids.TERM


def _mark(words: str) -> str:
    return digest(words.encode()).hex()


def _living(hit: Hit, store: Store, reader: Reader) -> str:
    """The source of the article whose page this is, if it says the same itself; "" otherwise."""
    row = store.pages.at(hit.file.partition("/")[2])
    if row is None or ids.kind_of(row.id) != ids.ARTICLE:
        return ""
    for _, source in store.articles.simple([row.id], "path"):
        if source in reader.withheld.removed:
            return ""
        try:
            article = reader.article(source)
        except SourceError:
            return ""
        texts = [article.text, *(article.words(block.passage) for block in article.blocks)]
        return source if any(hit.words in wanted.plain(text) for text in texts) else ""
    return ""


def _problem(hit: Hit) -> Problem:
    """It names no name: what a build prints may be kept by others."""
    return Problem("takedown", hit.file, f"holds {hit.what} that entry {hit.key} of takedowns.toml withholds", HINT)


def _lines(found: Searched, names: Sequence[Name], looked_for: Sequence[Sentence]) -> list[str]:
    kinds = ", ".join(f"{n:,} {ending}" for ending, n in found.endings.most_common())
    packed = ", ".join(f"{n:,} {kind}" for kind, n in sorted(found.packed.items()))
    people = len({name.key for name in names})
    return [
        f"Searched {found.files:,} files, {found.bytes:,} characters ({kinds or 'none'}); "
        f"{found.left:,} were searched before and have not changed.",
        f"Opened in them: {packed or 'nothing that is packed'}.",
        f"For {people:,} {'person' if people == 1 else 'people'} ({sum(len(n.needles) for n in names):,} names) and "
        f"{len(looked_for):,} sentences of {len({s.key for s in looked_for}):,} removed articles.",
    ]
