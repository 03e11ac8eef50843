"""A tagger's span made the bare name: no title before it, no 's, no newspaper behind a dash."""

from __future__ import annotations

import re
from functools import lru_cache

from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import (
    CACHED,
    GENERATIONS,
    ING_NAMES,
    MONTH_NAMES,
    NOT_FIRST,
    NOT_LAST,
    PARTICLES,
    SUFFIXES,
    TITLES,
    TRADES,
    Span,
)
from sitegen.annotate.words import fold

POSSESSIVE = re.compile(r"['’]s?$")
BREAK = re.compile(r"[,:;(/\"“”@#|—–\[]| - |['’]s\s")
FIRST_WORD = re.compile(r"([^\s]+)\s+")
LAST_WORD = re.compile(r"\s+([^\s]+)$")
JUNIOR = re.compile(r"\b[JS]r\.$")
GREETINGS = frozenset("hey hi hello dear welcome thanks thank goodbye farewell".split())
SENTENCE = re.compile(r"[a-z]{4}\. ")
DIGIT = re.compile(r"\d")
HONOURS = SUFFIXES - GENERATIONS
TRAILING = TRADES - NOT_LAST


def clean(text: str, start: int, end: int) -> Span | None:
    """The bare name in `text[start:end]`, or None where it cannot be one."""
    found = bare_part(text[start:end])
    return (start + found[0], start + found[1]) if found else None


@lru_cache(CACHED)
def bare_part(name: str) -> Span | None:
    """Where in a tagger's name the bare name stands, or None where it cannot be one."""
    cut = _cut(name)
    if cut is None:
        return None
    start = _past_titles(name, cut)
    bare = name[start:cut]
    bare = bare if JUNIOR.search(bare) else bare.rstrip(" .\u00a0")
    bare = _without_honours(bare)
    return (start, start + len(bare)) if _may_be_name(bare) and not _is_affiliation(bare) else None


def _cut(name: str) -> int | None:
    """Where the name ends: at the line's end, before 's, before a mark that no name holds."""
    line_end = name.find("\n")
    if line_end >= 0:
        name = name[:line_end]
    possessive = POSSESSIVE.search(name)
    if possessive:
        name = name[: possessive.start()]
    found = BREAK.search(name)
    if found is None:
        return len(name)
    return found.start() if found.start() >= 3 else None


def _past_titles(name: str, end: int) -> int:
    """Past leading titles, trades and words in small letters."""
    start = 0
    while found := FIRST_WORD.match(name, start, end):
        if not _leads(found.group(1)):
            break
        start = found.end()
    return start


def _leads(word: str) -> bool:
    """Is this a word before a name and no part of it: a title, a trade, a word in small letters?"""
    folded = fold(word).rstrip(".")
    if not word[0].isupper() and folded not in PARTICLES:
        return True
    last = folded.rpartition("-")[2]
    return folded in GREETINGS or last in TITLES or (last in TRADES and folded not in first_names.load())


def _without_honours(name: str) -> str:
    """ "Jo Roe QC" -> "Jo Roe"; a junior stays one."""
    while (found := LAST_WORD.search(name)) and fold(found[1]).strip(".") in HONOURS:
        name = name[: found.start()].rstrip(",")
    return name


def _is_affiliation(name: str) -> bool:
    """ "Roe Volunteer", of "Roe Volunteer Coordinator Jo Hale": where somebody works."""
    found = LAST_WORD.search(name)
    return found is not None and found[1][0].isupper() and fold(found[1]) in TRAILING


def _may_be_name(name: str) -> bool:
    if len(name) < 2 or not name[0].isupper() or DIGIT.search(name):
        return False
    words = fold(name).split()
    if not words or SENTENCE.search(name):
        return False
    if words[0] in NOT_FIRST and (len(words) == 1 or words[0] not in MONTH_NAMES):
        return False
    if len(words) == 1:
        return words[0] not in TITLES and words[0] not in SUFFIXES
    gerund = words[0].endswith("ing") and words[0] not in ING_NAMES
    return not gerund and words[-1] not in NOT_LAST
