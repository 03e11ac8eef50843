"""What an editor should look at: tags that may be one, topics that may be names, kinds that disagree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

import msgspec

from sitegen.editing.candidates import Candidate, candidate, in_order
from sitegen.editing.telling import counted
from sitegen.model import PERSON, Heading
from sitegen.naming import fold
from sitegen.settling import CAME
from sitegen.store import Store
from sitegen.tags import alike
from sitegen.tags.directory import Directory, Tag, given, kinds_of, stands_below

TagCandidate: TypeAlias = Candidate[Heading]

TOGETHER, TOGETHER_LEAST = 0.75, 3  # share of the articles of two tags, and how many, that bear both
KINDS_LEAST, KINDS_SHARE = 2, 0.2  # articles that take a tag for another kind than most do
SURE = {"spelling": 0.95, "plural": 0.9, "misspelt": 0.7, "initials": 0.6, "order": 0.6, "part": 0.5}
KINDS, NAME, NEW, ONE_ARTICLE = 0.5, 0.5, 0.3, 0.1


class Everything:
    """All tags with a page, and the names of people."""

    def __init__(self, tags: Directory) -> None:
        self.tags = tags.with_page()
        self.named = {fold(tag.name): tag for tag in self.tags}
        self.articles = {tag.name: frozenset(tag.articles) for tag in self.tags}
        self.people = frozenset(fold(form.name) for form in tags.store.terms.names() if form.family == PERSON)


def candidates(tags: Directory) -> list[TagCandidate]:
    """All there are, what touches most articles first."""
    known = Everything(tags)
    alone = [*_kinds(known), *_names(known), *_came(known, tags.store), *_of_one_article(known)]
    return in_order([*_near(known), *_parts(known), *alone])


def may_be_one(a: Tag, b: Tag) -> bool:
    """Two of which nothing is stated that makes them one or keeps them apart: tags.toml has a table for each, or says
    that one is the broader."""
    apart = (a.entry and b.entry) or stands_below(a.entry, b) or stands_below(b.entry, a)
    return a.forms[0].id != b.forms[0].id and not apart


def _near(known: Everything) -> Iterator[TagCandidate]:
    """Names that differ by what may be no difference."""
    for found in alike.pairs((tag.name, len(tag.articles)) for tag in known.tags):
        one, other = known.named[fold(found.name)], known.named[fold(found.other)]
        if may_be_one(one, other):
            yield candidate(found.kind, (one, other), found.reason, SURE[found.kind])


def _parts(known: Everything) -> Iterator[TagCandidate]:
    """Tags one of whose names is a part of the other's, and that almost the same articles bear."""
    words = {tuple(fold(tag.name).split()): tag for tag in known.tags}
    for whole, tag in words.items():
        for start, end in combinations(range(len(whole) + 1), 2):
            part = words.get(whole[start:end])
            if part is not None and part is not tag and may_be_one(part, tag) and _together(known, part, tag):
                both = counted(len(known.articles[part.name] & known.articles[tag.name]))
                why = f"{part.name!r} is a part of {tag.name!r}, and {both} bear both"
                yield candidate("part", (part, tag), why, SURE["part"])


def _together(known: Everything, a: Tag, b: Tag) -> bool:
    one, other = known.articles[a.name], known.articles[b.name]
    both = len(one & other)
    return both >= TOGETHER_LEAST and both >= TOGETHER * len(one | other)


def _kinds(known: Everything) -> Iterator[TagCandidate]:
    """Tags that articles take for more than one kind of thing."""
    for tag in known.tags:
        found = kinds_of(tag)
        if tag.entry is not None or len(found) < 2:
            continue
        (_, n), *others = found.most_common()
        least = max(KINDS_LEAST, KINDS_SHARE * n)
        if others[0][1] >= least:
            yield candidate("kinds", (tag,), f"{tag.name} is taken for {_listed(found)}", KINDS)


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{kind} in {counted(n)}" for kind, n in found.most_common())


def _names(known: Everything) -> Iterator[TagCandidate]:
    """Topics that were found, not given, and that look like names."""
    topics = (tag for tag in known.tags if tag.row and tag.row.kind == "topic")
    for tag in topics:
        if tag.entry is None and not given(tag) and (why := _why_name(tag.name, known.people)):
            yield candidate("name", (tag,), why, NAME)


def _why_name(name: str, people: Iterable[str]) -> str:
    words = [word for word in name.split() if len(word) > 2]
    if fold(name) in people:
        return f"{name} is the name of a person of the archive too"
    if len(words) > 1 and all(word[:1].isupper() for word in words):
        return f"{name} is written with capitals, as names are"
    return ""


def _came(known: Everything, store: Store) -> Iterator[TagCandidate]:
    """Topics that came when the vocabulary was last settled anew."""
    packed = store.db.get(CAME)
    for name in msgspec.msgpack.decode(packed, type=list[str]) if packed else ():
        tag = known.named.get(fold(name))
        if tag is not None and tag.entry is None:
            yield candidate("new", (tag,), f"{tag.name} is new since the topics were settled anew", NEW)


def _of_one_article(known: Everything) -> Iterator[TagCandidate]:
    """Tags of one article only."""
    for tag in known.tags:
        if tag.entry is None and len(tag.articles) == 1:
            yield candidate("one article", (tag,), f"{tag.name} is a tag of one article only", ONE_ARTICLE)
