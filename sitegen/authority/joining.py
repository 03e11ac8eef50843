"""Tables of people.toml -> its people: entries that are the same are joined, contradictions refused."""

from __future__ import annotations

import difflib
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.authority.stated import Stated, bare
from sitegen.model import Authority, Entry
from sitegen.naming import fold
from sitegen.tomlfile import TomlFile

ONCE = ("born", "died", "wikidata", "slug")
TAKE_ONE_OUT = "Take one of the two out."


class Claim(NamedTuple):
    """A name that a table says is its person's, and the key that says so ("": the table's own name)."""

    name: str
    by: Stated
    key: str


def joined(file: TomlFile, tables: list[Stated]) -> Authority:
    """What the tables say together.  Raises ConfigError for what cannot all be true."""
    people = People(file, [t for t in tables if not t.not_a_person])
    rejected = {fold(bare(t.key)): t for t in tables if t.not_a_person}
    people.check_names(rejected)
    people.check_addresses()
    different = people.different()
    entries = sorted((people.entry(group) for group in people.groups), key=lambda e: e.key)
    return Authority(tuple(entries), tuple(sorted(bare(t.key) for t in rejected.values())), tuple(sorted(different)))


class People:
    """The tables of people, in groups of those that are the same."""

    def __init__(self, file: TomlFile, tables: list[Stated]) -> None:
        self.file, self.tables = file, tables
        self.keyed: dict[str, Stated] = {}
        self.claimed: dict[str, Claim] = {}
        for table in tables:
            self._meet(table)
        self.same: dict[str, list[tuple[Stated, Stated]]] = defaultdict(list)
        for table in tables:
            self._link(table)
        for table in tables:
            self._claim(table, ("same",))
        self.groups = self._groups()
        self.home = {t.table: group for group in self.groups for t in group}

    def _meet(self, table: Stated) -> None:
        other = self.keyed.setdefault(fold(table.key), table)
        if other is not table:
            what = f"{table.key!r} has an entry already (line {self._line(other)})"
            self.file.refuse(table.place, "", what, 'Join them, or add a remark: ["Ann Lee (nurse)"].')
        self._claim(table, ("name", "", "aliases"))

    def _claim(self, table: Stated, keys: tuple[str, ...]) -> None:
        """Names that are this one's wherever no article says otherwise."""
        for claim in () if table.articles else _claims(table):
            if claim.key in keys:
                self.claimed.setdefault(fold(claim.name), claim)

    def _link(self, table: Stated) -> None:
        for name in table.same:
            other = self._known(table, "same", name)
            if other is not None and other is not table:
                for one in (table, other):
                    self.same[one.table].append((table, other))

    def _known(self, table: Stated, key: str, name: str) -> Stated | None:
        """The table that a name in `same` or `different` means, None where it is a name and no more."""
        if found := self.keyed.get(fold(name)):
            return found
        if bare(name) != name:
            near = difflib.get_close_matches(name, [t.key for t in self.tables if t is not table], 1, 0.5)
            hint = f"Did you mean {near[0]!r}?" if near else f'Write an entry ["{name}"].'
            self.file.refuse(table.place, key, f"{key}: there is no entry {name!r}", hint)
        claim = self.claimed.get(fold(name))
        return claim.by if claim else None

    def _groups(self) -> list[list[Stated]]:
        """Tables that are the same, in the order of the file; first the one that no other calls its own."""
        called = {other.table for pairs in self.same.values() for _, other in pairs}
        found: list[list[Stated]] = []
        seen: set[str] = set()
        for table in sorted(self.tables, key=lambda t: t.table in called):
            if table.table not in seen:
                found.append([at for at, _ in self._reached(table)])
                seen.update(t.table for t in found[-1])
        return found

    def _reached(self, start: Stated) -> Iterator[tuple[Stated, list[Stated]]]:
        """Every table that is the same as this one, with those that say so on the way there, the nearest first."""
        seen, waiting = {start.table}, deque([(start, list[Stated]())])
        while waiting:
            at, way = waiting.popleft()
            yield at, way
            for sayer, other in self.same.get(at.table, ()):
                there = other if sayer is at else sayer
                if there.table not in seen:
                    seen.add(there.table)
                    waiting.append((there, [*way, sayer]))

    # ---- contradictions

    def check_names(self, rejected: dict[str, Stated]) -> None:
        """Every name is one person's wherever it is claimed, and none is both a person's and nobody's."""
        taken: dict[tuple[str, str], Claim] = {}
        for table in self.tables:
            for claim in _claims(table):
                if not table.articles and (none := rejected.get(fold(claim.name))):
                    told = f"{claim.name!r} names {table.key!r}, and is stated to be no person"
                    self._refuse(table, claim.key, told, none, "not_a_person", TAKE_ONE_OUT)
                for article in table.articles or ("",):
                    other = taken.setdefault((article, fold(claim.name)), claim)
                    if self.home[other.by.table] is not self.home[table.table]:
                        self._refuse_claim(claim, other, article)

    def _refuse_claim(self, claim: Claim, other: Claim, article: str) -> None:
        where = f" in {article}" if article else ""
        told = f"{claim.name!r} names {claim.by.key!r}, and {other.by.key!r}{where}"
        hint = "An article belongs to one of them" if article else "Say with articles = [...] which is meant where"
        hint += f'; if they are one person, write same = ["{other.by.key}"].'
        self._refuse(claim.by, claim.key, told, other.by, other.key, hint)

    def check_addresses(self) -> None:
        """No two people have one address, now or formerly, or one number of Wikidata."""
        for keys in (("slug", "was"), ("wikidata",)):
            taken: dict[str, tuple[Stated, str]] = {}
            for key in keys:
                for table in self.tables:
                    for value in _listed(table, key):
                        other, how = taken.setdefault(value, (table, key))
                        if self.home[other.table] is not self.home[table.table]:
                            told = f"{key} {value!r} of {table.key!r} is the {how} of {other.key!r}"
                            self._refuse(table, key, told, other, how, TAKE_ONE_OUT)

    def different(self) -> set[tuple[str, str]]:
        """The pairs of keys or names that are two people, each in order."""
        found = set()
        for table in self.tables:
            for name in table.different:
                other = self._known(table, "different", name)
                self._check_different(table, name, other)
                a, b = self.home[table.table][0].key, self.home[other.table][0].key if other else name
                found.add((min(a, b), max(a, b)))
        return found

    def _check_different(self, table: Stated, name: str, other: Stated | None) -> None:
        if other is None or self.home[other.table] is not self.home[table.table]:
            return
        way = next(way for at, way in self._reached(table) if at is other)
        lines = [self._line(sayer, "same") for sayer in way]
        if fold(name) != fold(other.key):
            lines.append(self._line(other, self.claimed[fold(name)].key))
        lines = list(dict.fromkeys(lines)) or [self._line(other)]
        says = f"line {lines[0]} says" if len(lines) == 1 else f"lines {' and '.join(map(str, lines))} say"
        told = f"{table.key!r} is different from {name!r}, and {says} that they are one"
        self.file.refuse(table.place, "different", told, TAKE_ONE_OUT)

    # ---- entries

    def entry(self, group: list[Stated]) -> Entry:
        """Joined tables as one entry: the first one's name, of lists all that is stated."""
        head = group[0]
        self._check_articles(group)
        once = {key: self._once(group, key) for key in ONCE}
        self._check_life(group, once["born"], once["died"])
        return Entry(
            key=head.key,
            name=head.shown,
            names=_names(group),
            articles=_together(group, "articles"),
            roles=_together(group, "roles"),
            was=tuple(slug for slug in _together(group, "was") if slug != once["slug"]),
            note=" ".join(filter(None, (t.note for t in group))),
            checked=any(t.checked for t in group),
            **once,
        )

    def _once(self, group: list[Stated], key: str) -> str:
        """What is stated of a person once, whichever of its tables says so."""
        first, *others = [t for t in group if getattr(t, key)] or [group[0]]
        value: str = getattr(first, key)
        for other in others:
            if getattr(other, key) != value:
                told = f"{other.key!r} is {first.key!r}, and they differ: {key} {getattr(other, key)}, {value}"
                self._refuse(other, key, told, first, key, TAKE_ONE_OUT)
        return value

    def _check_articles(self, group: list[Stated]) -> None:
        """A person's names hold in certain articles, or everywhere: not the one for some and the other for others."""
        some, everywhere = [t for t in group if t.articles], [t for t in group if not t.articles]
        if some and everywhere:
            told = f"{some[0].key!r} is {everywhere[0].key!r}, and only one of them names articles"
            self._refuse(some[0], "articles", told, everywhere[0], "", "Name the articles of both, or of none.")

    def _check_life(self, group: list[Stated], born: str, died: str) -> None:
        known = min(len(born), len(died))
        if died[:known] < born[:known]:
            a, b = (next(t for t in group if getattr(t, key)) for key in ("died", "born"))
            self._refuse(a, "died", f"{a.key!r} died ({died}) before being born ({born})", b, "born", TAKE_ONE_OUT)

    def _refuse(self, table: Stated, key: str, told: str, other: Stated, other_key: str, hint: str) -> None:
        self.file.refuse(table.place, key, f"{told} (line {self._line(other, other_key)})", hint)

    def _line(self, table: Stated, key: str = "") -> int:
        return self.file.line(table.place, key)


def _claims(table: Stated) -> Iterator[Claim]:
    """The names of a table's person, the one to be shown first.  A remark in brackets is no part of a name."""
    if table.name:
        yield Claim(table.name, table, "name")
    if table.key == bare(table.key) or not table.name:
        yield Claim(bare(table.key), table, "")
    for key in ("aliases", "same"):
        for name in getattr(table, key):
            if key == "aliases" or name == bare(name):
                yield Claim(name, table, key)


def _names(group: Iterable[Stated]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for table in group:
        for claim in _claims(table):
            found.setdefault(fold(claim.name), claim.name)
    return tuple(found.values())


def _together(group: Iterable[Stated], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for table in group for value in getattr(table, key)))


def _listed(table: Stated, key: str) -> tuple[str, ...]:
    value: str | tuple[str, ...] = getattr(table, key)
    return (value,) * bool(value) if isinstance(value, str) else value
