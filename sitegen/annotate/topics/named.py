"""The organisations and places of one article, each with its mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.annotate.names import Entity
from sitegen.annotate.names.credits import is_credit
from sitegen.annotate.names.words import OPENERS, TITLES
from sitegen.annotate.topics import cues
from sitegen.annotate.topics.aliases import Spans, definite, houses, is_football, joined
from sitegen.annotate.topics.known import KnownNames
from sitegen.annotate.topics.refused import DAY, FRAGMENTS, is_no_subject
from sitegen.annotate.topics.sources import is_source
from sitegen.annotate.topics.spelling import best, fold, fullest, in_full, letters_of
from sitegen.model import TagKind

WORD = re.compile(r"[^\W_]+(?:['\u2019&-][^\W_]+)*")
WORD_BEFORE = re.compile(r"(?<![\w'\u2019-])[^\W\d_][\w'\u2019-]* \Z")
LETTERS: dict[TagKind, int] = {"organisation": 5, "place": 3}  # "NATO" is a name, "CHINA" a shouted one
FORMER = re.compile(r"[Ee]x-(?=\w)")  # "ex-CIA chief"
DOMAIN = re.compile(r"\.(?:com|org|net|co\.uk)\b")
AIRPORT = re.compile(r" (?:international )?airport\b")
TICKER = re.compile(r" \((?:(?:NYSE|NASDAQ|Nasdaq|LSE|ASX|TSX)[:-] ?[A-Z]{1,5}|[A-Z0-9]{2,6}\.[A-Z]{1,2})\)")
FIRM_BEFORE = re.compile(r"\b[A-Z]\w+ (?:and|&) \Z")
IN = re.compile(r"\b[Ii]n (?:the )?\Z")
# From so likely on a name is listed that comes once, and one that comes again.
FAIR: dict[TagKind, float] = {"organisation": 0.45, "place": 0.25}
AGAIN: dict[TagKind, float] = {"organisation": 0.4, "place": 0.25}
KNOWN = 0.9  # the probability of what is known by the word
FIRM = 0.6  # of what is read as a person, and is called as a firm
REACH = 30  # code points before a name that are looked at


class Mention(NamedTuple):
    """`text[start:end]`, its key and kind, how likely it is right; whether it only says where words come from (a
    credit, a dateline, a newspaper that was told), and whether it is a credit; `form` is the name as it is written
    there, "" where it is none ("Dutch", "the university")."""

    start: int
    end: int
    key: str
    kind: TagKind
    probability: float
    source: bool
    credit: bool = False
    form: str = ""


class Named(NamedTuple):
    """An organisation or place: the name to show as a tag, its mentions in the order of the text, the starts of those
    that say its name and are no sources, the probability of the surest, the fullest name that the article writes,
    whether it is likely enough to be listed, and whether it is spoken of again without its name ("the university")."""

    name: str
    kind: TagKind
    mentions: tuple[tuple[int, int], ...]
    told: tuple[int, ...]
    probability: float
    written: str = ""
    listed: bool = True
    again: bool = False


def gather(
    text: str,
    entities: Sequence[Entity],
    people: Iterable[tuple[int, int]],
    never: Container[str] = (),
    known: KnownNames | None = None,
) -> list[Named]:
    """The organisations and places of a text, in the order of their first mention.

    `people`: the spans of persons, which are never either; `never`: keys that are neither; `known`: names that are
    known by the word."""
    people = list(people)
    surnames = {word.lower() for start, end in people for word in WORD.findall(text[start:end])}
    kinds, dotted = (known.kinds, known.dotted) if known else ({}, {})
    mentions = _of_entities(text, entities, people, surnames, never, kinds)
    letters = letters_of(text, entities)
    if known:
        mentions += list(_by_word(text, known, people, mentions))
        letters = {**known.full, **letters}
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions):
        groups[in_full(dotted.get(mention.form, mention.key), letters)].append(mention)
    groups = joined(_of_kinds(text, groups, kinds), kinds, surnames)
    taken = [*people, *((m.start, m.end) for m in mentions)]
    for key, more in list(houses(text, groups, taken)):
        groups[key] += more
        taken += ((mention.start, mention.end) for mention in more)
    for key, more in definite(text, groups, taken):
        groups[key] += more
    clubs = known.clubs if known and not known.clubs.isdisjoint(groups) and is_football(text) else ()
    names = known.names if known else {}
    return [_named(text, key, mentions, clubs, kinds, names.get(key, "")) for key, mentions in groups.items()]


def _of_kinds(text: str, groups: Mapping[str, list[Mention]], known: Container[str]) -> dict[str, list[Mention]]:
    """Without those that are somebody; rivers are places."""
    kept = {}
    for key, mentions in groups.items():
        if key not in known and " " not in key:
            if cues.is_person(text, mentions):
                continue
            if cues.is_river(text, mentions):
                mentions = [mention._replace(kind="place", probability=KNOWN) for mention in mentions]
        kept[key] = mentions
    return kept


def _of_entities(
    text: str,
    entities: Sequence[Entity],
    people: Sequence[tuple[int, int]],
    surnames: set[str],
    never: Container[str],
    kinds: Mapping[str, TagKind],
) -> list[Mention]:
    taken = {place for start, end in people for place in (start, end - 1)}
    found: list[Mention] = []
    for entity in entities:
        if _is_no_person(text, entity, taken):
            mention = _mention(text, entity, kinds)
            if mention.key not in never and not is_no_subject(text, mention, surnames):
                while found and found[-1].end > mention.start:
                    found.pop()
                found.append(mention)
    return found


def _is_no_person(text: str, entity: Entity, taken: Container[int]) -> bool:
    """`taken`: the first and the last places of the names of persons."""
    if entity.start in taken or entity.end - 1 in taken:
        return cues.is_named_after(text, entity, taken)
    return entity.kind != "person" or _is_traded(text, entity)


def _is_traded(text: str, entity: Entity) -> bool:
    """Do the letters of a stock exchange follow: "Anton Bramley (ABRM.L)"?"""
    return bool(TICKER.match(text, entity.end))


def _by_word(
    text: str, known: KnownNames, people: Sequence[tuple[int, int]], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """What is known by the word, where no name was seen."""
    taken = Spans([*people, *((m.start, m.end) for m in mentions)])
    for start, end, name, kind, is_name in known.hits(text, {start for start, _ in people}):
        if taken.free(start, end):
            form = text[start:end] if is_name else ""
            yield Mention(start, end, fold(name), kind, KNOWN, True, is_credit(text, start, end), form)


def _mention(text: str, entity: Entity, kinds: Mapping[str, TagKind]) -> Mention:
    start, end = entity.start, entity.end
    if text[start:end].lower() in FRAGMENTS:
        start = _fragment_start(text, start)
    former = FORMER.match(text, start, end)
    start = former.end() if former else start
    kind: TagKind = "place" if entity.kind == "place" else "organisation"
    begins = FIRM_BEFORE.search(text, max(0, start - REACH), start) if TICKER.match(text, end) else None
    start = begins.start() if begins else start
    goes_on = (AIRPORT if kind == "place" else DOMAIN).match(text, end) or cues.of_saint(text, start, end)
    if goes_on:
        end = goes_on.end()
    key = fold(text[start:end])
    kind = kinds.get(key, kind)
    probability = KNOWN if goes_on or TICKER.match(text, end) else entity.probability
    if entity.kind == "person":
        probability = min(probability, FIRM)
    doubtful = kind == "place" or (probability < cues.DOUBTFUL and key not in kinds)
    dateline = doubtful and cues.is_dateline(text, start, end)
    credit = is_credit(text, start, end)
    source = credit or dateline or (kind == "organisation" and is_source(text, start, end))
    if dateline or (doubtful and _is_certain_place(text[start:end], kind)):
        kind, probability = "place", max(KNOWN, probability)
    return Mention(start, end, key, kind, probability, source, credit, text[start:end])


def _is_certain_place(name: str, kind: TagKind) -> bool:
    """Do the words of the name say so, of one that the tagger doubts to be an organisation?"""
    return cues.is_way(name) if kind == "organisation" else cues.is_certain_place(name)


def _fragment_start(text: str, start: int) -> int:
    """ "Islamic | State": where the name that ends in a common word begins."""
    before = WORD_BEFORE.search(text, max(0, start - REACH), start)
    if not before or not before[0][0].isupper():
        return start
    word = before[0].strip().lower()
    return start if word in OPENERS or word in TITLES or DAY.match(word) else before.start()


def _named(
    text: str, key: str, mentions: list[Mention], clubs: Container[str], kinds: Mapping[str, TagKind], name: str
) -> Named:
    """`name`: the one to show as a tag; "": the best that the article has."""
    weight: dict[TagKind, float] = {"organisation": 0.0, "place": 0.0}
    for mention in mentions:
        weight[mention.kind] += mention.probability
    kind: TagKind = "place" if weight["place"] > weight["organisation"] else "organisation"
    if key in clubs and not any(IN.search(text, max(0, mention.start - REACH), mention.start) for mention in mentions):
        kind = "organisation"
    forms = [mention.form for mention in mentions if mention.form]
    name = name or best(key, forms or [mentions[0].key.title()], LETTERS[kind])
    return Named(
        name,
        kind,
        tuple(sorted((mention.start, mention.end) for mention in mentions)),
        tuple(mention.start for mention in mentions if not mention.source),
        max(mention.probability for mention in mentions),
        fullest(key, forms, LETTERS[kind]) if forms else name,
        _is_listed(key, kind, mentions, key in kinds or key in clubs),
        kind == "organisation" and any(not mention.form for mention in mentions),
    )


def _is_listed(key: str, kind: TagKind, mentions: Sequence[Mention], known: bool) -> bool:
    """Is it likely enough to be listed?  Credits are not."""
    if all(mention.credit for mention in mentions):
        return False
    likely = max(mention.probability for mention in mentions)
    return known or likely >= (FAIR[kind] if len(mentions) == 1 else AGAIN[kind])
