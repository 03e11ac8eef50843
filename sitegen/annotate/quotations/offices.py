"""Persons meant without a name or pronoun: by the office that the text states ("the mayor"), by age or family ("the
56-year-old", "the mother of two"), by answering a question of an interview."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sitegen.annotate.people import People
from sitegen.annotate.people.names import Span
from sitegen.annotate.people.roles import HEAD_END, is_office, roles
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.described import noun_phrase
from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.words import fold

PAST = frozenset("former then ex late current outgoing".split())  # tell nothing of which office
WORD = 25  # characters of the longest word of office
# titles that a text shortens before a name and writes out without it
IN_FULL = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "col": "colonel",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "capt": "captain",
    "det": "detective",
    "supt": "superintendent",
    "insp": "inspector",
    "const": "constable",
    "cllr": "councillor",
    "coun": "councillor",
    "prof": "professor",
    "rev": "reverend",
    "maj": "major",
    "adm": "admiral",
    "cmdr": "commander",
    "pres": "president",
    "sec": "secretary",
    "atty": "attorney",
}
EPITHET = re.compile(r"(?:.+-year-old|(?:great-)*(?:grand)?(?:mother|father)(?:-of-\w+)?|teenager|pensioner)$")
NEAR = 4  # paragraphs back in which an epithet's bearer is named
QUESTION = 300  # characters: a longer paragraph is no interview question


def bearer(document: Document, candidate: Candidate) -> int | None:
    """The one person whom a subject means: "the mayor", "the former minister", "the 56-year-old"; None where the text
    does not tell or tells of several."""
    phrase = noun_phrase(document, candidate)
    words = [fold(word).strip(".,'’") for word in phrase.split()] if phrase else []
    if len(words) < 2 or words[0] != "the":
        return None
    head = _head(words)
    if EPITHET.match(head):
        return _only_one_near(document, candidate.paragraph)
    return _holder(document, candidate, head, set(words[1:]) - {head} - PAST) if is_office(head) else None


def _holder(document: Document, candidate: Candidate, head: str, told: set[str]) -> int | None:
    if document.offices is None:
        document.offices = offices_of(document.text, document.people)
    holders, persons = document.offices.get(head, {}), document.people.persons
    before = document.tokens[candidate.paragraph][candidate.at].start
    fitting = [k for k in holders if told <= holders[k] and persons[k].first_at < before]
    return fitting[0] if len(fitting) == 1 else None


def offices_of(text: str, people: People) -> dict[str, dict[int, set[str]]]:
    """Office -> the persons who hold it, each with the words of their roles."""
    names = Taken((start, end) for start, end, _ in people.mentions)
    found: dict[str, dict[int, set[str]]] = {}
    for number, person in enumerate(people.persons):
        for role in (*roles(text, person.mentions, names), *_apposed(text, person.mentions)):
            words = [word.strip(".,'’") for word in fold(role).split()]
            words = [IN_FULL.get(word, word) for word in words]
            found.setdefault(_head(words), {}).setdefault(number, set()).update(words)
    return found


def _apposed(text: str, mentions: Iterable[Span]) -> Iterator[str]:
    """ "His treasurer, Ann Roe, said", "Gov. Ann Roe": the word of office before the comma, the title written short."""
    for start, end in mentions:
        title = text[max(0, start - WORD) : start].rstrip(" \u00a0").rpartition(" ")[2]
        if title.endswith(".") and fold(title[:-1]) in IN_FULL:
            yield title
        if text.startswith(", ", start - 2) and text.startswith(",", end):
            word = text[max(0, start - WORD) : start - 2].rpartition(" ")[2]
            if is_office(word):
                yield word


def _head(words: Sequence[str]) -> str:
    """The last word of a phrase before its first preposition."""
    end = next((place for place, word in enumerate(words) if word in HEAD_END), len(words))
    return words[end - 1] if end else ""


def _only_one_near(document: Document, paragraph: int) -> int | None:
    """The only person of the nearest paragraph before that names anybody."""
    for back in range(1, min(NEAR, paragraph) + 1):
        named = document.persons(paragraph - back)
        if named:
            return min(named) if len(named) == 1 else None
    return None


def interviewed(document: Document, number: int, last: int | None) -> int | None:
    """Who answers, where a run stands alone below a question without marks: the last speaker, else the only person
    named before the question."""
    paragraph = document.runs[number].paragraph
    if not _is_asked(document, paragraph):
        return None
    if last is not None:
        return last
    start = document.lines[paragraph - 1][0]
    before = {k for at, _, k in document.people.mentions if at < start}
    return min(before) if len(before) == 1 else None


def _is_asked(document: Document, paragraph: int) -> bool:
    if paragraph == 0 or not document.passage(paragraph).only_quoted:
        return False
    start, end = document.lines[paragraph - 1]
    return document.text[end - 1] == "?" and end - start < QUESTION and not document.passage(paragraph - 1).quotations
