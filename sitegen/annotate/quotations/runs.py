"""Runs: stretches of text between quotation marks, paragraph by paragraph.

A run never crosses a line.  One that its paragraph leaves open goes on in the next paragraph that begins with
a mark: there the two are parts of one quotation.  A run inside another belongs to the outer one."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.quotations.marks import CLOSE, EITHER, INCH, OPEN, Mark, marks_reader
from sitegen.annotate.quotations.repairs import (
    attributed,
    attribution_before,
    inverted_attribution,
    reopened_behind,
    wrong_close,
)

BEGINS_WITH_MARK = "\"“'`‘«„»"
ENDS_SENTENCE = ".?!…:;,\"”’'»)"
CREDIT_LENGTH = 110  # a pull quote's line with the speaker's name is no longer
LONGEST = 50_000  # characters: a line as long as this is no paragraph of an article
CROSSHEAD_LENGTH = 25  # a line as short as this does not interrupt a quotation
BETWEEN, FARTHEST = 2, 6  # sentences, and paragraphs of any kind, that may stand between its parts
MOST_PARTS = 200  # paragraphs of one quotation: whoever reads its parts together stays linear
LOOK_AHEAD = 8  # marks in which nested ones must all be closed


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
    marks_of = marks_reader(text, lines)
    for number, (start, end) in enumerate(lines):
        marks = marks_of(text, start, end) if end - start < LONGEST else []
        if marks:
            reader.read(number, marks)
        else:
            reader.skip(number)
    return reader.runs


class _Reader:
    """Pairs marks; `carry` is the index of the run that the last paragraphs left open, `parts` how many runs its
    quotation has, `between` how many sentences have stood between since."""

    def __init__(self, text: str, lines: list[tuple[int, int]]) -> None:
        self.text, self.lines = text, lines
        self.runs: list[Run] = []
        self.carry: int | None = None
        self.parts = self.between = 0

    def skip(self, number: int) -> None:
        """A paragraph without marks: captions, crossheads and promotions may stand between, but little prose."""
        if self.carry is None:
            return
        start, end = self.lines[number]
        if end - start > CROSSHEAD_LENGTH and not self.text[start].islower() and self._ends_sentence(number):
            self.between += 1
        introduces = self.text[end - 1] == ":"  # "The mayor said:" begins another quotation
        if introduces or self.between > BETWEEN or number - self.runs[self.carry].paragraph > FARTHEST:
            self.carry = None

    def _ends_sentence(self, number: int) -> bool:
        return self.text[self.lines[number][1] - 1] in ENDS_SENTENCE

    def read(self, number: int, marks: list[Mark]) -> None:
        """Pair the marks of one paragraph."""
        first = len(self.runs)
        opened: Mark | None = None
        nested = 0
        for place, mark in enumerate(marks):
            side = self._settled(mark, opened, marks[place + 1 : place + 2])
            if opened is None:
                if side == CLOSE:
                    self._close_unopened(number, mark, place, first)
                elif side in (OPEN, EITHER):
                    opened = mark
            elif side == OPEN:
                if not nested and self._is_nested(number, marks[place + 1 : place + LOOK_AHEAD]):
                    nested = 1
                else:  # the mark only goes on with the run ("A. "B."), unless a closing one is missing before it
                    opened = self._reopened(number, opened, marks[place - 1].end, mark)
            elif side in (CLOSE, EITHER):
                if nested and side == CLOSE:
                    nested = 0
                else:
                    self._add(Run(opened.start, mark.end, opened.end, mark.start, number))
                    opened = None
        if opened is not None:
            self._leave_open(number, opened)
        self._carry_on(number, first)

    @staticmethod
    def _settled(mark: Mark, opened: Mark | None, following: list[Mark]) -> int:
        """An inch sign closes a run only where nothing else does."""
        if mark.side != INCH:
            return mark.side
        return CLOSE if opened is not None and not any(m.side in (CLOSE, EITHER) for m in following) else INCH

    def _add(self, run: Run) -> None:
        """Add a run; where its marks enclose the attribution too ("A, said Ann.") in two parts around that."""
        found = inverted_attribution(self.text, run.inner_start, run.inner_end)
        if found is None:
            self.runs.append(run)
            return
        first_end, second_start = found
        self.runs.append(Run(run.start, first_end, run.inner_start, first_end, run.paragraph))
        if second_start < run.inner_end:
            self.runs.append(Run(second_start, run.end, second_start, run.inner_end, run.paragraph, run.closed))

    def _reopened(self, number: int, opened: Mark, since: int, mark: Mark) -> Mark:
        """The mark that is open now: a new one where the words before it, from the mark before, end the open run."""
        end = wrong_close(self.text, since, mark.start)
        if end is not None:
            self._add(Run(opened.start, end, opened.end, end - 1, number))
            return mark
        end = attribution_before(self.text, since, mark.start)
        if end is not None:
            self._add(Run(opened.start, end, opened.end, end, number))
            return mark
        return opened

    def _is_nested(self, number: int, following: list[Mark]) -> bool:
        """Inside an open run, does an opening mark begin a quotation in the quotation?  Then its own closing mark comes
        next, no attribution behind it, and further on one that is left over for the outer run."""
        if not following or following[0].side != CLOSE:
            return False
        if attributed(self.text, following[0].end, self.lines[number][1]):
            return False
        depth = 1
        for mark in following[1:]:
            depth += 1 if mark.side == OPEN else -1 if mark.side == CLOSE else 0
            if not 0 < depth <= 2:
                return depth == 0
        return False

    def _close_unopened(self, number: int, mark: Mark, place: int, first: int) -> None:
        """A closing mark that none has opened here: the paragraph before did, or one is missing behind "he said"."""
        if place == 0 and self._left_open_before(number):
            self._close_carried(number, mark)
        elif len(self.runs) > first:
            start = reopened_behind(self.text, self.runs[-1].end, mark.start)
            if start is not None:
                self.runs.append(Run(start, mark.end, start, mark.start, number))

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
        closed = wrong_close(self.text, opened.end, end)
        if closed is not None and not (closed == end and self._next_begins_with_mark(number)):
            self._add(Run(opened.start, closed, opened.end, closed - 1, number))
        else:
            self._add(Run(opened.start, end, opened.end, end, number, closed=False))

    def _next_begins_with_mark(self, number: int) -> bool:
        return number + 1 < len(self.lines) and self.text[self.lines[number + 1][0]] in BEGINS_WITH_MARK

    def _carry_on(self, number: int, first: int) -> None:
        if len(self.runs) > first:
            begins = self.runs[first].start == self.lines[number][0]
            if self.carry is not None and not begins and self.runs[-1].closed and not self._ends_sentence(number):
                return self.skip(number)  # a caption or promotion with marks of its own
            if self.carry is not None and begins and self.parts < MOST_PARTS:
                self.runs[first].continues, self.parts = self.carry, self.parts + 1
            else:
                self.parts = 1
            self.carry, self.between = (None if self.runs[-1].closed else len(self.runs) - 1), 0
        elif not self._left_open_before(number):
            self.carry = None
