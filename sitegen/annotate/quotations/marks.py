"""Quotation marks of one paragraph, and which way each of them faces.

The neighbours of a mark say whether it opens or closes: typed marks are often the wrong ones ("...here,“ said
Ann").  Double marks count, single ones only in texts that open their paragraphs with them."""

from __future__ import annotations

import re
from typing import NamedTuple

OPEN, CLOSE, EITHER, INCH = 1, 2, 3, 4
OPENING, CLOSING = "“„«`‘", "”»’"

DOUBLE = re.compile("[\"“”„‟«»]+|''|``|’’|‘‘")
SINGLE = re.compile("[‘’']")
ANY_DOUBLE = re.compile('["“”„‟«»]')
SINGLE_SENTENCE = re.compile("(?:^|\\s)[‘'][^‘’']{15,}?[,.?!][’'](?=\\s|$)", re.M)
PARAGRAPH_SINGLE = re.compile("^[ \\t]*[‘'][A-ZÀ-Þ\"“(]", re.M)
PARAGRAPH_DOUBLE = re.compile("^[ \\t]*[\"“]\\w|^[ \\t]*''\\w", re.M)
# No quotation in single marks inside a line is this short where its closing mark may be an apostrophe.
SHORT_SINGLE = 60


class Mark(NamedTuple):
    """`text[start:end]` is a quotation mark; `side` is OPEN, CLOSE, EITHER or INCH."""

    start: int
    end: int
    side: int


def uses_single_marks(text: str) -> bool:
    """Are single marks the main ones of this text?  They open more paragraphs than double ones do."""
    single = len(PARAGRAPH_SINGLE.findall(text))
    if not single or text.count("''") >= 2:
        return False
    more = single > len(PARAGRAPH_DOUBLE.findall(text)) or ANY_DOUBLE.search(text) is None
    return more and (single > 1 or SINGLE_SENTENCE.search(text) is not None)


def double_marks(text: str, start: int, end: int) -> list[Mark]:
    """The double marks of the paragraph `text[start:end]`."""
    return [
        Mark(found.start(), found.end(), _double_side(text, found.start(), found.end(), start, end))
        for found in DOUBLE.finditer(text, start, end)
    ]


def _double_side(text: str, i: int, j: int, start: int, end: int) -> int:
    side, sign = _side(text, i, j, start, end), text[i]
    if sign in OPENING:
        return CLOSE if side == CLOSE and _closes_though_opening(text, sign, start, i) else OPEN
    if sign in CLOSING:
        return OPEN if side == OPEN and sign in "”»" else CLOSE
    # 6'2", 5": inches, unless a quotation is open
    if sign == '"' and side == CLOSE and j - i == 1 and i > start and text[i - 1].isdigit():
        return INCH
    return side


def _closes_though_opening(text: str, sign: str, start: int, i: int) -> bool:
    """A mark made to open that stands at a closing place: »so«, „so“, and behind a comma by mistake."""
    return sign == "«" or (sign == "“" and "„" in text[start:i]) or (i > start and text[i - 1] in ",.?!…")


def _side(text: str, i: int, j: int, start: int, end: int) -> int:
    left = text[i - 1] if i > start else " "
    right = text[j] if j < end else " "
    free_left = left.isspace() or left in "([{—–-/"
    free_right = right.isspace() or right in ")]}—–-/.,;:?!"
    if free_left == free_right:
        return EITHER
    return OPEN if free_left else CLOSE


def single_marks(text: str, start: int, end: int) -> list[Mark]:
    """The single marks of the paragraph `text[start:end]`; an apostrophe is none."""
    marks: list[Mark] = []
    opened = None
    for found in SINGLE.finditer(text, start, end):
        i, j = found.span()
        left = text[i - 1] if i > start else " "
        right = text[j] if j < end else " "
        if (left.isspace() or left in "([—–") and not right.isspace() and text[i] != "’":
            marks.append(Mark(i, j, OPEN))
            opened = i if opened is None else opened
        elif opened is not None and _closes_single(text, j, left, right, i - opened):
            marks.append(Mark(i, j, CLOSE))
            opened = None
    return marks


def _closes_single(text: str, after: int, left: str, right: str, length: int) -> bool:
    if left in ",.?!…" or left in '"”' or (right in ",.;:?!)—–" and not left.isspace()):
        return True
    plural = left == "s" and text[after + 1 : after + 2].islower()
    return right.isspace() and length < SHORT_SINGLE and not plural
