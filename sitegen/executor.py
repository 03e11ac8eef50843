"""One map over batches: in this process, or in N children with two batches in flight each.

A batch goes and comes as msgpack over a pipe; what a worker can read itself is not sent.  Results come in
the order of the batches, so that nothing depends on which worker was faster."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, cast

import msgspec

from sitegen import errors
from sitegen.errors import SitegenError, WorkerError

Work = Callable[[str, Any], Any]
AHEAD = 2
DONE, FAILED, REFUSED = b"+", b"!", b"?"
DIED = "A worker process died.", "Is there enough memory? Try --jobs 1."
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class Executor(Protocol):
    """`map` yields what `work(task, batch)` gives for each batch, in order, as a value of type `kind`."""

    def map(self, task: str, batches: Iterable[Any], kind: Any) -> Iterator[Any]: ...
    def close(self) -> None: ...


class Serial:
    """In this process.  Results pass through msgpack, so that both kinds give the same types."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def map(self, task: str, batches: Iterable[Any], kind: Any) -> Iterator[Any]:
        for batch in batches:
            yield decode(encode(self.work(task, batch)), type=kind)

    def close(self) -> None:
        close = getattr(self.work, "close", None)
        if close is not None:
            close()


class Processes:
    """N children.  Forked on Linux (what was loaded before is shared), spawned elsewhere: `work` must pickle."""

    def __init__(self, n: int, work: Work) -> None:
        forked = sys.platform == "linux"
        context: Any = multiprocessing.get_context("fork" if forked else "spawn")
        self.pipes: list[Connection] = []
        self.children = []
        for _ in range(n):
            ours, theirs = context.Pipe()
            child = context.Process(
                target=_serve, args=(theirs, work, [*self.pipes, ours] if forked else []), daemon=True
            )
            child.start()
            theirs.close()
            self.pipes.append(ours)
            self.children.append(child)

    def map(self, task: str, batches: Iterable[Any], kind: Any) -> Iterator[Any]:
        waiting = enumerate(batches)
        flying: dict[Connection, list[int]] = {pipe: [] for pipe in self.pipes}
        ready: dict[int, Any] = {}
        wanted = 0

        def feed(pipe: Connection) -> bool:
            for n, batch in waiting:
                _send(pipe, encode((task, batch)))
                flying[pipe].append(n)
                return True
            return False

        for _ in range(AHEAD):
            for pipe in self.pipes:
                feed(pipe)
        while any(flying.values()):
            for ready_pipe in wait([p for p, sent in flying.items() if sent]):
                pipe = cast("Connection", ready_pipe)
                ready[flying[pipe].pop(0)] = _received(pipe, kind)
            while wanted in ready:
                yield ready.pop(wanted)
                wanted += 1
            for pipe, sent in flying.items():  # a batch that others wait for keeps back who is far ahead
                while len(sent) < AHEAD and len(ready) < AHEAD * len(self.pipes) and feed(pipe):
                    pass

    def close(self) -> None:
        for pipe in self.pipes:
            with contextlib.suppress(OSError):
                pipe.send_bytes(b"")
            pipe.close()
        for child in self.children:
            child.join(10)


def _send(pipe: Connection, data: bytes) -> None:
    try:
        pipe.send_bytes(data)
    except OSError:
        raise WorkerError(*DIED) from None


def _received(pipe: Connection, kind: Any) -> Any:
    try:
        raw = pipe.recv_bytes()
    except (EOFError, ConnectionError):
        raise WorkerError(*DIED) from None
    if raw[:1] == FAILED:
        raise WorkerError(raw[1:].decode())
    if raw[:1] == REFUSED:
        name, message, hint = decode(raw[1:])
        raise getattr(errors, name)(message, hint)
    return decode(memoryview(raw)[1:], type=kind)


def collect_seldom() -> None:
    """Let the garbage collector look at what is new only, and not often: a build makes many small objects and
    few cycles, and the collector's passes over templates and models cost a tenth of the time.  For a process
    that ends with its build; the preview, which builds again and again, does without."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)


def _serve(pipe: Connection, work: Work, others: list[Connection]) -> None:
    for other in others:
        other.close()
    collect_seldom()
    try:
        while raw := pipe.recv_bytes():
            task, batch = decode(raw)
            try:
                answer = DONE + encode(work(task, batch))
            except SitegenError as error:
                answer = REFUSED + encode((type(error).__name__, error.message, error.hint))
            except Exception:  # a bug of ours, not a bad article: the parent says so
                answer = FAILED + traceback.format_exc().encode()
            pipe.send_bytes(answer)
    except (EOFError, KeyboardInterrupt, ConnectionError):
        pass
    os._exit(0)
