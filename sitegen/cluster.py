"""One map over batches on a Dask cluster: parcels go out, results come back in the order of the batches.

A parcel holds all that its work needs, so workers may be lost and may join at any time: Dask gives a lost parcel to
another worker, and its result is the same.  No more than two parcels a worker are under way, and a result is released
as soon as it is here, so memory does not grow with the archive, neither here nor there."""

from __future__ import annotations

import contextlib
import gc
import pickle
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import Any

import msgspec

from sitegen import errors, objects
from sitegen.digest import digest
from sitegen.errors import ConfigError, SitegenError, WorkerError

Work = Callable[[str, Any], Any]
Opening = Callable[[bytes], Work]
AHEAD = 2
CONNECT, PATIENCE, GLANCE = 30.0, 60.0, 2.0  # seconds: for the scheduler; for a worker to come; between two counts
LARGE = "1GiB"  # parcels are what is sent here, so Dask need not warn of them
CLOSING = 5.0
ORDERS = 3  # that a worker keeps open
DONE, FAILED, REFUSED = b"+", b"!", b"?"
START = "Start one with 'dask worker {0}'; see docs/performance.md."
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class Cluster:
    """The workers of the scheduler at `address`.  `opening` is a function of a module: it makes of `order`, in each
    process that works, what is called for each parcel.  `memo`: object storage where workers keep what they gave, and
    look before they work, or "".  Raises ConfigError, WorkerError."""

    def __init__(self, address: str, opening: Opening, order: bytes, memo: str = "") -> None:
        self.address, self.opening, self.memo = address, opening, memo
        self.client = _connected(address)
        try:
            self.order = self.client.submit(bytes, order, key=f"sitegen-order-{digest(order).hex()}")
            self._seen, self._threads = 0.0, 0
            self._await_workers()
        except BaseException:
            self.client.close()
            raise

    def map(self, task: str, parcels: Iterable[bytes], kind: Any) -> Iterator[Any]:
        """What the work gives for each parcel, in order, as a value of type `kind`."""
        waiting = iter(parcels)
        flying: dict[str, tuple[int, Any]] = {}
        ready: dict[int, bytes] = {}
        arrived: SimpleQueue[Any] = SimpleQueue()
        sent = wanted = 0
        while True:
            while len(flying) + len(ready) < self._room() and (parcel := next(waiting, None)) is not None:
                future = self._sent(task, parcel)
                flying[future.key] = sent, future
                future.add_done_callback(arrived.put)
                sent += 1
            if not flying:
                return
            for future, answer in self._answers(arrived):
                ready[flying.pop(future.key)[0]] = answer
            while wanted in ready:
                yield decode(_checked(ready.pop(wanted)), type=kind)
                wanted += 1

    def close(self) -> None:
        with contextlib.suppress(Exception):  # of a scheduler that is gone nothing is wanted any more
            self.client.close(timeout=CLOSING)

    def _sent(self, task: str, parcel: bytes) -> Any:
        return self.client.submit(work_on, self.opening, self.order, task, parcel, self.memo, pure=False)

    def _answers(self, arrived: SimpleQueue[Any]) -> list[tuple[Any, bytes]]:
        """Those that came since, at least one, as soon as one is there."""
        done = [self._next(arrived)]
        while not arrived.empty():
            done.append(arrived.get())
        self._refuse(done)
        try:  # a result that went with its worker is made again, and waited for
            answers = list(zip(done, self.client.gather(done), strict=True))
        except Exception as error:  # whatever Dask raises where the scheduler is lost
            self._refuse(done)
            raise self._broken(error) from None
        for future in done:
            future.release()
        return answers

    def _refuse(self, done: list[Any]) -> None:
        """Raises WorkerError where one of these can have no result."""
        for future in done:
            if future.status in ("error", "cancelled"):
                raise self._lost(future)

    def _next(self, arrived: SimpleQueue[Any]) -> Any:
        while True:
            try:
                return arrived.get(timeout=PATIENCE)
            except Empty:
                self._await_workers()

    def _room(self) -> int:
        """How many parcels may be under way: two for each thread that works."""
        if time.monotonic() - self._seen > GLANCE:
            try:
                self._threads = sum(self.client.nthreads().values())
            except Exception as error:  # as above
                raise self._broken(error) from None
            self._seen = time.monotonic()
        return AHEAD * max(1, self._threads)

    def _await_workers(self) -> None:
        try:
            self.client.wait_for_workers(1, timeout=PATIENCE)
        except Exception:
            raise WorkerError(
                f"The Dask scheduler at {self.address} has no workers.", START.format(self.address)
            ) from None

    def _lost(self, future: Any) -> SitegenError:
        """Why a parcel has no result: it killed its workers, it cannot run there, or the scheduler is gone."""
        if future.status != "error":
            return self._broken(None)
        error = future.exception()
        if type(error).__name__ == "KilledWorker":
            return WorkerError(
                "Several workers of the cluster died, one after another, at the same articles.",
                "Is there enough memory? Give each more, with --memory-limit of 'dask worker'.",
            )
        if isinstance(error, (ImportError, AttributeError, pickle.UnpicklingError)):
            return WorkerError(
                f"A worker of the cluster cannot run this sitegen: {type(error).__name__}: {error}.",
                "Install the same version with the same extras on every worker, then start the workers anew.",
            )
        return WorkerError("".join(traceback.format_exception(error)))

    def _broken(self, error: Exception | None) -> WorkerError:
        why = f": {type(error).__name__}" if error is not None else ""
        return WorkerError(
            f"The connection to the Dask scheduler at {self.address} was lost{why}.",
            "What was read until then is kept: see that the scheduler runs, then build once more.",
        )


def _connected(address: str) -> Any:
    try:
        import dask
        import distributed
    except ImportError:
        raise ConfigError(
            "Dask is not installed, which executor = 'dask:...' needs.",
            "Install the extra: pip install 'sitegen-archive[dask]'.",
        ) from None
    dask.config.set({"distributed.admin.large-graph-warning-threshold": LARGE})
    try:
        client: Any = distributed.Client
        return client(address, timeout=CONNECT, set_as_default=False, name="sitegen")
    except (OSError, ValueError, TypeError) as error:  # TimeoutError is one
        raise WorkerError(
            f"There is no Dask scheduler at {address}: {str(error) or type(error).__name__}.",
            "Start one with 'dask scheduler', or correct the address; see docs/performance.md.",
        ) from None


# ---- in the processes that work

_lock = threading.Lock()
_opened: dict[bytes, Work] = {}
_settled: set[str] = set()


def work_on(opening: Opening, order: bytes, task: str, parcel: bytes, memo: str = "") -> bytes:
    """One parcel, in a worker: what its work gives, or what went wrong, packed.

    A worker may have several threads, but what reads is made for one at a time."""
    try:
        name = f"{digest(order).hex()}/{task}-{digest(parcel).hex()}"
        known = _recalled(memo, name) if memo else None
        if known is not None:
            return DONE + known
        with _lock:
            answer = encode(_work_of(opening, order)(task, parcel))
            _settle(task)
        if memo:
            _keep(memo, name, answer)
        return DONE + answer
    except SitegenError as error:
        return REFUSED + encode((type(error).__name__, error.message, error.hint))
    except Exception:  # a bug of ours: Dask is not to try it again
        return FAILED + traceback.format_exc().encode()


def _work_of(opening: Opening, order: bytes) -> Work:
    """What was opened for this order; of the orders of other builds, the last few are kept."""
    mark = digest(order)
    if mark not in _opened:
        if len(_opened) >= ORDERS:
            del _opened[next(iter(_opened))]
        _settled.clear()
        _opened[mark] = opening(order)
    return _opened[mark]


def _settle(task: str) -> None:
    """After the first of each task: the models and tables that were loaded for it stay, so the garbage collector need
    not go over them again and again."""
    if task not in _settled:
        _settled.add(task)
        gc.freeze()


def _recalled(memo: str, name: str) -> bytes | None:
    """What some worker, of this build or an earlier one, gave for the same parcel and order."""
    try:
        kept = objects.get(memo, name)
    except SitegenError:
        raise
    except Exception as error:
        raise _unusable(memo, error) from None
    if kept is None or digest(kept[16:]) != kept[:16]:
        return None
    return kept[16:]


def _keep(memo: str, name: str, answer: bytes) -> None:
    try:
        objects.put(memo, name, digest(answer) + answer)
    except Exception as error:
        raise _unusable(memo, error) from None


def _unusable(memo: str, error: Exception) -> WorkerError:
    return WorkerError(
        f"The memo at {memo} cannot be used: {objects.told(error)}.",
        "Look at cloud.memo, and at the credentials in the environment of the workers.",
    )


def _checked(answer: bytes) -> memoryview:
    if answer[:1] == FAILED:
        raise WorkerError(answer[1:].decode())
    if answer[:1] == REFUSED:
        name, message, hint = decode(answer[1:])
        raise getattr(errors, name)(message, hint)
    return memoryview(answer)[1:]
