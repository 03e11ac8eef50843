"""What work costs, measured where it is done: CPU time an article, a page and a template, and memory.

Without --profile none of this is there, so it costs nothing; with it, two looks at a clock an article or page."""

from __future__ import annotations

import contextlib
import resource
import sys
import time
from collections.abc import Callable
from heapq import nlargest
from typing import Any

from msgspec import Struct

SLOWEST = 10
WITH_MORE = "(the first of its process, with what is loaded then)"
Slow = tuple[int, str]  # nanoseconds, name
Cost = tuple[int, int]  # how many, nanoseconds together


class Taken(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What one batch took: CPU nanoseconds in all, the most memory of its process meanwhile in bytes; by class
    ("articles", "pages") how many there were, what they cost together, and the slowest; by template the same."""

    cpu: int
    peak: int
    costs: dict[str, Cost] = {}
    slowest: dict[str, list[Slow]] = {}
    templates: dict[str, Cost] = {}


class Timed:
    """A worker that gives, with each answer, what it took."""

    def __init__(self, work: Any) -> None:
        self.work = work

    def __getstate__(self) -> dict[str, Any]:
        return {"work": self.work}

    def __call__(self, task: str, batch: Any) -> tuple[Any, Taken]:
        clock: Clock = self.__dict__.get("clock") or self._wound()
        began = time.process_time_ns()
        clock.start()
        answer = self.work(task, batch)
        return answer, clock.taken(time.process_time_ns() - began)

    def _wound(self) -> Clock:
        """A clock that looks at each article that is read, each page, and each template that is rendered."""
        self.clock = clock = Clock()
        reader = getattr(self.work, "reader", self.work)
        reader._record = clock.looking_at("articles", reader._record, lambda read: read[0].path)
        printer = getattr(self.work, "printer", None)
        if printer is not None:
            printer._page = clock.looking_at("pages", printer._page, lambda page: page[0])
            printer.renderer.page = clock.looking_at_templates(printer.renderer.page)
        return clock

    def close(self) -> None:
        self.work.close()


class Clock:
    """Of one process."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.seen: dict[str, list[Slow]] = {}
        self.templates: dict[str, Cost] = {}
        forget_peak()

    def looking_at(self, what: str, do: Callable[..., Any], name: Callable[[Any], str]) -> Callable[..., Any]:
        loaded = " " + WITH_MORE

        def timed(*given: Any) -> Any:
            nonlocal loaded
            began = time.thread_time_ns()
            answer = do(*given)
            self.seen.setdefault(what, []).append((time.thread_time_ns() - began, name(answer) + loaded))
            loaded = ""
            return answer

        return timed

    def looking_at_templates(self, do: Callable[..., bytes]) -> Callable[..., bytes]:
        def timed(path: str, template: str, context: dict[str, Any]) -> bytes:
            began = time.thread_time_ns()
            data = do(path, template, context)
            n, cost = self.templates.get(template, (0, 0))
            self.templates[template] = n + 1, cost + time.thread_time_ns() - began
            return data

        return timed

    def taken(self, cpu: int) -> Taken:
        costs = {what: (len(seen), sum(cost for cost, _ in seen)) for what, seen in self.seen.items()}
        slowest = {what: nlargest(SLOWEST, seen) for what, seen in self.seen.items()}
        return Taken(cpu, peak(), costs, slowest, self.templates)


def peak() -> int:
    """The most memory, in bytes, that this process held since `forget_peak`; where that cannot be told (it can on
    Linux), since it began."""
    with contextlib.suppress(OSError), open("/proc/self/status", "rb") as f:
        for line in f:
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << (0 if sys.platform == "darwin" else 10)


def forget_peak() -> None:
    """Let the next `peak` tell of the time from now on."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "wb") as f:
        f.write(b"5")
