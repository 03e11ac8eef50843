"""Bytes that are not UTF-8 -> their text, and the name of what was assumed.

Several are possible for most files, so what is asked is which of the texts looks like one: a cut or patched UTF-8
first, then Windows-1252 against MacRoman, then other 8-bit encodings (`alphabets`), then those of East Asia, which
charset-normalizer knows.  In doubt it is Windows-1252, the usual encoding of old western files."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.parse.alphabets import BALTIC, CENTRAL, CYRILLIC, GREEK, HEBREW, LATIN, TURKISH, strain

LOOKED_AT = 65536  # bytes
PLAIN = 0.12  # strain of a text that needs no second thought
BEARABLE = 0.2
CLEARLY = 0.05  # so much less strain has another reading to have
HIGH = re.compile(rb"[\x80-\xff]+")
BREAK = re.compile(rb"(\r\n|\r|\n)")
FEWEST_PAIRS = 4
ASIAN = ("gb18030", "big5", "cp932", "euc_jp", "cp949")
NAMES = {"cp932": "shift-jis", "euc_jp": "euc-jp", "cp949": "euc-kr", "iso2022_jp": "iso-2022-jp"}
WHOLE = "windows-1252-whole"  # the five undefined bytes stay what they are in Latin-1, so that nothing is lost
PATCHED = "utf-8-or-windows-1252"
codecs.register_error(WHOLE, lambda error: _as_latin1(error))
codecs.register_error(PATCHED, lambda error: _as_western(error))


class Candidate(NamedTuple):
    """An 8-bit encoding with what is written in it."""

    name: str
    codec: str
    alphabets: tuple[str, ...]
    latin: bool = True


WESTERN = (Candidate("windows-1252", "cp1252", LATIN), Candidate("macroman", "mac_roman", LATIN))
OTHERS = (
    Candidate("windows-1250", "cp1250", CENTRAL),
    Candidate("iso-8859-2", "iso8859_2", CENTRAL),
    Candidate("windows-1254", "cp1254", TURKISH),
    Candidate("windows-1257", "cp1257", BALTIC),
    Candidate("windows-1251", "cp1251", CYRILLIC, False),
    Candidate("koi8-r", "koi8_r", CYRILLIC, False),
    Candidate("koi8-u", "koi8_u", CYRILLIC, False),
    Candidate("iso-8859-5", "iso8859_5", CYRILLIC, False),
    Candidate("cp866", "cp866", CYRILLIC, False),
    Candidate("mac-cyrillic", "mac_cyrillic", CYRILLIC, False),
    Candidate("windows-1253", "cp1253", GREEK, False),
    Candidate("iso-8859-7", "iso8859_7", GREEK, False),
    Candidate("windows-1255", "cp1255", HEBREW, False),
    Candidate("cp850", "cp850", LATIN),
)


def read_old(data: bytes) -> tuple[str, str]:
    """The text in bytes that are not valid UTF-8, and the name of the encoding that it is taken to be in."""
    return _cut(data) or _patched(data) or _eight_bit(data)


def _cut(data: bytes) -> tuple[str, str] | None:
    """UTF-8 whose last character was cut in two, as downloads and limits of length do."""
    for missing in (1, 2, 3):
        try:
            text = data[:-missing].decode()
        except UnicodeDecodeError:
            continue
        tail = data[-missing:]
        if tail[0] < 0xC2 or (text.isascii() and missing == 1):  # "Caf\xe9" is Windows-1252
            return None
        return text, "utf-8, its last character cut off"
    return None


def _patched(data: bytes) -> tuple[str, str] | None:
    """UTF-8 into which lines in Windows-1252 were pasted."""
    lines = BREAK.split(data)
    good, bad = [], []
    for line in lines:
        if not line.isascii():
            (good if _is_utf8(line) else bad).append(line)
    if not good or not bad or _is_scattered(good):
        return None
    western = "\n".join(line.decode("utf-8", PATCHED) for line in bad)
    if strain(western, LATIN, True) > BEARABLE:
        return None
    return "".join(line.decode("utf-8", PATCHED) for line in lines), "utf-8 with windows-1252 lines"


def _is_scattered(good: Sequence[bytes]) -> bool:
    """Are these lines UTF-8 by chance only?  Then they read as no text."""
    return strain(b"\n".join(good).decode(), (*LATIN, *CENTRAL, *CYRILLIC, *GREEK), True) > 2 * BEARABLE


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(data: bytes) -> tuple[str, str]:
    sample = _sample(data)
    best, least = _best(sample, WESTERN)
    if least > PLAIN:
        asian = _asian(sample)
        if asian:
            return data.decode(asian, "replace"), NAMES.get(asian, asian)
        other, less = _best(sample, OTHERS)
        if less < least - CLEARLY and less <= BEARABLE:
            return data.decode(other.codec, WHOLE), other.name
        if least > BEARABLE:
            best = WESTERN[0]
    return data.decode(best.codec, WHOLE), best.name


def _sample(data: bytes) -> bytes:
    """Whole lines around the first bytes beyond ASCII, so that a long start in English does not hide them."""
    first = HIGH.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    if len(data) - start <= LOOKED_AT:
        return data[start:]
    end = data.rfind(b"\n", start, start + LOOKED_AT)
    return data[start : end if end > start else start + LOOKED_AT]


def _best(sample: bytes, candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
    """The candidate with the least strain, the first of equals."""
    strains = [strain(sample.decode(c.codec, WHOLE), c.alphabets, c.latin) for c in candidates]
    least = min(range(len(candidates)), key=strains.__getitem__)
    return candidates[least], strains[least]


def _asian(sample: bytes) -> str | None:
    """The codec of a text in Chinese, Japanese or Korean: most of its bytes beyond ASCII stand in pairs."""
    runs = [len(run) for run in HIGH.findall(sample)]
    if sum(runs) < 2 * FEWEST_PAIRS or sum(run for run in runs if run > 1) < sum(runs) / 2:
        return None
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(ASIAN), preemptive_behaviour=False).best()
    return found.encoding if found is not None else None


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.start + 1].decode("cp1252", WHOLE), error.start + 1
