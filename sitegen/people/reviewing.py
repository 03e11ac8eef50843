"""review: the candidates with their evidence, a few lines each, and the command that would settle it."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from sitegen import ids, senses
from sitegen.config import Config
from sitegen.editing.candidates import left_over
from sitegen.editing.tablefile import in_toml
from sitegen.editing.telling import counted, titles, years
from sitegen.people.candidates import PersonCandidate, candidates
from sitegen.people.directory import Directory, Person
from sitegen.people.noted import notes_of, roles_of
from sitegen.store import Store

HEADS = {
    "one name": "One name",
    "short name": "Part of a name",
    "spelling": "Two spellings",
    "called": "Called by another's name",
    "no person": "Perhaps no person",
}
LOOKED_AT, ROLES, BESIDE = 60, 2, 3


def review(config: Config, people: Directory, limit: int) -> Iterator[str]:
    """The first candidates, as lines."""
    found = candidates(people)
    for number, candidate in enumerate(found[:limit], 1):
        touched = f"{counted(candidate.touched)}"
        yield f"{number}. {HEADS[candidate.kind]}: {candidate.why}  ({touched})"
        for person in candidate.subjects:
            yield from _person(people.store, person)
        if len(candidate.subjects) == 2:
            yield from _together(people, *candidate.subjects)
        yield from (f"   {case:<14} {command}" for case, command in _settled(people, candidate))
        yield ""
    yield left_over(len(found), limit)


def _person(store: Store, person: Person) -> Iterator[str]:
    """Two lines on one of them."""
    facts = [counted(len(person.articles)), years(person.articles)]
    if person.row and person.row.quoted:
        facts.append(counted(person.row.quoted, "quotation"))
    yield f"   - {person.name}: {', '.join(filter(None, facts))}  {person.address}"
    latest = person.articles[-1:]
    roles = [role for role, _ in roles_of(person.forms, notes_of(store, person.articles[-LOOKED_AT:]))[:ROLES]]
    told = [*roles, *_senses(person), *titles(store, latest)]
    if told:
        yield f"     {'; '.join(told)}"


def _senses(person: Person) -> list[str]:
    """What articles say of the bearer, besides roles."""
    found = [senses.decode(form.sense) for form in person.forms]
    born = sorted({sense.born for sense in found if sense.born is not None})
    genders = sorted({sense.gender for sense in found if sense.gender})
    said = [{"m": "a man", "f": "a woman"}.get(gender, gender) for gender in genders]
    return [*(f"born about {year}" for year in born[:2]), *(["a man and a woman"] if len(said) > 1 else said)]


def _together(people: Directory, a: Person, b: Person) -> Iterator[str]:
    """Do articles name both, and who stands beside both?"""
    both = set(a.articles) & set(b.articles)
    if both:
        yield f"   {counted(len(both))} name both"
    mine = {form.id for person in (a, b) for form in person.forms}
    beside = sorted((_beside(people, a) & _beside(people, b)) - mine)
    names = sorted(set(people.store.terms.people_among(beside).values()))
    if names:
        more = f" and {len(names) - BESIDE:,} more" if len(names) > BESIDE else ""
        yield f"   beside both: {', '.join(names[:BESIDE])}{more}"


def _beside(people: Directory, person: Person) -> set[int]:
    """The forms that the latest articles of a person name."""
    rows = people.store.articles.simple(person.articles[-LOOKED_AT:], "forms")
    return {form for _, blob in rows for form in ids.form_ids(blob)}


def _settled(people: Directory, candidate: PersonCandidate) -> Iterator[tuple[str, str]]:
    """(what is so, the command that states it)."""
    first, *others = candidate.subjects
    if candidate.kind == "no person":
        yield "no person:", f"sitegen people reject {quote(first.name)}"
        return
    if candidate.kind == "short name":
        for other in others:
            yield f"{other.name}:", _merge(people, other, first)
        return
    if candidate.kind == "one name":
        if others:
            yield "one person:", _merge(people, first, others[0])
        yield "several:", f"sitegen people split {quote(first.name)}"
        return
    for other in others:
        yield "one person:", _merge(people, first, other)
        yield "two people:", f"different = [{in_toml(other.name)}] under [{in_toml(first.name)}] in people.toml"


def _merge(people: Directory, a: Person, b: Person) -> str:
    return f"sitegen people merge {people.as_word(a)} {people.as_word(b)}"
