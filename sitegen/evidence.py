"""What is known of a source beyond its own bytes: lines that recur over the archive, pictures that lie beside
it, an editor's corrections.

Each is a fact.  Where one changes, the sources that it concerns are read again although their files stand, and no
others; so what a build reads is what a clean build would read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import msgpack

from sitegen import parse, pictures
from sitegen.executor import Executor
from sitegen.model import Correction, Source
from sitegen.scan import Scan
from sitegen.store import Store

BATCH = 512


def settle(store: Store, executor: Executor, found: Scan, corrections: Mapping[str, Correction]) -> list[Source]:
    """Bring the evidence up to date; the sources to be read, in the order of paths: those that changed, and those
    whose evidence did."""
    changed = found.changed
    with store.db.transaction():
        gone = set(store.articles.paths_left(found.left)).difference(s.path for s in changed)
        again = set(_recurrence(store, executor, changed, gone))
        again |= _corrected(store, corrections)
        again.update(pictures.settle(store, executor, found.pictures))
        more = store.articles.read_again(sorted(again.difference(gone, (s.path for s in changed))))
    return sorted([*changed, *more], key=lambda s: s.path) if more else changed


def _recurrence(store: Store, executor: Executor, changed: Sequence[Source], gone: set[str]) -> Iterator[str]:
    """Count the lines of what changed or is gone; sources that hold a line which began or ceased to recur."""
    store.lines.replace((path, b"") for path in gone)
    paths = (s.path for s in changed if parse.is_counted(s.path))
    batches = iter(lambda: list(islice(paths, BATCH)), [])
    for keys in executor.map("lines", batches, list[tuple[str, bytes]]):
        store.lines.replace(keys)
    yield from store.lines.holders(store.lines.settle())


def _corrected(store: Store, corrections: Mapping[str, Correction]) -> set[str]:
    """Sources whose entry in corrections.toml is new, another, or gone."""
    now = {path: msgpack.encode(entry).hex() for path, entry in corrections.items()}
    before = json.loads(store.db.get("corrections", "{}"))
    if now != before:
        store.db.put("corrections", json.dumps(now))
    return {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
