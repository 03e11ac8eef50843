"""A block of forms -> its clusters: whose editors say they are, whose names and senses say they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sitegen.link import evidence
from sitegen.link.bearers import bearers
from sitegen.link.company import Circles
from sitegen.link.joining import Joining
from sitegen.link.parts import Parts, parts
from sitegen.link.person import Person
from sitegen.link.spelling import Cluster, Company, Spelling, nobody, plain_frequency
from sitegen.link.stated import Different, Owners
from sitegen.model import Entry

Pairs = Sequence[tuple[str, str]]


def resolve(
    spellings: Iterable[Spelling],
    entries: Sequence[Entry] = (),
    different: Pairs = (),
    company: Company = nobody,
) -> list[Cluster]:
    """The people of one block, the most used first; spellings that no article uses are left out.  `different`: pairs
    of names or of entries' keys that are two people.  Neither the order of anything nor the ids of forms matter."""
    used = sorted((s for s in spellings if s.articles), key=plain_frequency)
    if not used:
        return []
    if len(used) == 1 and not entries:
        return [Cluster((used[0],), "found" if parts(used[0].name).first else "surname only")]
    people = _people(used, Owners(entries), Different(different), Circles(company))
    return [person.cluster() for person in sorted(people, key=lambda person: person.order)]


def _people(used: Sequence[Spelling], owners: Owners, apart: Different, circles: Circles) -> list[Person]:
    owned, full, lone = _sorted_out(used, owners, apart)
    if len(full) == 1 and not owned and not lone:  # most blocks
        return [person for (name, _), forms in full.items() for person in _bearers(name, forms, owners, apart, circles)]
    joining = Joining(
        circles, [_stated(entry, owned[entry.key], apart) for entry in owners.entries if entry.key in owned]
    )
    joining.add(
        [person for (name, _), forms in full.items() for person in _bearers(name, forms, owners, apart, circles)]
    )
    for (name, _), forms in lone.items():
        joining.add_lone(name, forms, apart.sides(forms[0].name, None))
    return [person for person in joining.people if person.taker is None]


Named = dict[tuple[Parts, str], list[Spelling]]


def _sorted_out(
    used: Iterable[Spelling], owners: Owners, apart: Different
) -> tuple[dict[str, list[Spelling]], Named, Named]:
    """Forms by the entry they belong to, those of full names and those of lone surnames by name."""
    owned: dict[str, list[Spelling]] = defaultdict(list)
    full: Named = defaultdict(list)
    lone: Named = defaultdict(list)
    for form in used:
        entry = owners.of(form)
        if entry:
            owned[entry.key].append(form)
        else:
            name = parts(form.name)
            (full if name.first else lone)[name, apart.told_apart(form.name)].append(form)
    return owned, full, lone


def _stated(entry: Entry, forms: list[Spelling], apart: Different) -> Person:
    names = list(dict.fromkeys(map(parts, (entry.name, *entry.names))))
    known = evidence.together((evidence.of_entry(entry), evidence.of_forms(forms)))
    person = Person(forms, names, known, entry)
    person.sides = frozenset().union(*(apart.sides(name, entry) for name in (*entry.names, *(f.name for f in forms))))
    person.rivals = frozenset(names if entry.articles else ())
    return person


def _bearers(
    name: Parts, forms: Sequence[Spelling], owners: Owners, apart: Different, circles: Circles
) -> list[Person]:
    """The people of one name, as editors and articles tell them apart."""
    people = bearers(name, forms, circles)
    sides = apart.sides(forms[0].name, None)
    for person in people:
        person.sides = sides
        if name in owners.shared:
            person.unverified, person.rivals = True, person.rivals | {name}
    return people
