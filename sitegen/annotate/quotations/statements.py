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
from sitegen.annotate.quotations.titles import in_headline, is_crosshead, is_title, only_names_a_work

# Least probability of the speaker, by the kind of run (chosen on development data): a run that begins a clause,
# one inside a clause, a short one inside a clause.
STATEMENT, CLAUSE, FRAGMENT = 0.45, 0.8, 0.95
SHORT = 5  # words: fewer inside a clause are a fragment
FEWEST = 4  # words of a statement whose speaker is not known
NEAR_BEFORE, NEAR = 3, 7  # tokens before and behind in which the verb of a short statement stands
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
    sure = FRAGMENT if words < SHORT else CLAUSE
    least = FRAGMENT if in_headline(document, runs[0]) else sure if inside else STATEMENT
    speaker = decision.person if decision.probability >= least else None
    statement = is_statement(document, numbers, words, inside, speaker is not None)
    said = Said(spans, speaker, None, None, "", 0.0, statement)
    if speaker is not None:
        said.confidence = round(decision.confidence, 3)
        _tell_how(document, said, decision.evidence, runs)
    elif decision.speaker is None and decision.described is not None:
        said.confidence = round(1 - decision.probability, 3)
        _describe(document, said, decision.described, runs)
    return said


def is_statement(document: Document, numbers: list[int], words: int, inside: bool, named: bool) -> bool:
    """Are these somebody's own words, and not a title, a crosshead, a fragment or a scare quote?  `inside` says that
    the marks open inside a clause, `named` that the speaker is known."""
    first = document.runs[numbers[0]]
    if len(numbers) == 1 and (is_title(document, first, inside) or is_crosshead(document, first)):
        return False
    if in_headline(document, first):  # the text below has it in full
        return False
    if not named and only_names_a_work(document, first):
        return False
    if words < (SHORT if inside else 1 if named else FEWEST):
        return words > inside and _is_short_statement(document, numbers[0], inside)
    return True


def _is_short_statement(document: Document, number: int, inside: bool) -> bool:
    """ "No," she said; he shouted, "Get out!"; saying "Too many."; a line with nothing but "When?" """
    run = document.runs[number]
    sign = document.tokens.last_sign(run)
    if sign not in ",.?!" or not document.text[run.inner_start : run.inner_end].lstrip()[:1].isupper():
        return False
    tokens = document.tokens[run.paragraph]
    at = document.tokens.place(number)
    if inside:
        return at > 0 and tokens[at - 1].kind == "V"
    if (
        sign != ","
        and (at == 0 or tokens[at - 1].kind in "Q:")
        and (at + 1 == len(tokens) or tokens[at + 1].kind == "Q")
    ):
        return True  # a line of dialogue, or of an interview behind the speaker's name
    near = tokens[max(0, at - NEAR_BEFORE) : at] + tokens[at + 1 : at + NEAR]
    return any(token.kind == "V" and token.sentence == tokens[at].sentence for token in near)


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
    if evidence.kind == "S":
        return "answers the question above"
    token = document.tokens[evidence.paragraph][evidence.at]
    mention = f"pronoun {token.word}" if evidence.kind == "P" else "role" if evidence.kind == "X" else "name"
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
