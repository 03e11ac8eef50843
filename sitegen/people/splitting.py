"""split: one name, several people; each has an entry of people.toml that names its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sitegen.config import Config
from sitegen.editing.state import BUILD_FIRST, THEN_BUILD
from sitegen.editing.tablefile import TableFile
from sitegen.editing.telling import counted, sources
from sitegen.errors import SitegenError
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person
from sitegen.people.grouping import Group, by_pattern, by_sense, keys_for
from sitegen.people.peoplefile import people_file


def split(config: Config, people: Directory, words: str, patterns: Sequence[str] = ()) -> Iterator[str]:
    """Write an entry for each bearer of a name, whom their articles tell apart, or patterns of sources (fnmatch) do.
    An entry that is there stays the one of the bearer with most articles.  Raises SitegenError, and then writes
    nothing."""
    persons = _bearers(people, words)
    groups, unclear = (by_pattern(people, persons, patterns), []) if patterns else by_sense(people, persons)
    if len(groups) < 2:
        _refuse(persons[0], patterns)
    file = people_file(config.seeds)
    told = list(_written(file, people, persons, groups))
    file.save()
    yield f"{persons[0].name} is {len(groups)} people from now on:"
    for key, n in told:
        yield f"  {key}: {counted(n)} ({file.where(key)})"
    if unclear:
        yield f"{counted(len(unclear))} may mean any of them; add each to the articles of one entry:"
        yield from (f"  {source}" for source in sources(people.store, unclear))
    yield "An article that comes later belongs to none of them until its path is added."
    yield THEN_BUILD


def _bearers(people: Directory, words: str) -> list[Person]:
    """The person meant, or all who bear the name where it is a name."""
    found = people.find(words)
    if not found:
        people.refuse_unknown(words)
    if len({fold(person.name) for person in found}) > 1:
        found = [people.one(words)]
    if not any(person.forms for person in found):
        raise SitegenError(f"No article of the last build names {found[0].name}.", BUILD_FIRST)
    for person in found:
        people.check_known(person)
    return found


def _refuse(person: Person, patterns: Sequence[str]) -> None:
    if patterns:
        raise SitegenError(
            f"The patterns put all articles of {person.name} together.",
            "A pattern fits paths below seeds/, as in --articles '2004/*'.",
        )
    raise SitegenError(
        f"Nothing in the articles tells two people called {person.name} apart.",
        "Say which articles are one of them: --articles '2004/*' (paths below seeds/).",
    )


def _written(
    file: TableFile, people: Directory, persons: Sequence[Person], groups: Sequence[Group]
) -> Iterator[tuple[str, int]]:
    """Write the entries; (key, articles) of each."""
    kept = {p.entry.key: p for p in persons if p.entry is not None}
    name = persons[0].name
    for group in sorted(groups, key=lambda g: (-len(g.articles), g.articles)):
        owner = next((key for key, p in kept.items() if not set(group.articles).isdisjoint(p.articles)), None)
        if owner is not None:
            del kept[owner]
            others = (article for g in groups if g is not group for article in g.articles)
            file.take_out(owner, "articles", sources(people.store, others))
            yield owner, len(group.articles)
            continue
        key = next(keys_for(file, name, group.remark))
        file.add(key, _values(people, name, group))
        yield key, len(group.articles)


def _values(people: Directory, name: str, group: Group) -> dict[str, Any]:
    aliases = [each for each in group.names if fold(each) != fold(name)]
    listed = {"aliases": aliases} if aliases else {}
    return {"name": name, **listed, "articles": sources(people.store, group.articles)}
