"""Speakers without a name, as the text writes them: "the ministry", "a spokesman for the company"."""

from __future__ import annotations

from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.tokens import Token

INSIDE = "wCdniNa"  # kinds of tokens that a noun phrase is made of
MOST_TOKENS = 12
VAGUE = frozenset("it they we you i who which that this these those what there one some many others another".split())


def noun_phrase(document: Document, candidate: Candidate) -> str | None:
    """The words of the subject that `candidate` (a plain subject) points at; None for a mere pronoun."""
    tokens = document.tokens[candidate.paragraph]
    if tokens[candidate.at].kind == "o" or tokens[candidate.at].word in VAGUE:
        return None
    if candidate.at < candidate.verb:
        start, end = _leftwards(tokens, candidate.at), candidate.at
    else:
        start, end = candidate.at, _rightwards(tokens, candidate.at)
    words = document.text[tokens[start].start : tokens[end].end]
    return words if any(tokens[place].kind in "wC" for place in range(start, end + 1)) else None


def _leftwards(tokens: list[Token], at: int) -> int:
    """Where the phrase begins: "a spokesman for the company" from its last word."""
    start = at
    sentence = tokens[at].sentence
    while start > 0 and at - start < MOST_TOKENS:
        before = tokens[start - 1]
        if before.sentence != sentence or before.kind not in INSIDE or before.kind == "a":
            break
        start -= 1
    while start < at and tokens[start].kind == "i":  # "in March the ministry": the phrase is what follows
        start += 1
    return start


def _rightwards(tokens: list[Token], at: int) -> int:
    """Where the phrase behind an inverted verb ends."""
    end = at
    sentence = tokens[at].sentence
    while end + 1 < len(tokens) and end - at < MOST_TOKENS:
        after = tokens[end + 1]
        if after.sentence != sentence or after.kind not in INSIDE or after.kind == "a":
            break
        end += 1
    while end > at and tokens[end].kind in "idn":
        end -= 1
    return end
