"""Bytes -> file: a temporary name, then a rename, and only where the bytes differ.

A file that is there, that the last build did not write, and that does not bear our mark is somebody
else's: it is never overwritten or removed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from sitegen.digest import stamp
from sitegen.errors import OutputError

MARK = b"sitegen"
MARKED_WITHIN = 4096
_folders: set[str] = set()


def prepare(site: Path) -> None:
    """Make the output folder, or say why it cannot be had.  Raises OutputError."""
    try:
        site.mkdir(parents=True, exist_ok=True)
        probe = site / f".{os.getpid():x}.tmp"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"The site cannot be written to {site}: {error.strerror}.",
            "Make the folder writable, or choose another with --output.",
        ) from None


def write(root: str, path: str, data: bytes, ours: bool, fresh: bool = False) -> tuple[int, bool]:
    """The stamp of the file at `path`, and whether it had to be written.  `ours`: the last build wrote it;
    `fresh`: the folder was empty when the build began.  Raises OutputError."""
    full = f"{root}/{path}"
    try:
        if not fresh and (kept := _kept(full, path, data, ours)):
            return kept, False
        return (_create if fresh else _replace)(full, path, data), True
    except OSError as error:
        raise OutputError(f"{full} cannot be written: {error.strerror}.", "See that the disk has room.") from None


def _kept(full: str, path: str, data: bytes, ours: bool) -> int:
    """The stamp of the file if it holds these bytes already, else 0."""
    try:
        with open(full, "rb", buffering=0) as f:
            st = os.fstat(f.fileno())
            there = f.read()
    except (FileNotFoundError, NotADirectoryError):
        return 0
    if there == data:
        return stamp(path, st.st_size, st.st_mtime_ns, st.st_ino)
    if not ours and not is_ours(there):
        raise OutputError(
            f"{full} is there and was not written by sitegen, so it was left alone.",
            "Move it away, or choose another output folder with --output.",
        )
    return 0


def is_ours(data: bytes) -> bool:
    """Does a file bear our mark?  Empty files are nobody's."""
    return MARK in data[:MARKED_WITHIN] or not data


def _create(full: str, path: str, data: bytes) -> int:
    """Where no site stands yet, nobody can meet a page half written, and the rename can be saved."""
    _make_folder(os.path.dirname(full))
    return _put(full, path, data)


def _replace(full: str, path: str, data: bytes) -> int:
    folder = os.path.dirname(full)
    _make_folder(folder)
    temporary = f"{folder}/.{os.getpid():x}.tmp"
    try:
        mark = _put(temporary, path, data)
    except FileNotFoundError:  # the folder was removed since
        os.makedirs(folder, exist_ok=True)
        mark = _put(temporary, path, data)
    os.replace(temporary, full)
    return mark


def _make_folder(folder: str) -> None:
    if folder not in _folders:
        os.makedirs(folder, exist_ok=True)
        _folders.add(folder)


def _put(file: str, path: str, data: bytes) -> int:
    """Write a file; the stamp that it has under the name `path`."""
    fd = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(fd, view) :]
        st = os.fstat(fd)
    finally:
        os.close(fd)
    return stamp(path, st.st_size, st.st_mtime_ns, st.st_ino)


def remove(site: Path, paths: Iterable[str]) -> int:
    """Remove pages, and folders that are empty after that; return how many pages."""
    n = 0
    for path in paths:
        full = site / path
        try:
            full.unlink()
            n += 1
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
            pass
        for folder in full.parents:
            if folder == site:
                break
            try:
                folder.rmdir()
                _folders.discard(str(folder))
            except OSError:
                break
    return n


def unknown(site: Path, known: set[str]) -> list[str]:
    """Files under site/ that bear our mark but belong to no page: left by a build whose state was lost."""
    found = []
    for folder, _, names in os.walk(site):
        for name in names:
            path = Path(folder, name).relative_to(site).as_posix()
            if path not in known and name.endswith((".html", ".xml", ".txt", ".atom", ".json", ".tmp")):
                data = Path(folder, name).read_bytes()[:MARKED_WITHIN]
                if MARK in data or (name.startswith(".") and name.endswith(".tmp")):
                    found.append(path)
    return found
