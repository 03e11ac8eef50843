"""Articles of one name in groups, one for each person whom they may mean; and what each is to be called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple, Protocol

from sitegen import senses
from sitegen.editing.telling import sources, years
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person
from sitegen.people.noted import notes_of, roles_of
from sitegen.store import Form

CLOSE = 2  # years
LOOKED_AT = 200  # articles, the latest
PLAIN_ROLE = re.compile(r"[^\W\d_][^\d_,;:()\[\]]{1,28}?(?=\s(?:of|for|at|in|on|from|to|with|and)\s|[,;]|\Z)")


class HasKeys(Protocol):
    """The file, as far as it is asked which keys are taken."""

    def has(self, key: str) -> bool: ...


class Group(NamedTuple):
    """Articles (ids, by date) that mean one bearer of a name, the spellings that they use, and what tells this bearer
    from the others ("baker", "" where nothing does)."""

    articles: tuple[int, ...]
    names: tuple[str, ...]
    remark: str


def by_pattern(people: Directory, persons: Sequence[Person], patterns: Sequence[str]) -> list[Group]:
    """The articles whose sources fit each pattern, and the others last."""
    forms = [form for person in persons for form in person.forms]
    left = sorted({article for form in forms for article in form.post})
    named = dict(zip(left, sources(people.store, left), strict=True))
    groups = []
    for pattern in patterns:
        mine = [a for a in left if fnmatchcase(named[a], pattern)]
        left = [a for a in left if a not in set(mine)]
        groups.append(mine)
    return [_group(people, forms, articles) for articles in [*groups, left] if articles]


def by_sense(people: Directory, persons: Sequence[Person]) -> tuple[list[Group], list[int]]:
    """Groups of what the articles themselves tell apart, the largest first; and the articles that tell nothing, or
    name two of them.  Where the build keeps several people apart already, each is a group."""
    forms = [form for person in persons for form in person.forms]
    parts = [list(person.forms) for person in persons] if len(persons) > 1 else _apart(forms)
    count = Counter(article for part in parts for article in {a for form in part for a in form.post})
    clear = [sorted({a for form in part for a in form.post if count[a] == 1}) for part in parts]
    groups = [_group(people, part, articles) for part, articles in zip(parts, clear, strict=True) if articles]
    unclear = {a for form in forms for a in form.post} - {a for group in groups for a in group.articles}
    return sorted(groups, key=lambda g: (-len(g.articles), g.remark, g.articles)), sorted(unclear)


def _apart(forms: Sequence[Form]) -> list[list[Form]]:
    """Forms by what their senses tell: by callings if these differ, else by years of birth, else by gender."""
    told = [(form, senses.decode(form.sense)) for form in forms]
    homes = _joined([sense.callings for _, sense in told])
    by_calling = [(form, homes.get(sense.callings[0]) if sense.callings else None) for form, sense in told]
    born = [(form, sense.born) for form, sense in told]
    firsts = _generations(sorted({year for _, year in born if year is not None}))
    by_year = [(form, firsts[year] if year is not None else None) for form, year in born]
    by_gender = [(form, sense.gender or None) for form, sense in told]
    for keyed in (by_calling, by_year, by_gender):
        parts: dict[str | int, list[Form]] = {}
        for form, key in keyed:
            if key is not None:
                parts.setdefault(key, []).append(form)
        if len(parts) > 1:
            break
    return list(parts.values())


def _joined(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    """word -> the first of all words that stand together with it in a group, directly or through others."""
    home: dict[str, set[str]] = {}
    for words in groups:
        together = set(words).union(*(home.get(word, ()) for word in words))
        home.update(dict.fromkeys(together, together))
    return {word: min(together) for word, together in home.items()}


def _generations(years: Sequence[int]) -> dict[int, int]:
    """year -> the first of those that follow each other closely: ages are stated to the year, and rounded."""
    found: dict[int, int] = {}
    for before, year in zip([None, *years], years, strict=False):
        found[year] = found[before] if before is not None and year - before <= CLOSE else year
    return found


def _group(people: Directory, forms: Iterable[Form], articles: Iterable[int]) -> Group:
    mine = set(articles)
    within = [form for form in forms if not mine.isdisjoint(form.post)]
    names = dict.fromkeys(form.name for form in within)
    return Group(tuple(sorted(mine)), tuple(names), remark(people, within, sorted(mine)))


def remark(people: Directory, forms: Sequence[Form], articles: Sequence[int]) -> str:
    """A word or two that tell the bearer of a name from others: a role without what it is a role of, a calling, a
    year of birth, else the years of the articles."""
    for role, _ in roles_of(forms, notes_of(people.store, articles[-LOOKED_AT:])):
        if word := PLAIN_ROLE.match(role):
            return word[0]
    told = [senses.decode(form.sense) for form in forms]
    if callings := Counter(calling for sense in told for calling in sense.callings):
        return min(callings, key=lambda c: (-callings[c], c))
    born = sorted(sense.born for sense in told if sense.born is not None)
    return f"born {born[0]}" if born else years(articles)


def key_for(people: Directory, file: HasKeys, person: Person) -> str:
    """A key for a new entry of somebody whose name others bear."""
    return next(keys_for(file, person.name, remark(people, person.forms, person.articles)))


def keys_for(file: HasKeys, name: str, told: str) -> Iterator[str]:
    """ "John Smith (baker)", or with a number where there is such a key already: the free ones, one after another."""
    seen: set[str] = set()
    n = 1
    while True:
        words = " ".join(filter(None, (told, str(n) if n > 1 or not told else "")))
        key = f"{name} ({words})"
        if not file.has(key) and fold(key) not in seen:
            seen.add(fold(key))
            yield key
        n += 1
