"""The names of an article, each in its sense: what tells this bearer of it from others (see senses)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from sitegen import gazetteer, naming, senses, tag_names
from sitegen.model import PERSON, Annotations, Article, Name
from sitegen.naming import Named


def in_senses(article: Article, found: Annotations, named: Named, assigned: Mapping[str, str]) -> list[Name]:
    """Of a person what the article says of it; of an organisation the letters that stand for it here; of a place where
    it is by the other places of the article; an editor's word comes first.  `assigned`: name, as naming.bearer gives
    it -> key of the entry that it means here."""
    told = list(named.names)
    for person, place in zip(found.people, named.people, strict=True):
        sense = senses.encode(senses.sense_of(person, article.published))
        if sense:
            told[place] = structs.replace(told[place], sense=sense)
    for topic, place in zip(found.topics, named.topics, strict=True):
        if topic.kind == "organisation" and " " in topic.name:
            short = tag_names.short_form(topic.name, (article.text[start:end] for start, end in topic.mentions))
            told[place] = structs.replace(told[place], sense=short) if short else told[place]
    for place, sense in _whereabouts(article, found, named).items():
        told[place] = structs.replace(named.names[place], sense=sense)
    for place, name in enumerate(named.names) if assigned else ():
        key = assigned.get(naming.bearer(name.text)) if name.family == PERSON else None
        if key is not None:
            told[place] = structs.replace(name, sense=senses.ASSIGNED + key)
    return told


def _whereabouts(article: Article, found: Annotations, named: Named) -> dict[int, str]:
    """Place in the list of names -> where it is, of the tags that are places, or are given and named as one."""
    places = [topic for topic in found.named if topic.kind == "place"]
    tags = [(n, topic) for n, topic in zip(named.topics, found.topics, strict=True) if _may_be_place(named.names[n])]
    if not places or not tags:
        return {}
    where = gazetteer.resolve(article.text, [(place.name, place.mentions) for place in places])
    told = [gazetteer.encode(one) for one in where]
    by_name = {naming.fold(place.name): sense for place, sense in zip(places, told, strict=True)}
    # an article may write "US" where the tag is "United States": both have the same mentions
    by_mention = {place.mentions[0]: sense for place, sense in zip(places, told, strict=True)}
    senses_of = {n: by_mention.get(t.mentions[0]) if t.mentions else by_name.get(naming.fold(t.name)) for n, t in tags}
    return {n: sense for n, sense in senses_of.items() if sense}


def _may_be_place(name: Name) -> bool:
    return name.kind in ("place", "given")
