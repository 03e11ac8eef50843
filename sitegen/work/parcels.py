"""Sources with all that reading them asks of the archive, packed to be read where its disk is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen import parse
from sitegen.errors import SourceError
from sitegen.model import Correction, Record
from sitegen.work.patterns import Pattern
from sitegen.work.reader import Asked, Failed, ReadResult
from sitegen.work.worker import Worker

LARGE = 4 << 20  # bytes of sources in a parcel, a source more at most: a scheduler holds some for each worker


class Carried(Struct, frozen=True, array_like=True, omit_defaults=True):
    """One source: its bytes, or why it cannot be read (message, hint); pictures that lie beside it; what editors state
    of it; what its columns hold, if it is a record."""

    path: str
    data: bytes = b""
    columns: dict[str, str] | None = None
    failed: tuple[str, str] | None = None
    images: tuple[str, ...] = ()
    people: dict[str, str] = {}
    correction: Correction | None = None


class Parcel(Struct, frozen=True, array_like=True, omit_defaults=True):
    """One batch, or a part.  `levels`: key -> level, of the lines that recur; `has_pictures`: is there any in the
    archive; `patterns`: to be looked for, where that is the task.  Nothing in it tells when or for which build it was
    packed, so the same sources give the same parcel."""

    sources: tuple[Carried, ...]
    levels: dict[int, int] = {}
    has_pictures: bool = False
    patterns: tuple[Pattern, ...] = ()


class Packer:
    """Packs what a task is about, and unpacks what it gave.  `worker` reads sources and renders cards here."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.reader = worker, worker.reader

    def packed(self, task: str, batch: Any) -> Iterator[tuple[bytes, bool]]:
        """The parcels of a batch of "lines", "patterns" or "read": mostly one, several where sources are large; each
        with whether it is the last."""
        known = Parcel(())
        paths: Sequence[str] = batch
        if task != "lines":
            patterns, paths = batch if task == "patterns" else ((), [path for path, _, _ in batch])
            levels = self.reader.view.lines.levels_in([path for path in paths if parse.is_counted(path)])
            known = Parcel((), levels, self.reader.any_pictures(), tuple(patterns))
        sources: list[Carried] = []
        size = 0
        for path in paths:
            if size > LARGE:
                yield _encoded(known, sources), False
                sources, size = [], 0
            sources.append(self._carried(path, known.has_pictures))
            size += len(sources[-1].data)
        yield _encoded(known, sources), True

    def _carried(self, path: str, has_pictures: bool) -> Carried:
        stated = self.reader.stated
        try:
            data, columns = self.reader.source(path)
        except SourceError as error:
            return Carried(path, failed=(error.message, error.hint))
        return Carried(
            path,
            data,
            None if columns is None else dict(columns),
            images=self.reader.beside(path) if has_pictures else (),
            people=dict(stated.people.get(path, {})),
            correction=stated.corrections.get(path),
        )

    def unpacked(self, batch: Sequence[Asked], result: ReadResult) -> tuple[list[Record], list[Failed]]:
        """What reading gave, with the stamps and the addresses of this build, and with cards."""
        asked = {path: (stamp, address) for path, stamp, address in batch}
        records = [self._at(record, *asked[record.path]) for record in result[0]]
        html = self.worker.cards([record.card for record in records])
        failed = [(path, asked[path][0], problem) for path, _, problem in result[1]]
        return [structs.replace(r, html=h) for r, h in zip(records, html, strict=True)], failed

    def _at(self, record: Record, stamp: int, address: str) -> Record:
        address = self.reader.kept_address(record.path, address)
        card = structs.replace(record.card, address=address) if address else record.card
        return structs.replace(record, stamp=stamp, card=card)


def joined(task: str, parts: Sequence[Any]) -> Any:
    """What the parcels of one batch gave, together."""
    if len(parts) == 1:
        return parts[0]
    if task == "read":
        return tuple([one for part in parts for one in part[n]] for n in (0, 1))
    return [one for part in parts for one in part]


def _encoded(known: Parcel, sources: Sequence[Carried]) -> bytes:
    return msgspec.msgpack.encode(structs.replace(known, sources=tuple(sources)))
