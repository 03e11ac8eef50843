"""Folder -> what changed.  One 64-bit stamp a file stands for path, size, mtime and inode; a scan is a set
difference of stamps, and the store is asked only about the differences.

A file no older than the scan may change again unseen, so its stamp is 0 and it is read again next time:
git's rule for a racily clean index."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from sitegen.digest import stamp
from sitegen.model import Problem, Source

TEXTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
OURS = ("addresses.tsv", "vocabulary.tsv", "people.toml", "tags.toml", "takedowns.toml", "corrections.toml")
Entry = tuple[str, str, os.stat_result]  # path below the folder, name, stat


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
    problems: list[Problem] = []
    entries: Iterable[Entry] = _walk(str(seeds), "", problems)
    if known_as:
        entries = ((known_as.get(path, path), name, st) for path, name, st in entries)
    return _compared(entries, problems, known, racy_after, containers, pictures)


def look(
    seeds: Path,
    paths: Iterable[str],
    known: set[int],
    racy_after: int,
    containers: tuple[str, ...],
    pictures: tuple[str, ...],
) -> Scan:
    """The same of some paths alone, which are files, folders or nothing any more; `known` are the stamps of what was
    at these paths and below them."""
    problems: list[Problem] = []
    found = {entry[0]: entry for path in paths for entry in _at(str(seeds), path, problems)}
    entries = [found[path] for path in sorted(found, key=lambda path: path.split("/"))]
    return _compared(entries, problems, known, racy_after, containers, pictures)


def _compared(
    entries: Iterable[Entry],
    problems: list[Problem],
    known: set[int],
    racy_after: int,
    containers: tuple[str, ...],
    pictures: tuple[str, ...],
) -> Scan:
    result = Scan([], known, [], [], Counter(), problems)
    for path, name, st in entries:
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
    """Stamps of written pages that no file under site/ bears any more: missing, or altered by hand.  A build that finds
    nothing changed does little else, so files are taken as they come, and what cannot be looked at is no page."""
    waiting = [("", str(site))]
    while waiting:
        below, folder = waiting.pop()
        with suppress(OSError), os.scandir(folder) as found:
            for entry in found:
                try:
                    if not entry.is_dir():
                        st = entry.stat()
                        known.discard(stamp(below + entry.name, st.st_size, st.st_mtime_ns, st.st_ino))
                    elif not (entry.is_symlink() and _loops(entry.path, folder)):
                        waiting.append((f"{below}{entry.name}/", entry.path))
                except OSError:
                    continue
    return known


def _walk(root: str, below: str, problems: list[Problem]) -> Iterator[Entry]:
    """Each file, folder by folder, in the order of names."""
    try:
        with os.scandir(os.path.join(root, below)) as found:
            entries = sorted(found, key=lambda e: e.name)
    except OSError as error:
        if below or not isinstance(error, FileNotFoundError):
            problems.append(Problem("scan", below or root, f"cannot be listed: {error.strerror}"))
        return
    for entry in entries:
        path = below + entry.name
        if entry.name.startswith("."):
            continue
        try:
            path.encode()
            if entry.is_dir():
                if entry.is_symlink() and _loops(entry.path, os.path.join(root, below)):
                    raise OSError(0, "it leads back into a folder that holds it")
                yield from _walk(root, path + "/", problems)
            else:
                yield path, entry.name, entry.stat()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "backslashreplace").decode()
            problems.append(Problem("scan", shown, "its name is not valid UTF-8", "rename the file"))
        except OSError as error:
            problems.append(
                Problem("scan", path, f"cannot be followed: {error.strerror}", "remove the link or mend its target")
            )


def _at(root: str, path: str, problems: list[Problem]) -> Iterator[Entry]:
    """What a walk from the top finds at a path and below it."""
    full = os.path.join(root, path)
    if any(part.startswith(".") for part in path.split("/")):
        return
    if os.path.isdir(full):
        yield from _walk(root, path + "/", problems)
    elif os.path.lexists(full):
        try:
            path.encode()
            yield path, os.path.basename(path), os.stat(full)
        except (OSError, UnicodeEncodeError):
            problems.append(Problem("scan", path.encode("utf-8", "backslashreplace").decode(), "cannot be looked at"))


def _loops(link: str, folder: str) -> bool:
    target = os.path.realpath(link)
    return os.path.commonpath([target, os.path.realpath(folder)]) == target
