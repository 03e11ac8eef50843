"""Sources with all that reading them asks of the archive, packed to be read where its disk is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct, structs

from sitegen import parse
from sitegen.errors import SourceError
from sitegen.model import Correction, Record
from sitegen.work.extracts import card_context
from sitegen.work.patterns import Pattern
from sitegen.work.reader import Asked, Failed, ReadResult
from sitegen.work.worker import Worker


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
    """One batch.  `levels`: key -> level, of the lines that recur; `has_pictures`: is there any in the archive;
    `patterns`: to be looked for, where that is the task.  Nothing in it tells when or for which build it was packed,
    so the same sources give the same parcel."""

    sources: tuple[Carried, ...]
    levels: dict[int, int] = {}
    has_pictures: bool = False
    patterns: tuple[Pattern, ...] = ()


class Packer:
    """Packs what a task is about, and unpacks what it gave.  `worker` reads sources and renders cards here."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.reader = worker, worker.reader

    def packed(self, task: str, batch: Any) -> bytes:
        """The parcel of a batch of "lines", "patterns" or "read"."""
        if task == "lines":
            parcel = Parcel(tuple(self._carried(path, False) for path in batch))
        elif task == "patterns":
            parcel = self._known(batch[1], tuple(batch[0]))
        else:
            parcel = self._known([path for path, _, _ in batch])
        return msgspec.msgpack.encode(parcel)

    def _known(self, paths: Sequence[str], patterns: Sequence[Pattern] = ()) -> Parcel:
        """Sources with what is known of them beyond their bytes."""
        has_pictures = self.reader.any_pictures()
        levels = self.reader.view.lines.levels_in([path for path in paths if parse.is_counted(path)])
        sources = tuple(self._carried(path, has_pictures) for path in paths)
        return Parcel(sources, levels, has_pictures, tuple(patterns))

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
        records = [_at(record, *asked[record.path]) for record in result[0]]
        html = self.worker.renderer.cards([card_context(record.card) for record in records])
        failed = [(path, asked[path][0], problem) for path, _, problem in result[1]]
        return [structs.replace(r, html=h) for r, h in zip(records, html, strict=True)], failed


def _at(record: Record, stamp: int, address: str) -> Record:
    card = structs.replace(record.card, address=address) if address else record.card
    return structs.replace(record, stamp=stamp, card=card)
