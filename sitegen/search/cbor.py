"""The few kinds of CBOR (RFC 8949) that Pagefind's tables are made of: whole numbers, text, bytes, lists."""

from __future__ import annotations

from typing import Any

UNSIGNED, NEGATIVE, BYTES, TEXT, LIST = range(5)
INDEFINITE, BREAK = 31, 0xFF


def decode(data: bytes) -> Any:
    """One value that fills `data`.  Raises ValueError for anything else."""
    try:
        value, end = _value(data, 0)
    except IndexError:
        raise ValueError("it ends within a value") from None
    if end != len(data):
        raise ValueError("there is more than one value")
    return value


def encode(value: Any) -> bytes:
    """The shortest form of a value."""
    out = bytearray()
    _put(out, value)
    return bytes(out)


def _value(data: bytes, at: int) -> tuple[Any, int]:
    kind, length = data[at] >> 5, data[at] & 31
    if kind == LIST and length == INDEFINITE:
        return _until_break(data, at + 1)
    n, at = _number(data, at + 1, length)
    if kind == UNSIGNED:
        return n, at
    if kind == NEGATIVE:
        return -1 - n, at
    if kind in (BYTES, TEXT):
        piece = data[at : at + n]
        return (piece.decode() if kind == TEXT else piece), at + n
    if kind == LIST:
        items = []
        for _ in range(n):
            item, at = _value(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"a value of kind {kind} is not expected here")


def _number(data: bytes, at: int, length: int) -> tuple[int, int]:
    if length < 24:
        return length, at
    if length > 27:
        raise ValueError(f"a length of kind {length} is not expected here")
    size = 1 << (length - 24)
    return int.from_bytes(data[at : at + size], "big"), at + size


def _until_break(data: bytes, at: int) -> tuple[list[Any], int]:
    items = []
    while data[at] != BREAK:
        item, at = _value(data, at)
        items.append(item)
    return items, at + 1


def _put(out: bytearray, value: Any) -> None:
    if isinstance(value, list):
        _head(out, LIST, len(value))
        for item in value:
            _put(out, item)
    elif isinstance(value, str):
        piece = value.encode()
        _head(out, TEXT, len(piece))
        out += piece
    elif isinstance(value, bytes):
        _head(out, BYTES, len(value))
        out += value
    else:
        _head(out, NEGATIVE if value < 0 else UNSIGNED, -1 - value if value < 0 else value)


def _head(out: bytearray, kind: int, n: int) -> None:
    if n < 24:
        out.append(kind << 5 | n)
        return
    size = next(s for s in (1, 2, 4, 8) if n < 1 << 8 * s)
    out.append(kind << 5 | 23 + size.bit_length())
    out += n.to_bytes(size, "big")
