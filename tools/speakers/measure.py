"""How right the speakers are: the share of a named person's quotations found with that person, and how well the
confidence tells so.

A quotation found and a labelled one are the same where their sets of words overlap by four fifths or more (Jaccard).
Labelled quotations that are only partly direct speech, or whose speaker the labels do not tell, are left out, and so
is whatever is found in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from sitegen.annotate.people.names import bare
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.statements import Said
from tools.speakers.examples import Gold, same_name

SAME = 0.8
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LEVELS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 1.01)


@dataclass
class Figures:
    """Sums over documents: answers `right`, `given` and `wanted`; (right, all) of the quotations found by the kind of
    their labelled speaker; (confidence, right) of every answer that names a person, where a labelled quotation of a
    known speaker stands."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    answers: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.given)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.given + self.wanted)

    def add(self, other: Figures) -> None:
        """Add the sums of other documents."""
        self.right += other.right
        self.given += other.given
        self.wanted += other.wanted
        self.answers += other.answers
        for kind, (right, total) in other.kinds.items():
            before = self.kinds.get(kind, (0, 0))
            self.kinds[kind] = before[0] + right, before[1] + total

    def table(self) -> str:
        """The figures for a terminal."""
        rows = [
            f"quotations of named persons: P {100 * self.precision:.2f}  R {100 * self.recall:.2f}  "
            f"F1 {100 * self.f1:.2f}  ({self.right} right, {self.given} given, {self.wanted} wanted)"
        ]
        for kind, (right, total) in sorted(self.kinds.items()):
            rows.append(f"  {kind:<10} {right:5} of {total:5} right, {100 * right / total:.1f} %")
        rows.append("  confidence    answers  right")
        for low, high, right, total in self.levels():
            rows.append(f"  {low:.2f} - {min(high, 1.0):.2f}   {total:6}   {100 * right / max(1, total):5.1f} %")
        return "\n".join(rows)

    def levels(self) -> Iterator[tuple[float, float, int, int]]:
        """(from, below, right, all) of the answers by level of confidence."""
        for low, high in pairwise(LEVELS):
            within = [right for confidence, right in self.answers if low <= confidence < high]
            yield low, high, sum(within), len(within)


class _Run(NamedTuple):
    """One paragraph of a labelled quotation, or of one found: where its words are, who said them."""

    words: frozenset[int]
    start: int
    direct: bool
    kind: str
    name: str | None
    source: str
    confidence: float


def measure(document: Document, quotes: Iterable[Gold], said: Iterable[Said]) -> Figures:
    """The figures of one document."""
    gold, found = list(_labelled(document.text, quotes)), list(_found(document, said))
    partner = _pairs(gold, found)
    figures = Figures()
    figures.wanted = sum(run.direct and run.kind == "name" for run in gold)
    for place, run in enumerate(found):
        _count(figures, run, gold[partner[place]] if place in partner else None)
    return figures


def _count(figures: Figures, run: _Run, gold: _Run | None) -> None:
    right = gold is not None and _right(gold, run.name)
    if gold is not None and gold.direct and gold.kind not in ("unknown", "none"):
        before = figures.kinds.get(gold.kind, (0, 0))
        figures.kinds[gold.kind] = before[0] + right, before[1] + 1
    left_out = gold is not None and (not gold.direct or gold.kind not in ("name", "nonperson"))
    if run.name is None or left_out or (gold is not None and gold.kind == "nonperson" and right):
        return
    figures.given += 1
    figures.right += right
    if gold is not None:
        figures.answers.append((run.confidence, right))


def _right(gold: _Run, name: str | None) -> bool:
    """Is that the labelled speaker?  Where no person speaks: nobody, or a name that the source's own words hold."""
    if gold.name is not None:
        return name is not None and same_name(gold.name, name)
    return name is None or bare(name).words[-1] in bare(gold.source).words


def _labelled(text: str, quotes: Iterable[Gold]) -> Iterator[_Run]:
    for quote in quotes:
        source = " ".join(text[start:end] for start, end in quote.get("speaker_span") or ())
        direct, kind, name = quote["kind"] == "direct", quote["speaker_kind"], quote["speaker_name"]
        kind = "pronoun" if quote.get("silver") else kind
        for words in _paragraphs(text, quote["spans"]):
            yield _Run(words, min(words), direct, kind, name, source, 0.0)


def _found(document: Document, said: Iterable[Said]) -> Iterator[_Run]:
    for quotation in said:
        if not quotation.statement and quotation.speaker is None:
            continue
        name = None if quotation.speaker is None else document.people.persons[quotation.speaker].name
        for words in _paragraphs(document.text, quotation.spans):
            yield _Run(words, min(words), True, "", name, "", quotation.confidence)


def _paragraphs(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """Where the words of each line of a quotation begin."""
    for start, end in spans:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            words = frozenset(m.start() for m in WORD.finditer(text, start + line.start(), start + line.end()))
            if words:
                yield words


def _pairs(gold: list[_Run], found: list[_Run]) -> dict[int, int]:
    """Number of a run found -> its labelled partner, the best overlaps first."""
    overlaps = sorted(
        (-len(g.words & f.words) / len(g.words | f.words), not g.direct, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.words & f.words
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, _, i, j in overlaps:
        if -overlap >= SAME and i not in taken and j not in partner:
            taken.add(i)
            partner[j] = i
    return partner
