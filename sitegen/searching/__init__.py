"""The search of the site: shards whose pages changed are indexed again, the others stand.

A shard's mark is a digest of all that it was made of, so there is no second notion of what is stale.  Its files are
named by what they hold: new ones are written beside the old, then the file that names them takes the place of the old
one, then what is named no more goes.  So a build that is killed leaves a search that is whole, the old or the new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sitegen import search
from sitegen.config import Config
from sitegen.digest import digest_of
from sitegen.search import Engine, Record
from sitegen.searching import folders
from sitegen.searching.parts import Part, parts
from sitegen.store import Store

__all__ = ["bring_up_to_date", "forget", "remove", "unsettle"]
VERSION = "1"
CORE = ""  # the folder search/ itself: Pagefind's program, and which shards there are
Step = Callable[[int, int], None]


def unsettle(store: Store) -> None:
    """Pages are about to change: all shards are compared with them next time, in this build or another."""
    store.db.put("searched", b"")


def bring_up_to_date(store: Store, config: Config, step: Step) -> list[str]:
    """Make the search agree with the pages that stand; the names of the shards that were indexed.  `step`: called with
    how many pages are done and how many there are.  Raises SearchError; what was not done is done next time."""
    if not config.searchable:
        forget(store, config.site)
        return []
    return Searching(store, config, step).run()


def forget(store: Store, site: Path) -> None:
    """No search any more."""
    remove(site)
    for name in store.shards.all():
        store.shards.drop(name)


def remove(site: Path) -> None:
    """Remove every file of the search, and nothing else."""
    for name in (*folders.names(site), CORE):
        folders.keep(site, name, ())


class Searching:
    """One run.  `method`: digest of what makes the same pages another index."""

    def __init__(self, store: Store, config: Config, step: Step) -> None:
        self.store, self.site, self.step = store, config.site, step
        self.language = config.language.split("-")[0].lower()
        self.method = digest_of(VERSION, search.fingerprint(), self.language)
        self.known = store.shards.all()
        self.done, self.total = 0, 0

    def run(self) -> list[str]:
        standing = {name for name, (_, seen) in self.known.items() if seen == folders.seen(self.site, name)}
        if standing == self.known.keys() and self.store.db.get("searched") == self.method:
            return []
        wanted = parts(self.store, self.site, self.language)
        marks = {part.name: part.mark(self.method) for part in wanted}
        stale = [p for p in wanted if p.name not in standing or self.known[p.name][0] != marks[p.name]]
        core = digest_of(self.method, *marks)
        if stale or CORE not in standing or self.known[CORE][0] != core:
            self._index(stale, marks, core)
        for name in sorted({*self.known, *folders.names(self.site)} - marks.keys() - {CORE}):
            self._drop(name)
        self.store.db.put("searched", self.method)
        return [part.name for part in stale]

    def _index(self, stale: Sequence[Part], marks: dict[str, bytes], core: bytes) -> None:
        self.total = sum(part.size for part in stale)
        with search.running() as engine:
            for part in stale:
                self._put(part.name, search.core(self._files(engine, part)), marks[part.name])
            self._put(CORE, self._core(engine, list(marks)), core)

    def _files(self, engine: Engine, part: Part) -> dict[str, bytes]:
        index = engine.index(self.language)
        for _ in part.fill(engine, index):
            self.done += 1
            self.step(self.done, self.total)
        return engine.files(index)

    def _core(self, engine: Engine, names: list[str]) -> dict[str, bytes]:
        """Pagefind's program, and the list of shards in the order of time."""
        index = engine.index(self.language)
        engine.add_record(index, Record("index.html", "index", self.language, "", ""))  # of nothing it makes no index
        found = search.program(engine.files(index), self.language)
        return {**found, folders.SHARDS: msgspec.json.encode({"shards": names})}

    def _put(self, name: str, files: dict[str, bytes], mark: bytes) -> None:
        folders.write(self.site, name, files)
        folders.keep(self.site, name, files)
        self.store.shards.put(name, mark, folders.seen(self.site, name))

    def _drop(self, name: str) -> None:
        folders.keep(self.site, name, ())
        self.store.shards.drop(name)
