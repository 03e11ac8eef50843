"""One deploy at a time: a file at the target that says who is at it, and since when.

A deploy that was killed leaves its lock.  The next one from the same machine sees that the process is gone; one from
another machine (a CI runner is never the same twice) waits until the lock has not been renewed for STALE seconds."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
from msgspec import Struct

from sitegen.deploy.kinds import Form
from sitegen.deploy.manifest import LOCK
from sitegen.deploy.place import Place
from sitegen.errors import DeployError

STALE = 900  # seconds
RENEWED = 60  # seconds
FORM = Form("application/json", "no-store")


class Holder(Struct):
    """Who deploys: machine, process, and when it last said so (seconds since 1970)."""

    host: str
    process: int
    began: float
    seen: float


class Lock:
    """Held; `renew` it now and then."""

    def __init__(self, place: Place, holder: Holder) -> None:
        self.place, self.holder = place, holder

    def renew(self) -> None:
        """Say that we are still at it.  Raises DeployError if somebody has taken the lock from us."""
        now = time.time()
        if now - self.holder.seen < RENEWED:
            return
        other = _read(self.place)
        if other is None or (other.host, other.process) != (self.holder.host, self.holder.process):
            raise DeployError(
                f"Another deploy has taken over {self.place.where}" + (f": {_named(other)}." if other else "."),
                "Let it end, then deploy again.",
            )
        self.holder.seen = now
        self.place.put(LOCK, msgspec.json.encode(self.holder), FORM)


@contextmanager
def held(place: Place, break_lock: bool) -> Iterator[Lock]:
    """Hold the target's lock.  Raises DeployError if another deploy holds it."""
    now = time.time()
    lock = Lock(place, Holder(socket.gethostname(), os.getpid(), now, now))
    if place.whole:  # what is sent at one stroke at the end needs no lock
        yield lock
        return
    mine = msgspec.json.encode(lock.holder)
    if not place.claim(LOCK, mine):
        other = _read(place)
        if other is not None and not break_lock and not _dead(other, now):
            raise DeployError(
                f"Another deploy to {place.where} is under way: {_named(other)}.",
                f"Let it end. If it died, it counts so {STALE // 60} minutes after its last sign; or --break-lock.",
            )
        place.put(LOCK, mine, FORM)
    try:
        yield lock
    finally:
        place.remove([LOCK])


def _read(place: Place) -> Holder | None:
    data = place.read(LOCK)
    try:
        return None if data is None else msgspec.json.decode(data, type=Holder)
    except msgspec.DecodeError:
        return None


def _dead(other: Holder, now: float) -> bool:
    if now - other.seen > STALE:
        return True
    if other.host != socket.gethostname():
        return False
    try:
        os.kill(other.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _named(holder: Holder) -> str:
    since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(holder.began))
    return f"process {holder.process} on {holder.host}, since {since}"
