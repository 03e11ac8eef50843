"""Which persons an article is about, and which of their mentions count.

"(Jo Roe/Agency)" signs a picture; "the Roe regime" is no mention of Roe; a lone word that neither title nor
quotation nor a sure tagger speaks for is nobody.  A doubtful person is rather dropped than invented."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sitegen.annotate.names import Entity
from sitegen.annotate.names.credits import is_credit
from sitegen.annotate.people.names import TITLES, TRADES, Span
from sitegen.annotate.people.person import People, Person
from sitegen.annotate.people.signs import RELATIVE_AT_END
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
DASHES = frozenset("—–-―")
REACH = 32  # characters before a name in which "the" stands
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
    others = _longer_names(text, people, entities)
    found = {}
    for number, person in enumerate(people.persons):
        mentions = [span for span in sorted(set(person.mentions)) if others.free(*span) and counts(text, *span)]
        if not mentions:
            continue
        confidence = max((sure.get(start, 0.0) for start, _ in mentions), default=0.0)
        if _believable(text, person, mentions, confidence, number in quoted):
            evidence = _evidence(text, mentions, confidence, number in quoted)
            if not confidence or any(titled(text, start) for start, _ in mentions):
                confidence = max(confidence, RESCUED)
            found[number] = Subject(number, mentions, confidence, evidence)
    return found


def _probabilities(entities: Sequence[Entity]) -> Mapping[int, float]:
    """Every place inside a tagged person -> the tagger's probability (titles may have been cut off its start)."""
    return {at: e.probability for e in entities if e.kind == "person" for at in range(e.start, e.end)}


def _longer_names(text: str, people: People, entities: Sequence[Entity]) -> Taken:
    """The organisations and places with a person's name inside them: "the Roe Foundation"."""
    others = Taken((e.start, e.end) for e in entities if e.kind != "person")
    inside = {(others.around(start, end), end) for start, end, _ in people.mentions}
    return Taken({span for span, end in inside if span is not None and not _is_titled_name(text, span, end)})


def _is_titled_name(text: str, span: Span, end: int) -> bool:
    """ "Baroness Roe", which the tagger took for an organisation."""
    name = text[slice(*span)]
    return span[1] == end and name.count(" ") == 1 and fold(name).split()[0].strip(".") in TITLES


def counts(text: str, start: int, end: int) -> bool:
    """Is `text[start:end]` a mention of the person, no credit and nothing that bears the name ("the Roe regime")?"""
    return not borne(text, start, end) and not is_credit(text, start, end) and not _signs_post(text, start, end)


def _signs_post(text: str, start: int, end: int) -> bool:
    """ "— Jo Roe (@joroe) May 4, 2016" below an embedded post."""
    return text.startswith((" (@", " @"), end) and text[max(0, start - 2) : start].strip() in DASHES


def borne(text: str, start: int, end: int) -> bool:
    """Does the name at `text[start:end]` only tell whose regime, family or era is meant?"""
    if BORNE.match(text, end):
        return True
    return bool(BORNE_WITH_THE.match(text, end) and THE.search(text[max(0, start - REACH) : start]))


def _believable(text: str, person: Person, mentions: list[Span], confidence: float, quoted: bool) -> bool:
    if len(person.words) > 1:
        return True
    if quoted or confidence >= SURE_LONE:
        return True
    return any(titled(text, start) or _is_relative(text, start) for start, _ in mentions)


def _is_relative(text: str, start: int) -> bool:
    """ "his wife, Amina"."""
    return RELATIVE_AT_END.search(text[max(0, start - REACH) : start]) is not None


def titled(text: str, start: int) -> bool:
    """Does a title or a trade stand right before the name: "Mr Roe", "midfielder Roe"?"""
    words = text[max(0, start - REACH) : start].split(" ")
    if len(words) < 2 or words[-1]:
        return False
    word = fold(words[-2]).strip('.(“"')
    return word in TITLES or word in TRADES


def _evidence(text: str, mentions: list[Span], confidence: float, quoted: bool) -> str:
    signs = []
    if confidence:
        signs.append("a name of a person to the tagger")
    if any(titled(text, start) for start, _ in mentions):
        signs.append("a title before it")
    if quoted:
        signs.append("quoted")
    return ", ".join(signs) or "a name beside a speech verb or an apposition"
