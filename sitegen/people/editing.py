"""merge and reject: people.toml is edited as an editor would, and told what changed in plain sentences.

Nothing is written that could not be followed: the edited text is read first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sitegen import naming
from sitegen.config import Config
from sitegen.editing.state import THEN_BUILD
from sitegen.editing.tablefile import TableFile
from sitegen.editing.telling import counted, sources
from sitegen.errors import SitegenError
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person
from sitegen.people.grouping import key_for
from sitegen.people.peoplefile import people_file

ONCE = ("born", "died", "wikidata")
LISTS = ("roles", "same", "different", "was", "articles")


def merge(config: Config, people: Directory, a: str, b: str) -> Iterator[str]:
    """State that B is A.  Raises SitegenError where that cannot be, and then writes nothing."""
    one, other = people.one(a), people.one(b)
    file = people_file(config.seeds)
    _check_two(file, one, other)
    _check_different(file, people, one, other)
    values = _values(people, one, other)
    comments = _folded_in(file, one, other, values) if other.entry else []
    key = _write(file, people, one, values)
    if other.entry:
        file.rename_in_lists(("same", "different"), other.entry.key, key)
        file.comment(key, comments)
    file.save()
    yield f"{other.name} is {one.name} from now on."
    yield f"{'The entry is' if one.entry else 'A new entry says so:'} {key!r} ({file.where(key)})."
    yield from _told(one, other, values)
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


def _check_two(file: TableFile, one: Person, other: Person) -> None:
    same_row = one.row is not None and other.row is not None and one.row.id == other.row.id
    same_entry = one.entry is not None and other.entry is not None and one.entry.key == other.entry.key
    if same_row or same_entry:
        where = f" ({file.where(one.entry.key)})" if one.entry else ""
        raise SitegenError(f"{one.name!r} and {other.name!r} are one person already{where}.", "Nothing was changed.")
    for key in ONCE if one.entry and other.entry else ():
        a, b = getattr(one.entry, key), getattr(other.entry, key)
        if a and b and a != b:
            raise SitegenError(
                f"{one.name} has {key} {a} in {file.path}, {other.name} has {key} {b}.",
                "They cannot be one person, or one of the two is wrong: mend it, then merge.",
            )


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


def _known(person: Person) -> set[str]:
    """Folded names that need not be stated: the entry has them, or will bear one of them."""
    return {fold(person.name), *(fold(n) for n in (person.entry.names if person.entry else ()))}


def _values(people: Directory, one: Person, other: Person) -> dict[str, Any]:
    """What the entry of the first has to say more, so that the other is the same."""
    names = _names_to_claim(other)
    known = _known(one)
    values: dict[str, Any] = {"aliases": [name for name in names if fold(name) not in known]}
    if _is_limited(people, one, other, names):
        values["articles"] = sources(people.store, dict.fromkeys([*one.articles, *other.articles]))
    if other.row and other.row.slug and (not one.row or other.row.slug != one.row.slug):
        values["was"] = [other.row.slug]
    return values


def _is_limited(people: Directory, one: Person, other: Person, names: Iterable[str]) -> bool:
    """Must the entry name its articles, because others bear one of these names?"""
    if any(p.entry is not None and p.entry.articles for p in (one, other)):
        return True
    mine = {form.id for person in (one, other) for form in person.forms}
    keys = {p.entry.key for p in (one, other) if p.entry}
    rivals = people.others_named(one, [*names, one.name]) + people.others_named(other, names)
    return any(p.forms[0].id not in mine and not (p.entry and p.entry.key in keys) for p in rivals)


def _folded_in(file: TableFile, one: Person, other: Person, values: dict[str, Any]) -> list[str]:
    """Take the other entry out of the file, and add to `values` what the first does not say; its comments."""
    assert other.entry is not None
    table, mine = file.read(other.entry.key), one.entry
    for key in LISTS:
        if table.get(key):
            values[key] = list(dict.fromkeys([*values.get(key, ()), *table[key]]))
    if table.get("slug"):
        values["was"] = list(dict.fromkeys([*values.get("was", ()), table["slug"]]))
    for key in (*ONCE, "checked"):
        if key in table and not (mine and getattr(mine, key)):
            values[key] = table[key]
    if table.get("note"):
        values["note"] = f"{mine.note} {table['note']}".strip() if mine else table["note"]
    return file.drop(other.entry.key)


def _write(file: TableFile, people: Directory, one: Person, values: dict[str, Any]) -> str:
    """Into the entry of the first, or a new one; its key."""
    values = {key: value for key, value in values.items() if value != []}
    if one.entry is not None:
        file.put(one.entry.key, values)
        return one.entry.key
    key = key_for(people, file, one) if "articles" in values else one.name
    file.add(key, values if key == one.name else {"name": one.name, **values})
    return key


def _told(one: Person, other: Person, values: dict[str, Any]) -> Iterator[str]:
    aliases = values["aliases"]
    if aliases:
        yield f"Added as {'an alias' if len(aliases) == 1 else 'aliases'}: {', '.join(aliases)}."
    if "articles" in values:
        n = counted(len(values["articles"]))
        yield f"Others bear such a name, so the entry holds in {n}; later ones are to be added to its articles."
    if other.entry:
        yield f"The entry {other.entry.key!r} was folded in."
    if other.address and one.address and other.address != one.address:
        yield f"{other.address} will lead on to {one.address}."
