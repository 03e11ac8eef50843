"""What a few changed articles do to the facts.

The caller holds the transaction.  Everything that goes is taken out before anything is put in: a renamed
file may come back under the id that it just left."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from typing import NamedTuple

import msgspec

from sitegen import ids
from sitegen.index import days, hierarchy, pictures, redirects, ways
from sitegen.index.changes import Changes
from sitegen.index.names import MOST_QUOTED, Limits, Linker, pack, unpack
from sitegen.index.relink import Names
from sitegen.index.ripples import Ripples
from sitegen.index.versions import Regathered
from sitegen.index.whole import Comparison, crossed, whole
from sitegen.model import Notes, Record
from sitegen.store import ArticleRow, Store

decode = msgspec.msgpack.decode


class Change(NamedTuple):
    """A source: its row as it was, the record as it is now, and the id that the record is to have."""

    old: ArticleRow | None
    new: Record | None
    id: int = 0


class Restated(NamedTuple):
    """What changed in people.toml or tags.toml: the blocks concerned, and which blocks were joined before."""

    family: int
    blocks: Set[str]
    joined: Mapping[str, str]


def apply(
    store: Store, linker: Linker, limits: Limits, changes: Iterable[Change], restated: Iterable[Restated]
) -> bool:
    """Apply changed articles and editors' statements to the rows and list the pages that follow.  True if the archive
    crossed a size at which all names are judged again: the caller then makes all facts anew."""
    before = whole(store)
    delta = Delta(store, linker, limits)
    for stated in restated:
        delta.names.restate(*stated)
    delta.apply(list(changes))
    redirected = redirects.tell(store, linker, delta.changes)
    ways.tell(store, delta.changes, delta.moves, redirected)
    hierarchy.tell(store, linker, delta.changes)
    after = whole(store)
    Comparison(delta.changes, delta.names, delta.cards, delta.said, set(delta.moved), limits.split).run(before, after)
    days.compare(store, delta.changes, sorted(delta.moved.keys() | delta.quoted.keys()), limits.split)
    delta.changes.write(store)
    if not crossed(store, limits, before, after):
        return False
    store.db.put("indexed", 0)  # should the build be killed before the caller comes to it, the next one does it
    return True


class Delta:
    """Gathers the facts that changed while rows are taken out, put in and edited."""

    def __init__(self, store: Store, linker: Linker, limits: Limits) -> None:
        self.store = store
        self.changes = Changes()
        self.names = Names(store, linker, limits, self.changes)
        self.cards: set[int] = set()
        self.said: set[int] = set()  # articles of whose quotations lists show another thing
        self.moved: Counter[int] = Counter()  # month -> articles more
        self.quoted: Counter[int] = Counter()  # month -> quotations more
        self.pictures: set[int] = set()
        self.moves = ways.Moves({}, set())
        self.versions = Regathered(store, self.changes)
        self.related = Ripples(store, self.names, self.changes)

    def apply(self, changes: list[Change]) -> None:
        packed = [self._pack(change.new) for change in changes]
        pairs = list(zip(changes, packed, strict=True))
        edits = [(c, forms) for c, forms in pairs if _in_place(c)]
        aliases = ways.stated(self.store, {c.old.id: c.old.address for c in changes if c.old})
        moves = [(c, forms) for c, forms in pairs if not _in_place(c)]
        for change, forms in pairs:
            if not _in_place(change) or (change.old and change.old.forms != forms):
                self.names.touch(ids.form_ids((change.old.forms if change.old else b"") + forms))
        for change, forms in edits:
            self._edit(change, forms)
        for change, _ in moves:
            if change.old:
                self._take_out(change.old)
        for change, forms in moves:
            if change.new:
                self._put_in(change, forms)
        self.moves = self._moves(changes, aliases)
        self._regather()
        self.names.settle()
        self._write_months()
        pictures.show(self.store, self.changes, sorted(self.pictures))
        self.related.settle()

    def _moves(self, changes: list[Change], before: set[tuple[str, str]]) -> ways.Moves:
        """`before`: the aliases that were stated."""
        come = {c.new.card.address for c in changes if c.new}
        left = {c.old.address: c.old.path for c in changes if c.old and c.old.address not in come}
        return ways.Moves(left, come, before != ways.stated(self.store, _placed(changes)))

    def _pack(self, record: Record | None) -> bytes:
        pairs = zip(record.names, record.quoted, strict=True) if record else ()
        return pack((self.names.meet(name).id, min(quoted, MOST_QUOTED)) for name, quoted in pairs)

    # ---- rows

    def _edit(self, change: Change, forms: bytes) -> None:
        """An article that keeps its place: its words, names, card or notes may differ."""
        old, new = change.old, change.new
        assert old is not None and new is not None
        row = ArticleRow.of(new, old.id, forms)
        ((_, found, notes),) = self.store.articles.rows([old.id], "found, notes")
        if (old.path, old.digest, found or b"", old.forms) != (new.path, row.digest, new.found, forms):
            self.changes.fact(ids.fact(ids.ARTICLE, old.id))
            self.changes.fact(ids.fact(ids.WORDS, old.id))
        if (old.listing, old.card) != (row.listing, row.card):
            self.changes.fact(ids.fact(ids.CARD, old.id))
            self._dates(old.id)
            if ids.quoted_in(old.forms):
                self._said(old.id)
            self.names.show(old.id, ids.form_ids(old.forms), whole=False)
        if (notes or b"", old.forms) != (new.notes, forms):
            self.cards.add(old.id)
            self.names.show(old.id, ids.form_ids(old.forms + forms), whole=True)
            if _quoted(notes or b"", old.forms) != _quoted(new.notes, forms):
                self._said(old.id)
        self._repost(old, forms)
        self._store(row, new, self.store.articles.update)
        self.versions.edit(old.id, new.sketch)
        self.related.told(old.id, new.words)

    def _repost(self, old: ArticleRow, forms: bytes) -> None:
        """Out of the lists of names that an article uses no more, into those of new ones."""
        if old.forms == forms:
            return
        before, after = dict(unpack(old.forms)), dict(unpack(forms))
        for id in before.keys() | after.keys():
            form = self.names.form(id)
            form.quoted += after.get(id, 0) - before.get(id, 0)
            if id not in after:
                form.post.pop(bisect_left(form.post, old.id))
            elif id not in before:
                insort(form.post, old.id)
        self.quoted[ids.month_of(old.id)] += ids.quoted_in(forms) - ids.quoted_in(old.forms)
        self.related.named(old.id, before.keys() | after.keys())

    def _take_out(self, old: ArticleRow) -> None:
        for id, quoted in unpack(old.forms):
            form = self.names.form(id)
            form.post.pop(bisect_left(form.post, old.id))
            form.quoted -= quoted
        self._moved(old.id, old.forms, -1)
        self.pictures |= self.store.pictures.shown_by(old.id)
        self.versions.leave(old.id)
        self.related.named(old.id, ids.form_ids(old.forms))
        self.related.told(old.id, b"")
        self.store.articles.delete([old.id])
        self.changes.gone(ids.fact(ids.ARTICLE, old.id))

    def _put_in(self, change: Change, forms: bytes) -> None:
        assert change.new is not None
        article = change.id
        for id, quoted in unpack(forms):
            form = self.names.form(id)
            insort(form.post, article)
            form.quoted += quoted
        self._store(ArticleRow.of(change.new, article, forms), change.new, self.store.articles.insert)
        self.versions.come(article, change.new.sketch)
        self._moved(article, forms, 1)
        self.related.named(article, ids.form_ids(forms))
        self.related.told(article, change.new.words)
        self.changes.made(ids.fact(ids.ARTICLE, article))

    def _store(self, row: ArticleRow, record: Record, put: Callable[[ArticleRow, bytes, bytes], None]) -> None:
        shown = self.store.pictures
        before = shown.shown_by(row.id)
        put(row, record.found, record.notes)
        shown.show((row.id, path) for path in record.pictures)
        self.store.phrases.put([(row.id, record.phrases)])
        self.store.ways.state([(row.id, row.address, record.aliases)])
        if moved := before ^ shown.shown_by(row.id):
            self.pictures |= moved
            self.cards.add(row.id)  # the front page shows the picture of its lead

    def _moved(self, article: int, forms: bytes, by: int) -> None:
        """An article appeared at its place, or left it: its lists, its neighbours, the counts."""
        self.moved[ids.month_of(article)] += by
        self.changes.fact(ids.fact(ids.CARD, article))
        self._dates(article)
        if quoted := ids.quoted_in(forms):
            self.quoted[ids.month_of(article)] += by * quoted
            self._said(article)
        self.names.show(article, ids.form_ids(forms), whole=True)
        for neighbour in self.store.articles.neighbours(article):
            if neighbour is not None:
                self.changes.fact(ids.fact(ids.ARTICLE, neighbour))

    def _dates(self, article: int) -> None:
        """The lists by date show this article."""
        self.cards.add(article)
        for period in _periods(article):
            self.changes.fact(ids.fact(ids.MONTH, period))

    def _said(self, article: int, periods: Iterable[int] | None = None) -> None:
        """The lists of quotations of these periods, or of all that it is in, show what is said in this article."""
        self.said.add(article)
        for period in _periods(article) if periods is None else periods:
            self.changes.fact(ids.fact(ids.MONTH, ids.QUOTED | period))

    # ---- what follows

    def _regather(self) -> None:
        """An article that is a version of another report now is shown otherwise by the lists that hold others of the
        old one or the new one."""
        self.versions.settle()
        for report, moved in self.versions.moved.items():
            rows = dict(self.store.articles.simple(sorted(report), "forms"))
            self.related.regathered(moved)
            forms = {article: ids.form_ids(blob) for article, blob in rows.items()}
            terms = Counter(term for own in forms.values() for term in {self.names.form(f).term for f in own})
            periods = Counter(p for article in forms for p in _periods(article))
            for article in sorted(moved & forms.keys()):
                self.cards.add(article)
                beside = [period for period in _periods(article) if periods[period] > 1]
                for period in beside:
                    self.changes.fact(ids.fact(ids.MONTH, period))
                if ids.quoted_in(rows[article]):
                    self._said(article, beside)
                shared = [f for f in forms[article] if terms[self.names.form(f).term] > 1]
                self.names.show(article, shared, whole=False)

    def _write_months(self) -> None:
        more = {**self.moved, **{ids.QUOTED | month: by for month, by in self.quoted.items()}}
        self.store.periods.put([(m, self.store.periods.month(m) + by) for m, by in more.items() if by])


def _placed(changes: Iterable[Change]) -> dict[int, str]:
    """id -> address of the articles as they are now."""
    return {c.id: c.new.card.address for c in changes if c.new}


def _periods(article: int) -> set[int]:
    """The lists by date that may show an article: of its day, its month and its year."""
    month = ids.month_of(article)
    return {ids.day_of(article), month, month >> 5 << 5}


def _quoted(notes: bytes, forms: bytes) -> list[tuple[object, ...]]:
    """What lists of quotations show of an article besides its card: whose words, which, where, and what they were."""
    if not notes:
        return []
    note, names = decode(notes, type=Notes), ids.form_ids(forms)
    roles = dict(note.roles)
    return [(names[s.who], s.words, s.sentence, roles.get(s.who)) for s in note.said]


def _in_place(change: Change) -> bool:
    return bool(change.old and change.new and change.old.id == change.id)
