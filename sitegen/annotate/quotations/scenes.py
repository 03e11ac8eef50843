"""A run, what stands around it, and who spoke before."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.quotations.facts import FAR, Document, History, Shape


@dataclass(slots=True)
class Scene:
    """What the candidates for one run are judged by.

    `last` and `other` are the speakers before, with their runs; `gap` the paragraphs since the last one's run;
    `named` the persons whom the run's own words name; `verbs` is "v" where the paragraph has a verb of speech, else
    "-"; `before` and `after` count the mentions met in the paragraph."""

    document: Document
    shape: Shape
    history: History
    last: int | None
    last_run: int
    other: int | None
    other_run: int
    gap: int
    named: frozenset[int]
    verbs: str
    before: int = 0
    after: int = 0

    @classmethod
    def of(cls, document: Document, number: int, history: History) -> Scene:
        shape = Shape.of(document, number)
        last, run, other, other_run = history.last_two()
        gap = FAR if last is None else shape.run.paragraph - document.runs[run].paragraph
        named, verbs = document.named_in[number], shape.passage.verbs
        return cls(document, shape, history, last, run, other, other_run, gap, named, verbs)

    @property
    def names(self) -> str:
        """ "n" where the paragraph names or points to anybody, else "-"."""
        return "n" if self.before or self.after else "-"
