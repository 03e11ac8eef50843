"""A name -> a pattern of every way in which texts, pages, addresses and tables spell it.

Letters: composed and decomposed, without their accents, as entities of HTML, percent-encoded, as JSON escapes them.
Between words: blanks, markup, hyphens, what file names and addresses have there.  Also with an initial or a name
between, and with the family's name first."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.entities import html5

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
TAG = r"</?[A-Za-z][^<>]{0,300}>"
BLANK = r"[\s\u00a0\u00ad\u200b-\u200d\u2060]|&nbsp;|&shy;|&#0*160;|&#[xX]0*[aA]0;|\\[nrt]|\\u00a0|%C2%A0|%20|" + TAG
GAP = rf"(?:{BLANK}|[*_~+.\-\u2010-\u2015]|%2[BbDdEe]|%5[Ff]){{1,12}}"
NO_GAP = rf"(?:{BLANK}|[*_~+.\-\u2010-\u2015]|%2[BbDdEe]|%5[Ff]){{0,12}}"
SPACE = rf"(?:{BLANK}){{1,6}}"
TURNED = rf"(?:(?:{BLANK}){{0,3}}(?:,|%2[Cc])(?:{BLANK}){{0,3}}|[-_+])"
MIDDLE = rf"(?:{SPACE}(?-i:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ](?![^\W_]))){{0,2}}(?:{SPACE}(?-i:[A-ZÀ-ÖØ-Þ])[^\W\d_]{{1,19}})?"
# what stands before a word: nothing that is part of one, or the end of an escape
BEFORE = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[nrt])|(?<=\\u[0-9A-Fa-f]{4}))"
AFTER = r"(?![^\W_]|[\u0300-\u036f])"
APOSTROPHES = "'’ʼ‘`"
ENTITIES: dict[str, list[str]] = {}
for _name, _sign in html5.items():
    if _name.endswith(";"):
        ENTITIES.setdefault(_sign, []).append(f"&{_name}")
LONG = 7  # letters of a full name that may stand as one word, as in "@annlee"


@lru_cache(512)
def spelled(name: str) -> str:
    """The pattern of one full name (or of the only one that somebody has), for `re.IGNORECASE`."""
    return "|".join(dict.fromkeys(pattern for form in _scripts(name) for pattern in _orders(words(form))))


@lru_cache(512)
def lone(word: str) -> str:
    """The pattern of one word of a name by itself."""
    return "|".join(dict.fromkeys(_bounded(_letters(form), form) for form in _scripts(word)))


@lru_cache(512)
def initialled(name: str) -> str:
    """The pattern of "A. Lee", "A. M. Lee", "A Lee" for a full name; "" where it is one word."""
    found = words(name)
    if len(found) < 2:
        return ""
    gap = rf"\.?(?:{BLANK})?"
    first = rf"(?-i:{re.escape(found[0][0].upper())}){gap}(?:(?-i:[A-ZÀ-ÖØ-Þ]){gap})?(?:{BLANK}){{0,3}}"
    return BEFORE + first + _letters(found[-1]) + AFTER


def words(name: str) -> list[str]:
    """The words of a name, composed; dots, hyphens and blanks are between them."""
    return WORD.findall(unicodedata.normalize("NFC", name)) or [name]


def needle(name: str) -> str:
    """A piece of ASCII in small letters that every spelling has; "" where the name has none."""
    runs = [run for word in words(name) for run in re.findall(r"[a-z]+", unicodedata.normalize("NFC", word).lower())]
    return max(runs, key=len, default="") if name.isascii() or any(len(run) > 2 for run in runs) else ""


def _scripts(name: str) -> list[str]:
    """The name, and as it is written in Latin letters."""
    from anyascii import anyascii

    latin = anyascii(name)
    return [name] if latin == name or not latin.strip() else [name, latin]


def _orders(found: list[str]) -> list[str]:
    letters = [_letters(word) for word in found]
    if len(found) == 1:
        return [_bounded(letters[0], found[0])]
    gap = NO_GAP if sum(map(len, found)) >= LONG or not _is_cased(found[0]) else GAP
    middle = MIDDLE if len(found) == 2 else ""
    straight = letters[0] + (f"(?:{middle}{gap})" if middle else gap) + gap.join(letters[1:])
    return [_bounded(straight, found[0]), _bounded(letters[-1] + TURNED + GAP.join(letters[:-1]), found[0])]


def _bounded(pattern: str, word: str) -> str:
    """Whole words only, in scripts that have blanks between them."""
    return f"{BEFORE}(?:{pattern}){AFTER}" if _is_cased(word) else f"(?:{pattern})"


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _letters(word: str) -> str:
    return "".join(map(_letter, unicodedata.normalize("NFC", word)))


@lru_cache(1024)
def _letter(letter: str) -> str:
    if letter.isascii() and letter.isalnum():
        return letter
    if letter in APOSTROPHES:
        return "(?:['’ʼ‘`]|&#0*39;|&#x27;|&[lr]squo;|&apos;|%27|%E2%80%9[89]|\\\\u2019|\\\\u0027)?"
    ways = dict.fromkeys(re.escape(way) for one in {letter, letter.lower(), letter.upper()} for way in _ways(one))
    return f"(?:{'|'.join(sorted(ways, key=lambda way: (-len(way), way)))})"


def _ways(letter: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))
    ways = [letter, unicodedata.normalize("NFD", letter), plain]
    for sign in letter if len(letter) == 1 else "":
        code = ord(sign)
        ways += [*ENTITIES.get(sign, ()), f"&#{code};", f"&#x{code:x};"]
        ways += ["".join(f"%{byte:02X}" for byte in sign.encode())]
        ways += ["".join(f"\\u{unit:04x}" for unit in _units(sign))]
    return [way for way in ways if way]


def _units(sign: str) -> list[int]:
    data = sign.encode("utf-16-be")
    return [int.from_bytes(data[n : n + 2]) for n in range(0, len(data), 2)]
