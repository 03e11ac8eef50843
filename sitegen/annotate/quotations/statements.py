"""From runs to quotations: parts joined, the speaker named where the model is sure enough, statements told from
titles, fragments and scare quotes, and in plain words how the speaker was found."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.decide import Decision
from sitegen.annotate.quotations.described import noun_phrase
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.links import ACCORDING, NO_VERB
from sitegen.annotate.quotations.runs import Run

# Least probability of the speaker, by the kind of run (chosen on development data): a run that begins a clause,
# one inside a clause, a short one inside a clause.
STATEMENT, CLAUSE, FRAGMENT = 0.45, 0.8, 0.95
SHORT = 5  # words: fewer inside a clause are a fragment
FEWEST = 4  # words of a statement whose speaker is not known
BEFORE_STATEMENT = ',:.?!"”—-–…)'


@dataclass(slots=True)
class Said:
    """A quotation: its spans in the text (one a paragraph, without marks); `speaker` the number of a person."""

    spans: list[tuple[int, int]]
    speaker: int | None
    described: str | None
    cue: str | None
    how: str
    confidence: float
    statement: bool


def gather(document: Document, decisions: list[Decision]) -> list[Said]:
    """One quotation for each chain of runs."""
    chains: dict[int, list[int]] = {}
    head: dict[int, int] = {}
    for number, run in enumerate(document.runs):
        head[number] = head[run.continues] if run.continues is not None else number
        chains.setdefault(head[number], []).append(number)
    found = (_said(document, numbers, decisions[numbers[-1]]) for numbers in chains.values())
    return [said for said in found if said is not None]


def _said(document: Document, numbers: list[int], decision: Decision) -> Said | None:
    runs = [document.runs[number] for number in numbers]
    spans = [span for span in (_trimmed(document.text, run) for run in runs) if span]
    if not spans:
        return None
    words = sum(len(document.text[start:end].split()) for start, end in spans)
    inside = opens_inside_clause(document, runs[0])
    least = STATEMENT if not inside else FRAGMENT if words < SHORT else CLAUSE
    speaker = decision.person if decision.probability >= least else None
    fragment = (inside and words < SHORT) or (speaker is None and words < FEWEST + inside)
    said = Said(spans, speaker, None, None, "", 0.0, not fragment)
    if speaker is not None:
        said.confidence = round(decision.probability, 3)
        _tell_how(document, said, decision.evidence, runs)
    elif decision.speaker is None and decision.described is not None:
        said.confidence = round(1 - decision.probability, 3)
        _describe(document, said, decision.described, runs)
    return said


def _trimmed(text: str, run: Run) -> tuple[int, int] | None:
    """The words of a run without spaces around them."""
    words = text[run.inner_start : run.inner_end]
    start = run.inner_start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return (start, end) if any(c.isalnum() for c in words) else None


def opens_inside_clause(document: Document, run: Run) -> bool:
    """Do the marks open in the middle of a clause, as those of fragments and scare quotes do?"""
    before = document.text[document.lines[run.paragraph][0] : run.start].rstrip(" \u00a0")
    return bool(before) and before[-1] not in BEFORE_STATEMENT


def _tell_how(document: Document, said: Said, evidence: Candidate | None, runs: list[Run]) -> None:
    if evidence is None:
        said.how = "name in the line under the quotation"
        return
    said.how = _evidence(document, evidence, runs)
    if evidence.verb != NO_VERB:
        said.cue = document.tokens[evidence.paragraph][evidence.verb].word


def _evidence(document: Document, evidence: Candidate, runs: list[Run]) -> str:
    if evidence.kind == "L":
        return "goes on from the quotation before"
    if evidence.kind == "M":
        return "two speakers take turns"
    token = document.tokens[evidence.paragraph][evidence.at]
    mention = f"pronoun {token.word}" if evidence.kind == "P" else "name"
    if evidence.link == ACCORDING:
        return f"{mention} after “according to”"
    beside = " beside a speech verb" if evidence.verb != NO_VERB else ""
    return mention + beside + _where(document, evidence, runs)


def _where(document: Document, evidence: Candidate, runs: list[Run]) -> str:
    """Where the mention stands, unless it is in the quotation's own sentence."""
    near = next((run for run in runs if run.paragraph == evidence.paragraph), None)
    if near is None:
        return ", next paragraph" if evidence.paragraph > runs[-1].paragraph else ", earlier paragraph"
    tokens = document.tokens[near.paragraph]
    sentence = next(t.sentence for t in tokens if t.kind == "Q" and t.start == near.start)
    own = tokens[evidence.at].sentence
    if own == sentence:
        return ""
    return ", same paragraph, earlier sentence" if own < sentence else ", same paragraph, later sentence"


def _describe(document: Document, said: Said, evidence: Candidate, runs: list[Run]) -> None:
    said.described = noun_phrase(document, evidence)
    if said.described is not None:
        said.how = "described beside a speech verb" + _where(document, evidence, runs)
        said.cue = document.tokens[evidence.paragraph][evidence.verb].word
