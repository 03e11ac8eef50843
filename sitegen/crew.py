"""The workers of one build: this process for few items, several for many, those of a cluster where sources are read by
one; each made when it is first needed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from sitegen.executor import Executor, Processes, Serial
from sitegen.profiling import Profile, Watched
from sitegen.store import Store
from sitegen.work import Packer, Timed, Worker, joined

ALONE = 150  # so few items are not worth a second process
PACKED = ("lines", "patterns", "read")  # what a cluster does: all that needs nothing but sources and what is known


class Staff(NamedTuple):
    """`jobs` processes here; `cluster`: the address of a Dask scheduler, or ""; `memo`: of the object storage where its
    workers keep what they read, or ""; `order`: makes what they need once (see work.away); `profile`: what is told of
    all that workers take."""

    jobs: int
    cluster: str
    memo: str
    order: Callable[[], bytes]
    profile: Profile | None = None


class Crew:
    """`make` makes a worker; `reading`: are there sources for it to read?"""

    def __init__(self, staff: Staff, store: Store, make: Callable[[], Worker], reading: bool) -> None:
        self.staff, self.store, self.make, self.reading = staff, store, make, reading
        self._pool: Executor | None = None
        self._away: Away | None = None

    def executor(self, items: int) -> Executor:
        """Workers for so many items.  No connection may be open at a fork (see store.database)."""
        if self.staff.jobs < 2 or items <= ALONE:
            return self._alone
        if self._pool is None:
            worker = self.make()
            worker.prepare(self.reading and not self.staff.cluster)
            self.store.db.close()
            self._pool = self._watched(Processes(self.staff.jobs, self._timed(worker)))
            self.store.db.open()
        return self._pool

    def readers(self, items: int) -> Executor:
        """Workers for so many sources.  The processes here are made before there is a connection to a cluster, which
        has threads, so that no fork comes after it."""
        here = self.executor(items)
        if not self.staff.cluster or items <= ALONE:
            return here
        if self._away is None:
            from sitegen.cluster import Cluster
            from sitegen.work.away import open_work

            memo = "" if self.staff.profile else self.staff.memo  # who measures wants to see work
            cluster = Cluster(self.staff.cluster, open_work, self.staff.order(), memo)
            self._away = Away(self._watched(cluster), Packer(self.carder()), here)
        return self._away

    @cached_property
    def _alone(self) -> Executor:
        return self._watched(Serial(self._timed(self.make())), inside=True)

    def _timed(self, worker: Worker) -> Any:
        return Timed(worker) if self.staff.profile else worker

    def _watched(self, executor: Executor, inside: bool = False) -> Executor:
        return Watched(executor, self.staff.profile, inside) if self.staff.profile else executor

    @cached_property
    def _carder(self) -> Worker:
        return self.make()

    def carder(self) -> Worker:
        """Renders cards again in this process: its templates are loaded when the first is asked for."""
        return self._carder

    def close(self) -> None:
        if self._away is not None:
            self._away.close()
        if self._pool is not None:
            self._pool.close()
        for name in ("_alone", "_carder"):
            if name in self.__dict__:
                self.__dict__[name].close()


class Away:
    """Sources are read by a cluster, all else is done here."""

    def __init__(self, cluster: Executor, packer: Packer, here: Executor) -> None:
        self.cluster, self.packer, self.here = cluster, packer, here

    def map(self, task: str, batches: Iterable[Any], kind: Any) -> Iterator[Any]:
        """As every executor's."""
        if task not in PACKED:
            yield from self.here.map(task, batches, kind)
            return
        sent: deque[tuple[Any, bool]] = deque()
        parts = []
        for part in self.cluster.map(task, self._packed(task, batches, sent), kind):
            parts.append(part)
            batch, last = sent.popleft()
            if last:
                result, parts = joined(task, parts), []
                yield self.packer.unpacked(batch, result) if task == "read" else result

    def _packed(self, task: str, batches: Iterable[Any], sent: deque[tuple[Any, bool]]) -> Iterator[bytes]:
        """Parcels, as they are asked for; of each it is kept to which batch it belongs."""
        for batch in batches:
            for parcel, last in self.packer.packed(task, batch):
                sent.append((batch, last))
                yield parcel

    def close(self) -> None:
        self.cluster.close()
