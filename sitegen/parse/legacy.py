"""Text in one of the encodings before Unicode -> which of them it is, by what its bytes would read as.

Each candidate decodes the bytes; its reading is judged by how well every character beyond ASCII stands where it
stands (an accented letter in a word, a quotation mark at one's edge, a pound sign before a figure), and by how many of
the letters one language's alphabet holds.  This tells Windows-1252 from MacRoman in a few characters, where statistics
of bytes do not.  Encodings of East Asia are told by the first bytes of their pairs, others by charset-normalizer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.parse.alphabets import BALTIC, CENTRAL_EUROPE, OTHERS, TURKISH, WESTERN_EUROPE, share_known

SIGNS = 250  # bytes beyond ASCII that are looked at
LONGEST = 2000  # bytes of a line
ENOUGH = 4  # bytes beyond ASCII, from which on their share counts
SHORT = 40  # and up to which a dense text may be Latin: "Zażółć gęślą jaźń"
SURE = 0.75  # points from which on a reading is believed
PLAIN = 0.95  # points from which on Windows-1252 or MacRoman is not doubted
ODD = frozenset(b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe")  # signs of Windows-1252 that are letters in ISO-8859-15
DENSE = 1.0  # bytes beyond ASCII for one other: more are no Latin letters
BETTER = 0.004  # points by which a later candidate must be better
# name that is recorded -> codec
CODECS = {
    "windows-1252": "cp1252",
    "macroman": "mac_roman",
    "windows-1250": "cp1250",
    "windows-1254": "cp1254",
    "windows-1257": "cp1257",
    "iso-8859-2": "iso8859_2",
    "iso-8859-15": "iso8859_15",
    "cp850": "cp850",
    "windows-1255": "cp1255",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1256": "cp1256",
    "mac-cyrillic": "mac_cyrillic",
    "mac-greek": "mac_greek",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "iso-8859-5": "iso8859_5",
    "iso-8859-7": "iso8859_7",
    "cp866": "cp866",
    "shift-jis": "cp932",
    "euc-jp": "euc_jp",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
}
# of equal readings the first is taken
WESTERN = ("windows-1252", "macroman")
OTHER_LATIN = ("windows-1250", "windows-1254", "windows-1257", "iso-8859-2", "iso-8859-15", "cp850")
OTHER_SCRIPTS = (
    "windows-1255",
    "windows-1251",
    "windows-1253",
    "windows-1256",
    "koi8-r",
    "koi8-u",
    "mac-cyrillic",
    "mac-greek",
    "iso-8859-5",
    "iso-8859-7",
    "cp866",
)
# nearly all high bytes of these are letters, so that much reads well in them by chance
LIKELY = {"cp850": 0.85, "mac-cyrillic": 0.98, "mac-greek": 0.98}
KANA = re.compile("[\u3041-\u30ff]")
MUCH_KANA = 0.15  # of the characters beyond ASCII; Japanese has more, the others read so have none
UNREADABLE = 0.02  # of the characters at most
PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
FEWEST_PAIRS = 3
RARE = ("tis_620", "mac_latin2", "cp852", "cp855", "cp737")
COHERENT = 0.45  # by the measure of charset-normalizer
NEARLY_ALL = 0.9
LONE = frozenset("àáâéèêíóòôúùåöæäëÀÁÂÉÈÊÍÓÒÔÚÅÖÆÄ")
CAPITALS = 0.7  # points of a capital after another: texts with their cases exchanged have them throughout
ALPHABETS = dict.fromkeys(("windows-1250", "iso-8859-2"), CENTRAL_EUROPE) | {
    "windows-1254": TURKISH,
    "windows-1257": BALTIC,
    **dict.fromkeys(OTHER_SCRIPTS, OTHERS),
}
NO_LETTERS = frozenset("ªºµƒˆ")
QUOTES = frozenset("“”„‘‚«»‹›‟‛")
CURRENCY = frozenset("£€¥¢¤")
ORDINARY = re.compile(r"[^\x00-\x7f]")


class Reading(NamedTuple):
    """A candidate and how well it reads, from 0 to 1."""

    name: str
    points: float


def guess(data: bytes) -> str | None:
    """The name of the encoding of bytes that are no UTF-8; None where no reading is convincing."""
    sample = sample_of(data)
    beyond = sum(byte > 127 for byte in sample)
    dense = beyond >= ENOUGH and beyond > DENSE * (len(sample) - beyond)
    best = best_of(sample, OTHER_SCRIPTS if dense else WESTERN)
    doubtful = best is None or best.points < PLAIN or not (dense or ODD.isdisjoint(sample))
    if doubtful and (not dense or beyond < SHORT):
        best = best_of(sample, WESTERN + OTHER_LATIN + (OTHER_SCRIPTS if dense else ()))
    return best.name if best is not None and best.points >= SURE else _two_bytes(sample)


def best_of(sample: bytes, names: tuple[str, ...]) -> Reading | None:
    """The candidate that reads best; None where none decodes the bytes."""
    best: Reading | None = None
    for name in names:
        try:
            text = sample.decode(CODECS[name])
        except UnicodeDecodeError:
            continue
        points = plausibility(text, ALPHABETS.get(name, WESTERN_EUROPE)) * LIKELY.get(name, 1.0)
        if best is None or points > best.points + BETTER:
            best = Reading(name, points)
        if best.points >= 1 - BETTER:  # none can be better by so much
            break
    return best


def codec_of(name: str) -> str:
    """Python's codec for a recorded name."""
    return CODECS.get(name, name)


def sample_of(data: bytes) -> bytes:
    """The first lines that are not ASCII; a very long one from its first such byte on."""
    lines, signs = [], 0
    for line in _lines(data):
        lines.append(line)
        signs += sum(byte > 127 for byte in line)
        if signs >= SIGNS:
            break
    return b"\n".join(lines)


def _lines(data: bytes) -> Iterator[bytes]:
    for line in data.replace(b"\r", b"\n").split(b"\n"):
        if line.isascii():
            continue
        if len(line) > LONGEST:
            first = next(place for place, byte in enumerate(line) if byte > 127)
            line = line[max(first - 20, 0) : first + LONGEST]
        yield line


def plausibility(text: str, alphabets: tuple[str, ...]) -> float:
    """How well the characters beyond ASCII read in a language with one of these alphabets, from 0 to 1; 1 for a text
    without any."""
    text = f"\n{text}\n"
    points, letters = [], Counter[str]()
    for found in ORDINARY.finditer(text):
        place, sign = found.start(), found[0]
        if sign.isalpha() and sign not in NO_LETTERS:
            letters[sign.lower()[0]] += 1
            points.append(_of_letter(text[place - 1], sign, text[place + 1]))
        else:
            points.append(_of_sign(text[max(place - 2, 0) : place], sign, text[place + 1 : place + 3]))
    return sum(points) / len(points) * share_known(letters, alphabets) if points else 1.0


def _of_letter(before: str, letter: str, after: str) -> float:
    if letter > "\u02ff" and ("A" <= before <= "z" or "A" <= after <= "z") and (before + after).isalpha():
        return 0.0  # of two scripts in one word
    if letter > "\u02ff" and letter.isupper() and before.isupper():
        return CAPITALS
    if letter.isupper():
        return _of_capital(before, after)
    if before.isupper() and after.isupper():
        return 0.0
    if letter in "ςσ" and (letter == "ς") == after.isalpha():
        return 0.0
    if (letter == "õ" and after != "e") or (letter == "þ" and before.isalpha()):
        return 0.5  # as Portuguese and Icelandic have them seldom; Hungarian and Turkish, so read, often
    if before.isalpha() or after.isalpha() or letter in LONE or letter > "\u02ff":
        return 1.0
    return 0.0


def _of_capital(before: str, after: str) -> float:
    if before.islower():
        return 0.0
    if before.isupper() and after.islower():
        return 0.3
    return 1.0 if before.isalpha() or after.isalpha() else 0.5


def _of_sign(before: str, sign: str, after: str) -> float:
    left, right = before[-1], after[0]
    inside = left.isalpha() and right.isalpha()
    if sign == "’":
        return 1.0 if left.isalnum() or right.isalnum() or not left.isspace() else 0.3
    if sign in QUOTES:
        return 0.0 if inside or (sign in "‚„" and right.isspace()) else 1.0
    if sign in CURRENCY:
        return 1.0 if any(map(str.isdigit, before + after)) else 0.2
    if sign == "\xa0" and left.isspace() and right.isspace():
        return 0.0
    if sign in "–—…\xa0":
        return 0.4 if inside else 1.0
    if sign in "¡¿":
        return 0.0 if left.isalnum() or right.isspace() else 1.0
    if sign in "°ºª²³¹½¼¾%‰":
        return 1.0 if left.isdigit() or (not left.isalpha() and not right.isalpha()) or right in "CFK" else 0.2
    if sign in "§¶" and right.isalpha():
        return 0.0
    if sign in "•·§¶©®™×±÷†‡|\xad":
        return 0.0 if inside else 0.8
    return 0.0


def _two_bytes(sample: bytes) -> str | None:
    """Japanese, Chinese or Korean by the bytes that their characters begin with, else what charset-normalizer finds."""
    for name in ("shift-jis", "euc-jp"):
        text = sample.decode(CODECS[name], "replace")
        signs = sum(not sign.isascii() for sign in text)
        if signs and len(KANA.findall(text)) >= MUCH_KANA * signs and text.count("\ufffd") <= UNREADABLE * signs:
            return name
    name = _of_pairs(PAIR.findall(sample))
    if name and sample.decode(CODECS[name], "replace").count("\ufffd") <= 1:  # the sample may end in a pair
        return name
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(RARE), enable_fallback=False).best()
    return found.encoding.replace("_", "-") if found is not None and found.coherence >= COHERENT else None


def _of_pairs(pairs: list[bytes]) -> str:
    """Of two high bytes each: Korean syllables begin with few of them, Chinese with many.  Else it is Big5."""
    if len(pairs) < FEWEST_PAIRS:
        return ""
    if sum(pair[1] > 0xA0 for pair in pairs) < NEARLY_ALL * len(pairs):
        return "big5" if sum(0xA1 <= pair[0] <= 0xC6 for pair in pairs) >= NEARLY_ALL * len(pairs) else "gb18030"
    words = [pair[0] for pair in pairs if pair[0] >= 0xB0]
    return "euc-kr" if sum(first <= 0xC8 for first in words) >= NEARLY_ALL * len(words) else "gb18030"
