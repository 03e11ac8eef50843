"""Bytes of one source -> its text, and the encoding that was assumed.

UTF-8 first, since most files are; a byte order mark decides; zero bytes tell of UTF-16 and UTF-32 without one.  What
is UTF-8 but for some lines, or for its last character, is read as that.  The rest is `legacy`'s.  Line ends become
"\\n" ("\\r\\n" and a lone "\\r" alike), so a text that uses only "\\n" stays as it is, code point for code point."""

from __future__ import annotations

import codecs

from sitegen.errors import SourceError
from sitegen.parse.mojibake import may_be_mojibake, mend

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
# the mark of UTF-32 begins like that of UTF-16
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
PLAUSIBLE = 0.5  # points of UTF-8 that is no chance
LAST = 20  # bytes before the end of a text that may be cut off
EMPTY = "Put the article's text into it, or delete the file."
NO_TEXT = "Save its text as UTF-8, or take the file out of seeds/."
CUT = "utf-8, cut off within its last character"
# the five bytes that Windows-1252 leaves undefined stay what they are in Latin-1, so that nothing is lost
UNDEFINED = "windows-1252-whole"
STRAY = "utf-8-with-windows-1252"
codecs.register_error(UNDEFINED, lambda error: _as_latin1(error))
codecs.register_error(STRAY, lambda error: _as_western(error))


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    """The text and the name of its encoding, with what was mended ("utf-8, mojibake of windows-1252 mended").

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
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0\0"):
        for mark, name in MARKS.items():
            if data.startswith(mark):
                return data[len(mark) :].decode(name, "replace"), name
    if data.startswith(MAGIC_STARTS) or b"\0" in data[:LOOKED_AT]:
        return _wide(data)
    encoding = "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        data, encoding = data[3:], "utf-8-sig"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _no_utf8(data, error)
    return (text, encoding) if text.isascii() else mended(text, encoding)


def mended(text: str, encoding: str) -> tuple[str, str]:
    """A text with its mojibake mended, and what to record of its encoding; the same ones where there is none."""
    if not may_be_mojibake(text):
        return text, encoding
    text, cause = mend(text)
    return text, f"{encoding}, mojibake of {cause} mended" if cause else encoding


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 or UTF-32 without a mark.  Raises SourceError for what is no text."""
    for start, name in MAGIC.items():
        if data.startswith(start):
            raise SourceError(f"is {name}, not text", NO_TEXT)
    from sitegen.parse.wide import read_wide

    found = read_wide(data)
    if found is None:
        raise SourceError("is not text: it holds zero bytes, as binary files do", NO_TEXT)
    return found


# ---- text that is no UTF-8, or not wholly


def _no_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    head = data[:LOOKED_AT]
    if len(head) - len(head.translate(None, CONTROLS)) > len(head) // 50:
        raise SourceError("is not text: its bytes are no text in any encoding", NO_TEXT)
    if _is_cut(data, error):
        return data[: error.start].decode("utf-8"), CUT
    from sitegen.parse import legacy

    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    name = legacy.guess(data) or "windows-1252"
    if name == "windows-1252":
        return data.decode("cp1252", UNDEFINED), name
    try:
        return data.decode(legacy.codec_of(name)), name
    except UnicodeDecodeError:
        return data.decode(legacy.codec_of(name), "replace"), f"{name}, some characters unreadable"


def _is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    """Is all UTF-8 but for a character begun at the end?  After nothing but ASCII it may be an "é”" of 1252."""
    if error.reason != "unexpected end of data":
        return False
    before = data[: error.start]
    if not before.isascii():
        return True
    if len(data) - len(before) == 1 or not before.strip():
        return False
    from sitegen.parse import legacy

    western = legacy.best_of(data[-LAST:], legacy.WESTERN[:1])
    return western is not None and western.points < legacy.SURE


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with lines in an older encoding, as pieces of several files put together are; None for what is not."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    mostly = [_is_mostly_utf8(line) for line in lines]
    of_utf8 = b"\n".join(line for line, good in zip(lines, mostly, strict=True) if good and not line.isascii())
    if not of_utf8 or not _is_written(of_utf8.decode("utf-8", "ignore")):
        return None
    from sitegen.parse import legacy

    others = b"\n".join(line for line, good in zip(lines, mostly, strict=True) if not good)
    best = legacy.best_of(legacy.sample_of(others), legacy.WESTERN)
    name = best.name if best is not None and best.points >= legacy.SURE else "windows-1252"
    codec = legacy.codec_of(name)
    text = "\n".join(
        line.decode("utf-8", STRAY) if good else line.decode(codec, UNDEFINED)
        for line, good in zip(lines, mostly, strict=True)
    )
    return text, f"utf-8 with {name} lines"


def _is_mostly_utf8(line: bytes) -> bool:
    """Do most of the bytes beyond ASCII make characters of UTF-8?"""
    if line.isascii():
        return True
    signs = len(line) - len(line.decode("ascii", "ignore"))
    strays = len(line) - len(line.decode("utf-8", "ignore").encode())
    return 2 * strays < signs


def _is_written(text: str) -> bool:
    """Is this UTF-8 by more than chance?  By chance there are characters of two bytes, in strange company."""
    signs = [sign for sign in text if not sign.isascii()]
    if 2 * sum(sign > "\u07ff" for sign in signs) > len(signs):
        return True
    from sitegen.parse import alphabets, legacy

    return legacy.plausibility(text[: legacy.LONGEST], alphabets.ALL) >= PLAUSIBLE


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", UNDEFINED), error.end
