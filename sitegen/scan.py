"""Folder -> what changed.  One 64-bit stamp a file stands for path, size, mtime and inode; a scan is a set
difference of stamps, and the store is asked only about the differences.

A file no older than the scan may change again unseen, so its stamp is 0 and it is read again next time:
git's rule for a racily clean index."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from sitegen.digest import stamp
from sitegen.model import Problem, Source

TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
OURS = ("addresses.tsv", "vocabulary.tsv", "people.toml", "tags.toml", "takedowns.toml", "corrections.toml")


class Scan(Struct):
    """`changed`: texts, in the order of paths; `left`: stamps that no text has any more; `containers` and
    `pictures`: all there are; `ignored`: files that are none of these, by ending; `problems`: what could not even
    be looked at."""

    changed: list[Source]
    left: set[int]
    containers: list[Source]
    pictures: list[Source]
    ignored: Counter[str]
    problems: list[Problem]


def scan(
    seeds: Path,
    known: set[int],
    racy_after: int,
    containers: tuple[str, ...],
    pictures: tuple[str, ...],
    known_as: Mapping[str, str] = {},
) -> Scan:
    """Compare a folder with the stamps of the last build (`known` is used up).  `racy_after`: nanoseconds;
    `containers` and `pictures`: endings, in lower case; `known_as`: paths of files that are to bear others."""
    result = Scan([], known, [], [], Counter(), [])
    for path, name, st in _walk(str(seeds), "", result):
        path = known_as.get(path, path) if known_as else path
        mark = stamp(path, st.st_size, st.st_mtime_ns, st.st_ino)
        trusted = mark if st.st_mtime_ns < racy_after else 0
        if name.endswith(TEXTS) or (lower := name.lower()).endswith(TEXTS):
            if mark in known:
                known.discard(mark)
            else:
                result.changed.append(Source(path, trusted))
        elif name in OURS:
            continue
        elif lower.endswith(pictures):
            result.pictures.append(Source(path, trusted))
        elif lower.endswith(containers):
            result.containers.append(Source(path, trusted))
        else:
            result.ignored[os.path.splitext(lower)[1] or name] += 1
    return result


def stray(site: Path, known: set[int]) -> set[int]:
    """Stamps of written pages that no file under site/ bears any more: missing, or altered by hand."""
    for path, _, st in _walk(str(site), "", Scan([], known, [], [], Counter(), []), hidden=True):
        known.discard(stamp(path, st.st_size, st.st_mtime_ns, st.st_ino))
    return known


def _walk(root: str, below: str, result: Scan, hidden: bool = False) -> Iterator[tuple[str, str, os.stat_result]]:
    """(path below root, name, stat) of each file, folder by folder, in the order of names."""
    try:
        with os.scandir(os.path.join(root, below)) as found:
            entries = sorted(found, key=lambda e: e.name)
    except OSError as error:
        if below or not isinstance(error, FileNotFoundError):
            result.problems.append(Problem("scan", below or root, f"cannot be listed: {error.strerror}"))
        return
    for entry in entries:
        path = below + entry.name
        if entry.name.startswith(".") and not hidden:
            continue
        try:
            path.encode()
            if entry.is_dir():
                if entry.is_symlink() and _loops(entry.path, os.path.join(root, below)):
                    raise OSError(0, "it leads back into a folder that holds it")
                yield from _walk(root, path + "/", result, hidden)
            else:
                yield path, entry.name, entry.stat()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "backslashreplace").decode()
            result.problems.append(Problem("scan", shown, "its name is not valid UTF-8", "rename the file"))
        except OSError as error:
            result.problems.append(
                Problem("scan", path, f"cannot be followed: {error.strerror}", "remove the link or mend its target")
            )


def _loops(link: str, folder: str) -> bool:
    target = os.path.realpath(link)
    return os.path.commonpath([target, os.path.realpath(folder)]) == target
