"""Runs: stretches of text between quotation marks, paragraph by paragraph.

A run never crosses a line.  One that its paragraph leaves open goes on in the next paragraph that begins with
a mark: there the two are parts of one quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.annotate.quotations.marks import (
    CLOSE,
    EITHER,
    INCH,
    OPEN,
    Mark,
    double_marks,
    single_marks,
    uses_single_marks,
)

# a closing mark of the wrong kind: .' or ,'
WRONG_CLOSE = re.compile("[,.?!…]['’](?=\\s|$)")
BEGINS_WITH_MARK = "\"“'`«„»"
CREDIT_LENGTH = 110  # a pull quote's line with the speaker's name is no longer
LONGEST = 50_000  # characters: a line as long as this is no paragraph of an article
CROSSHEAD_LENGTH = 25  # a line as short as this does not interrupt a quotation


@dataclass(slots=True)
class Run:
    """`text[start:end]` with its marks, `text[inner_start:inner_end]` without.

    `continues` is the index of the run of an earlier paragraph that this one goes on from; `credit` the
    paragraph that names the speaker of a pull quote; `closed` is False where no closing mark stands."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool = True
    continues: int | None = None
    credit: int | None = None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of every line that is not blank, spaces around it left out."""
    found, position = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = position + line.index(words[0])
            found.append((start, start + len(words)))
        position += len(line) + 1
    return found


def find_runs(text: str, lines: list[tuple[int, int]]) -> list[Run]:
    """All runs of a text whose paragraphs are `lines`, in order."""
    reader = _Reader(text, lines)
    marks_of = single_marks if uses_single_marks(text) else double_marks
    for number, (start, end) in enumerate(lines):
        marks = marks_of(text, start, end) if end - start < LONGEST else []
        if marks:
            reader.read(number, marks)
        else:
            reader.skip(number)
    return reader.runs


class _Reader:
    """Pairs marks; `carry` is the index of the run that the last paragraphs left open."""

    def __init__(self, text: str, lines: list[tuple[int, int]]) -> None:
        self.text, self.lines = text, lines
        self.runs: list[Run] = []
        self.carry: int | None = None

    def skip(self, number: int) -> None:
        """A paragraph without marks: a caption or a crosshead may stand between, a second one ends the hope."""
        start, end = self.lines[number]
        long = end - start > CROSSHEAD_LENGTH and not self.text[start].islower()
        if self.carry is not None and long and self.runs[self.carry].paragraph < number - 2:
            self.carry = None

    def read(self, number: int, marks: list[Mark]) -> None:
        """Pair the marks of one paragraph."""
        first = len(self.runs)
        opened: Mark | None = None
        for place, mark in enumerate(marks):
            side = self._settled(mark, opened, marks[place + 1 : place + 2])
            if opened is None:
                if side == CLOSE and place == 0 and self._left_open_before(number):
                    self._close_carried(number, mark)
                elif side in (OPEN, EITHER):
                    opened = mark
            elif side in (CLOSE, EITHER):
                self.runs.append(Run(opened.start, mark.end, opened.end, mark.start, number))
                opened = None
            # an opening mark inside an open run only goes on with it: "A. "B."
        if opened is not None:
            self._leave_open(number, opened)
        self._carry_on(number, first)

    @staticmethod
    def _settled(mark: Mark, opened: Mark | None, following: list[Mark]) -> int:
        """An inch sign closes a run only where nothing else does."""
        if mark.side != INCH:
            return mark.side
        return CLOSE if opened is not None and not any(m.side in (CLOSE, EITHER) for m in following) else INCH

    def _left_open_before(self, number: int) -> bool:
        return self.carry is not None and self.runs[self.carry].paragraph == number - 1

    def _close_carried(self, number: int, mark: Mark) -> None:
        """The closing mark of the paragraph before: behind a speaker's line, or at the end of said words."""
        assert self.carry is not None
        start, end = self.lines[number]
        if mark.end >= end and end - start < CREDIT_LENGTH and self.text[start].isupper():
            self.runs[self.carry].credit, self.runs[self.carry].closed = number, True
            self.carry = None
        else:
            self.runs.append(Run(start, mark.end, start, mark.start, number, continues=self.carry))

    def _leave_open(self, number: int, opened: Mark) -> None:
        end = self.lines[number][1]
        found = WRONG_CLOSE.search(self.text, opened.end, end)
        if found and not (found.end() == end and self._next_begins_with_mark(number)):
            before = self.text[opened.end : found.start()]
            if "‘" not in before and " '" not in before:
                self.runs.append(Run(opened.start, found.end(), opened.end, found.end() - 1, number))
                return
        self.runs.append(Run(opened.start, end, opened.end, end, number, closed=False))

    def _next_begins_with_mark(self, number: int) -> bool:
        return number + 1 < len(self.lines) and self.text[self.lines[number + 1][0]] in BEGINS_WITH_MARK

    def _carry_on(self, number: int, first: int) -> None:
        if len(self.runs) > first:
            if self.carry is not None and self.runs[first].start == self.lines[number][0]:
                self.runs[first].continues = self.carry
            self.carry = None if self.runs[-1].closed else len(self.runs) - 1
        elif not self._left_open_before(number):
            self.carry = None
