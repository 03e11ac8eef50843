"""Bytes of one source -> its text, and the encoding that was assumed.

UTF-8 (with or without a byte order mark), UTF-16 with a mark, else Windows-1252, the usual encoding of old
western text files.  Line ends become "\\n" ("\\r\\n" and a lone "\\r" alike), so a text that uses only "\\n" stays
as it is, code point for code point."""

from __future__ import annotations

import codecs

from sitegen.errors import SourceError

LOOKED_AT = 8192  # bytes: what files of other kinds give away at once
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip file",
    b"\xd0\xcf\x11\xe0": "an old office file",
}
MAGIC_STARTS = tuple(MAGIC)
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
EMPTY = "Put the article's text into it, or delete the file."
NO_TEXT = "Save its text as UTF-8, or take the file out of seeds/."
# the five bytes that Windows-1252 leaves undefined stay what they are in Latin-1, so that nothing is lost
UNDEFINED = "windows-1252-whole"
codecs.register_error(UNDEFINED, lambda error: _as_latin1(error))


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    """The text and the name of its encoding.

    Raises:
        SourceError: the file is empty, holds nothing but blanks, or is no text.
    """
    text, encoding = _decoded(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        raise SourceError("is empty but for blanks" if data else "is empty", EMPTY)
    return text, encoding


def _decoded(data: bytes) -> tuple[str, str]:
    if data[:2] in UTF16:
        name = UTF16[data[:2]]
        return data[2:].decode(name, "replace"), name
    if data.startswith(MAGIC_STARTS) or b"\0" in data[:LOOKED_AT]:
        _refuse(data)
    encoding = "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        data, encoding = data[3:], "utf-8-sig"
    try:
        return data.decode("utf-8"), encoding
    except UnicodeDecodeError:
        return _western(data), "windows-1252"


def _refuse(data: bytes) -> None:
    for start, name in MAGIC.items():
        if data.startswith(start):
            raise SourceError(f"is {name}, not text", NO_TEXT)
    raise SourceError("is not text: it holds zero bytes, as binary files do and UTF-16 without its mark", NO_TEXT)


def _western(data: bytes) -> str:
    """Windows-1252, unless control characters say that this is no text at all."""
    head = data[:LOOKED_AT]
    if len(head) - len(head.translate(None, CONTROLS)) > len(head) // 50:
        raise SourceError("is not text: its bytes are neither UTF-8 nor Windows-1252", NO_TEXT)
    return data.decode("windows-1252", UNDEFINED)


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end
