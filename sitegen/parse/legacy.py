"""Text in one of the encodings before Unicode -> which of them it is, by what its bytes would read as.

Each candidate decodes the bytes; its reading is judged by how well every character beyond ASCII stands where it
stands (an accented letter in a word, a quotation mark at one's edge, a pound sign before a figure), and by how many of
the letters one language's alphabet holds.  This tells Windows-1252 from MacRoman in a few characters, where statistics
of bytes do not.  Encodings of two bytes a character are left to charset-normalizer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

SAMPLE = 6000  # bytes of lines that are not ASCII
SURE = 0.75  # points from which on a reading is believed
BETTER = 0.02  # points by which a later candidate must be better
# name that is recorded -> codec; of equal readings the first is taken
CANDIDATES = {
    "windows-1252": "cp1252",
    "macroman": "mac_roman",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "windows-1257": "cp1257",
    "windows-1255": "cp1255",
    "windows-1256": "cp1256",
    "koi8-r": "koi8_r",
    "iso-8859-2": "iso8859_2",
    "iso-8859-15": "iso8859_15",
    "iso-8859-5": "iso8859_5",
    "iso-8859-7": "iso8859_7",
    "cp850": "cp850",
    "cp866": "cp866",
}
WESTERN = ("windows-1252", "macroman")
TWO_BYTES = {
    "cp932": "shift-jis",
    "shift_jis": "shift-jis",
    "euc_jp": "euc-jp",
    "euc_jis_2004": "euc-jp",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5",
    "cp950": "big5",
    "big5hkscs": "big5",
    "euc_kr": "euc-kr",
    "cp949": "euc-kr",
}
CODECS = {"shift-jis": "cp932", "euc-jp": "euc_jp", "gb18030": "gb18030", "big5": "big5hkscs", "euc-kr": "cp949"}
# letters beyond ASCII of languages that were written in these encodings
LATIN = (
    "àâæçéèêëîïôœùûüÿñ",  # French
    "äöüßéáà",  # German
    "áéíóúüñçà",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "àçèéíïòóúü",  # Catalan
    "åäöæøéáü",  # Danish, Norwegian, Swedish, Finnish
    "éëïóöüèáäê",  # Dutch
    "áðéíóúýþæö",  # Icelandic
    "ąćęłńóśźżé",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţéè",  # Romanian
    "čćđšž",  # Croatian, Slovenian
    "çğıöşüâîûiİ",  # Turkish
    "ąčęėįšųūž",  # Lithuanian
    "āčēģīķļņšūž",  # Latvian
    "äõöüšž",  # Estonian
)
# the others with their most frequent letters first: those do not share out the bytes of one another by chance
OTHERS = (
    "оаеинтсрвліпкмудяьыбзгйчхжшюцщэфъёїєґўјљњћђџѓќѕ",
    "αοιετνσηυρςπκμλωίάόέήδγχύώθφβξζψϊϋΐΰ",
    "יוהלארבתמשנםעדקחפכגטזסןךףץצ",
    "المنيوتربعدسفكهحقجةطصخشزضذثغظءأإؤئىآپچژگ",
)
FREQUENT, LEAST = 10, 0.42  # of its letters make so much of a text in such an alphabet
LONE = frozenset("àáâéèêíóòôúùåöæäëÀÁÂÉÈÊÍÓÒÔÚÅÖÆÄ")
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
    best = best_of(sample, tuple(CANDIDATES))
    if best is not None and best.points >= SURE:
        return best.name
    return _two_bytes(sample)


def best_of(sample: bytes, names: tuple[str, ...]) -> Reading | None:
    """The candidate that reads best; None where none decodes the bytes."""
    best: Reading | None = None
    for name in names:
        try:
            text = sample.decode(CANDIDATES[name])
        except UnicodeDecodeError:
            continue
        points = plausibility(text)
        if best is None or points > best.points + BETTER:
            best = Reading(name, points)
    return best


def codec_of(name: str) -> str:
    """Python's codec for a recorded name."""
    return CANDIDATES.get(name) or CODECS[name]


def sample_of(data: bytes) -> bytes:
    """The first lines that are not ASCII; a very long one from its first such byte on."""
    lines, size = [], 0
    for line in _lines(data):
        lines.append(line)
        size += len(line)
        if size >= SAMPLE:
            break
    return b"\n".join(lines)


def _lines(data: bytes) -> Iterator[bytes]:
    for line in data.replace(b"\r", b"\n").split(b"\n"):
        if line.isascii():
            continue
        if len(line) > SAMPLE:
            first = next(place for place, byte in enumerate(line) if byte > 127)
            line = line[max(first - 20, 0) : first + SAMPLE]
        yield line


def plausibility(text: str) -> float:
    """How well the characters beyond ASCII read, from 0 to 1; 1 for a text without any."""
    text = f"\n{text}\n"
    points, letters = [], []
    for found in ORDINARY.finditer(text):
        place, sign = found.start(), found[0]
        if sign.isalpha() and sign not in NO_LETTERS:
            letters.append(sign.lower())
            points.append(_of_letter(text[place - 1], sign, text[place + 1]))
        else:
            points.append(_of_sign(text[max(place - 2, 0) : place], sign, text[place + 1 : place + 3]))
    return sum(points) / len(points) * _known(letters) if points else 1.0


def _of_letter(before: str, letter: str, after: str) -> float:
    if letter > "\u02ff" and ("A" <= before <= "z" or "A" <= after <= "z") and (before + after).isalpha():
        return 0.0  # of two scripts in one word
    if letter.isupper():
        return 0.0 if before.islower() else 1.0 if after.isalpha() or before.isalpha() else 0.5
    if before.isupper() and after.isupper():
        return 0.0
    if letter in "ςσ" and (letter == "ς") == after.isalpha():
        return 0.0
    if before.isalpha() or after.isalpha() or letter in LONE or letter > "\u02ff":
        return 1.0
    return 0.0


def _of_sign(before: str, sign: str, after: str) -> float:
    left, right = before[-1], after[0]
    inside = left.isalpha() and right.isalpha()
    if sign == "’":
        return 1.0 if left.isalnum() or right.isalnum() or not left.isspace() else 0.3
    if sign in QUOTES:
        return 0.0 if inside else 1.0
    if sign in CURRENCY:
        return 1.0 if any(map(str.isdigit, before + after)) else 0.2
    if sign in "–—…\xa0":
        return 0.4 if inside else 1.0
    if sign in "¡¿":
        return 0.0 if left.isalnum() or right.isspace() else 1.0
    if sign in "°ºª²³¹½¼¾%‰":
        return 1.0 if left.isdigit() or (not left.isalpha() and not right.isalpha()) or right in "CFK" else 0.2
    if sign in "•·§¶©®™×±÷†‡|\xad":
        return 0.0 if inside else 0.8
    return 0.0


def _known(letters: list[str]) -> float:
    """The share of letters that the best fitting alphabet holds."""
    if not letters:
        return 1.0
    of_latin = max(sum(letter in alphabet for letter in letters) for alphabet in _latin())
    of_others = max(_of_other(letters, alphabet) for alphabet in OTHERS)
    return max(of_latin, of_others) / len(letters)


@cache
def _latin() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, LATIN))


def _of_other(letters: list[str], alphabet: str) -> float:
    held = sum(letter in alphabet for letter in letters)
    frequent = sum(letter in alphabet[:FREQUENT] for letter in letters)
    return held * min(1.0, frequent / len(letters) / LEAST)


def _two_bytes(sample: bytes) -> str | None:
    """Japanese, Chinese or Korean, if charset-normalizer finds one and the whole sample reads as such."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=sorted(TWO_BYTES), enable_fallback=False).best()
    name = TWO_BYTES.get(found.encoding) if found is not None else None
    return name
