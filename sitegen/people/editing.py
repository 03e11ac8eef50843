"""merge and reject: people.toml is edited as an editor would, and told what changed in plain sentences.

Nothing is written that could not be followed: the edited text is read first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sitegen import naming
from sitegen.config import Config
from sitegen.editing import merging
from sitegen.editing.state import THEN_BUILD
from sitegen.editing.tablefile import TableFile
from sitegen.editing.telling import counted, sources
from sitegen.errors import SitegenError
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person
from sitegen.people.grouping import key_for
from sitegen.people.peoplefile import people_file

KEYS = merging.Keys(
    once=("born", "died", "wikidata"), lists=("roles", "same", "different", "was", "articles"), kept=("checked",)
)


def merge(config: Config, people: Directory, a: str, b: str) -> Iterator[str]:
    """State that B is A.  Raises SitegenError where that cannot be, and then writes nothing."""
    one, other = people.one(a), people.one(b)
    file = people_file(config.seeds)
    merging.check_two(file, people.words, KEYS, one, other)
    _check_different(file, people, one, other)
    values = _values(people, one, other)
    comments = merging.fold_in(file, KEYS, one, other, values)
    key = one.entry.key if one.entry else key_for(people, file, one) if "articles" in values else one.name
    merging.write(file, one, key, values, comments)
    if other.entry:
        file.rename_in_lists(("same", "different"), other.entry.key, key)
    file.save()
    yield from merging.told(file, one, other, key, values)
    if "articles" in values:
        n = counted(len(values["articles"]))
        yield f"Others bear such a name, so the entry holds in {n}; later ones are to be added to its articles."
    yield THEN_BUILD


def reject(config: Config, people: Directory, words: str) -> Iterator[str]:
    """State that a name is nobody's.  Raises SitegenError, and then writes nothing."""
    file = people_file(config.seeds)
    if fold(" ".join(words.split())) in map(fold, people.stated.rejected):
        raise SitegenError(f"{words!r} is stated to be no person already.", f"See {file.where(words)}.")
    found = people.find(words)
    person = found[0] if found and len({fold(p.name) for p in found}) == 1 else people.one(words)
    name = next((n for n in person.spellings if fold(n) == fold(" ".join(words.split()))), person.name)
    if person.entry is not None:
        raise SitegenError(
            f"{name!r} is in the entry {person.entry.key!r} ({file.where(person.entry.key)}).",
            "Take the name out there first, then reject it.",
        )
    file.add(name, {"not_a_person": True})
    file.save()
    articles = {article for p in found or [person] for f in p.forms if fold(f.name) == fold(name) for article in f.post}
    yield f"{name} is no person from now on ({file.where(name)})."
    yield f"{counted(len(articles))} will not link the name any more."
    left = [n for n in person.spellings if fold(n) != fold(name)]
    if left:
        yield f"Other spellings of the same page stay: {', '.join(left)}. Reject them too if they are no person either."
    yield THEN_BUILD


def _check_different(file: TableFile, people: Directory, one: Person, other: Person) -> None:
    for person in (one, other):
        people.check_known(person)
    if pair := people.stated_different(one, other):
        raise SitegenError(
            f"{file.path} states that {pair[0]!r} and {pair[1]!r} are different.",
            "Take that out first, if it is wrong.",
        )


def _names_to_claim(person: Person) -> list[str]:
    """Full names: a surname alone is left to the build, unless the person has no other."""
    names = [n for n in person.spellings if len(naming.words(n)) > 1] or person.spellings
    stated = person.entry.names if person.entry else ()
    return list(dict.fromkeys([*stated, *names]))


def _values(people: Directory, one: Person, other: Person) -> dict[str, Any]:
    """What the entry of the first has to say more, so that the other is the same."""
    names = _names_to_claim(other)
    values = merging.values_of(one, other, names)
    if _is_limited(people, one, other, names):
        values["articles"] = sources(people.store, dict.fromkeys([*one.articles, *other.articles]))
    return values


def _is_limited(people: Directory, one: Person, other: Person, names: Iterable[str]) -> bool:
    """Must the entry name its articles, because others bear one of these names?"""
    if any(p.entry is not None and p.entry.articles for p in (one, other)):
        return True
    mine = {form.id for person in (one, other) for form in person.forms}
    keys = {p.entry.key for p in (one, other) if p.entry}
    rivals = people.others_named(one, [*names, one.name]) + people.others_named(other, names)
    return any(p.forms[0].id not in mine and not (p.entry and p.entry.key in keys) for p in rivals)
