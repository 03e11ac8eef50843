"""The stemmer of M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980): by it the figures published on
collections of keyphrases are taken.  sitegen itself does not use it."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
DOUBLED = re.compile(r"([^aeiou])\1\Z")
STEP_2 = dict(
    pair.split(":")
    for pair in """
    ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize
    ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble
    """.split()
)
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = """al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize""".split()


def stem_phrase(phrase: str) -> str:
    """The stems of the words of a phrase, in small letters, joined by blanks."""
    return " ".join(map(stem, WORD.findall(phrase.lower())))


@lru_cache(100_000)
def stem(word: str) -> str:
    """The stem of a word in small letters."""
    if len(word) <= 2 or not word.isascii():
        return word
    word = _step_1(word)
    word = _replaced(word, STEP_2)
    word = _replaced(word, STEP_3)
    return _step_5(_step_4(word))


def _shape(word: str) -> str:
    """A letter for each of the word's: c or v; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and shape[-1:] == "c")
        shape += "v" if vowel else "c"
    return shape


def _measure(word: str) -> int:
    """How often a consonant follows a vowel: Porter's m."""
    return _shape(word).count("vc")


def _short(word: str) -> bool:
    """Does it end in consonant, vowel, consonant, the last not w, x or y?"""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _step_1(word: str) -> str:
    """Plurals, -ed, -ing, y."""
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    word = _without_past(word)
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    base = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else word
    if base == word or "v" not in _shape(base):
        return word
    if base.endswith(("at", "bl", "iz")):
        return base + "e"
    if DOUBLED.search(base) and base[-1] not in "lsz":
        return base[:-1]
    return base + "e" if _measure(base) == 1 and _short(base) else base


def _replaced(word: str, endings: dict[str, str]) -> str:
    """The longest ending that it has, replaced if enough stands before."""
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending):
            base = word[: -len(ending)]
            return base + endings[ending] if _measure(base) else word
    return word


def _step_4(word: str) -> str:
    for ending in sorted(STEP_4, key=len, reverse=True):
        if word.endswith(ending):
            base = word[: -len(ending)]
            fits = _measure(base) > 1 and (ending != "ion" or base.endswith(("s", "t")))
            return base if fits else word
    return word


def _step_5(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        if _measure(base) > 1 or (_measure(base) == 1 and not _short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
