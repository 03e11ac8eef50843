"""Digests and stamps: the two numbers that decide whether anything changed."""

from __future__ import annotations

from zlib import crc32

import xxhash


def digest(data: bytes) -> bytes:
    """16 bytes that stand for `data` (XXH3: 0.4 microseconds for a page where BLAKE2 takes 11)."""
    return xxhash.xxh3_128_digest(data)


def digest_of(*parts: str | bytes) -> bytes:
    """One digest of several parts; their borders count."""
    h = xxhash.xxh3_128()
    for part in parts:
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        h.update(len(data).to_bytes(8, "little"))
        h.update(data)
    return h.digest()


def hash31(text: str) -> int:
    """31 bits of a text, the same in every process and on every machine."""
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogateescape")) >> 33


def stamp(path: str, size: int, mtime_ns: int, inode: int) -> int:
    """A signed 64-bit number that stands for a file's name and what stat says of it, never 0.

    The hash of a tuple of integers is not salted; another Python gives other stamps and so
    one more reading of the contents, no wrong answer."""
    return hash((crc32(path.encode("utf-8", "surrogateescape")), size, mtime_ns, inode)) or 1
