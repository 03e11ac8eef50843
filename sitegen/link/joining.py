"""Names of one surname that may be one person's: middle names left out, short forms, initials, lone surnames.

Who tells more is there first; who tells less joins the one person that it can only be.  A name is compared with the
names that head people, never with those that joined; two that exclude each other never join the same person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, groupby

from sitegen.link import evidence
from sitegen.link.bearers import bearers, conflict, portions
from sitegen.link.company import Circles
from sitegen.link.crowd import Crowd
from sitegen.link.parts import Parts, agree, fits
from sitegen.link.person import Person
from sitegen.link.short_names import full_names
from sitegen.link.spelling import Spelling

Bearer = Callable[[Person], Person | None]
MANY = 4  # bearers of a surname, from which on a name in short needs more than that it fits
MOST_LIKE = 16  # people whom a name may be short for; where there are more it is nobody's
OFTEN = 3  # articles that tell a calling, by which a surname alone is told from others
RARE = 20  # times as many articles: then the others of a name do not count


class Joining:
    """The people of a block that have given names.  `people` grows; whoever was taken in by another stays in it."""

    def __init__(self, circles: Circles, stated: Iterable[Person]) -> None:
        self.circles = circles
        self.crowd = Crowd()
        self.people: list[Person] = []
        self._welcome(stated)

    def add(self, people: Sequence[Person]) -> None:
        """All that have a given name: names in full, then short forms, then initials."""
        whole = [person for person in people if person.head.is_whole]
        self._add_in_steps(whole, self._bearer_in_full)
        self._join([p for p in whole if p.taker is None and p.head.first in full_names()], self._bearer_of_short)
        self._add_in_steps([p for p in people if not p.head.is_whole], self._bearer_in_short)

    def _add_in_steps(self, people: Iterable[Person], bearer: Bearer) -> None:
        """Who tells more first.  Those that tell as much as each other do not meet."""
        ordered = sorted(people, key=lambda person: person.head.detail, reverse=True)
        for _, step in groupby(ordered, key=lambda person: person.head.detail):
            alike = list(step)
            self._join(alike, bearer)
            self._welcome(person for person in alike if person.taker is None)

    def _welcome(self, people: Iterable[Person]) -> None:
        for person in people:
            self.people.append(person)
            self.crowd.add(person)

    def _join(self, people: Iterable[Person], bearer: Bearer) -> None:
        """All find their bearer before any joins, so nothing depends on an order."""
        found: dict[int, tuple[Person, list[Person]]] = {}
        for person in people:
            home = bearer(person)
            if home is not None:
                found.setdefault(id(home), (home, []))[1].append(person)
        for home, suitors in found.values():
            for person in accepted(suitors) if home.taker is None else ():
                home.take(person)

    # ---- who it can only be

    def _bearer_in_full(self, person: Person) -> Person | None:
        """Who has this given name and more: another middle name, a junior."""
        likely = _counting([other for other in self.crowd.like(person.head) if _concerns(person, other)])
        if len(likely) > MOST_LIKE:
            person.unverified = True
            return None
        possible = [other for other in likely if not conflict(person, other, self.circles)]
        if not possible:
            return None
        home = self._one_of(person, possible)
        person.unverified |= home is None
        return home

    def _one_of(self, person: Person, possible: Sequence[Person]) -> Person | None:
        """Fathers and sons keep the same company: of a junior and a senior, or of one who may have either, only a
        year of birth or a calling can tell."""
        generations = {other.head.generation for other in possible}
        if len(generations) > 1:
            return None
        if generations != {person.head.generation}:
            possible = [other for other in possible if evidence.support(person.evidence, other.evidence)]
        if len(possible) < 2:
            return possible[0] if possible else None
        return self.circles.choice(person, possible)

    def _bearer_of_short(self, person: Person) -> Person | None:
        """Whose given name in full is the one that this is short for."""
        name = person.head
        return self._only(person, [name._replace(first=first) for first in full_names()[name.first]])

    def _bearer_in_short(self, person: Person) -> Person | None:
        """Who has the initial."""
        return self._only(person, [person.head])

    def _only(self, person: Person, names: Iterable[Parts]) -> Person | None:
        """The only one who may have one of these names."""
        like = [other for name in names for other in self.crowd.few_like(name, MOST_LIKE)]
        possible = [other for other in like if not conflict(person, other, self.circles)]
        if len(possible) != 1:
            return None
        return possible[0] if self._is_likely(person, possible[0]) else None

    def _is_likely(self, person: Person, home: Person) -> bool:
        """Does anything speak for it where it must: in a crowd, and where both are told to be something?"""
        in_crowd = self.crowd.size(person.head.surname) > MANY
        if not in_crowd and not (person.evidence.callings and home.evidence.callings):
            return True
        return evidence.support(person.evidence, home.evidence) or self.circles.common(person, home)

    # ---- lone surnames

    def add_lone(self, name: Parts, forms: Sequence[Spelling], sides: frozenset[tuple[int, int]]) -> None:
        """A surname alone is the one person of that surname; else it stands alone.  Authors are no subjects."""
        left = portions(name, forms)
        for portion in left:
            portion.sides = sides
        candidates = [person for person in self.crowd.of_surname(name.surname) if not person.only_writes]
        possible = [p for p in candidates if not p.is_closed and agree(name, p.head)]
        if len(candidates) == 1 and possible:
            left = self._join_lone(left, possible[0])
        elif len(candidates) <= MANY:
            left = [portion for portion in left if not self._holds_office(portion, candidates, possible)]
        for person in bearers(name, [form for portion in left for form in portion.forms], self.circles) if left else ():
            person.sides = sides
            self.people.append(person)

    def _holds_office(self, portion: Person, candidates: Sequence[Person], possible: Sequence[Person]) -> bool:
        """Is a surname with a calling the only one who is often told to have it in these years?  Then it joins."""
        called = [person for person in candidates if person.evidence.classes & portion.evidence.classes]
        if len(called) != 1 or called[0] not in possible or conflict(portion, called[0], self.circles):
            return False
        if called[0].articles_telling(portion.evidence.callings) < OFTEN:
            return False
        called[0].take(portion)
        called[0].joined = True
        return True

    def _join_lone(self, said: list[Person], home: Person) -> list[Person]:
        """Who is left.  Where one lone surname is certainly somebody else's, others need something that speaks for
        it."""
        fitting = [portion for portion in said if not conflict(portion, home, self.circles)]
        if len(fitting) < len(said) or _exclude_each_other(fitting):
            fitting = [portion for portion in fitting if evidence.support(portion.evidence, home.evidence)]
        for portion in [] if _exclude_each_other(fitting) else fitting:
            home.take(portion)
            home.joined = True
        return [portion for portion in said if portion.taker is None]


def _concerns(person: Person, other: Person) -> bool:
    """A junior who is hardly ever named casts no doubt on the name without suffix."""
    if person.head.generation != other.head.generation and other.articles * RARE < person.articles:
        return False
    return not person.is_kept_from(other)


def _counting(people: list[Person]) -> list[Person]:
    """Without those who are hardly ever named: a slip of the pen makes nobody a rival."""
    most = max((person.articles for person in people), default=0)
    return [person for person in people if person.articles * RARE >= most]


def accepted(suitors: list[Person]) -> list[Person]:
    """Who may join one person: all of those that count, or none where two of them exclude each other."""
    counting = _counting(suitors)
    return counting if all(_may_both_be(a, b) for a, b in combinations(counting, 2)) else []


def _exclude_each_other(people: Sequence[Person]) -> bool:
    return any(a.is_kept_from(b) for a, b in combinations(people, 2))


def _may_both_be(a: Person, b: Person) -> bool:
    if not fits(a.head.first, b.head.first) or not agree(a.head, b.head):
        return False
    return not a.is_kept_from(b) and not evidence.callings_clash(a.evidence, b.evidence)
