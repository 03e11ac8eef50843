"""Which texts are versions of one report, and which of them leads.

Texts are taken by rank: the earliest day first, of a day the longest, then by address.  Each is compared with the
leads before it that share a key with it, never with another version, so nothing is joined by a chain; it joins the one
that it resembles most, or leads a report of its own.  Of a key that many leads share, the last WINDOW before the text
count: what recurs for years costs no more than what recurs twice.

`gather` takes every text; `Again` those alone that a change may concern.  Both give the same, since what
a text joins depends on those windows only, and they only on what has a lesser rank."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

WINDOW, COMPARED = 8, 16
DAY_SHIFT, SIZE_SHIFT, MOST_WORDS = 45, 31, (1 << 14) - 1
NO_DAY = (1 << 18) - 1
LEADS = 0  # in the place of a lead: this text has none but itself


class Place(NamedTuple):
    """A text among all others."""

    rank: int
    id: int


Likeness = Callable[[int, int], float]  # two texts -> how alike they are; 0: not of one report


def rank(day: int | None, words: int, address: int) -> int:
    """A number of 63 bits to sort texts by: the day (a count below NO_DAY; None: not known, after all others), then the
    longest, then 31 bits of the address."""
    when = NO_DAY if day is None else day
    return when << DAY_SHIFT | (MOST_WORDS - min(words, MOST_WORDS)) << SIZE_SHIFT | address


def gather(places: Sequence[Place], keys: Callable[[int], Iterable[int]], alike: Likeness) -> Iterator[tuple[int, int]]:
    """(text, its lead) of every text that does not lead, by rank.  `keys`: those of a text, of which one that no other
    text has may be left out."""
    leads: dict[int, deque[Place]] = {}
    for place in sorted(places):
        mine = list(keys(place.id))
        lead = _lead(place, [leads[key] for key in mine if key in leads], alike)
        if lead:
            yield place.id, lead
            continue
        for key in mine:
            leads.setdefault(key, deque(maxlen=WINDOW)).append(place)


def _lead(place: Place, windows: Iterable[Iterable[Place]], alike: Likeness) -> int:
    """The lead that a text joins, LEADS where it joins none.  Of many, those that share most keys are compared."""
    shared = Counter(lead for window in windows for lead in window)
    compared = sorted(shared, key=lambda lead: (-shared[lead], lead))[:COMPARED]
    best, found = 0.0, LEADS
    for lead in sorted(compared):
        if (how := alike(place.id, lead.id)) > best:
            best, found = how, lead.id
    return found


class Board:
    """What stands, for `Again`: `row` gives the texts with a key by rank, as they are now; `before` the lead that a
    text had (LEADS: itself; None: the text is new, or has other words now)."""

    def __init__(
        self,
        keys: Callable[[int], Iterable[int]],
        row: Callable[[int], Sequence[Place]],
        before: Callable[[int], int | None],
        alike: Likeness,
    ) -> None:
        self.keys, self.row, self.before, self.alike = keys, row, before, alike


class Again:
    """Texts whose lead may be another now, by rank."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.now: dict[int, int] = {}
        self._heap: list[Place] = []
        self._queued: set[Place] = set()

    def run(self, left: Mapping[Place, Iterable[int]], came: Iterable[Place]) -> dict[int, int]:
        """text -> its lead, of those looked at.  `left`: leads that are gone, or have other words now, with the keys
        that they had; `came`: texts that are new or have other words."""
        for place, keys in left.items():
            self._follow(place, keys)
        for place in came:
            self._queue(place)
        while self._heap:
            place = heapq.heappop(self._heap)
            keys = list(self.board.keys(place.id))
            before = self.board.before(place.id)
            lead = self.now[place.id] = _lead(place, [self._window(key, place) for key in keys], self.board.alike)
            if (before == LEADS) != (lead == LEADS):
                self._follow(place, keys)
        return self.now

    def _queue(self, place: Place) -> None:
        if place not in self._queued:
            self._queued.add(place)
            heapq.heappush(self._heap, place)

    def _leads(self, id: int) -> bool:
        return (self.now[id] if id in self.now else self.board.before(id)) == LEADS

    def _window(self, key: int, place: Place) -> list[Place]:
        """The last leads before a place.  All before it is settled."""
        row = self.board.row(key)
        found: list[Place] = []
        at = bisect_left(row, place)
        while at and len(found) < WINDOW:
            at -= 1
            if self._leads(row[at].id):
                found.append(row[at])
        return found

    def _follow(self, place: Place, keys: Iterable[int]) -> None:
        """Queue all in whose windows this place may stand or have stood: up to the WINDOWth lead after it."""
        for key in keys:
            row, leads = self.board.row(key), 0
            for other in row[bisect_left(row, place) :]:
                if other != place:
                    self._queue(other)
                    leads += self._leads(other.id)
                if leads == WINDOW:
                    break
