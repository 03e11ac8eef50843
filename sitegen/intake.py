"""Records of sources into the store: addresses given, ids settled, what is gone taken out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from msgspec import structs

from sitegen import ids, index, naming, permalink
from sitegen.config import Config
from sitegen.executor import Executor
from sitegen.index import Change
from sitegen.linking import Linking
from sitegen.model import Problem, Record, Source
from sitegen.store import ArticleRow, Store
from sitegen.store.articles import Brief
from sitegen.withheld import Withheld
from sitegen.work import DRAFT, Asked, Failed, ReadResult, Worker

BATCH, COMMIT = 256, 4096
NOTHING_WITHHELD = Withheld()
UNMATCHED = "Correct it there, or in corrections.toml."
Step = Callable[[int], None]


class Intake:
    """Takes what workers read.  `cards` makes a worker whose templates can render a card again; no address that tells
    of somebody `withheld` is handed over."""

    def __init__(
        self,
        config: Config,
        store: Store,
        linking: Linking,
        cards: Callable[[], Worker],
        withheld: Withheld = NOTHING_WITHHELD,
    ) -> None:
        self.withheld = withheld
        self.config, self.store, self.linking, self.cards = config, store, linking, cards
        self.vanished: dict[bytes, list[Brief]] = {}
        self.gone: set[str] = set()
        self.known: dict[str, str] = {}  # addresses looked up for a batch that is with the workers

    def many(self, executor: Executor, sources: Sequence[Source], left: set[int], step: Step) -> None:
        """Much changed, or all: rows are kept batch by batch; facts are made from all of them afterwards."""
        store = self.store
        store.articles.forget_problems(left)
        old = store.articles.brief(left)
        self._note_vanished(old, sources)
        store.db.put("indexed", 0)
        forms = index.Forms(store, self.linking)
        taken = store.articles.ids() - {row.id for row in old.values()}
        done = since = 0
        store.db.begin()
        store.articles.delete(old[path].id for path in self.gone)
        for records, failed in executor.map("read", self._batches(sources), ReadResult):
            self._fail(failed, old)
            store.articles.delete(old[r.path].id for r in records if r.path in old)
            rows = []
            for record in map(self._settled, self._told(records)):
                id = _free(self._id(record), taken)
                rows.append((ArticleRow.of(record, id, forms.pack(record)), record.found, record.notes))
            store.articles.insert_many(rows)
            store.versions.put_sketches((row.id, r.sketch) for (row, _, _), r in zip(rows, records, strict=True))
            store.phrases.put((row.id, r.phrases) for (row, _, _), r in zip(rows, records, strict=True))
            store.ways.state((row.id, row.address, r.aliases) for (row, _, _), r in zip(rows, records, strict=True))
            store.words.keep((row.id, r.words) for (row, _, _), r in zip(rows, records, strict=True))
            store.pictures.show((row.id, p) for (row, _, _), r in zip(rows, records, strict=True) for p in r.pictures)
            store.terms.put_forms(forms.fresh)
            forms.fresh.clear()
            done, since = done + len(records) + len(failed), since + len(records)
            if since >= COMMIT:
                store.db.commit()
                store.db.begin()
                since = 0
            step(done)
        store.db.commit()
        store.articles.merge()

    def few(self, executor: Executor, sources: Sequence[Source], left: set[int]) -> list[Change]:
        """A few changed: pairs of the row as it was and the record as it is, for the index."""
        store = self.store
        store.articles.forget_problems(left)
        old = store.articles.with_stamps(left)
        self._note_vanished({p: Brief(r.id, r.digest, r.address) for p, r in old.items()}, sources)
        with store.db.transaction():
            leaving = {row.id for row in old.values()}
            changes: list[Change] = []
            for records, failed in executor.map("read", self._batches(sources), ReadResult):
                store.articles.set_problems(failed)
                self.gone.update(path for path, _, problem in failed if problem.stage == DRAFT and path in old)
                changes += [self._paired(r, old) for r in map(self._settled, self._told(records))]
            gone = [Change(old[path], None) for path in sorted(self.gone)]
        return gone + self._placed(changes, leaving)

    def _paired(self, record: Record, old: dict[str, ArticleRow]) -> Change:
        """With the row of the same file, or of the file that it was before it was renamed."""
        if record.path in old:
            return Change(old[record.path], record)
        was = next((p for p in sorted(self.gone) if old[p].address == record.card.address), None)
        self.gone.discard(was or "")
        return Change(old[was] if was else None, record)

    def _placed(self, changes: list[Change], leaving: set[int]) -> list[Change]:
        """Each at the id it wants, or the next that is free.  `leaving`: ids of the rows as they were, each of
        which is given up unless its article stays."""
        wanted = [self._id(c.new) for c in changes if c.new]
        stays = {id for c, id in zip(changes, wanted, strict=True) if c.old and c.old.id == id}
        free = leaving - stays
        placed = []
        for change, id in zip(changes, wanted, strict=True):
            if not (change.old and change.old.id == id):
                while id in stays or (id not in free and self.store.articles.has(id)):
                    id += 1
                stays.add(id)
            placed.append(change._replace(id=id))
        return placed

    # ---- sources

    def _batches(self, sources: Sequence[Source]) -> Iterator[list[Asked]]:
        every = iter(sources)
        while part := list(islice(every, BATCH)):
            known = self.store.addresses.known([s.path for s in part])
            self.known.update(known)
            yield [(s.path, s.stamp, known.get(s.path, "")) for s in part]

    def _note_vanished(self, old: dict[str, Brief], sources: Sequence[Source]) -> None:
        """Rows whose file is gone: one that comes back under another name is recognised by its digest, each once."""
        here = {s.path for s in sources} if old else set()
        self.gone = {path for path in old if path not in here}
        self.vanished = defaultdict(list)
        for path in sorted(self.gone, reverse=True):
            if not self.withheld.tells(path, old[path].address):
                self.vanished[old[path].digest].append(old[path])
        self.store.articles.warn(self.gone, ())

    def _fail(self, failed: Sequence[Failed], old: dict[str, Brief]) -> None:
        """What cannot be read is remembered, and its page keeps the last good version; a draft has none."""
        self.store.articles.set_problems(failed)
        drafts = [path for path, _, problem in failed if problem.stage == DRAFT]
        self.store.articles.delete(old[path].id for path in drafts if path in old)

    # ---- addresses and ids

    def _told(self, records: Sequence[Record]) -> Sequence[Record]:
        """What is to be said of these sources is what this reading says of them."""
        paths = [record.path for record in records]
        told = [Problem("read", r.path, sentence, UNMATCHED) for r in records for sentence in r.unmatched]
        self.store.articles.clear_problems(paths)
        self.store.articles.warn(paths, told)
        return records

    def _settled(self, record: Record) -> Record:
        """The record with the address that its article keeps for good."""
        addresses, card = self.store.addresses, record.card
        known = self.known.pop(record.path, None)
        if known is not None and known != card.address and self.withheld:  # what is read refused an address with a name
            addresses.forget(self.config.seeds, known)
            known = None
        if known is None and (was := self.vanished.get(record.digest)):
            known = was.pop().address
            addresses.hand_over(record.path, known)
        if known is None:
            known = addresses.give(record.path, card.address, permalink.reserved)
        if known == card.address:
            return record
        card = structs.replace(card, address=known)
        (html,) = self.cards().cards([card])
        return structs.replace(record, card=card, html=html)

    def _id(self, record: Record) -> int:
        card = record.card
        return ids.article_id(card.published, card.address, naming.slug(card.title))


def _free(wanted: int, taken: set[int]) -> int:
    while wanted in taken:
        wanted += 1
    taken.add(wanted)
    return wanted
