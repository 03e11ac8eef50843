"""Bytes of one source -> its text, and the encoding that was assumed.

UTF-8 first, since most files are; a byte order mark decides; zero bytes tell of UTF-16 and UTF-32 without one.  What
is UTF-8 but for some lines, or for its last character, is read as that.  The rest is `legacy`'s.  Line ends become
"\\n" ("\\r\\n" and a lone "\\r" alike), so a text that uses only "\\n" stays as it is, code point for code point."""

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
# the mark of UTF-32 begins like that of UTF-16
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
READABLE = 0.95  # of the characters of wide text are letters, figures, punctuation
COMMON = "\n\r\t .,。、，的の"
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
    return (text, encoding) if text.isascii() else _mended(data, text, encoding)


def _mended(data: bytes, text: str, encoding: str) -> tuple[str, str]:
    """The same text, where it holds no sign of mojibake."""
    if not any(sign in data for sign in MOJIBAKE):
        return text, encoding
    from sitegen.parse.mojibake import mend

    text, cause = mend(text)
    return text, f"{encoding}, mojibake of {cause} mended" if cause else encoding


# in UTF-8: what the first byte of "é", of a blank, of "“" and of letters beyond Latin reads as elsewhere
MOJIBAKE = tuple(
    sign.encode() for sign in ("Ã", "Â", "â€", "â\x80", "ðŸ", "Ð", "Ñ", "Î", "Ï", "Ä", "Å", "‚Ä", "√", "вЂ", "Р", "С")
)


# ---- UTF-16 and UTF-32 without a mark


def _wide(data: bytes) -> tuple[str, str]:
    """Raises SourceError for what is no text."""
    for start, name in MAGIC.items():
        if data.startswith(start):
            raise SourceError(f"is {name}, not text", NO_TEXT)
    readings = [(_commonness(text), -order, text, name) for order, (text, name) in enumerate(_readings(data))]
    if not readings:
        raise SourceError("is not text: it holds zero bytes, as binary files do", NO_TEXT)
    _, _, text, name = max(readings)
    return text, name


def _readings(data: bytes) -> list[tuple[str, str]]:
    found = []
    for name in WIDE:
        width = 4 if "32" in name else 2
        try:
            text = data[: len(data) - len(data) % width].decode(name)
        except UnicodeDecodeError:
            continue
        if text and _is_readable(text[:LOOKED_AT]):
            found.append((text, name))
    return found


def _is_readable(text: str) -> bool:
    return "\0" not in text and sum(c.isprintable() or c in "\n\r\t\f\xa0" for c in text) >= READABLE * len(text)


def _commonness(text: str) -> float:
    """The share of blanks, full stops and Latin letters: read in the wrong order, there are none."""
    head = text[:LOOKED_AT]
    return sum(c in COMMON or c < "\u0250" for c in head) / len(head)


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
        return data.decode(legacy.codec_of(name), "replace"), f"{name} with broken characters"


def _is_cut(data: bytes, error: UnicodeDecodeError) -> bool:
    """Is all UTF-8 but for a character begun at the end?  One byte after nothing but ASCII may be an "é" of 1252."""
    if error.reason != "unexpected end of data" or len(data) - error.start > 3:
        return False
    return len(data) - error.start > 1 or not data[: error.start].isascii()


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with lines in an older encoding, as pieces of several files put together are; None for what is not."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    valid = [_is_utf8(line) for line in lines]
    others = [line for line, good in zip(lines, valid, strict=True) if not good]
    of_utf8 = sum(map(_signs, (line for line, good in zip(lines, valid, strict=True) if good and not line.isascii())))
    of_utf8 += sum(_sequences(line) for line in others)
    if not of_utf8:
        return None
    from sitegen.parse import legacy

    sample = legacy.sample_of(b"\n".join(line for line in others if not _sequences(line)))
    best = legacy.best_of(sample, legacy.WESTERN)
    name = best.name if best is not None and best.points >= legacy.SURE else ""
    if not name and of_utf8 <= sum(map(_signs, others)):
        return None
    codec = legacy.codec_of(name or "windows-1252")
    text = "\n".join(
        line.decode() if good else line.decode("utf-8", STRAY) if _sequences(line) else line.decode(codec, UNDEFINED)
        for line, good in zip(lines, valid, strict=True)
    )
    return text, f"utf-8 with {name or 'windows-1252'} lines"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _signs(line: bytes) -> int:
    """Bytes that are not ASCII."""
    return len(line) - len(line.decode("ascii", "ignore"))


def _sequences(line: bytes) -> int:
    """Bytes in characters of UTF-8, if they are the most in this line, else 0."""
    whole = len(line.decode("utf-8", "ignore").encode()) - len(line.decode("ascii", "ignore"))
    return whole if whole > _signs(line) - whole else 0


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", UNDEFINED), error.end
