"""How much a reading of old bytes strains belief: letters and marks where no writer puts them.

Every byte above 127 is some character in each 8-bit encoding, so only what a text looks like tells which was meant.
A language uses few letters beyond A to Z, a small letter is not followed by a capital, and a quotation mark does not
stand inside a word.  The alphabets are those of the languages that old files with such bytes are written in."""

from __future__ import annotations

import re

LATIN = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúüïçàèòªº",  # Spanish, Catalan, Galician
    "áâãàçéêíóôõúüªº",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "åäöæøéüèàó",  # Danish, Norwegian, Swedish, Finnish
    "áðéíóúýþæöå",  # Icelandic, Faroese
    "éëïöüèêáóíúû",  # Dutch
)
CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžäĺľŕôöü",  # Czech, Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšžäöü",  # Croatian, Slovene
)
TURKISH = ("çğıöşüâîû",)
BALTIC = ("ąčęėįšųūž", "āčēģīķļņšūžō", "äõöüšž")
CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш")
GREEK = ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",)
HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
ALONE = frozenset("àáâéèêíìòóôõæåøöäüyыиаоуявкс")  # words of one small letter, and letters that are named
OPENING = frozenset("“‘„‚«‹¿¡")
CLOSING = frozenset("”’»›…")
DASHES = frozenset("–—")
BETWEEN = frozenset("’—–·\u00ad‑’")  # may stand between two letters
MONEY = frozenset("€£¥¢")
SIGNS = frozenset("°§©®™•·½¼¾\u00a0ªº²³×´†№\u00ad")
FOREIGN = 1.0
CAPITALS = 0.25  # for a capital after another: text in capitals is seldom, a text with its cases exchanged is all so
HIGH = re.compile(r"[^\x00-\x7f]")
ENOUGH = 3000  # characters looked at


def strain(text: str, alphabets: tuple[str, ...], latin: bool) -> float:
    """From 0, a text as people write it, to some 1: the mean over its characters beyond ASCII."""
    looked_at = [match.start() for match, _ in zip(HIGH.finditer(text), range(ENOUGH), strict=False)]
    if not looked_at:
        return 0.0
    total, letters = 0.0, []
    for at in looked_at:
        sign, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if sign.isalpha() and sign not in SIGNS:
            letters.append(sign.lower())
            total += _of_letter(sign, before, after, latin)
        else:
            total += _of_mark(sign, before, after)
    total += FOREIGN * min(sum(map(set(letters).difference(known).__contains__, letters)) for known in alphabets)
    return total / len(looked_at)


def _of_letter(sign: str, before: str, after: str, latin: bool) -> float:
    if not latin and (_is_ascii_letter(before) or _is_ascii_letter(after)):
        return 1.0
    if sign.isupper():
        if before.islower():
            return 1.0
        return CAPITALS if before.isupper() and not latin else 0.0
    if before.isupper() and after.isupper():
        return 1.0
    alone = not before.isalpha() and not after.isalpha()
    return 0.5 if alone and sign not in ALONE else 0.0


def _of_mark(sign: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if inside:
        return 1.0 if sign not in BETWEEN else 0.0 if sign in "’·\u00ad‑" else 0.3
    if sign in OPENING:
        return 0.0 if not before.isalnum() or sign == "‘" else 0.6
    if sign in CLOSING or sign in DASHES:
        return 0.0 if sign in DASHES or not before.isspace() or after.isalnum() or sign in "…»" else 0.6
    if sign in MONEY:
        return 0.0 if before.isdigit() or after.isdigit() or after.isspace() else 0.7
    if sign in SIGNS:
        return 0.0 if not after.isalpha() or before.isspace() else 0.4
    return 1.5 if "\x80" <= sign <= "\x9f" else 0.8


def _is_ascii_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
