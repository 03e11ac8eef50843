"""Quotation marks of one paragraph, and which way each of them faces.

The neighbours of a mark say whether it opens or closes: typed marks are often the wrong ones ("...here,“ said
Ann").  Double marks count, single ones in texts and paragraphs that open with them, question marks only where an old
encoding has left them in the place of marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

OPEN, CLOSE, EITHER, INCH = 1, 2, 3, 4
OPENING, CLOSING = "“„«`‘「『‹〝", "”»’」』›〞"
DOUBLES = '"“”„‟«»「」『』‹›〝〞＂'
PAIRED = ("''", "``", "’’", "‘‘", ",,", '="', "=“", "=”")

# Marks of one direction that touch are one mark.  The patterns begin with a set of signs, which is searched fastest.
_TOUCHING = '(?<=”)[”"]*|(?<=["“„‟«‹])["“„‟«‹]*|(?<=[»›])[»›]*'
DOUBLE = re.compile(f"[{DOUBLES}](?:{_TOUCHING}|)")
# The same for texts that have any of PAIRED; the value of an attribute in markup ('class="lead"') begins with "=".
DOUBLE_OR_PAIRED = re.compile(
    f"[{DOUBLES}'`’‘,=](?:{_TOUCHING}|(?<=[「」『』〝〞＂])|(?<=')'|(?<=`)`|(?<=’)’|(?<=‘)‘"
    '|(?<=,)(?<![,\\w],),(?=\\w)|(?<==)["“”][^"“”\n]*["“”])'
)
SINGLE = re.compile("[‘’']")
ANY_DOUBLE = re.compile(f"[{DOUBLES}]")
# a sentence in single marks, apostrophes inside; the length is bounded so that many marks are not searched for ever
SINGLE_SENTENCE = re.compile(
    "‘(?=[^\\W\\d])[^‘\n]{15,600}?[,.?!]’(?=\\s|$)"
    "|'(?<![^\\s].)(?=[^\\W\\d])(?:[^'\n]|(?<=\\w)'(?=\\w)){15,600}?[,.?!]'(?=\\s|$)",
    re.M,
)
# a whole paragraph in single marks, nothing behind them, is a crosshead
SINGLE_PARAGRAPH = re.compile("[‘'](?=[A-ZÀ-Þ])[^\n]*?[,.?!…][’'](?=\\s+\\w)")
OPENS_SINGLE = re.compile("[‘'][A-ZÀ-Þ\"“(]")
# '90s, 'tis, rock 'n' roll: letters or figures left out
ELISION = re.compile("[‘'](?:\\d\\ds\\b|(?:n|em|[Tt]is|[Tt]was|[Tt]were|til|till|cause|bout|cos|round)\\b)")
# No quotation in single marks inside a line is this short where its closing mark may be an apostrophe.
SHORT_SINGLE = 60
HEADLINE_LENGTH = 200  # signs
# ?We shall see,? said Ann: an encoding without marks, or one read as another
DAMAGED_PAIR = re.compile("([?\ufffd])(?<![^\\s(].)(?=\\w)[^?\ufffd\n]{3,}[,.!…]\\1(?=\\s|$)", re.M)
DAMAGED = re.compile("[?\ufffd]")


class Mark(NamedTuple):
    """`text[start:end]` is a quotation mark; `side` is OPEN, CLOSE, EITHER or INCH."""

    start: int
    end: int
    side: int


Reader = Callable[[str, int, int], list[Mark]]


def marks_reader(text: str, lines: list[tuple[int, int]]) -> Reader:
    """What finds the marks of a paragraph `text[start:end]` of this text, by the kind that it mainly uses."""
    pattern = DOUBLE_OR_PAIRED if any(pair in text for pair in PAIRED) else DOUBLE
    doubles = ANY_DOUBLE.search(text) is not None
    if uses_single_marks(text, lines, doubles):
        return lambda text, start, end: single_marks(text, start, end) or double_marks(text, start, end, pattern)
    if not doubles and DAMAGED_PAIR.search(text):
        return damaged_marks
    first = lines[0][0] if lines else 0
    return lambda text, start, end: (
        double_marks(text, start, end, pattern) or _of_odd_paragraph(text, start, end, start == first)
    )


def uses_single_marks(text: str, lines: list[tuple[int, int]], doubles: bool) -> bool:
    """Are single marks the main ones of this text?  They open more paragraphs than have double ones."""
    if text.count("''") >= 2:
        return False
    single = sum(text[start] in "‘'" and OPENS_SINGLE.match(text, start) is not None for start, _ in lines)
    if not doubles:
        return single > 1 or SINGLE_SENTENCE.search(text) is not None
    if not single:
        return False
    double = sum(text[start] not in "‘'" and ANY_DOUBLE.search(text, start, end) is not None for start, end in lines)
    return single > double and (single > 1 or SINGLE_SENTENCE.search(text) is not None)


def _of_odd_paragraph(text: str, start: int, end: int, first: bool) -> list[Mark]:
    """The single marks of a paragraph where the text's main marks are others: of a headline ("Mayor: 'not now'"), which
    is the first, and of one that opens with them."""
    if first and end - start < HEADLINE_LENGTH:
        marks = single_marks(text, start, end)
        return [] if marks and marks[-1].side == OPEN else marks
    if text[start] in "‘'" and SINGLE_PARAGRAPH.match(text, start, end):
        return single_marks(text, start, end)
    return []


def double_marks(text: str, start: int, end: int, pattern: re.Pattern[str] = DOUBLE_OR_PAIRED) -> list[Mark]:
    """The double marks of the paragraph `text[start:end]`."""
    marks = []
    low = False  # has a low mark stood before? then “ closes
    for found in pattern.finditer(text, start, end):
        i, j = found.span()
        sign = text[i]
        if sign != "=":
            low = low or sign in "„,"
            marks.append(Mark(i, j, _double_side(text, i, j, start, end, low)))
    return marks


def _double_side(text: str, i: int, j: int, start: int, end: int, low: bool) -> int:
    side, sign = _side(text, i, j, start, end), text[i]
    if sign in OPENING:
        return _opening_side(text, i, start, side, low)
    if sign in CLOSING:
        return OPEN if side == OPEN and sign in "”»›" else CLOSE
    # 6'2", 5": inches, unless a quotation is open
    if sign == '"' and side == CLOSE and j - i == 1 and i > start and text[i - 1].isdigit():
        return INCH
    return OPEN if sign == "," else side


def _opening_side(text: str, i: int, start: int, side: int, low: bool) -> int:
    """A mark made to open may stand at a closing place: »so«, „so“, and behind a comma or a word by mistake."""
    sign = text[i]
    if side != CLOSE or sign in "「『〝„":
        return OPEN
    if sign in "«‹" or (sign == "“" and low) or text[i - 1] in ",.?!…":
        return CLOSE
    return EITHER if sign == "“" else OPEN


def _side(text: str, i: int, j: int, start: int, end: int) -> int:
    left = text[i - 1] if i > start else " "
    right = text[j] if j < end else " "
    free_left = left.isspace() or left in "([{—–-/"
    free_right = right.isspace() or right in ")]}—–-/.,;:?!"
    if free_left == free_right:
        return EITHER
    return OPEN if free_left else CLOSE


def damaged_marks(text: str, start: int, end: int) -> list[Mark]:
    """The question marks (or signs of replacement) of a paragraph that stand where quotation marks stood."""
    marks = []
    for found in DAMAGED.finditer(text, start, end):
        i, j = found.span()
        left = text[i - 1] if i > start else " "
        right = text[j] if j < end else " "
        if (left.isspace() or left == "(") and right.isalnum():
            marks.append(Mark(i, j, OPEN))
        elif left in ",.?!…" and not right.isalnum() and right != "?":
            marks.append(Mark(i, j, CLOSE))
    return marks


def single_marks(text: str, start: int, end: int) -> list[Mark]:
    """The single marks of the paragraph `text[start:end]`; an apostrophe is none, and of nested ones only the outer
    are marks."""
    return _Singles(text, start, end).marks


class _Singles:
    """Reads the single marks of a paragraph: `opened` is the open one, `nested` whether a straight one is open inside
    a curly one, `doubtful` a sign behind an s that is either a plural's apostrophe or the closing mark."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks: list[Mark] = []
        self.opened: int | None = None
        self.nested = False
        self.doubtful: int | None = None
        for found in SINGLE.finditer(text, start, end):
            i = found.start()
            left = text[i - 1] if i > start else " "
            right = text[i + 1] if i + 1 < end else " "
            if (left.isspace() or left in "([—–") and not right.isspace() and text[i] != "’":
                self._open(i)
            elif self.opened is not None:
                self._close(i, left, right)
        if self.doubtful is not None and self.opened is not None and self._inside_clause(self.opened):
            self._mark(self.doubtful, CLOSE)

    def _open(self, i: int) -> None:
        if ELISION.match(self.text, i):
            return
        if self.opened is None:
            self.opened = i
            self._mark(i, OPEN)
        elif self.doubtful is not None:
            self._mark(self.doubtful, CLOSE)
            self._mark(i, OPEN)
            self.opened, self.doubtful = i, None
        else:
            self.nested = self.text[i] == "'" and self.text[self.opened] == "‘"

    def _close(self, i: int, left: str, right: str) -> None:
        assert self.opened is not None
        kind = _closes_single(self.text, i + 1, self.end, left, right, i - self.opened)
        if self.nested and self.text[i] == "'":
            self.nested = not (kind or right.isspace() or right in ",.;:?!)")
        elif kind:
            self._mark(i, CLOSE)
            self.opened, self.doubtful, self.nested = None, None, False
        elif right.isspace() and left == "s" and self.doubtful is None and i - self.opened < SHORT_SINGLE:
            self.doubtful = i

    def _inside_clause(self, opened: int) -> bool:
        """Does a mark stand behind a mere word?  Then its quotation ends in this paragraph."""
        return self.text[self.start : opened].rstrip()[-1:].isalnum()

    def _mark(self, i: int, side: int) -> None:
        self.marks.append(Mark(i, i + 1, side))


def _closes_single(text: str, after: int, end: int, left: str, right: str, length: int) -> bool:
    if left == "n" and text[after - 3] in "‘’'":  # rock 'n' roll
        return False
    if left in ",.?!…" or left in '"”' or (right in ",.;:?!)—–" and not left.isspace()):
        return True
    plural = left == "s" and text[after + 1 : min(after + 2, end)].islower()
    return right.isspace() and length < SHORT_SINGLE and not plural
