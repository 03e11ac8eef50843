"""Two people or tags of a file made one: what one entry says more, so that the other is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, NamedTuple

from sitegen.editing.directory import E, Subject, Words
from sitegen.editing.tablefile import TableFile
from sitegen.errors import SitegenError
from sitegen.naming import fold

Values = MutableMapping[str, Any]


class Keys(NamedTuple):
    """The keys of an entry besides its names: what can be stated of one person or tag only `once`, `lists` that are put
    together, and what is `kept` from either."""

    once: tuple[str, ...]
    lists: tuple[str, ...]
    kept: tuple[str, ...] = ()


def check_two(file: TableFile, words: Words, keys: Keys, one: Subject[E], other: Subject[E]) -> None:
    """Refuse what is one already, or cannot be.  Raises SitegenError."""
    same_row = one.row is not None and other.row is not None and one.row.id == other.row.id
    same_entry = one.entry is not None and other.entry is not None and one.entry.key == other.entry.key
    if same_entry or (same_row and not (one.entry and other.entry)):
        where = f" ({file.where(one.entry.key)})" if one.entry else ""
        told = f"{one.name!r} and {other.name!r} are one {words.one} already{where}."
        raise SitegenError(told, "Nothing was changed.")
    for key in keys.once if one.entry and other.entry else ():
        a, b = getattr(one.entry, key), getattr(other.entry, key)
        if a and b and a != b:
            raise SitegenError(
                f"{one.name} has {key} {a} in {file.path}, {other.name} has {key} {b}.",
                f"They cannot be one {words.one}, or one of the two is wrong: mend it, then merge.",
            )


def values_of(one: Subject[E], other: Subject[E], names: Iterable[str]) -> dict[str, Any]:
    """The `names` of the other that the first does not have, and the other's address."""
    known = {fold(one.name), *(fold(n) for n in (one.entry.names if one.entry else ()))}
    values: dict[str, Any] = {"aliases": [name for name in names if fold(name) not in known]}
    if other.row and other.row.slug and (not one.row or other.row.slug != one.row.slug):
        values["was"] = [other.row.slug]
    return values


def fold_in(file: TableFile, keys: Keys, one: Subject[E], other: Subject[E], values: Values) -> list[str]:
    """Take the other's entry, if there is one, out of the file, and add to `values` what the first does not say; its
    comments."""
    if other.entry is None:
        return []
    table, mine = file.read(other.entry.key), one.entry
    for key in keys.lists:
        if table.get(key):
            values[key] = list(dict.fromkeys([*values.get(key, ()), *table[key]]))
    if table.get("slug"):
        values["was"] = list(dict.fromkeys([*values.get("was", ()), table["slug"]]))
    for key in (*keys.once, *keys.kept):
        if key in table and not (mine and getattr(mine, key)):
            values[key] = table[key]
    if table.get("note"):
        note = file.read(mine.key).get("note", "") if mine else ""
        values["note"] = f"{note} {table['note']}".strip()
    return file.drop(other.entry.key)


def write(file: TableFile, one: Subject[E], key: str, values: Values, comments: list[str]) -> None:
    """Into the entry of the first, or a new one of this key."""
    said = {name: value for name, value in values.items() if value != []}
    if one.entry is not None:
        file.put(key, said)
    else:
        file.add(key, said if key == one.name else {"name": one.name, **said})
    file.comment(key, comments)


def told(file: TableFile, one: Subject[E], other: Subject[E], key: str, values: Values) -> Iterator[str]:
    """What was done, once the file is saved."""
    yield f"{other.name} is {one.name} from now on."
    yield f"{'The entry is' if one.entry else 'A new entry says so:'} {key!r} ({file.where(key)})."
    if aliases := values["aliases"]:
        yield f"Added as {'an alias' if len(aliases) == 1 else 'aliases'}: {', '.join(aliases)}."
    if other.entry:
        yield f"The entry {other.entry.key!r} was folded in."
    if other.address and one.address and other.address != one.address:
        yield f"{other.address} will lead on to {one.address}."
