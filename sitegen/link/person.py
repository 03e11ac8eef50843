"""A person in the making: forms that were put together, and what keeps or allows others to join."""

from __future__ import annotations

from sitegen import naming
from sitegen.link import evidence
from sitegen.link.parts import Parts, may_be, parts, together
from sitegen.link.spelling import Cluster, Spelling, plain_frequency
from sitegen.model import Entry

Side = tuple[int, int]  # (which pair of names stated to be two people, which of the two)


class Person:
    """`names`: what others are compared with, the one that heads first; of an entry all that editors state.
    `rivals`: names of which this is one of several bearers.  `taker` is who took this one in."""

    __slots__ = ("articles", "entry", "evidence", "forms", "joined", "names", "rivals", "sides", "taker", "unverified")

    def __init__(
        self, forms: list[Spelling], names: list[Parts], known: evidence.Evidence, entry: Entry | None
    ) -> None:
        self.forms, self.names, self.evidence, self.entry = forms, names, known, entry
        self.articles = sum(form.articles for form in forms)
        self.sides: frozenset[Side] = frozenset()
        self.rivals: frozenset[Parts] = frozenset()
        self.unverified = self.joined = False
        self.taker: Person | None = None

    @property
    def head(self) -> Parts:
        return self.names[0]

    @property
    def is_closed(self) -> bool:
        """Is this a person in certain articles only?  Nothing from elsewhere joins."""
        return self.entry is not None and bool(self.entry.articles)

    @property
    def only_writes(self) -> bool:
        return all(form.kind == naming.AUTHOR for form in self.forms)

    def articles_telling(self, callings: tuple[evidence.Calling, ...]) -> int:
        """How many articles tell one of these callings, in years that overlap with theirs?"""
        telling = (f for f in self.forms if evidence.same_calling(evidence.of_form(f).callings, callings))
        return sum(form.articles for form in telling)

    @property
    def order(self) -> tuple[int, Parts, tuple[str, str, str]]:
        """The most mentioned first; nothing of the ids' history is in it."""
        return -self.articles, self.head, min((form.name, form.kind, form.sense) for form in self.forms)

    def take(self, other: Person) -> None:
        """The other one is this one."""
        self.forms += other.forms
        self.articles += other.articles
        self.evidence = evidence.together((self.evidence, other.evidence))
        self.sides |= other.sides
        self.rivals |= other.rivals
        self.unverified |= other.unverified and other.head.is_whole
        if self.entry is None:
            self.names[0] = together(self.head, other.head)
        other.taker = self

    def is_kept_from(self, other: Person) -> bool:
        """Do editors or the evidence that needs no company say that the two are two?"""
        if self.rivals and self.rivals & other.rivals:
            return True
        if self.sides and any((pair, 1 - side) in other.sides for pair, side in self.sides):
            return True
        return evidence.contradict(self.evidence, other.evidence)

    def may_be(self, name: Parts) -> bool:
        """May one of the names be what `name` is short for?"""
        return any(may_be(name, mine) for mine in self.names)

    def cluster(self) -> Cluster:
        forms = tuple(sorted(self.forms, key=frequency)) if len(self.forms) > 1 else tuple(self.forms)
        if self.entry:
            return Cluster(forms, "checked" if self.entry.checked else "stated", self.entry)
        if not self.head.first:
            return Cluster(forms, "surname only")
        return Cluster(forms, "unverified" if self.unverified else "surname joined" if self.joined else "found")


def frequency(form: Spelling) -> tuple[int, int, str, str, str]:
    """Full names first, then initials, then surnames: nobody who has a name is named by less."""
    name = parts(form.name)
    return 2 if not name.first else int(name.starts_with_initial), *plain_frequency(form)
