"""The people named beside a bearer of a name, asked for only where nothing else decides."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen import naming
from sitegen.link.person import Person
from sitegen.link.spelling import Company, plain_frequency

FORMS_ASKED = 8  # of one person, the commonest
COMMON, SHARE = 3, 2  # so many, and one of so many of the smaller company: everybody is named beside the mighty
FEWEST, CLEARLY = 3, 4  # of the company of one bearer alone: at least, and so many times as of any other
MOST = 6  # people among whom company may choose


class Circles:
    """The company of people; each form is asked for once."""

    def __init__(self, company: Company) -> None:
        self._company = company
        self._asked: dict[int, frozenset[str]] = {}

    def of(self, person: Person) -> frozenset[str]:
        """The people named beside this one.  Whom an author writes about is no company."""
        forms = sorted((form for form in person.forms if form.kind != naming.AUTHOR), key=plain_frequency)
        return frozenset().union(*(self._of_form(form.id) for form in forms[:FORMS_ASKED]))

    def _of_form(self, id: int) -> frozenset[str]:
        if id not in self._asked:
            self._asked[id] = self._company(id)
        return self._asked[id]

    def common(self, a: Person, b: Person) -> bool:
        """Do the two move among the same people?"""
        mine, other = self.of(a), self.of(b)
        return len(mine & other) >= max(COMMON, min(len(mine), len(other)) / SHARE)

    def choice(self, person: Person, among: Sequence[Person]) -> Person | None:
        """The one of several whose company, as far as the others do not share it, is clearly this one's.  Articles on
        two people make one form where they tell nothing; so most of its company must be the chosen one's."""
        mine = self.of(person) if len(among) <= MOST else frozenset()
        if len(mine) < FEWEST:
            return None
        theirs = [self.of(other) for other in among]
        counts = [len(mine & self._own(theirs, place)) for place in range(len(among))]
        best = max(range(len(among)), key=counts.__getitem__)
        second = max(count for place, count in enumerate(counts) if place != best)
        clear = counts[best] >= max(FEWEST, CLEARLY * second) and SHARE * len(mine & theirs[best]) >= len(mine)
        return among[best] if clear else None

    @staticmethod
    def _own(circles: Sequence[frozenset[str]], place: int) -> frozenset[str]:
        """The part of one circle that is in no other."""
        return circles[place].difference(*(circle for other, circle in enumerate(circles) if other != place))
