"""What a build costs, room by room: `sitegen build --profile`."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import Any, NamedTuple

from sitegen.executor import Executor
from sitegen.work.timed import SLOWEST, Cost, Slow, Taken, forget_peak, peak

HEAD = f"{'':<10}{'seconds':>9}{'CPU here':>10}{'CPU workers':>13}{'MiB here':>10}{'MiB a worker':>14}"
TEMPLATES = f"{'Templates':<24}{'pages':>9}{'ms a page':>11}{'CPU seconds':>13}"


class Room(NamedTuple):
    """Seconds by the clock, CPU seconds of this process and of all others, bytes at most of this process and of the
    largest other."""

    name: str
    wall: float
    here: float
    workers: float
    peak_here: int
    peak_worker: int


class Profile:
    """Gathers what the rooms of one build take; what workers took comes in with their answers."""

    def __init__(self) -> None:
        self.rooms: list[Room] = []
        self.costs: dict[str, Cost] = {}
        self.slowest: dict[str, list[Slow]] = {}
        self.templates: dict[str, Cost] = {}
        self._start()

    def _start(self) -> None:
        self.began = time.perf_counter(), time.process_time(), _children()
        self.workers, self.most = 0, 0
        forget_peak()
        self.here = 0

    def room(self, name: str) -> None:
        """A room came to its end, and the next begins."""
        wall, here, children = self.began
        others = _children() - children
        most = max(self.most, _largest_child() if others else 0)
        took = time.perf_counter() - wall, time.process_time() - here, self.workers / 1e9 + others
        self.rooms.append(Room(name, *took, max(self.here, peak()), most))
        self._start()

    def add(self, taken: Taken, inside: bool) -> None:
        """What a batch took; `inside`: in this process."""
        if inside:  # its clock began anew with each batch
            self.here = max(self.here, taken.peak)
        else:
            self.workers, self.most = self.workers + taken.cpu, max(self.most, taken.peak)
        for what, slow in taken.slowest.items():
            self.slowest[what] = nlargest(SLOWEST, [*self.slowest.get(what, ()), *slow])
        _join(self.costs, taken.costs)
        _join(self.templates, taken.templates)

    def lines(self) -> Iterator[str]:
        """The whole as a short table."""
        yield HEAD
        for name, wall, here, workers, peak_here, peak_worker in self.rooms:
            others = f"{workers:>13.2f}" if peak_worker else " " * 13
            most = f"{peak_worker / 2**20:>14.0f}" if peak_worker else ""
            yield f"{name:<10}{wall:>9.2f}{here:>10.2f}{others}{peak_here / 2**20:>10.0f}{most}"
        for what, doing in (("articles", "read"), ("pages", "rendered")):
            if what in self.costs:
                n, cost = self.costs[what]
                yield f"Slowest {what} to be {doing}, in ms of CPU (on average {cost / n / 1e6:.2f}):"
                yield from (f"{ns / 1e6:>10.2f}  {name}" for ns, name in self.slowest[what])
        if self.templates:
            yield TEMPLATES
            for name, (n, cost) in sorted(self.templates.items(), key=lambda t: (-t[1][1], t[0]))[:SLOWEST]:
                yield f"{name:<24}{n:>9,}{cost / n / 1e6:>11.3f}{cost / 1e9:>13.2f}"


class Watched:
    """An executor whose workers tell what they took (see work.timed)."""

    def __init__(self, executor: Executor, profile: Profile, inside: bool = False) -> None:
        self.executor, self.profile, self.inside = executor, profile, inside

    def map(self, task: str, batches: Iterable[Any], kind: Any) -> Iterator[Any]:
        for answer, taken in self.executor.map(task, batches, tuple[kind, Taken]):
            self.profile.add(taken, self.inside)
            yield answer

    def close(self) -> None:
        self.executor.close()


def _join(all_: dict[str, Cost], more: dict[str, Cost]) -> None:
    for name, (n, cost) in more.items():
        before = all_.get(name, (0, 0))
        all_[name] = before[0] + n, before[1] + cost


def _children() -> float:
    """CPU seconds of programs that were run and have ended: of the one that indexes the search, not of workers."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _largest_child() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << (0 if sys.platform == "darwin" else 10)
