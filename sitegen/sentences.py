"""Where sentences end, in any script: one pass, no model."""

from __future__ import annotations

import re
from collections.abc import Iterator

END = re.compile(r"[.?!…]+[\"'”’»)\]]*\s+")  # begins with one set of characters, so it is searched for fast
WIDE_END = re.compile(END.pattern + "|[。！？]+[」』”）]*\\s*")
WIDE = "。！？"
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sir st ste jr sr gov sen sens rep reps gen col sgt lt capt rev hon cpl const insp supt det maj
    cmdr adm pres sec atty ft mt fr brig pvt cllr bros no vs v inc co corp ltd jan feb mar apr jun jul aug sep sept
    oct nov dec u.s u.k u.n e.g i.e a.m p.m d.c""".split()
)
LONGEST_WORD = 40
OPENING = "\"'“‘«„([¿¡「『"


def split(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence between two offsets, spaces between them left out."""
    end = len(text) if end is None else end
    pattern = END if text.isascii() or not any(text.find(mark, start, end) >= 0 for mark in WIDE) else WIDE_END
    for found in pattern.finditer(text, start, end):
        mark, after = found.span()
        if after < end and _ends(text, mark, after):
            stop = after
            while text[stop - 1].isspace():
                stop -= 1
            yield start, stop
            start = after
    if start < end:
        yield start, end


def _ends(text: str, mark: int, after: int) -> bool:
    if text[after].islower():
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    word = text[text.rfind(" ", max(0, mark - LONGEST_WORD), mark) + 1 : mark].lstrip(OPENING)
    return not (len(word) == 1 and word.isupper()) and word.lower() not in ABBREVIATIONS
