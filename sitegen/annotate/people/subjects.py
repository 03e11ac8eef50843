"""Which persons an article is about, and which of their mentions count.

"(Jo Roe/Agency)" signs a picture; "the Roe regime" is no mention of Roe; a lone word that neither title nor
quotation nor a sure tagger speaks for is nobody.  A doubtful person is rather dropped than invented."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sitegen.annotate.names import Entity
from sitegen.annotate.names.credits import is_credit
from sitegen.annotate.people.names import TITLES, Span
from sitegen.annotate.people.person import People, Person
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.words import fold

# "the Roe regime": what bears a name without being its bearer
BORNE = re.compile(
    r"[ \u00a0-](?:regime|family|dynasty|clan|era|administration|government|presidency|cabinet|household|doctrine|"
    r"campaign|loyalists?|supporters?)\b"
)
# the same where "the" stands before it: alone, these may be verbs or begin a clause
BORNE_WITH_THE = re.compile(r"[ \u00a0-](?:forces|years|team|estate|camp|aides?)\b")
THE = re.compile(r"\b(?:[Tt]he|[Aa]nti|[Pp]ro|[Aa]n?|[Tt]his|[Tt]hat)[ \u00a0-](?:[a-z-]+[ \u00a0])?\Z")
REACH = 24  # characters before a name in which "the" stands
SURE_LONE = 0.8  # of the tagger, for a person of one word
RESCUED = 0.75  # for a name beside a verb of speech or a title that the tagger missed: a guess, never measured


@dataclass(slots=True)
class Subject:
    """A person of the article: mentions that count, how sure, and why."""

    person: int
    mentions: list[Span]
    confidence: float
    evidence: str


def subjects(text: str, people: People, entities: Sequence[Entity], quoted: Collection[int]) -> dict[int, Subject]:
    """Number of a person -> subject; `quoted` are the persons who say something."""
    sure = _probabilities(entities)
    others = _longer_names(people, entities)
    found = {}
    for number, person in enumerate(people.persons):
        mentions = [span for span in sorted(set(person.mentions)) if others.free(*span) and counts(text, *span)]
        if not mentions:
            continue
        confidence = max((sure.get(start, 0.0) for start, _ in mentions), default=0.0)
        if _believable(text, person, mentions, confidence, number in quoted):
            evidence = _evidence(text, mentions, confidence, number in quoted)
            found[number] = Subject(number, mentions, confidence or RESCUED, evidence)
    return found


def _probabilities(entities: Sequence[Entity]) -> Mapping[int, float]:
    """Every place inside a tagged person -> the tagger's probability (titles may have been cut off its start)."""
    return {at: e.probability for e in entities if e.kind == "person" for at in range(e.start, e.end)}


def _longer_names(people: People, entities: Sequence[Entity]) -> Taken:
    """The organisations and places with a person's name inside them: "the Roe Foundation"."""
    starts = [(start, end) for start, end, _ in people.mentions]
    others = Taken((e.start, e.end) for e in entities if e.kind != "person")
    inside = (others.around(start, end) for start, end in starts)
    return Taken({span for span in inside if span is not None})


def counts(text: str, start: int, end: int) -> bool:
    """Is `text[start:end]` a mention of the person, no credit and nothing that bears the name ("the Roe regime")?"""
    return not borne(text, start, end) and not is_credit(text, start, end)


def borne(text: str, start: int, end: int) -> bool:
    """Does the name at `text[start:end]` only tell whose regime, family or era is meant?"""
    if BORNE.match(text, end):
        return True
    return bool(BORNE_WITH_THE.match(text, end) and THE.search(text[max(0, start - REACH) : start]))


def _believable(text: str, person: Person, mentions: list[Span], confidence: float, quoted: bool) -> bool:
    if len(person.words) > 1:
        return True
    return quoted or confidence >= SURE_LONE or any(titled(text, start) for start, _ in mentions)


def titled(text: str, start: int) -> bool:
    """Does a title stand right before the name?"""
    words = text[max(0, start - REACH) : start].split(" ")
    return len(words) > 1 and words[-1] == "" and fold(words[-2]).strip('.(“"') in TITLES


def _evidence(text: str, mentions: list[Span], confidence: float, quoted: bool) -> str:
    signs = []
    if confidence:
        signs.append("a name of a person to the tagger")
    if any(titled(text, start) for start, _ in mentions):
        signs.append("a title before it")
    if quoted:
        signs.append("quoted")
    return ", ".join(signs) or "a name beside a speech verb or an apposition"
