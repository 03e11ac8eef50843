"""A tagger's span made the bare name: no title before it, no 's, no newspaper behind a dash."""

from __future__ import annotations

import re

from sitegen.annotate.people.names import ING_NAMES, NOT_FIRST, NOT_LAST, PARTICLES, SUFFIXES, TITLES, Span
from sitegen.annotate.words import fold

POSSESSIVE = re.compile(r"['’]s?$")
BREAK = re.compile(r"[,:;(/\"“”@#|—–\[]| - |['’]s\s")
FIRST_WORD = re.compile(r"([^\s]+)\s+")
JUNIOR = re.compile(r"\b[JS]r\.$")
GREETINGS = frozenset("hey hi hello dear".split())
SENTENCE = re.compile(r"[a-z]{4}\. ")


def clean(text: str, start: int, end: int) -> Span | None:
    """The bare name in `text[start:end]`, or None where it cannot be one."""
    cut = _cut(text, start, end)
    if cut is None:
        return None
    start = _past_titles(text, start, cut)
    name = text[start:cut]
    bare = name if JUNIOR.search(name) else name.rstrip(" .\u00a0")
    return (start, start + len(bare)) if _may_be_name(bare) else None


def _cut(text: str, start: int, end: int) -> int | None:
    """Where the name ends: at the line's end, before 's, before a mark that no name holds."""
    line_end = text.find("\n", start, end)
    if line_end >= 0:
        end = line_end
    possessive = POSSESSIVE.search(text[start:end])
    if possessive:
        end = start + possessive.start()
    found = BREAK.search(text[start:end])
    if found is None:
        return end
    return start + found.start() if found.start() >= 3 else None


def _past_titles(text: str, start: int, end: int) -> int:
    """Past leading titles and words in small letters."""
    while found := FIRST_WORD.match(text[start:end]):
        word = found.group(1)
        folded = fold(word).rstrip(".")
        small = not word[0].isupper() and folded not in PARTICLES
        if not small and folded not in GREETINGS and folded.rpartition("-")[2] not in TITLES:
            break
        start += found.end()
    return start


def _may_be_name(name: str) -> bool:
    if len(name) < 2 or not name[0].isupper() or any(c.isdigit() for c in name):
        return False
    words = fold(name).split()
    if not words or words[0] in NOT_FIRST or SENTENCE.search(name):
        return False
    if len(words) == 1:
        return words[0] not in TITLES and words[0] not in SUFFIXES
    gerund = words[0].endswith("ing") and words[0] not in ING_NAMES
    return not gerund and words[-1] not in NOT_LAST
