"""UTF-16 and UTF-32 without a byte order mark: text in which every other byte, or three of four, is often zero."""

from __future__ import annotations

import codecs
import unicodedata

CODECS = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
LOOKED_AT = 8192  # bytes
SHORTEST = 2  # characters
NEVER = frozenset(("Cn", "Co", "Cs"))  # unassigned, private, half of a pair
CONTROLS = frozenset("\t\n\r\f\x1b\u0085")


def read_wide(data: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding; None where the bytes are no such text."""
    plain = {name: _plain(data, name, width) for name, width in CODECS.items()}
    best = max(plain, key=lambda name: plain[name])
    if plain[best] == 0:
        return None
    return data.decode(best, "replace"), f"{best} without mark"


def _plain(data: bytes, name: str, width: int) -> int:
    """How many characters of the start are ASCII, if all of them are characters; else 0.

    The wrong order of bytes turns spaces and line ends, which any script has, into rare signs."""
    if len(data) < SHORTEST * width or (len(data) % width and len(data) < LOOKED_AT):
        return 0
    try:
        text = codecs.getincrementaldecoder(name)().decode(data[:LOOKED_AT])
    except UnicodeDecodeError:
        return 0
    return 0 if any(map(_is_never_written, text)) else sum(map(str.isascii, text))


def _is_never_written(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind in NEVER or (kind == "Cc" and sign not in CONTROLS)
