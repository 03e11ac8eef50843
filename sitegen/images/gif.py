"""The blocks of a GIF: counted, and written again without those that only speak of the picture.

After the GIF89a specification (CompuServe, 31 July 1990)."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import SourceError

TRAILER, EXTENSION, IMAGE = 0x3B, 0x21, 0x2C
COMMENT, APPLICATION, PLAIN_TEXT, CONTROL = 0xFE, 0xFF, 0x01, 0xF9
LOOPING = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # application blocks that say how often to play; all others are dropped


def frames(data: bytes) -> int:
    """How many pictures follow one another; SourceError if the file ends before its trailer."""
    return sum(1 for kind, _, _ in _blocks(data) if kind == IMAGE)


def stripped(data: bytes) -> bytes:
    """The same pictures without comments, XMP and other data of applications, and nothing behind the trailer."""
    kept = b"".join(data[start:end] for kind, start, end in _blocks(data) if _shown(data, kind, start))
    return data[: _header(data)] + kept + bytes([TRAILER])


def _shown(data: bytes, kind: int, start: int) -> bool:
    if kind == IMAGE:
        return True
    if data[start + 1] == APPLICATION:
        return data[start + 3 : start + 14] in LOOPING
    return data[start + 1] == CONTROL


def _blocks(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(IMAGE or EXTENSION, start, end) of each block up to the trailer."""
    try:
        at = _header(data)
        while (kind := data[at]) != TRAILER:
            if kind == IMAGE:
                end = _sub_blocks(data, at + 10 + _table(data[at + 9]) + 1)
            elif kind == EXTENSION:
                end = _sub_blocks(data, at + 2)
            else:
                raise SourceError("The picture is damaged: a block of it is of no known kind.", "Export it again.")
            yield kind, at, end
            at = end
    except IndexError:
        raise SourceError("The picture is cut short: it ends inside a block.", "Fetch it again.") from None


def _header(data: bytes) -> int:
    return 13 + _table(data[10])


def _table(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(data: bytes, at: int) -> int:
    """Where a chain of sub-blocks ends, each with its length before it, the last of length 0."""
    while size := data[at]:
        at += size + 1
    return at + 1
