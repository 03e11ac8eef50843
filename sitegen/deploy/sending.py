"""Carry out a plan at a place.

The manifest at the target is never ahead of what stands there: it first learns what is *about to be* sent, then, every
few seconds, what has been.  So a deploy that is killed leaves a site that works, the next one sends what is missing,
and nothing that was begun is ever left behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from sitegen.deploy import kinds
from sitegen.deploy.kinds import Form
from sitegen.deploy.lock import Lock
from sitegen.deploy.manifest import BEGUN, FILE, Manifest, packed
from sitegen.deploy.place import Place
from sitegen.deploy.plan import Plan
from sitegen.deploy.site_files import SiteFiles

KEPT = 5.0  # seconds between two writes of the manifest
REMOVED = 500  # paths a call
MANIFEST_FORM = Form("application/gzip", "no-store")
Step = Callable[[int, int], None]


def send(place: Place, lock: Lock, site: SiteFiles, plan: Plan, there: Manifest, step: Step) -> None:
    """Send what is to be sent, then remove what is to go; `there` follows what stands at the place."""
    book = _Book(place, lock, there)
    total = len(plan.send) + len(plan.remove)
    for path in plan.send:
        there.files[path] = BEGUN
    book.keep()
    if place.temporaries:
        place.remove(place.temporaries)
    with ThreadPoolExecutor(place.lanes) as lanes:
        for n, path in enumerate(_each(lanes, place, site, plan.turns), 1):
            there.files[path] = site.files[path]
            book.keep_sometimes()
            step(n, total)
    for n in range(0, len(plan.remove), REMOVED):
        gone = plan.remove[n : n + REMOVED]
        place.remove(gone)
        for path in gone:
            del there.files[path]
        book.keep_sometimes()
        step(len(plan.send) + n + len(gone), total)
    book.keep()


class _Book:
    """Keeps the manifest at the place, and the lock alive."""

    def __init__(self, place: Place, lock: Lock, there: Manifest) -> None:
        self.place, self.lock, self.there = place, lock, there
        self.kept = time.monotonic()

    def keep(self) -> None:
        self.place.put(FILE, packed(self.there), MANIFEST_FORM)
        self.kept = time.monotonic()

    def keep_sometimes(self) -> None:
        if not self.place.whole and time.monotonic() - self.kept > KEPT:
            self.lock.renew()
            self.keep()


def _each(lanes: ThreadPoolExecutor, place: Place, site: SiteFiles, turns: Iterable[Iterable[str]]) -> Iterator[str]:
    """Send paths, several at once, but a turn only when the one before stands.  Yields what stands."""
    for turn in turns:
        waiting, flying = iter(turn), set[Future[str]]()
        while True:
            for path in islice(waiting, place.lanes * 2 - len(flying)):
                flying.add(lanes.submit(_one, place, site, path))
            if not flying:
                break
            done, flying = wait(flying, return_when=FIRST_COMPLETED)
            for one in done:
                yield one.result()


def _one(place: Place, site: SiteFiles, path: str) -> str:
    form = Form(*site.files[path].form.split("|"))
    place.put(path, kinds.encoded(site.read(path), form), form)
    return path
