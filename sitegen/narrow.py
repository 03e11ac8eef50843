"""A scan of a few paths, for who was told what changed: the preview.

What it finds is what a scan of the whole folder would find, if nothing else changed.  Where that cannot be promised
(containers, files that cannot be looked at) it says so, and the whole folder is scanned."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sitegen import images, records, scan
from sitegen.config import Config
from sitegen.model import Source
from sitegen.scan import Scan
from sitegen.store import Store


class Narrowed(NamedTuple):
    """What was found, and how many sources the archive has now."""

    found: Scan
    sources: int


def narrow(config: Config, store: Store, paths: Collection[str], racy_after: int) -> Narrowed | None:
    """Look at these paths below seeds/ (files, folders, or what is gone) and at what was too young to be trusted.
    None where only a scan of everything can tell."""
    store.articles.index_paths()
    pictures = store.pictures.known()
    looked_at = {*paths, *store.articles.doubtful(), *(path for path, (stamp, _) in pictures.items() if not stamp)}
    if _needs_all(store, looked_at):
        return None
    known = store.articles.at(looked_at)
    stamps = {stamp for _, stamp in known if stamp}
    found = scan.look(config.seeds, looked_at, stamps, racy_after, records.ENDINGS, images.ENDINGS)
    if found.problems or found.containers:
        return None
    elsewhere = [Source(path, stamp) for path, (stamp, _) in pictures.items() if not _within(path, looked_at)]
    found.pictures = sorted([*elsewhere, *found.pictures], key=lambda s: s.path)
    return Narrowed(found, store.articles.sources() + _more(found, known))


def _needs_all(store: Store, paths: set[str]) -> bool:
    """Is a path among these, or something below it, a container or in one; or can no name of it be kept?"""
    if any(
        not path or not path.isprintable() or records.is_container(path) or records.is_inside(path) for path in paths
    ):
        return True
    containers = store.records.known()
    return any(not stamp or _within(path, paths) for path, (stamp, _, _) in containers.items())


def _within(path: str, folders: set[str]) -> bool:
    """Is the path one of these, or below one?"""
    parts = path.split("/")
    return any("/".join(parts[:n]) in folders for n in range(1, len(parts) + 1))


def _more(found: Scan, known: Collection[tuple[str, int]]) -> int:
    """How many sources came, less those that went."""
    before = {path for path, _ in known}
    read = {source.path for source in found.changed}
    stand = {path for path, stamp in known if stamp and stamp not in found.left}
    return len(read - before) - len(before - read - stand)
