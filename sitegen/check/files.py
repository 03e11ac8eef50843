"""The files of a site, and what is known of each from the last time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from sitegen.check import feeds
from sitegen.check.addresses import Addresses
from sitegen.check.looking import Look, page
from sitegen.digest import digest_of, stamp

VERSION = "1"  # raise it where a look finds other things
PAGES = (".html", ".htm")
encode, decoder = msgspec.msgpack.encode, msgspec.msgpack.Decoder(Look)


class File(NamedTuple):
    path: str
    size: int
    stamp: int


def files(site: Path) -> list[File]:
    """Every file below the site, in the order of paths."""
    found = list(_walk(str(site), ""))
    return sorted(found)


def _walk(root: str, below: str) -> Iterator[File]:
    with os.scandir(os.path.join(root, below)) as entries:
        for entry in entries:
            path = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                if path != ".git":
                    yield from _walk(root, path + "/")
            elif entry.is_file():
                st = entry.stat()
                yield File(path, st.st_size, stamp(path, st.st_size, st.st_mtime_ns, st.st_ino))


def is_looked_at(path: str) -> bool:
    return path.endswith(PAGES) or bool(feeds.kind_of(path))


class Looker:
    """Looks at files, in one process or in several."""

    def __init__(self, site: str, base_url: str) -> None:
        self.site, self.addresses = site, Addresses(base_url)

    def __call__(self, task: str, batch: Sequence[tuple[str, int]]) -> list[Look]:
        return [self.look(path, stamp) for path, stamp in batch]

    def look(self, path: str, stamp: int) -> Look:
        with open(f"{self.site}/{path}", "rb", buffering=0) as f:
            data = f.read()
        read = page if path.endswith(PAGES) else feeds.feed
        return read(self.addresses, path, stamp, data)


class Kept:
    """Looks of the last check in one file: frames of msgpack, each after its length.  What is not there, damaged or of
    another version is looked at again."""

    def __init__(self, file: Path | None, base_url: str) -> None:
        self.file = file
        self.mark = digest_of(VERSION, base_url)

    def read(self) -> dict[str, Look]:
        """path -> its look."""
        if self.file is None or not self.file.is_file():
            return {}
        try:
            with self.file.open("rb") as f:
                return {look.path: look for look in self._frames(f)}
        except (OSError, msgspec.MsgspecError):
            return {}

    def _frames(self, f: BinaryIO) -> Iterator[Look]:
        if f.read(len(self.mark)) == self.mark:
            while len(head := f.read(4)) == 4:
                yield decoder.decode(f.read(int.from_bytes(head, "little")))

    def write(self, looks: Sequence[Look]) -> None:
        """These, and no others."""
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.file.with_suffix(".tmp")
        with temporary.open("wb") as f:
            f.write(self.mark)
            for look in looks:
                data = encode(look)
                f.write(len(data).to_bytes(4, "little") + data)
        temporary.replace(self.file)
