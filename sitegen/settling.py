"""The archive's vocabulary of topics: read, settled anew where that is due, and given to articles.

seeds/vocabulary.tsv is an input, so that the topics of an article depend on its text and on that file alone; the build
writes it at first, when the archive has grown by a fifth since, and on command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from sitegen import index, naming, vocabulary
from sitegen.config import Config
from sitegen.digest import digest_of
from sitegen.executor import Executor
from sitegen.index import Forms
from sitegen.linking import Linking
from sitegen.model import Name
from sitegen.store import Store
from sitegen.vocabulary import Vocabulary

BATCH, SHOWN = 512, 8
CAME = "topics that came"  # what the store keeps of the last settling for editors: names, packed
Topics = list[tuple[int, list[Name]]]


class Settling:
    """The vocabulary that one build works with.  `sources`: how many the archive has, read or not."""

    def __init__(self, config: Config, store: Store, sources: int, asked: bool) -> None:
        self.config, self.store, self.sources = config, store, sources
        self.path = config.seeds / vocabulary.FILE
        finds = config.annotate.model != "none"
        self.now = Vocabulary.read(self.path) if finds else None
        large = sources >= config.tags.settle
        self.due = finds and (asked or (large and vocabulary.due(sources, self.now)))
        self.mark = _mark(self.now)
        if not self.due and not store.articles.count():  # what is read now gets its topics at once
            store.db.put("vocabulary", self.mark)

    @property
    def stale(self) -> bool:
        """Are there articles with topics of another vocabulary, or with none yet?"""
        return self.due or bool(self.store.db.get("vocabulary") != self.mark)

    def settle(self) -> list[str]:
        """Settle the vocabulary where that is due, and write it; sentences for the reader of the build."""
        if not self.due:
            return []
        before, self.due = self.now, False
        with self.store.db.transaction():
            index.gather_all(self.store)  # what is told twice is to be counted once
        self.now = vocabulary.settle(self.store.phrases.sample, self.sources, before)
        self.mark = _mark(self.now)
        temporary = self.path.with_name(f".{vocabulary.FILE}.{os.getpid():x}")
        temporary.write_text(self.now.text(), "utf-8", newline="\n")
        temporary.replace(self.path)
        came = vocabulary.differences(before, self.now).came if before else ()
        self.store.db.put(CAME, msgspec.msgpack.encode([term.name for term in came]))
        return _told(before, self.now)

    def assign(self, executor: Executor, linking: Linking) -> None:
        """Give every article its topics anew.  All facts are to be made anew afterwards."""
        store = self.store
        forms = Forms(store, linking)
        assigned = {id for key, id in forms.forms.items() if naming.is_assigned(key[0], key[1])}
        with store.db.transaction():
            store.db.put("indexed", 0)
            for topics in executor.map("assign", self._batches(), Topics):
                store.articles.put_forms(self._changed(topics, forms, assigned))
            store.terms.put_forms(forms.fresh)
            store.db.put("vocabulary", self.mark)

    def _batches(self) -> Iterator[list[int]]:
        every = (article for article, _ in self.store.articles.stream())
        while batch := list(islice(every, BATCH)):
            yield batch

    def _changed(self, topics: Topics, forms: Forms, assigned: set[int]) -> Iterable[tuple[bytes, int]]:
        """(forms, article) of the articles whose topics are others now."""
        before = dict(self.store.articles.simple([article for article, _ in topics], "forms"))
        for article, names in topics:
            own = [(id, quoted) for id, quoted in index.unpack(before[article]) if id not in assigned]
            now = index.pack([*own, *((forms.id(name), 0) for name in names)])
            if now != before[article]:
                yield now, article


def _mark(now: Vocabulary | None) -> bytes:
    """16 bytes that stand for a vocabulary and the way in which topics are given by it."""
    return digest_of(vocabulary.METHOD, now.text() if now else "")


def _told(before: Vocabulary | None, now: Vocabulary) -> list[str]:
    """What settling did, in sentences."""
    count = f"{len(now.terms):,} from {now.articles:,} articles"
    if before is None:
        return [f"The topics of the archive were settled for the first time, {count}: commit {vocabulary.FILE}."]
    changed = vocabulary.differences(before, now)
    grown = f"{before.sources:,} sources have become {now.sources:,}"
    told = [f"The topics of the archive were settled anew, {count}: {grown}."]
    for what, changes in (("New", changed.came), ("No longer topics", changed.went)):
        if changes:
            shown = "; ".join(f"{c.name} ({c.why})" for c in changes[:SHOWN])
            more = f" and {len(changes) - SHOWN:,} more" if len(changes) > SHOWN else ""
            told.append(f"{what}: {shown}{more}.")
    return told
