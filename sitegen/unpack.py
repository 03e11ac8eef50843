"""Containers, files that hold many articles, read as folders: which records each holds, and where.

A container that is no plain file of JSON Lines is turned into one below the state folder, once; from then on all
records are slices of such files."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from sitegen import records
from sitegen.config import Config
from sitegen.digest import digest, digest_of, hash31, stamp
from sitegen.errors import SourceError
from sitegen.model import Problem, Source
from sitegen.store import Store
from sitegen.withheld import Withheld

BATCH = 10_000
VERSION = "1"
FOLDER = "records"
NOTHING_WITHHELD = Withheld()
Rewrite = Callable[
    [str, bytes, Mapping[str, str]], bytes
]  # a record's source, line and columns -> what of it may be kept


def unpack(
    config: Config,
    store: Store,
    containers: list[Source],
    known: set[int],
    withheld: Withheld = NOTHING_WITHHELD,
    rewrite: Rewrite = lambda source, line, columns: line,
) -> list[Source]:
    """The records to be read: new ones, and those whose line differs.  `known`, the stamps of what was read, loses
    those that stand."""
    before = store.records.known()
    for gone in before.keys() - {c.path for c in containers}:
        _forget(config, store, gone)
    changed: list[Source] = []
    for container in containers:
        columns = records.columns_of(config.source, container.path)
        of_columns = digest_of(VERSION, repr(sorted(columns.items())))
        mark = digest_of(of_columns, withheld.mark()) if withheld else of_columns
        stamp_then, mark_then, file = before.get(container.path, (0, b"", ""))
        stands = container.stamp and (stamp_then, mark_then) == (container.stamp, mark)
        if not (stands and Path(config.root, file).is_file()):
            _list(config, store, container, columns, mark, of_columns, withheld, rewrite)
        changed += store.records.unknown(container.path, known)
    return changed


def _list(
    config: Config,
    store: Store,
    container: Source,
    columns: Mapping[str, str],
    mark: bytes,
    of_columns: bytes,
    withheld: Withheld,
    rewrite: Rewrite,
) -> None:
    """Stream through a container and note each of its records."""
    spool = config.state / FOLDER / f"{hash31(container.path):08x}.jsonl"
    spool.parent.mkdir(parents=True, exist_ok=True)
    with store.db.transaction():
        store.records.clear(container.path)
        try:
            listing = records.open_records(config.seeds / container.path, container.path, columns, spool)
            entries = iter(listing)
            while batch := list(islice(entries, BATCH)):
                named = [(withheld.known_as(f"{container.path}/{e.key}"), e) for e in batch]
                store.records.add(
                    (path, e.offset, e.length, _stamp(path, e.length, e.digest, of_columns)) for path, e in named
                )
            file, problems = listing.file, listing.problems
        except SourceError as error:
            file, problems = spool, [Problem("read", container.path, error.message, error.hint)]
        if withheld and Path(file) == spool and spool.exists():
            _rewrite(store, container.path, columns, spool, of_columns, rewrite)
        store.records.put(container.path, container.stamp, mark, os.path.relpath(file, config.root), problems)


def _rewrite(
    store: Store, container: str, columns: Mapping[str, str], spool: Path, mark: bytes, rewrite: Rewrite
) -> None:
    """Lines that are kept below the state folder hold nothing that is withheld; what stands for them follows."""
    rows, temporary = [], spool.with_suffix(".new")
    with spool.open("rb") as lines, temporary.open("wb") as kept:
        for source, start, length, known in store.records.rows(container):
            lines.seek(start)
            line = lines.read(length)
            told = rewrite(source, line, columns)
            mine = _stamp(source, len(told), digest(told), mark) if told != line else known
            rows.append((source, kept.tell(), len(told), mine))
            kept.write(told + b"\n")
    store.records.clear(container)
    store.records.add(rows)
    temporary.replace(spool)


def _stamp(source: str, length: int, of_line: bytes, mark: bytes) -> int:
    """Stands for a record's name and content and for what its columns hold, as a file's stamp for the file."""
    both = digest_of(mark, of_line)
    return stamp(source, length, int.from_bytes(both[:8]), int.from_bytes(both[8:]))


def _forget(config: Config, store: Store, path: str) -> None:
    with store.db.transaction():
        store.records.drop(path)
    (config.state / FOLDER / f"{hash31(path):08x}.jsonl").unlink(missing_ok=True)
