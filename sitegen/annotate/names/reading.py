"""One document read: the labels of its words become spans, and the words beside a name correct them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sitegen.annotate.names import KINDS, Entity, rules
from sitegen.annotate.names.network import Array, Labelled
from sitegen.annotate.names.rules import BEGIN, MISC, ORGANISATION, OUTSIDE, PERSON, PLACE
from sitegen.annotate.names.runs import Form
from sitegen.annotate.names.words import TITLES

LONE = 0.75  # how sure the network must be of a one-word person that no full name of the document explains
TOLD = 0.9  # the probability of a name that its context tells ("the town of X"), before it is calibrated
LINK_REACH = 10  # code points between two parts of one name ("Ministry | of the | Interior")

Calibration = Sequence[tuple[float, float]]
Span = tuple[int, int, int, bool]  # (first word, beyond the last word of a form, kind, goes on from the run before)
Part = tuple[int, int, int, bool, float]  # the same with offsets in the run, and how likely it is
Name = tuple[int, int, int, float, int]  # (start, end, kind, how likely, parts)


# Of a run of one word, by its label.
OF_ONE_WORD: list[list[Span]] = [
    [] if label in (OUTSIDE, MISC) else [(0, 1, (label - 1) >> 1, label % 2 == 0)] for label in range(len(rules.LABELS))
]


def spans_of(tokens: Form, labels: list[int]) -> list[Span]:
    """Spans of one run."""
    if len(tokens) == 1:
        return OF_ONE_WORD[labels[0]]
    spans: list[Span] = []
    before: Span | None = None
    for place, label in enumerate(rules.correct(tokens, labels)):
        if label in (OUTSIDE, MISC):
            before = None
            continue
        kind, inside = (label - 1) >> 1, label % 2 == 0
        joined = before and _join(before, kind, inside)
        if before and joined is not None:
            spans[-1] = before = (before[0], place + 1, joined, before[3])
        else:
            before = (place, place + 1, kind, inside and place == 0)
            spans.append(before)
    return spans


def _join(before: Span, kind: int, inside: bool) -> int | None:
    """The kind of both if a word of `kind` goes on with the span before it."""
    if before[2] == kind:
        return kind if inside or kind == PERSON else None  # two persons never stand side by side
    return ORGANISATION if kind and before[2] else None  # a place and an organisation do, as one organisation


class Reading:
    """The spans of each form of a document, and of single occurrences where their context says otherwise."""

    def __init__(self, text: str, labelled: Labelled, calibration: Calibration) -> None:
        self.text, (self.runs, self.labels, self.probabilities, self.starts) = text, labelled
        self.spans = [
            OF_ONE_WORD[self.labels[start]] if len(tokens) == 1 else self._spans(form)
            for form, (tokens, start) in enumerate(zip(self.runs.forms, self.starts[:-1], strict=True))
        ]
        self.told: dict[int, int] = {}  # occurrences whose context says that they are places -> their forms
        self.doubt_lone_persons()
        self.see_contexts()
        by_kind = np.full((len(self.labels) + 1, len(BEGIN)), TOLD)  # the last row: where it is told
        by_kind[:-1] = self.probabilities[:, BEGIN[PERSON] : MISC].reshape(-1, len(BEGIN), 2).sum(2)
        self.by_kind: list[list[float]] = calibrated(by_kind, calibration).tolist()

    def _spans(self, form: int) -> list[Span]:
        return spans_of(self.runs.forms[form], self.labels[self.starts[form] : self.starts[form + 1]])

    def doubt_lone_persons(self) -> None:
        """A person of one word whom no full name of the article explains must be surer than the rest, and
        "the Assad regime" and "Murphy's law" are no persons unless Assad and Murphy stand elsewhere."""
        self.full_names, lone = self._persons()
        doubtful = [(form, number) for form, number, word in lone if word not in self.full_names]
        if not doubtful:
            return
        after = zip(self.runs.seen, self.runs.beside(1), self.runs.beside(2), strict=True)
        free = {form for (form, _), word, next_word in after if not rules.bears_a_name(word, next_word)}
        for form, number in doubtful:
            row = self.probabilities[number]
            if row[1] + row[2] < LONE or form not in free:
                row[1:3] = 0
                self.labels[number] = int(row.argmax()) if form in free else MISC
                self.spans[form] = self._spans(form)

    def _persons(self) -> tuple[set[str], list[tuple[int, int, str]]]:
        """First and last words of persons of two or more words; (form, number of the word, word) of the others."""
        full: set[str] = set()
        lone: list[tuple[int, int, str]] = []
        for form, spans in enumerate(self.spans):
            for first, end, kind, _ in spans:
                if kind == PERSON:
                    tokens = self.runs.forms[form]
                    if end - first > 1:
                        full |= {tokens[first][1], tokens[end - 1][1]}
                    else:
                        lone.append((form, self.starts[form] + first, tokens[first][1]))
        return full, lone

    def see_contexts(self) -> None:
        """ "The town of X", "X, Neb." and datelines are places, whatever X looks like."""
        around = zip(*(self.runs.beside(step) for step in (-2, -1, 1, 2)), strict=True)
        for number, (word, left, right, after) in enumerate(around):
            if (left == "of" and word in rules.PLACE_WORDS) or (right == "," and after in rules.STATES):
                self._see_place(number, word if left == "of" else None)
            elif left == "\n":
                self._see_dateline(number)

    def _see_place(self, number: int, kind_word: str | None) -> None:
        """`kind_word`: the word before "of", None if there is no "of"."""
        form, start = self.runs.seen[number]
        tokens = self.runs.forms[form]
        if kind_word is None:
            told = len(tokens) == 1
        else:
            small = self.text[start - 4 - len(kind_word) : start - 4].islower()
            told = len(tokens) < 4 and small and all(kind != ORGANISATION for _, _, kind, _ in self.spans[form])
        if told and tokens[0][1].lower().strip(".") not in TITLES:
            self.told[number] = form
            if len(tokens) > 1 or tokens[0][1] not in self.full_names:
                self.spans[form] = [(0, len(tokens), PLACE, False)]

    def _see_dateline(self, number: int) -> None:
        form, start = self.runs.seen[number]
        if self.spans[form]:
            length = _length(self.runs.forms[form])
            capitals = length > 3 and self.text[start : start + length].isupper()
            if capitals and rules.DATELINE.match(self.text, start + length):
                self.told[number] = form

    def names(self) -> Iterator[Entity]:
        """The names in the order of the text, those that go on over a link ("of the") joined."""
        told = set(self.told.values())
        parts = [self._parts(form, spans, form in told) if spans else () for form, spans in enumerate(self.spans)]
        last: Name | None = None
        for number, (form, run_start) in enumerate(self.runs.seen):
            here: Sequence[Part] = parts[form] if number not in self.told else (self._place(form),)
            for start, end, kind, goes_on, likely in here:
                start += run_start
                end += run_start
                if last and start - last[1] < LINK_REACH and self._goes_on(last, start, kind, goes_on, run_start):
                    last = (last[0], end, kind, min(last[3], likely), last[4] + 1)
                else:
                    if last:
                        yield Entity(last[0], last[1], KINDS[last[2]], last[3])
                    last = (start, end, kind, likely, 1)
            if last and last[2] == ORGANISATION:
                last = self._with_tail(last, run_start + _length(self.runs.forms[form]))
        if last:
            yield Entity(last[0], last[1], KINDS[last[2]], last[3])

    def _parts(self, form: int, spans: list[Span], told: bool) -> tuple[Part, ...]:
        tokens, number = self.runs.forms[form], self.starts[form]
        parts: list[Part] = []
        for first, end, kind, goes_on in spans:
            if told and kind == PLACE and end - first == len(tokens):
                likely = self.by_kind[-1][PLACE]
            else:  # that of the least certain word
                likely = min([words[kind] for words in self.by_kind[number + first : number + end]])
            offset, word = tokens[end - 1]
            parts.append((tokens[first][0], offset + len(word), kind, goes_on, likely))
        return tuple(parts)

    def _place(self, form: int) -> Part:
        return 0, _length(self.runs.forms[form]), PLACE, False, self.by_kind[-1][PLACE]

    def _goes_on(self, last: Name, start: int, kind: int, goes_on: bool, run_start: int) -> bool:
        """Does the first span of a run go on with the last name of the run before?"""
        first, end, kind_before, _, parts = last
        if start != run_start or kind != kind_before or kind == PERSON:
            return False
        link = rules.LINK.match(self.text, end, start)
        if not link:
            return False
        return goes_on or (kind == ORGANISATION and rules.goes_on(self.text, first, end, parts, link[1]))

    def _with_tail(self, last: Name, end: int) -> Name:
        """With "plc" behind a name that ends where its run does."""
        tail = rules.COMPANY_TAIL.match(self.text, end) if last[1] == end else None
        return (last[0], tail.end(), *last[2:]) if tail else last


def calibrated(probabilities: Array, calibration: Calibration) -> Array:
    """(n, kinds) float64 of the network -> how likely it is right, to three places.

    `calibration`: slope and intercept of the log odds, of each kind."""
    slope, intercept = np.array(calibration, np.float64).T
    raw = np.minimum(np.maximum(probabilities, 1e-4), 1 - 1e-4)
    odds: Array = np.exp(-(slope * np.log(raw / (1 - raw)) + intercept))
    return np.round(1 / (1 + odds), 3)


def _length(tokens: Form) -> int:
    offset, word = tokens[-1]
    return offset + len(word)
