"""What is known of a source beyond its own bytes: lines that recur over the archive, pictures that lie beside
it, what editors state of it.

Each is a fact.  Where one changes, the sources that it concerns are read again although their files stand, and no
others; so what a build reads is what a clean build would read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from msgspec import msgpack

from sitegen import parse, pictures
from sitegen.executor import Executor
from sitegen.model import Source, Stated
from sitegen.scan import Scan
from sitegen.store import Store

BATCH = 512
Pattern = tuple[str, str]


def settle(store: Store, executor: Executor, found: Scan, stated: Stated) -> list[Source]:
    """Bring the evidence up to date; the sources to be read, in the order of paths: those that changed, and those
    whose evidence did."""
    changed = found.changed
    with store.db.transaction():
        gone = set(store.articles.paths_left(found.left)).difference(s.path for s in changed)
        again = set(_recurrence(store, executor, changed, gone))
        corrections = {path: msgpack.encode(entry).hex() for path, entry in stated.corrections.items()}
        again |= _restated(store, "corrections", corrections)
        again |= _restated(store, "assigned people", {path: dict(names) for path, names in stated.people.items()})
        again.update(_patterns(store, executor, stated.patterns))
        again.update(pictures.settle(store, executor, found.pictures))
        more = store.articles.read_again(sorted(again.difference(gone, (s.path for s in changed))))
    return sorted([*changed, *more], key=lambda s: s.path) if more else changed


def looked_at(store: Store, stated: Stated) -> int:
    """How many sources are looked at for patterns that changed."""
    return store.articles.count() if set(_patterns_before(store)) != set(stated.patterns) else 0


def _recurrence(store: Store, executor: Executor, changed: Sequence[Source], gone: set[str]) -> Iterator[str]:
    """Count the lines of what changed or is gone; sources that hold a line which began or ceased to recur."""
    store.lines.replace((path, b"") for path in gone)
    paths = (s.path for s in changed if parse.is_counted(s.path))
    batches = iter(lambda: list(islice(paths, BATCH)), [])
    for keys in executor.map("lines", batches, list[tuple[str, bytes]]):
        store.lines.replace(keys)
    yield from store.lines.holders(store.lines.settle())


def _patterns(store: Store, executor: Executor, now: Sequence[Pattern]) -> Iterator[str]:
    """Sources matched by a pattern that is new or stated no more: one pass over the texts, for these patterns alone."""
    changed = sorted(set(_patterns_before(store)) ^ set(now))
    if changed:
        store.db.put("patterns", json.dumps(now))
        batches = ((changed, paths) for paths in store.articles.paths(BATCH))
        for matched in executor.map("patterns", batches, list[str]):
            yield from matched


def _patterns_before(store: Store) -> list[Pattern]:
    return [(pattern, tag) for pattern, tag in json.loads(store.db.get("patterns", "[]"))]


def _restated(store: Store, what: str, now: Mapping[str, object]) -> set[str]:
    """Sources of which editors state something new, another thing, or nothing any more."""
    before = json.loads(store.db.get(what, "{}"))
    if now != before:
        store.db.put(what, json.dumps(now))
    return {path for path in now.keys() | before.keys() if now.get(path) != before.get(path)}
