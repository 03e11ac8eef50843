"""Articles that lie on object storage, brought into seeds/ before a build; what is gone there goes here.

The machine that builds needs every text when it renders its page, so they are brought once and lie with the others;
from then on nothing differs.  seeds/.inputs.jsonl remembers what was brought: only that is ever replaced or removed."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import objects
from sitegen.config import Config
from sitegen.errors import ConfigError

BROUGHT = ".inputs.jsonl"
WRITTEN_HERE = ("addresses.tsv", "vocabulary.tsv")  # by builds, so they are never brought
AT_ONCE, SHOWN = 16, 5


class Brought(Struct, frozen=True, array_like=True):
    """One object: its path, what stands for its content there, and size and time of the file that was made of it."""

    path: str
    mark: str
    size: int
    mtime_ns: int


def bring(config: Config) -> list[str]:
    """Bring seeds/ up to date with `cloud.inputs`; sentences for the reader of the build.  Raises ConfigError.

    It is done by a process of its own: what speaks to object storage has threads, and a build forks."""
    if not config.cloud.inputs:
        return []
    config.seeds.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        told, problem = process.submit(mirror, config.cloud.inputs, str(config.seeds)).result()
    if problem:
        raise ConfigError(*problem)
    return told


def mirror(url: str, seeds: str) -> tuple[list[str], tuple[str, str] | None]:
    """(what was done, in sentences; what stopped it: message and hint)."""
    try:
        return _Mirror(url, Path(seeds)).run(), None
    except ConfigError as error:
        return [], (error.message, error.hint)


class _Mirror:
    def __init__(self, url: str, seeds: Path) -> None:
        self.url, self.seeds, self.store = url, seeds, objects.opened(url)
        self.before = {b.path: b for b in _remembered(seeds / BROUGHT)}
        self.kept: list[str] = []

    def run(self) -> list[str]:
        there = {path: (mark, meta) for path, mark, meta in self._listed()}
        if self.before and not there:
            raise ConfigError(
                f"There is nothing at {self.url} any more, from where {len(self.before):,} files were brought.",
                "See that the address is right; to give them up, remove them from seeds/ and cloud.inputs.",
            )
        wanted = [(path, mark, meta) for path, (mark, meta) in there.items() if self._is_wanted(path, mark)]
        now = {path: self.before[path] for path in there if path in self.before}
        try:
            with ThreadPoolExecutor(AT_ONCE) as threads:
                for brought in threads.map(lambda one: self._fetched(*one), wanted):
                    now[brought.path] = brought
        except Exception as error:  # obstore's, or the disk's
            raise self._broken(error) from None
        finally:
            self._remember({**self.before, **now})  # what was brought is ours, whatever happens to the rest
        gone = [path for path in sorted(self.before.keys() - there.keys()) if self._removed(path)]
        self._remember(now)
        return self._told(len(wanted), len(gone))

    def _listed(self) -> Iterator[tuple[str, str, Any]]:
        """(path, what stands for its content, what is known of it) of each object that may be a source."""
        import obstore

        try:
            for part in obstore.list(self.store):
                for meta in part:
                    if _may_be_source(meta["path"]):
                        mark = f"{meta['e_tag'] or meta['last_modified'].isoformat()} {meta['size']}"
                        yield meta["path"], mark, meta
        except Exception as error:  # as above
            raise self._broken(error) from None

    def _is_wanted(self, path: str, mark: str) -> bool:
        """Is it to be brought?  What lies in seeds/ and was not brought, or was changed there, stays, and is told."""
        before, file = self.before.get(path), self.seeds / path
        if not file.exists():
            return True
        if before is None or not _stands(file, before):
            self.kept.append(path)
            return False
        return before.mark != mark

    def _fetched(self, path: str, mark: str, meta: Any) -> Brought:
        import obstore

        file = self.seeds / path
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.{os.getpid():x}.part")
        try:
            with part.open("wb") as f:
                for piece in obstore.get(self.store, path):
                    f.write(piece)
            seconds = meta["last_modified"].timestamp()
            os.utime(part, (seconds, seconds))  # an old file is trusted by what stat says of it
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        st = file.stat()
        return Brought(path, mark, st.st_size, st.st_mtime_ns)

    def _removed(self, path: str) -> bool:
        """Remove what is gone there, unless somebody changed it here."""
        file = self.seeds / path
        if not _stands(file, self.before[path]):
            return False
        file.unlink()
        return True

    def _remember(self, brought: dict[str, Brought]) -> None:
        file = self.seeds / BROUGHT
        part = file.with_name(f"{BROUGHT}.{os.getpid():x}")
        lines = (msgspec.json.encode(brought[path]) + b"\n" for path in sorted(brought))
        with part.open("wb") as f:
            f.writelines(lines)
        part.replace(file)

    def _told(self, brought: int, gone: int) -> list[str]:
        told = [f"{brought:,} files brought from {self.url}, {gone:,} removed."] if brought or gone else []
        if self.kept:
            shown = ", ".join(sorted(self.kept)[:SHOWN]) + (" and others" if len(self.kept) > SHOWN else "")
            told.append(f"Of these, the files in seeds/ count, not those at {self.url}: {shown}.")
        return told

    def _broken(self, error: Exception) -> ConfigError:
        return ConfigError(
            f"{self.url} cannot be read: {objects.told(error)}.",
            "Look at the address and at the credentials in the environment; nothing in seeds/ was removed.",
        )


def _remembered(file: Path) -> list[Brought]:
    try:
        return [msgspec.json.decode(line, type=Brought) for line in file.read_bytes().splitlines()]
    except FileNotFoundError:
        return []


def _stands(file: Path, brought: Brought) -> bool:
    """Is the file as it was brought?"""
    try:
        st = file.stat()
    except OSError:
        return False
    return (st.st_size, st.st_mtime_ns) == (brought.size, brought.mtime_ns)


def _may_be_source(path: str) -> bool:
    """Hidden files are none, nor is what would lie outside seeds/."""
    parts = PurePosixPath(path).parts
    return path not in WRITTEN_HERE and not any(p.startswith((".", "/")) or "\\" in p or "\0" in p for p in parts)
