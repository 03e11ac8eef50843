"""The organisations and places of one article, each with its mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from sitegen.annotate.names import Entity
from sitegen.annotate.names.credits import is_credit
from sitegen.annotate.names.rules import DATELINE, ORGANISATION_WORDS, REGIME, STATES
from sitegen.annotate.names.words import OPENERS, TITLES, listed
from sitegen.annotate.topics.spelling import ABBREVIATIONS, best, fold, in_full, letters_of
from sitegen.model import TagKind

WORD = re.compile(r"[^\W_]+(?:['\u2019&-][^\W_]+)*")
WORD_BEFORE = re.compile(r"(?<![\w'\u2019-])[^\W\d_][\w'\u2019-]* \Z")
WORD_AFTER = re.compile(r" ([a-z]+)")
DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
COMPASS = listed("north south east west northeast northwest southeast southwest midwest")
# Alone they are a piece of a name ("Islamic State"), or point back ("the Council").
FRAGMENTS = (ORGANISATION_WORDS - {"congress", "parliament"}) | listed(
    """
    army association city club college company corporation county court district force forces government group kingdom
    navy police republic river senators state states street team treasury united village airport embassy capital capitol
    """
)
AGENCIES = frozenset(
    (
        *(
            "ap",
            "afp",
            "pa",
            "epa",
            "upi",
            "reuters",
            "associated press",
            "canadian press",
            "getty images",
            "bloomberg",
        ),
        *("press association", "agence france-presse", "xinhua", "getty", "shutterstock", "dpa", "ansa", "tass", "pti"),
    )
)
PRESS = listed(
    "news times post journal herald guardian press tv radio magazine tribune telegraph gazette bbc cnn nbc cbs abc npr"
)
# "told Sky News", "the Herald reported": who was told is a source, not a subject.
TOLD = re.compile(r"\btold (?:the |The )?\Z")
TALKED = re.compile(r"\b(?:to|with|by|for) (?:the |The )?\Z")
REPORTED = re.compile(r" (?:reported|reports|has reported|wrote|quoted)\b")
SHORT_STATES = frozenset(word for word in STATES if len(word) < 6) - listed("texas ohio iowa utah maine idaho")
SHORT_STATES |= listed("del ga ill ind mass md miss mo pa va wash")
LETTERS: dict[TagKind, int] = {"organisation": 5, "place": 3}  # "NATO" is a name, "CHINA" a shouted one
REACH = 30  # code points before a name that are looked at
SURE = 0.9  # of a place that is called as a person of the article


class Mention(NamedTuple):
    """`text[start:end]`, its key and kind, how likely it is right, and whether it only says where words come from
    (a credit, a dateline, a newspaper that was told)."""

    start: int
    end: int
    key: str
    kind: TagKind
    probability: float
    source: bool


class Named(NamedTuple):
    """An organisation or place: the name to show, its mentions in the order of the text, the starts of those that are
    no sources, and the probability of the surest."""

    name: str
    kind: TagKind
    mentions: tuple[tuple[int, int], ...]
    told: tuple[int, ...]
    probability: float


def gather(
    text: str, entities: Sequence[Entity], people: Iterable[tuple[int, int]], never: Container[str] = ()
) -> list[Named]:
    """The organisations and places of a text, in the order of their first mention.

    `people`: the spans of persons, which are never either; `never`: keys that are neither."""
    people = list(people)
    taken = {place for start, end in people for place in (start, end - 1)}
    surnames = {word.lower() for start, end in people for word in WORD.findall(text[start:end])}
    letters = letters_of(text, entities)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for entity in entities:
        if entity.kind != "person" and taken.isdisjoint((entity.start, entity.end - 1)):
            mention = _mention(text, entity)
            if mention.key not in never and not _no_subject(text, mention, surnames):
                groups[in_full(mention.key, letters)].append(mention)
    return [_named(text, key, mentions) for key, mentions in groups.items()]


def _mention(text: str, entity: Entity) -> Mention:
    start, end = entity.start, entity.end
    if text[start:end].lower() in FRAGMENTS:
        start = _fragment_start(text, start)
    kind: TagKind = "place" if entity.kind == "place" else "organisation"
    source = is_credit(text, start, end) or (_is_dateline if kind == "place" else _is_source)(text, start, end)
    return Mention(start, end, fold(text[start:end]), kind, entity.probability, source)


def _fragment_start(text: str, start: int) -> int:
    """ "Islamic | State": where the name that ends in a common word begins."""
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if not before or not before[0][0].isupper():
        return start
    word = before[0].strip().lower()
    return start if word in OPENERS or word in TITLES or DAY.match(word) else before.start()


def _is_dateline(text: str, start: int, end: int) -> bool:
    opens = start == 0 or text[start - 1] == "\n"
    return opens and text[start:end].isupper() and bool(DATELINE.match(text, end))


def _is_source(text: str, start: int, end: int) -> bool:
    words = text[start:end].lower().split()
    before = text[max(0, start - REACH) : start]
    if " ".join(words) in AGENCIES or TOLD.search(before):
        return True
    press = not PRESS.isdisjoint((words[0], words[-1]))
    return press and bool(TALKED.search(before) or REPORTED.match(text, end))


def _no_subject(text: str, mention: Mention, surnames: set[str]) -> bool:
    """Names of people, what is called after them ("the Assad regime"), words that are no whole names."""
    key = mention.key
    if key in COMPASS or key in FRAGMENTS or len(key) < 2 or DAY.fullmatch(key):
        return True
    if mention.kind == "place":
        return _is_state(text, mention) or (mention.probability < SURE and _is_called(key, surnames))
    after = WORD_AFTER.match(text, mention.end)
    regime = after is not None and after[1] in REGIME and " " not in key
    return regime or _is_called(key, surnames)


def _is_called(key: str, surnames: set[str]) -> bool:
    """Is it called as people of the article, or a family of them ("the Assads")?"""
    return all(word in surnames or word.removesuffix("s") in surnames for word in key.split())


def _is_state(text: str, mention: Mention) -> bool:
    """ "Lincoln, Neb.": shortened, so it only says which Lincoln."""
    if mention.key in ABBREVIATIONS or text[max(0, mention.start - 2) : mention.start] != ", ":
        return mention.key in SHORT_STATES and text[mention.end : mention.end + 1] == "."
    return mention.key in SHORT_STATES or (mention.end - mention.start < 6 and "." in text[mention.start : mention.end])


def _named(text: str, key: str, mentions: list[Mention]) -> Named:
    weight: dict[TagKind, float] = {"organisation": 0.0, "place": 0.0}
    for mention in mentions:
        weight[mention.kind] += mention.probability
    kind: TagKind = "place" if weight["place"] > weight["organisation"] else "organisation"
    return Named(
        best(key, [text[mention.start : mention.end] for mention in mentions], LETTERS[kind]),
        kind,
        tuple((mention.start, mention.end) for mention in mentions),
        tuple(mention.start for mention in mentions if not mention.source),
        max(mention.probability for mention in mentions),
    )
