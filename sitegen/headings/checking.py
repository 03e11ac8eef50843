"""Tables of tags.toml -> its headings; what cannot all be true is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sitegen.headings.reading import Table
from sitegen.model import Heading, Headings
from sitegen.naming import fold
from sitegen.tomlfile import TomlFile

TAKE_ONE_OUT = "Take one of the two out."


def checked(file: TomlFile, tables: Sequence[Table]) -> Headings:
    """What the tables say together.  Raises ConfigError for what contradicts itself."""
    owners = _owners(file, tables)
    _check_addresses(file, tables)
    _check_broader(file, tables, owners)
    return Headings(tuple(sorted((_heading(table, owners) for table in tables), key=lambda heading: heading.key)))


def _heading(table: Table, owners: Mapping[str, Table]) -> Heading:
    names: dict[str, str] = {}
    for name, _ in _claims(table):
        names.setdefault(fold(name), name)
    above = owners.get(fold(table.broader))
    return Heading(
        key=table.key,
        name=table.name or table.key,
        names=tuple(names.values()),
        kind=table.kind,
        broader=above.key if above else table.broader,
        mediatopic=table.mediatopic,
        patterns=table.patterns,
        slug=table.slug,
        was=tuple(slug for slug in table.was if slug != table.slug),
        note=table.note,
        dropped=table.drop,
    )


def _claims(table: Table) -> Iterator[tuple[str, str]]:
    """(name, the key that says so, "" for the table's own), the one to be shown first."""
    if table.name:
        yield table.name, "name"
    yield table.key, ""
    for name in table.aliases:
        yield name, "aliases"


def _owners(file: TomlFile, tables: Sequence[Table]) -> dict[str, Table]:
    """folded name -> the one table that has it."""
    found: dict[str, tuple[Table, str]] = {}
    for table in tables:
        for name, key in _claims(table):
            other, how = found.setdefault(fold(name), (table, key))
            if other is not table:
                _refuse_name(file, name, (table, key), (other, how))
    return {name: table for name, (table, _) in found.items()}


def _refuse_name(file: TomlFile, name: str, one: tuple[Table, str], other: tuple[Table, str]) -> None:
    (table, key), (second, how) = one, other
    line = file.line(second.place, how)
    if table.drop != second.drop:
        dropped, kept = (table, second) if table.drop else (second, table)
        told = f"{name!r} is a name of {kept.key!r}, and is dropped with {dropped.key!r} (line {line})"
        file.refuse(table.place, key, told, TAKE_ONE_OUT)
    told = f"{name!r} is a name of {table.key!r}, and of {second.key!r} (line {line})"
    file.refuse(table.place, key, told, "Take it out of one of the two; if they are one tag, make them one table.")


def _check_addresses(file: TomlFile, tables: Sequence[Table]) -> None:
    """No two tags have one address, now or formerly."""
    taken: dict[str, tuple[Table, str]] = {}
    for key in ("slug", "was"):
        for table in tables:
            for slug in (table.slug,) * bool(table.slug) if key == "slug" else table.was:
                other, how = taken.setdefault(slug, (table, key))
                if other is not table:
                    line = file.line(other.place, how)
                    told = f"{key} {slug!r} of {table.key!r} is the {how} of {other.key!r} (line {line})"
                    file.refuse(table.place, key, told, TAKE_ONE_OUT)


def _check_broader(file: TomlFile, tables: Sequence[Table], owners: Mapping[str, Table]) -> None:
    """What is broader is a tag, and nothing is broader than itself."""
    for table in tables:
        way = [table]
        while above := owners.get(fold(way[-1].broader)) if way[-1].broader else None:
            if above.drop:
                told = f"{way[-1].key!r} stands below {above.key!r}, which is dropped"
                line = file.line(above.place, "drop")
                file.refuse(way[-1].place, "broader", f"{told} (line {line})", TAKE_ONE_OUT)
            if above in way:
                _refuse_circle(file, way[way.index(above) :])
            way.append(above)


def _refuse_circle(file: TomlFile, way: Sequence[Table]) -> None:
    names = " below ".join(repr(table.key) for table in (*way, way[0]))
    others = [str(file.line(table.place, "broader")) for table in way[1:]]
    lines = f" (line{'s' * (len(others) > 1)} {' and '.join(others)})" if others else ""
    file.refuse(way[0].place, "broader", f"{names}: nothing stands below itself{lines}", "Take one broader out.")
