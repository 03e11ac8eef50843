"""The bytes of a container, out of gzip where its name says so.

Unlike Python's own reader of gzip, this one hands out all that stands before the place where a file breaks off."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import IO, Any, cast

from sitegen.errors import SourceError

MAGIC = b"\x1f\x8b"
STEP = 1 << 18
GZIP = 31  # zlib's number for a stream with gzip's header


def open_bytes(file: Path) -> IO[bytes]:
    """The bytes of a file, unpacked where its name ends in .gz.

    Raises:
        SourceError: it is no gzip file although it is called one.
    """
    stream: io.RawIOBase = io.FileIO(file)
    if file.name.lower().endswith(".gz"):
        try:
            stream = Unpacked(stream)
        except SourceError:
            stream.close()
            raise
    return cast("IO[bytes]", io.BufferedReader(stream, STEP))


def is_cut(stream: IO[bytes]) -> bool:
    """Did the packing break off, or was it damaged, before its end?"""
    return bool(getattr(cast(io.BufferedReader, stream).raw, "is_broken", False))


def cut_short(found: int) -> SourceError:
    """The error of a container that ends too early, after so many records."""
    return SourceError(
        f"is cut short or damaged: what comes after {found:,} of its records is lost", "Fetch or pack the file again."
    )


class Unpacked(io.RawIOBase):
    """The content of a gzip file of one member or many; `is_broken` once it breaks off."""

    def __init__(self, packed: io.RawIOBase) -> None:
        self.packed, self.is_broken, self.is_inside, self.given = packed, False, False, 0
        self.rest = packed.read(STEP) or b""
        self.member: Any = None
        if self.rest and not self.rest.startswith(MAGIC):
            raise SourceError("is no gzip file, although it is called one", "Take .gz from its name.")

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        """How many bytes were handed out: readers of WARC ask."""
        return self.given

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, at least in part; 0 at the end."""
        while not self.is_broken and (self.is_inside or self._finds_member()):
            try:
                data: bytes = self.member.decompress(self.rest, len(buffer))
            except zlib.error:
                self.is_broken = True
                break
            self.is_inside = not self.member.eof
            self.rest = self.member.unconsumed_tail if self.is_inside else self.member.unused_data
            if data:
                buffer[: len(data)] = data
                self.given += len(data)
                return len(data)
            if self.is_inside and not self.rest:
                self.is_broken = not self._reads_on()
        return 0

    def _finds_member(self) -> bool:
        """Go to the next member; some programs put zeros between."""
        while not self.rest.strip(b"\0") and self._reads_on():
            pass
        self.rest = self.rest.lstrip(b"\0")
        self.member = zlib.decompressobj(GZIP)
        self.is_inside = bool(self.rest)
        return self.is_inside

    def _reads_on(self) -> bool:
        self.rest = self.packed.read(STEP) or b""
        return bool(self.rest)

    def close(self) -> None:
        self.packed.close()
        super().close()
