"""What is known of a source beyond its own bytes: lines that recur over the archive, pictures that lie beside
it, what editors state of it.

Each is a fact.  Where one changes, the sources that it concerns are read again although their files stand, and no
others; so what a build reads is what a clean build would read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec import msgpack

from sitegen import parse, pictures
from sitegen.digest import digest
from sitegen.executor import Executor
from sitegen.images import Picture
from sitegen.model import Source, Stated
from sitegen.scan import Scan
from sitegen.store import Store
from sitegen.withheld import Withheld

BATCH = 512
NOTHING_WITHHELD = Withheld()
Pattern = tuple[str, str]


class Known(NamedTuple):
    """Of the takedowns that texts were read under: what stands for each, and the sources that it concerns."""

    marks: Mapping[str, str] = {}
    sources: Mapping[str, Sequence[str]] = {}


def settle(
    store: Store, executor: Executor, found: Scan, stated: Stated, withheld: Withheld = NOTHING_WITHHELD
) -> list[Source]:
    """Bring the evidence up to date; the sources to be read, in the order of paths: those that changed, and those
    whose evidence did."""
    changed = found.changed
    with store.db.transaction():
        gone = set(store.articles.paths_left(found.left)).difference(s.path for s in changed)
        again = _withheld(store, executor, changed, gone, withheld)
        others = again.difference(gone, (s.path for s in changed))  # their lines are others without what is withheld
        again.update(_recurrence(store, executor, [*(s.path for s in changed), *sorted(others)], gone))
        corrections = {path: digest(msgpack.encode(entry)).hex() for path, entry in stated.corrections.items()}
        again |= _restated(store, "corrections", corrections)
        again |= _restated(store, "assigned people", {path: dict(names) for path, names in stated.people.items()})
        again.update(_patterns(store, executor, stated.patterns))
        again.update(pictures.settle(store, executor, found.pictures))
        more = store.articles.read_again(sorted(again.difference(gone, (s.path for s in changed))))
    return sorted([*changed, *more], key=lambda s: s.path) if more else changed


def looked_at(store: Store, stated: Stated) -> int:
    """How many sources are looked at for patterns that changed."""
    return store.articles.count() if set(_patterns_before(store)) != set(stated.patterns) else 0


def _recurrence(store: Store, executor: Executor, changed: Sequence[str], gone: set[str]) -> Iterator[str]:
    """Count the lines of what changed or is gone; sources that hold a line which began or ceased to recur."""
    store.lines.replace((path, b"") for path in gone)
    paths = (path for path in changed if parse.is_counted(path))
    batches = iter(lambda: list(islice(paths, BATCH)), [])
    for keys in executor.map("lines", batches, list[tuple[str, bytes]]):
        store.lines.replace(keys)
    yield from store.lines.holders(store.lines.settle())


def _withheld(
    store: Store, executor: Executor, changed: Sequence[Source], gone: set[str], withheld: Withheld
) -> set[str]:
    """Sources out of which an entry of takedowns.toml takes something that is new, another one, or gone: those that the
    store remembers for it, and, where an entry is new, those in which one pass over the texts finds a name.  Which
    these are is known of what changed too, in case the entry is taken out again."""
    before = Known(**json.loads(store.db.get("withheld", "{}")))
    marks = withheld.marks()
    if not marks and not before.marks:
        return set()
    others = {key for key in marks.keys() | before.marks.keys() if marks.get(key) != before.marks.get(key)}
    if others:
        _distrust_credits(store)
    again = {path for key in others for path in before.sources.get(key, ())}
    looked_at = {s.path for s in changed}
    sources = {key: set(before.sources.get(key, ())) - looked_at - gone for key in marks if key not in others}
    batches = [*_cut(sorted(looked_at))]
    if others & marks.keys():
        every = (path for paths in store.articles.paths(BATCH) for path in paths)
        batches += _cut(path for path in every if path not in looked_at and path not in gone)
    for rows in executor.map("withheld", iter(batches), list[tuple[str, list[str]]]):
        for path, keys in rows:
            again |= {path} if others.intersection(keys) else set()
            for key in keys:
                sources.setdefault(key, set()).add(path)
    known = {"marks": marks, "sources": {key: sorted(paths) for key, paths in sorted(sources.items())}}
    store.db.put("withheld", json.dumps(known))
    return again


def _distrust_credits(store: Store) -> None:
    """Pictures that tell in words by whom they are, or what they show, are to be looked at again."""
    rows = ((n, msgpack.decode(facts, type=Picture)) for n, facts in store.pictures.facts())
    store.pictures.distrust_some([n for n, picture in rows if picture.credit or picture.caption])


def _cut(paths: Iterable[str]) -> Iterator[list[str]]:
    every = iter(paths)
    return iter(lambda: list(islice(every, BATCH)), [])


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
