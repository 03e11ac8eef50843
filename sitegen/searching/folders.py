"""The files of the search, below search/: a folder a shard, and above them what is shared."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sitegen import output, search
from sitegen.digest import stamp

FOLDER, SHARDS = "search", "shards.json"


def names(site: Path) -> list[str]:
    """The shards that have a folder."""
    try:
        return sorted(entry.name for entry in os.scandir(site / FOLDER) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def write(site: Path, shard: str, files: Mapping[str, bytes]) -> None:
    """Write the files of a shard, those that name others last.  Raises OutputError."""
    for path in sorted(files, key=lambda path: (path.endswith(".json"), path)):
        output.write(str(site), _path(shard, path), files[path], True)


def keep(site: Path, shard: str, files: Collection[str]) -> None:
    """Remove what a build wrote for a shard, but for these."""
    kept = {_path(shard, file) for file in files}
    output.remove(site, [path for path, _ in _there(site, shard) if path not in kept])


def seen(site: Path, shard: str) -> int:
    """A number that stands for the files of a shard as they lie there; 0 where there are none."""
    marks = []
    for path, entry in _there(site, shard):
        st = entry.stat()
        marks.append(stamp(path, st.st_size, st.st_mtime_ns, st.st_ino))
    return hash(tuple(sorted(marks))) if marks else 0


def _path(shard: str, file: str) -> str:
    return f"{FOLDER}/{shard}/{file}" if shard else f"{FOLDER}/{file}"


def _there(site: Path, shard: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """(path below the site, entry) of the files of ours; of those that are shared not what lies in folders."""
    waiting = [_path(shard, "").rstrip("/")]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(site / folder))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting += [f"{folder}/{entry.name}"] if shard else []
            elif search.is_ours(entry.name):
                yield f"{folder}/{entry.name}", entry
