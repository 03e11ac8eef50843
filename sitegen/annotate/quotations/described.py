"""Speakers without a name, as the text writes them: "the ministry", "a spokesman for the company"."""

from __future__ import annotations

from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.tokens import Token

INSIDE = "wCdniNa"  # kinds of tokens that a noun phrase is made of
MOST_TOKENS = 12
SOURCE_TOKENS = 150  # back over which "it said" is followed
AGED = "-year-old"
ANAPHORS = frozenset(("it", "they"))
VAGUE = frozenset("it they we you i who which that this these those what there one some many others another".split())


def noun_phrase(document: Document, candidate: Candidate) -> str | None:
    """The words of the subject that `candidate` (a plain subject) points at; what "it" or "they" said is the source's
    that spoke last; None for another pronoun."""
    tokens = document.tokens[candidate.paragraph]
    if tokens[candidate.at].word in ANAPHORS:
        return _last_source(document, candidate.paragraph, candidate.at)
    return _phrase(document, tokens, candidate.at, candidate.verb)


def _phrase(document: Document, tokens: list[Token], at: int, verb: int) -> str | None:
    if tokens[at].kind == "o":
        return None
    start, end = (_leftwards(tokens, at), at) if at < verb else (at, _rightwards(tokens, at))
    if tokens[at].word in VAGUE and (start == end or at == end):  # "said one Democrat" is one, "many said" is not
        return None
    words = document.text[tokens[start].start : tokens[end].end]
    named = any(tokens[place].kind in "wC" or tokens[place].word.endswith(AGED) for place in range(start, end + 1))
    return words if named else None


def _last_source(document: Document, paragraph: int, at: int) -> str | None:
    """The phrase of the nearest plain subject of a verb of speech before `at`, in this paragraph or the one before."""
    for number, end in ((paragraph, at), (paragraph - 1, None)):
        passage = document.passage(max(0, number))
        tokens, before = passage.tokens, len(passage.tokens) if end is None else end
        for subject, verb in reversed(passage.subjects(before - SOURCE_TOKENS, before)):
            phrase = _phrase(document, tokens, subject, verb) if tokens[subject].kind in "wC" else None
            if phrase is not None:
                return phrase
    return None


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
