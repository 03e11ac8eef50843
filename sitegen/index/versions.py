"""Versions of one report: made anew from all sketches, or again for the few that a change may concern."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen import ids, versions
from sitegen.index.changes import Changes
from sitegen.store import Store
from sitegen.versions import LEADS, Again, Board, Place, Sketch, keys_of, likeness, same_report

KEPT_SKETCHES = 1024
ADDRESS = (1 << 31) - 1


class _Texts(NamedTuple):
    """All texts by rank, and every key of each: `keys` ascend, equal ones by rank, and `owners` says whose each is, by
    the place of the text.  Arrays, since a large archive has some ten million keys."""

    ranks: NDArray[np.int64]
    ids: NDArray[np.int64]
    keys: NDArray[np.uint32]
    owners: NDArray[np.int32]


def gather_all(store: Store) -> None:
    """The leads of all versions, and the texts under every key, in the caller's transaction."""
    texts = _texts(store)
    store.versions.put_keys(*texts)
    shared = _Shared(texts)
    known = _Sketches(store)
    store.versions.clear_leads()
    store.versions.put_leads(versions.gather(shared.places(), shared.of, known.alike))


def _texts(store: Store) -> _Texts:
    ranks, numbers, keys, count = array("q"), array("q"), array("I"), array("I")
    for article, packed in store.versions.sketches():
        mine = keys_of(packed)
        ranks.append(_place(article, packed).rank)
        numbers.append(article)
        keys.extend(mine)
        count.append(len(mine))
    rank, number, key = np.array(ranks, np.int64), np.array(numbers, np.int64), np.array(keys, np.uint32)
    by_rank = np.lexsort((number, rank))
    place = np.empty(len(by_rank), np.int32)
    place[by_rank] = np.arange(len(by_rank), dtype=np.int32)
    owners = np.repeat(place, np.array(count, np.int64))
    order = np.lexsort((owners, key))
    return _Texts(rank[by_rank], number[by_rank], key[order], owners[order])


class _Shared:
    """Keys that several texts have, by text."""

    def __init__(self, texts: _Texts) -> None:
        again = texts.keys[1:] == texts.keys[:-1]
        several = np.zeros(len(texts.keys), np.bool_)
        several[1:] |= again
        several[:-1] |= again
        owners, keys = texts.owners[several], texts.keys[several]
        order = np.argsort(owners, kind="stable")
        self.keys = keys[order]
        met, starts = np.unique(owners[order], return_index=True)
        self.borders = np.append(starts, len(keys))
        self.ranks, self.ids = texts.ranks[met].tolist(), texts.ids[met].tolist()
        self.number = {article: n for n, article in enumerate(self.ids)}

    def places(self) -> list[Place]:
        """The texts that have any."""
        return [Place(rank, article) for rank, article in zip(self.ranks, self.ids, strict=True)]

    def of(self, article: int) -> list[int]:
        n = self.number[article]
        found: list[int] = self.keys[self.borders[n] : self.borders[n + 1]].tolist()
        return found


def _place(article: int, packed: bytes) -> Place:
    """Where an article stands among those that may be versions of one report."""
    minutes = article >> 31
    day = None if minutes < ids.MINUTES_OF_1600 else minutes // 1440
    return Place(versions.rank(day, versions.words_in(packed), article & ADDRESS), article)


class _Sketches:
    """Sketches unpacked, the last few kept."""

    def __init__(self, store: Store) -> None:
        self.of = lru_cache(KEPT_SKETCHES)(lambda article: Sketch(store.versions.sketch(article)))

    def alike(self, one: int, other: int) -> float:
        found = likeness(self.of(one), self.of(other))
        return found.resemblance if same_report(found) else 0.0


class Regathered:
    """What a few changed articles do to versions.  `moved`: a report with all the articles that it has or had -> those
    that joined or left it, or follow another lead in it, and were there before."""

    def __init__(self, store: Store, changes: Changes) -> None:
        self.store, self.changes = store, changes
        self.left: dict[Place, tuple[int, ...]] = {}
        self.came: dict[Place, tuple[int, ...]] = {}
        self.had: dict[int, int] = {}  # lead of what left, itself where it led
        self.moved: dict[frozenset[int], set[int]] = {}

    def leave(self, article: int) -> None:
        """An article goes, or its words are others now."""
        packed = self.store.versions.sketch(article)
        if packed:
            self.left[_place(article, packed)] = keys_of(packed)
            self.had[article] = self.store.versions.lead(article) or article
            self.store.versions.drop_sketch(article)

    def come(self, article: int, packed: bytes) -> None:
        if packed:
            self.came[_place(article, packed)] = keys_of(packed)
            self.store.versions.put_sketches([(article, packed)])

    def edit(self, article: int, packed: bytes) -> None:
        """An article stays; its words may be others."""
        if self.store.versions.sketch(article) != packed:
            self.leave(article)
            self.come(article, packed)

    def settle(self) -> None:
        """Gather again what is concerned, and tell whose page shows other versions now."""
        if not (self.left or self.came):
            return
        self.store.versions.change_keys(_entries(self.left), _entries(self.came))
        new = {place.id for place in self.came}
        board = Board(self._keys, self._row, lambda id: None if id in new else self._before(id), self._alike())
        led = {place: keys for place, keys in self.left.items() if self.had[place.id] == place.id}
        now = Again(board).run(led, self.came)
        before = {id: self.had[id] if id in self.had else self._before(id) or id for id in now if id not in new}
        before |= self.had
        after = {id: lead or id for id, lead in now.items()}
        differ = {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}
        reports = {lead for id in differ for lead in (before.get(id), after.get(id)) if lead is not None}
        groups = {lead: self._group(lead) for lead in sorted(reports)}
        self.store.versions.drop_leads(sorted(differ | self.had.keys()))
        self.store.versions.put_leads(sorted((id, lead) for id, lead in after.items() if id != lead))
        self.store.versions.release()
        self._tell(groups, {id for id in differ if id in before})  # which may be too short now to be any version

    def _keys(self, article: int) -> Iterable[int]:
        return keys_of(self.store.versions.sketch(article))

    def _row(self, key: int) -> list[Place]:
        return [Place(rank, id) for rank, id in self.store.versions.under(key)]

    def _before(self, article: int) -> int:
        return self.store.versions.lead(article) or LEADS

    def _alike(self) -> versions.Likeness:
        return _Sketches(self.store).alike

    def _group(self, lead: int) -> set[int]:
        return {lead, *self.store.versions.of(lead)}

    def _tell(self, groups: dict[int, set[int]], stayed: set[int]) -> None:
        for lead, before in groups.items():
            after = self._group(lead)
            if before != after:
                self.moved[frozenset(before | after)] = (before | after) & stayed
                for article in sorted(before | after):
                    self.changes.fact(ids.fact(ids.ARTICLE, article))


def _entries(texts: dict[Place, tuple[int, ...]]) -> Iterable[tuple[int, int, int]]:
    return ((key, place.rank, place.id) for place, keys in texts.items() for key in keys)
