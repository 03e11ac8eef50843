"""Where sentences end, in any script: one pass, no model."""

from __future__ import annotations

import re

END = re.compile(r"([.?!…]+[\"'”’»)\]]*)\s+")  # begins with one set of characters, so it is searched for fast
WIDE_END = re.compile(END.pattern + "|([。！？]+[」』”）]*)\\s*")
WIDE = "。！？"
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sir st ste jr sr gov sen sens rep reps gen col sgt lt capt rev hon cpl const insp supt det maj
    cmdr adm pres sec atty ft mt fr brig pvt cllr bros no vs v inc co corp ltd jan feb mar apr jun jul aug sep sept
    oct nov dec u.s u.k u.n e.g i.e a.m p.m d.c""".split()
)
LONGEST_WORD = 40
OPENING = "\"'“‘«„([¿¡「『"


def split(text: str, start: int = 0, end: int | None = None, wide: bool = True) -> list[tuple[int, int]]:
    """(start, end) of each sentence between two offsets, spaces between them left out.  `wide`: may the text hold marks
    after which no space stands (see is_wide)?"""
    end = len(text) if end is None else end
    pattern = WIDE_END if wide and is_wide(text, start, end) else END
    spans: list[tuple[int, int]] = []
    for found in pattern.finditer(text, start, end):
        after = found.end()
        if after < end and _ends(text, found.start(), after):
            spans.append((start, found.end(found.lastindex or 0)))
            start = after
    if start < end:
        spans.append((start, end))
    return spans


def is_wide(text: str, start: int = 0, end: int | None = None) -> bool:
    """Does a text hold ends of sentences as Chinese and Japanese write them?"""
    return not text.isascii() and any(text.find(mark, start, end) >= 0 for mark in WIDE)


def _ends(text: str, mark: int, after: int) -> bool:
    if text[after].islower():
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    word = text[text.rfind(" ", max(0, mark - LONGEST_WORD), mark) + 1 : mark].lstrip(OPENING)
    return not (len(word) == 1 and word.isupper()) and word.lower() not in ABBREVIATIONS
