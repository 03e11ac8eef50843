"""The names of an article, each in its sense: what tells this bearer of it from others (see senses)."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from sitegen import naming, senses, tag_names
from sitegen.model import PERSON, Annotations, Article, Name
from sitegen.naming import Named


def in_senses(article: Article, found: Annotations, named: Named, assigned: Mapping[str, str]) -> list[Name]:
    """Of a person what the article says of it; of an organisation the letters that stand for it here; an editor's word
    comes first.  `assigned`: name, as naming.bearer gives it -> key of the entry that it means here."""
    told = list(named.names)
    for person, place in zip(found.people, named.people, strict=True):
        sense = senses.encode(senses.sense_of(person, article.published))
        if sense:
            told[place] = structs.replace(told[place], sense=sense)
    for topic, place in zip(found.topics, named.topics, strict=True):
        if topic.kind == "organisation" and " " in topic.name:
            short = tag_names.short_form(topic.name, (article.text[start:end] for start, end in topic.mentions))
            told[place] = structs.replace(told[place], sense=short) if short else told[place]
    for place, name in enumerate(named.names) if assigned else ():
        key = assigned.get(naming.bearer(name.text)) if name.family == PERSON else None
        if key is not None:
            told[place] = structs.replace(name, sense=senses.ASSIGNED + key)
    return told
