"""The people of one text: a tagger's spans in, persons with all their mentions out.

cleaning   a span made the bare name
rescue     names that the tagger missed, beside verbs of speech and titles
clusters   mentions made persons, surnames propagated, bearers of one surname kept apart
gender     he or she
subjects   which persons an article is about: no credits, no regimes, nobody doubtful
roles      what the text says that they are
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.annotate.names import Entity
from sitegen.annotate.people import first_names
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.clusters import Named, cluster, named
from sitegen.annotate.people.gender import tell_genders
from sitegen.annotate.people.names import ORGANISATION_WORD, Span, bare
from sitegen.annotate.people.person import People, Person
from sitegen.annotate.people.rescue import full_forms, rescue
from sitegen.annotate.people.spans import Others, Taken
from sitegen.annotate.words import fold

__all__ = ["People", "Person", "find_people"]


def find_people(text: str, entities: Sequence[Entity]) -> People:
    """The people of a text, from the names that a tagger found in it."""
    others: Others = frozenset(text[e.start : e.end] for e in entities if e.kind != "person")
    tagged = _tagged(text, entities)
    spans = _without_places(text, tagged, entities) + rescue(text, others, Taken(tagged))
    spans = _without_first_words(text, sorted(set(spans)))
    mentions = named(text, spans)
    mentions += _first_names_of_surnames(text, mentions, spans, others)
    persons = cluster(text, mentions)
    tell_genders(text, persons)
    places = sorted((start, end, k) for k, person in enumerate(persons) for start, end in person.mentions)
    return People(persons, places)


def _tagged(text: str, entities: Iterable[Entity]) -> list[Span]:
    """The bare names of the tagger's persons."""
    cleaned = [clean(text, e.start, e.end) for e in entities if e.kind == "person"]
    return [span for span in cleaned if span and not ORGANISATION_WORD.search(text, *span)]


def _without_places(text: str, spans: list[Span], entities: Iterable[Entity]) -> list[Span]:
    """A name that the tagger takes for a place at least as often is a place."""
    places = Counter(text[e.start : e.end] for e in entities if e.kind == "place")
    persons = Counter(text[start:end] for start, end in spans)
    return [span for span in spans if places[text[slice(*span)]] < max(1, persons[text[slice(*span)]])]


def _without_first_words(text: str, spans: list[Span]) -> list[Span]:
    """ "Certainly Donald Trump": a first word that only makes a known name longer is dropped."""
    whole = {text[start:end] for start, end in spans}
    shortened = set()
    for start, end in spans:
        first, _, rest = text[start:end].partition(" ")
        if " " in rest and first and rest in whole and fold(first) not in first_names.load():
            start += len(first) + 1
        shortened.add((start, end))
    return sorted(shortened)


def _first_names_of_surnames(text: str, mentions: list[Named], spans: list[Span], others: Others) -> list[Named]:
    """A lone surname that the tagger found, though it stands somewhere with its first name."""
    known = {mention.words[-1] for mention in mentions if len(mention.words) > 1}
    found, tried = [], set()
    for mention in mentions:
        surname = mention.words[0]
        if len(mention.words) > 1 or surname in known or surname in tried:
            continue
        tried.add(surname)
        for span in full_forms(text, text[mention.start : mention.end], others, often=False):
            found += _free_full_name(text, span, spans)
    return found


def _free_full_name(text: str, span: Span, spans: list[Span]) -> list[Named]:
    cleaned = clean(text, *span)
    if cleaned is None:
        return []
    start, end = cleaned
    if any(p < end and start < q and q - p >= end - start for p, q in spans):
        return []
    words = bare(text[start:end]).words
    return [Named(start, end, words)] if len(words) > 1 else []
