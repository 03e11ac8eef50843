"""One document read: the labels of its words become spans, and the words beside a name correct them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.names import rules
from sitegen.annotate.names.network import Labelled
from sitegen.annotate.names.rules import BEGIN, MISC, ORGANISATION, OUTSIDE, PERSON, PLACE
from sitegen.annotate.names.runs import Form
from sitegen.annotate.names.words import TITLES

LONE = 0.75  # how sure the network must be of a one-word person that no full name of the document explains
TOLD = 0.9  # the probability of a name that its context tells ("the town of X")
LINK_REACH = 10  # code points between two parts of one name ("Ministry | of the | Interior")

Span = tuple[int, int, int, bool]  # (start, end in the run, kind, goes on from the run before)
Part = tuple[int, int, int, int]  # (form, start, end in the run, kind)


class Found(NamedTuple):
    """A name: `text[start:end]`, its kind (PERSON, ORGANISATION, PLACE) and its probability (not calibrated)."""

    start: int
    end: int
    kind: int
    probability: float


def spans_of(tokens: Form, labels: list[int]) -> list[Span]:
    """Spans of one run."""
    if len(tokens) > 1:
        labels = rules.correct(tokens, labels)
    spans: list[Span] = []
    before: Span | None = None
    for (offset, word), label in zip(tokens, labels, strict=True):
        if label in (OUTSIDE, MISC):
            before = None
            continue
        kind, inside, end = (label - 1) >> 1, label % 2 == 0, offset + len(word)
        joined = before and _join(before, kind, inside)
        if before and joined is not None:
            spans[-1] = before = (before[0], end, joined, before[3])
        else:
            before = (offset, end, kind, inside and not spans and offset == 0)
            spans.append(before)
    return spans


def _join(before: Span, kind: int, inside: bool) -> int | None:
    """The kind of both if a word of `kind` goes on with the span before it."""
    if before[2] == kind:
        return kind if inside or kind == PERSON else None  # two persons never stand side by side
    return ORGANISATION if kind and before[2] else None  # a place and an organisation do, as one organisation


class Reading:
    """The spans of each form of a document, and of single occurrences where their context says otherwise."""

    def __init__(self, text: str, labelled: Labelled) -> None:
        self.text, (self.runs, self.labels, self.probabilities, self.starts) = text, labelled
        self.spans = [self._spans(form) for form in range(len(self.runs.forms))]
        self.here: dict[int, Span] = {}  # by number of the occurrence
        self.certainty: dict[Part, float] = {}
        self.doubt_lone_persons()
        self.see_contexts()
        by_kind = labelled.probabilities[:, BEGIN[PERSON] : MISC].reshape(-1, len(BEGIN), 2).sum(2)
        self.by_kind: list[list[float]] = by_kind.tolist()

    def _spans(self, form: int) -> list[Span]:
        return spans_of(self.runs.forms[form], self.labels[self.starts[form] : self.starts[form + 1]])

    def doubt_lone_persons(self) -> None:
        """A person of one word whom no full name of the article explains must be surer than the rest, and
        "the Assad regime" is no person unless Assad stands elsewhere."""
        self.full_names, lone = self._persons()
        doubtful = [(form, number) for form, number, word in lone if word not in self.full_names]
        if not doubtful:
            return
        contexts = zip(self.runs.seen, self.runs.contexts, strict=True)
        free = {form for (form, _), context in contexts if context[3] not in rules.REGIME}
        for form, number in doubtful:
            row = self.probabilities[number]
            if row[1] + row[2] < LONE or form not in free:
                row[1:3] = 0
                self.labels[number] = int(row.argmax())
                self.spans[form] = self._spans(form)

    def _persons(self) -> tuple[set[str], list[tuple[int, int, str]]]:
        """First and last words of persons of two or more words; (form, number of the word, word) of the others."""
        full: set[str] = set()
        lone: list[tuple[int, int, str]] = []
        for form, spans in enumerate(self.spans):
            for start, end, kind, _ in spans:
                if kind == PERSON:
                    tokens = self.runs.forms[form]
                    words = [(place, word) for place, (offset, word) in enumerate(tokens) if start <= offset < end]
                    if len(words) > 1:
                        full |= {words[0][1], words[-1][1]}
                    else:
                        lone.append((form, self.starts[form] + words[0][0], words[0][1]))
        return full, lone

    def see_contexts(self) -> None:
        """ "The town of X", "X, Neb." and datelines are places, whatever X looks like."""
        for number, (_, word, left, right, after, _) in enumerate(self.runs.contexts):
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
            place = self._tell(number, form)
            if len(tokens) > 1 or tokens[0][1] not in self.full_names:
                self.spans[form] = [place]

    def _see_dateline(self, number: int) -> None:
        form, start = self.runs.seen[number]
        if self.spans[form]:
            length = _length(self.runs.forms[form])
            capitals = length > 3 and self.text[start : start + length].isupper()
            if capitals and rules.DATELINE.match(self.text, start + length):
                self._tell(number, form)

    def _tell(self, number: int, form: int) -> Span:
        place = (0, _length(self.runs.forms[form]), PLACE, False)
        self.here[number] = place
        self.certainty[form, *place[:3]] = TOLD
        return place

    def names(self) -> Iterator[Found]:
        """The names in the order of the text, those that go on over a link ("of the") joined."""
        last: tuple[int, int, int, list[Part]] | None = None
        end = -1  # of the run before
        for number, (form, start) in enumerate(self.runs.seen):
            here = self.here.get(number)
            for span in (here,) if here else self.spans[form]:
                part = (form, span[0], span[1], span[2])
                if last and last[1] == end and self._goes_on(last, span, start):
                    last = (last[0], start + span[1], last[2], [*last[3], part])
                else:
                    if last:
                        yield self._found(*last)
                    last = (start + span[0], start + span[1], span[2], [part])
            end = start + _length(self.runs.forms[form])
            if (
                last
                and last[1] == end
                and last[2] == ORGANISATION
                and (tail := rules.COMPANY_TAIL.match(self.text, end))
            ):
                last = (last[0], tail.end(), *last[2:])
        if last:
            yield self._found(*last)

    def _goes_on(self, last: tuple[int, int, int, list[Part]], span: Span, start: int) -> bool:
        """Does the first span of a run go on with the last name of the run before?"""
        first, end, kind, parts = last
        if span[0] or span[2] != kind or kind == PERSON or not 0 <= start - end < LINK_REACH:
            return False
        link = rules.LINK.match(self.text, end, start)
        if not link:
            return False
        words = self.text[first:end].lower().split()
        return span[3] or (kind == ORGANISATION and rules.goes_on(words, len(parts), link[1]))

    def _found(self, start: int, end: int, kind: int, parts: list[Part]) -> Found:
        return Found(start, end, kind, min([self._probability(part) for part in parts]))

    def _probability(self, part: Part) -> float:
        """That of the least certain word."""
        known = self.certainty.get(part)
        if known is None:
            form, start, end, kind = part
            words = enumerate(self.runs.forms[form], self.starts[form])
            known = min([self.by_kind[number][kind] for number, (offset, _) in words if start <= offset < end])
            self.certainty[part] = known
        return known


def _length(tokens: Form) -> int:
    offset, word = tokens[-1]
    return offset + len(word)
