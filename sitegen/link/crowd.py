"""The people of a block so far, found by their names without looking at each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sitegen.link.parts import Parts, is_initial
from sitegen.link.person import Person

Key = tuple[str, ...]
LETTER = "."  # behind a letter: whatever begins with it


class Crowd:
    """People by surname, and by given name and middle name, each also by its first letter."""

    def __init__(self) -> None:
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_name: dict[Key, list[Person]] = defaultdict(list)

    def add(self, person: Person) -> None:
        """`person` may be found from now on by each of its names that has a given name."""
        for name in person.names:
            if name.first:
                self._by_surname[name.surname].append(person)
                for key in () if person.is_closed else _filed_under(name):
                    self._by_name[key].append(person)

    def size(self, surname: str) -> int:
        """How many people or so have this surname."""
        return len(self._by_surname.get(surname, ()))

    def of_surname(self, surname: str) -> list[Person]:
        """Everybody who has this surname and a given name."""
        return _each_once(self._by_surname.get(surname, ()))

    def like(self, name: Parts) -> list[Person]:
        """Everybody for whom `name` may be short."""
        found = self._looked_up(name)
        return [person for person in _each_once(found) if person.may_be(name)] if found else []

    def few_like(self, name: Parts, most: int) -> list[Person]:
        """The same; nobody where the first look finds more than `most`."""
        found = self._looked_up(name)
        return [p for p in _each_once(found) if p.may_be(name)] if 0 < len(found) <= most else []

    def _looked_up(self, name: Parts) -> list[Person]:
        found: list[Person] = []
        for key in _looked_under(name):
            found += self._by_name.get(key, ())
        return found


def _filed_under(name: Parts) -> Iterator[Key]:
    """A key of two words finds whoever has the given name; of three, who has the middle name too ("": none)."""
    surname, first, middle = name.surname, name.first, name.middle[0] if name.middle else ""
    for key in (first, first[0] + LETTER):
        yield surname, key
        yield surname, key, middle
        if middle:
            yield surname, key, middle[0] + LETTER


def _looked_under(name: Parts) -> Iterable[Key]:
    first = name.first + LETTER if name.starts_with_initial else name.first
    if not name.middle:
        return ((name.surname, first),)
    middle = name.middle[0]
    fitting = (middle + LETTER,) if is_initial(middle) else (middle, middle[0])
    return [(name.surname, first, second) for second in ("", *fitting)]


def _each_once(people: Iterable[Person]) -> list[Person]:
    return list({id(person): person for person in people if person.taker is None}.values())
