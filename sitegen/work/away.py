"""Reading on another machine: from parcels, with nothing of the archive's disk or store.

What a process needs once is an `Order`; it is small, and everything heavy is opened by it there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

import sitegen
from sitegen import annotate, parse, versions, vocabulary
from sitegen.config import Annotate, Config, Publish
from sitegen.digest import digest_of
from sitegen.errors import SourceError, WorkerError
from sitegen.model import Stated
from sitegen.store.lines import hashed
from sitegen.vocabulary import Assigner, Vocabulary
from sitegen.withheld import Withheld
from sitegen.work.parcels import Carried, Parcel
from sitegen.work.patterns import Pattern
from sitegen.work.reader import Reader, Recurring
from sitegen.work.timed import Timed

Work = Callable[[str, Any], Any]
PACKAGE = Path(sitegen.__file__).parent


class Order(Struct, frozen=True):
    """What reading depends on besides its parcels.  `program` stands for the program with its data and libraries,
    `vocabulary` is the content of that file, None where there is none or it is not to be used; `profiled`: is told what
    it takes."""

    version: str
    program: bytes
    permalink: str
    model: str
    confidence: float
    patterns: tuple[Pattern, ...]
    settled: bool
    vocabulary: str | None
    withheld: Withheld
    profiled: bool = False


def order_of(config: Config, stated: Stated, settled: bool, withheld: Withheld, profiled: bool) -> bytes:
    """The order of a build, packed."""
    file = config.seeds / vocabulary.FILE
    text = file.read_text("utf-8") if settled and config.annotate.model != "none" and file.is_file() else None
    order = Order(
        sitegen.__version__,
        program(config.annotate.model),
        config.permalink,
        config.annotate.model,
        config.publish.confidence,
        tuple(stated.patterns),
        settled,
        text,
        withheld,
        profiled,
    )
    return msgspec.msgpack.encode(order)


def open_work(packed: bytes) -> Work:
    """The worker of an order.  Raises WorkerError where the program here is another than where it was given."""
    order = msgspec.msgpack.decode(packed, type=Order)
    if order.program != program(order.model):
        raise WorkerError(
            f"The worker on {socket.gethostname()} runs another sitegen ({_told(sitegen.__version__)}) than this "
            f"machine ({_told(order.version)}), or reads with other libraries.",
            "Install the same version with the same extras on every worker, then start the workers anew.",
        )
    return Timed(AwayReader(order)) if order.profiled else AwayReader(order)


@cache
def program(model: str) -> bytes:
    """16 bytes that stand for this program: its modules, what it reads with, its libraries."""
    modules = (part for path in sorted(PACKAGE.rglob("*.py")) for part in (path.name, path.read_bytes()))
    return digest_of(sitegen.__version__, parse.fingerprint(), annotate.fingerprint(model), versions.METHOD, *modules)


def _told(version: str) -> str:
    return f"version {version}"


class AwayReader(Reader):
    """Reads one parcel after another."""

    def __init__(self, order: Order) -> None:
        config = Config(
            permalink=order.permalink, annotate=Annotate(order.model), publish=Publish(confidence=order.confidence)
        )
        super().__init__(config, Stated(patterns=order.patterns), order.settled, order.withheld)
        self.order, self.parcel = order, Parcel(())
        self.carried: dict[str, Carried] = {}

    def __call__(self, task: str, packed: bytes) -> Any:
        """What `Worker` gives for this task, but for cards, stamps and known addresses, which have no place here."""
        self._open(msgspec.msgpack.decode(packed, type=Parcel))
        paths = list(self.carried)
        if task == "lines":
            return self.keys(paths)
        if task == "patterns":
            return self.matched((self.parcel.patterns, paths))
        return self.read([(path, 0, "") for path in paths])

    def _open(self, parcel: Parcel) -> None:
        self.parcel, self.carried = parcel, {source.path: source for source in parcel.sources}
        self.has_pictures = parcel.has_pictures
        corrections = {s.path: s.correction for s in parcel.sources if s.correction is not None}
        self.stated = Stated(corrections, {s.path: s.people for s in parcel.sources}, self.order.patterns)

    @property
    def assigner(self) -> Assigner:
        return _assigner(self.order.vocabulary)

    def any_pictures(self) -> bool:
        return self.parcel.has_pictures

    def beside(self, path: str) -> tuple[str, ...]:
        return self.carried[path].images

    def recurring(self) -> Recurring:
        return self._levels

    def _levels(self, lines: Sequence[str]) -> dict[str, int]:
        found = ((line, self.parcel.levels.get(hashed(line))) for line in lines) if self.parcel.levels else ()
        return {line: level for line, level in found if level}

    def source(self, path: str) -> tuple[bytes, Mapping[str, str] | None]:
        source = self.carried[path]
        if source.failed is not None:
            raise SourceError(*source.failed)
        return source.data, source.columns


@cache
def _assigner(text: str | None) -> Assigner:
    return Assigner(None if text is None else Vocabulary.of(text))
