"""One article read: reading text, names, people, quotations, tags, and all of it back in the source's offsets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sitegen.annotate import given
from sitegen.annotate.keyphrases.ranker import Ranker
from sitegen.annotate.names import Entity
from sitegen.annotate.people import People, find_people
from sitegen.annotate.people.ages import stated_age
from sitegen.annotate.people.forms import written
from sitegen.annotate.people.names import bare, compatible
from sitegen.annotate.people.person import Person
from sitegen.annotate.people.roles import roles
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.people.subjects import Subject, subjects
from sitegen.annotate.quotations import Said, find_quotations
from sitegen.annotate.reading import Reading
from sitegen.annotate.topics.finder import Finder
from sitegen.annotate.topics.named import Named
from sitegen.annotate.topics.phrasing import Gatherer
from sitegen.annotate.words import fold
from sitegen.model import Annotations, Article, PersonHere, Quotation, Topic


def read(
    article: Article,
    entities_of: Callable[[str], Sequence[Entity]],
    finder: Finder,
    gatherer: Gatherer,
    ranker: Ranker,
) -> Annotations:
    """The annotations of an article; given people and tags win over found ones."""
    reading = Reading(article)
    entities = entities_of(reading.text)
    people = find_people(reading.text, entities)
    said = find_quotations(reading.text, people)
    speakers = {s.speaker for s in said if s.speaker is not None}
    found = subjects(reading.text, people, entities, speakers)
    shown, place = _people(reading, people, found, speakers)
    quotations = [_quotation(reading, s, place) for s in said]
    named = finder.named(reading.text, entities, ((s, e) for s, e, _ in people.mentions))
    tagged = finder.parts_of_speech.tag(reading.text)
    topics = _topics(reading, finder, named)
    keyphrases = ranker.rank(tagged, _headline_end(reading))
    listed = _named(reading, named)
    names = finder.spans(reading.text, entities, ((s, e) for s, e, _ in people.mentions), named)
    untold = article.given.tags is None  # who states tags has said what it is about
    phrases = gatherer.pack(tagged, names, _headline_end(reading), given.subjects(article)) if untold else b""
    return Annotations(shown, tuple(q for q in quotations if q.spans), topics, keyphrases, listed, phrases)


def _people(
    reading: Reading, people: People, found: dict[int, Subject], speakers: Iterable[int]
) -> tuple[tuple[PersonHere, ...], dict[int, int]]:
    """(the people of the article, number of a person found -> its place among them)."""
    names = Taken((start, end) for start, end, _ in people.mentions)
    here = {
        number: _person(reading, people.persons[number], subject, names)
        for number, subject in sorted(found.items(), key=lambda item: item[1].mentions[0])
    }
    if reading.article.given.people is None:
        return tuple(here.values()), {number: place for place, number in enumerate(here)}
    return _with_given(reading.article, here, set(speakers))


def _person(reading: Reading, person: Person, subject: Subject, names: Taken) -> PersonHere:
    text = reading.text
    forms = dict.fromkeys([*written(text, subject.mentions), *person.also])
    name = _as_written(person.name, forms)
    return PersonHere(
        name,
        tuple(form for form in forms if fold(form) != fold(name)),
        roles(text, subject.mentions, names),
        reading.sources(subject.mentions),
        subject.evidence,
        round(subject.confidence, 3),
        stated_age(text, subject.mentions),
        (person.gender or "") if person.gender_sure else "",
    )


def _as_written(name: str, forms: Iterable[str]) -> str:
    """The fullest form; where a headline shouts it, as the text below writes it."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    quiet = (form for form in forms if fold(form) == fold(name) and not form.isupper())
    return next(quiet, name)


def _with_given(
    article: Article, here: dict[int, PersonHere], speakers: set[int]
) -> tuple[tuple[PersonHere, ...], dict[int, int]]:
    """The given people with what was found of them, then whoever else is quoted."""
    shown: list[PersonHere] = []
    place: dict[int, int] = {}
    for stated in given.people(article):
        match = next((n for n, person in here.items() if n not in place and _same(stated.name, person.name)), None)
        if match is not None:
            place[match] = len(shown)
            stated = _joined(stated, here[match])
        shown.append(stated)
    for number, person in here.items():
        if number in speakers and number not in place:
            place[number] = len(shown)
            shown.append(person)
    return tuple(shown), place


def _same(stated: str, found: str) -> bool:
    """May a found name be the stated one's?  A lone surname may."""
    one, other = bare(stated).words, bare(found).words
    if not one or not other:
        return fold(stated) == fold(found)
    if len(one) > 1 and len(other) > 1:
        return compatible(one, other)
    return one[-1] == other[-1]


def _joined(stated: PersonHere, found: PersonHere) -> PersonHere:
    aliases = (found.name, *found.aliases)
    return PersonHere(
        stated.name,
        tuple(alias for alias in aliases if alias != stated.name),
        found.roles,
        found.mentions,
        stated.evidence,
        age=found.age,
        gender=found.gender,
    )


def _quotation(reading: Reading, said: Said, place: dict[int, int]) -> Quotation:
    spans = reading.sources(said.spans)
    speaker = place.get(said.speaker) if said.speaker is not None else None
    return Quotation(spans, speaker, said.described, said.cue, said.how, said.confidence, said.statement)


def _topics(reading: Reading, finder: Finder, named: Sequence[Named]) -> tuple[Topic, ...]:
    """What the article itself tells of its tags: those it gives, or else its organisations and places."""
    if reading.article.given.tags is not None:
        return given.topics(reading.article)
    return _placed(reading, finder.tags(reading.text, named, _headline_end(reading)))


def _named(reading: Reading, named: Iterable[Named]) -> tuple[Topic, ...]:
    """The organisations and places that are likely enough to be listed, as the article writes them."""
    return _placed(reading, (Topic(n.written, n.kind, n.mentions) for n in named if n.listed))


def _placed(reading: Reading, found: Iterable[Topic]) -> tuple[Topic, ...]:
    """With mentions in the source's offsets; none that has no mention there."""
    placed = (Topic(topic.name, topic.kind, reading.sources(list(topic.mentions))) for topic in found)
    return tuple(topic for topic in placed if topic.mentions)


def _headline_end(reading: Reading) -> int:
    return len(reading.article.words(reading.article.title))
