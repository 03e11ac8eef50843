"""Names of tags as keys: what may be one tag, what adds nothing to a name, letters that stand for one.

Two spellings that may be one tag are in one block.  A name of three words and more is in the block of its initials,
so that "Bramley Tennis Academy" and "BTA" can meet; blocks stay small, since letters of two are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sitegen.naming import fold
from sitegen.vocabulary.keys import word_key

SMALL = frozenset("of for and the in on at & de la du des der die das und et y".split())
LEGAL = frozenset("inc incorporated ltd limited plc llc llp corp corporation gmbh".split())
COMPANY = frozenset(("co", "company"))  # of two words it is one: "Lighting Company"
PLAIN = re.compile(r"[\w ]*")
DOT, APART = re.compile(r"\.(?![0-9])"), re.compile("[,\u2010\u2011-]")
LEAST, MOST = 3, 8  # letters that stand for a name


@lru_cache(65536)
def bare(name: str) -> tuple[str, ...]:
    """The folded words of a name without what adds nothing: "the" before it, "Inc" or "Company" behind it; a hyphen
    is a blank."""
    folded = fold(name)
    words = (folded if PLAIN.fullmatch(folded) else APART.sub(" ", DOT.sub("", folded))).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and (words[-1] in LEGAL or (words[-1] in COMPANY and len(words) > 2)):
        del words[-1]
    return tuple(words) or (fold(name),)


def singular(name: str) -> tuple[str, ...]:
    """The same words, each in the singular (English)."""
    return tuple(map(word_key, bare(name)))


@lru_cache(65536)
def block(name: str) -> str:
    """The group of forms among which the same tag may be."""
    return word_key(initials(name)) or " ".join(singular(name))


def initials(name: str) -> str:
    """The folded initials of a name of three words and more, small ones left out; "" of a shorter name."""
    telling = [word for word in bare(name) if word not in SMALL]
    return "".join(word[0] for word in telling) if len(telling) >= LEAST else ""


def letters(name: str) -> str:
    """A name that consists of capitals, without dots: "B.T.A." -> "BTA"; "" of any other name."""
    found = name.replace(".", "")
    return found if LEAST <= len(found) <= MOST and found.isalpha() and found.isupper() else ""


def short_form(name: str, written: Iterable[str]) -> str:
    """The letters that stand for a name among the ways in which an article writes it, "" where it uses none."""
    whole = initials(name)
    found = {short for words in written if whole and (short := letters(words)) and fold(short) == whole}
    return min(found, default="")
