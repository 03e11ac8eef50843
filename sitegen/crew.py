"""The workers of one build: this process for few items, several for many; each made when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from sitegen.executor import Executor, Processes, Serial
from sitegen.store import Store
from sitegen.work import Worker

ALONE = 150  # so few items are not worth a second process


class Crew:
    """`make` makes a worker; `reading`: are there sources for it to read?"""

    def __init__(self, jobs: int, store: Store, make: Callable[[], Worker], reading: bool) -> None:
        self.jobs, self.store, self.make, self.reading = jobs, store, make, reading
        self._pool: Executor | None = None

    def executor(self, items: int) -> Executor:
        """Workers for so many items.  No connection may be open at a fork (see store.database)."""
        if self.jobs < 2 or items <= ALONE:
            return self._alone
        if self._pool is None:
            worker = self.make()
            worker.prepare(self.reading)
            self.store.db.close()
            self._pool = Processes(self.jobs, worker)
            self.store.db.open()
        return self._pool

    @cached_property
    def _alone(self) -> Executor:
        return Serial(self.make())

    @cached_property
    def _carder(self) -> Worker:
        return self.make()

    def carder(self) -> Worker:
        """Renders cards again in this process: its templates are loaded when the first is asked for."""
        return self._carder

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()
        for name in ("_alone", "_carder"):
            if name in self.__dict__:
                self.__dict__[name].close()
