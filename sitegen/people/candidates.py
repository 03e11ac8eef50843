"""What an editor should look at: names that may be one person, one name that may be several, names of no person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from sitegen import naming, senses
from sitegen.editing.candidates import Candidate, candidate, in_order
from sitegen.editing.telling import counted
from sitegen.link.suggestions import suggest
from sitegen.model import PERSON, Entry
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person
from sitegen.people.noted import notes_of
from sitegen.store import Store

PersonCandidate: TypeAlias = Candidate[Entry]
BATCH = 512
FITTING = 6  # a short name that fits more people than these says nothing of any
CALLED, SPELLING, NO_PERSON = 0.95, 0.9, 0.7
UNVERIFIED, REJECTED = "unverified", "rejected"
ENDS_OF_OTHER_NAMES = frozenset(
    """park street lane road avenue square bridge county river lake school college academy university hospital church
    cathedral station hall hotel club united city town village council committee commission ltd inc company group bank
    act bill prize award cup trophy festival museum library airport island mountain valley forest beach harbour harbor
    stadium theatre theater arena castle tower house building centre center foundation trust association society union
    army navy party""".split()
)


class Everybody:
    """All people of the build but those that are stated to be none, by block and by name."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.people = [p for p in directory.everybody() if p.row and p.row.kind != REJECTED]
        self.people = [p for p in self.people if fold(p.name) not in set(map(fold, directory.stated.rejected))]
        self.blocks: dict[str, list[Person]] = defaultdict(list)
        self.named: dict[str, list[Person]] = defaultdict(list)
        self.of_form: dict[int, Person] = {}
        for person in self.people:
            self.blocks[person.forms[0].block if person.forms else ""].append(person)
            self.named[fold(person.name)].append(person)
            self.of_form.update((form.id, person) for form in person.forms)

    def may_be_one(self, a: Person, b: Person) -> bool:
        """Two of whom nothing is stated that makes them one or keeps them apart."""
        if a.forms[0].id == b.forms[0].id or (a.entry and b.entry and a.entry.key == b.entry.key):
            return False
        if a.entry and b.entry and a.entry.articles and b.entry.articles:
            return False
        return not self.directory.stated_different(a, b)


def candidates(directory: Directory) -> list[PersonCandidate]:
    """All there are, what touches most articles first."""
    known = Everybody(directory)
    return in_order([*_one_name(known), *_short_names(known), *_called(known), *_spellings(known), *_no_persons(known)])


def _one_name(known: Everybody) -> Iterator[PersonCandidate]:
    """People of one name whom the build keeps apart without being sure."""
    for people in known.named.values():
        doubtful = [p for p in people if p.row and p.row.status == UNVERIFIED and not p.entry]
        if doubtful:
            why = f"{len(people)} people called {people[0].name}" if len(people) > 1 else "may be several people"
            yield candidate("one name", people, why, 1)


def _short_names(known: Everybody) -> Iterator[PersonCandidate]:
    """An initial or a surname alone that fits several people."""
    for people in known.blocks.values():
        short = [p for p in people if _is_short(p.name) and not p.entry]
        for person in short:
            fitting = [p for p in people if not _is_short(p.name) and fits(person.name, p.name)]
            fitting = [p for p in fitting if known.may_be_one(person, p)]
            if 1 <= len(fitting) <= FITTING:
                ordered = sorted(fitting, key=lambda p: (-len(p.articles), p.name))
                whom = f"any of {len(fitting)}" if len(fitting) > 1 else fitting[0].name
                yield Candidate(
                    "short name",
                    (person, *ordered),
                    f"{person.name} may be {whom}",
                    len(person.articles),
                    1 / (1 + len(fitting)),
                )


def _is_short(name: str) -> bool:
    words = naming.words(name)
    return len(words) == 1 or len(words[0]) == 1


def fits(short: str, name: str) -> bool:
    """May "J. Roe" or "Roe" be this name?"""
    first, *rest = naming.words(short)
    return not rest or naming.words(name)[0].startswith(first)


def _called(known: Everybody) -> Iterator[PersonCandidate]:
    """An article calls a person by the name of another: a name at birth, a pen name, a nickname."""
    places = Counter[tuple[int, int]]()
    pairs: dict[tuple[int, int], tuple[Person, Person, str]] = {}
    for form, name in _names_given(known.directory.store):
        one = known.of_form.get(form)
        for other in known.named.get(fold(name), ()) if one and len(naming.words(name)) > 1 else ():
            if one is not None and known.may_be_one(one, other):
                key = one.forms[0].id, other.forms[0].id
                pairs[key] = one, other, name
                places[key] += 1
    for key, (one, other, name) in pairs.items():
        yield candidate("called", (one, other), f"{one.name} is called {name} too in {counted(places[key])}", CALLED)


def _names_given(store: Store) -> Iterator[tuple[int, str]]:
    """(form, another name that an article calls the same person by)."""
    articles = sorted(store.articles.ids())
    for start in range(0, len(articles), BATCH):
        for note, forms in notes_of(store, articles[start : start + BATCH]).values():
            yield from ((forms[place], name) for place, names in note.also for name in names)


def _spellings(known: Everybody) -> Iterator[PersonCandidate]:
    """Names that a slip of the pen or of a scanner may have made of others."""
    names = [(p.name, len(p.articles)) for p in known.people if len(naming.words(p.name)) > 1]
    for found in suggest(names):
        one, other = (known.named[fold(name)][0] for name in (found.name, found.other))
        if known.may_be_one(one, other):
            yield candidate("spelling", (one, other), found.reason, found.score * SPELLING)


def _no_persons(known: Everybody) -> Iterator[PersonCandidate]:
    """Names that are tags too, or end as names of places and bodies do, and of whom nothing is told that only a
    person has: a role, an age, words."""
    tags = Counter[str]()
    for form in known.directory.store.terms.names():
        if form.family != PERSON and form.kind in ("organisation", "place"):
            tags[fold(form.name)] += 1
    for person in known.people:
        if person.entry or (person.row and (person.row.quoted or person.row.wrote)):
            continue
        if any(senses.decode(form.sense) != senses.EMPTY for form in person.forms):
            continue
        if why := _why_no_person(person.name, tags):
            yield candidate("no person", (person,), why, NO_PERSON)


def _why_no_person(name: str, tags: Mapping[str, int]) -> str:
    last = naming.words(name)[-1]
    if fold(name) in tags:
        return f"{name} is also found as a place or organisation"
    if last in ENDS_OF_OTHER_NAMES and len(naming.words(name)) > 1:
        return f"{name} ends in {last!r}, and no article gives a role, an age or words of this person"
    return f"{name} holds a number" if any(c.isdecimal() for c in name) else ""
