"""What is known of a bearer of a name besides the name, and when that keeps two apart.

Missing evidence is no conflict.  Callings are one only where nobody plausibly has both: politicians and people of
business come from everywhere, a baker is no police officer of the same years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen import naming, senses
from sitegen.link.parts import gender
from sitegen.link.spelling import Spelling
from sitegen.model import Entry

YEARS_APART = 2
PRESS = frozenset(("press",))
ANYBODY = frozenset(("politics", "business"))
_MOVES = """
    law police, law school, law press, law army, police army, police rescue, army rescue, army sport, army technology,
    medicine science, medicine school, medicine army, medicine rescue, medicine press, science school, science press,
    science technology, technology school, technology trade, technology army, arts press, arts school, arts trade,
    church school, church press, sport school, sport press, press school, trade rescue, trade army"""
MOVES = frozenset(frozenset(pair.split()) for pair in _MOVES.split(","))


class Calling(NamedTuple):
    """Classes that one sense tells, and the years (0: not known) in which articles do."""

    classes: frozenset[str]
    first: int
    last: int


class Evidence(NamedTuple):
    """`born` are the years that ages lead to."""

    genders: frozenset[str] = frozenset()
    born: tuple[int, ...] = ()
    callings: tuple[Calling, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        return frozenset().union(*(calling.classes for calling in self.callings))


NONE = Evidence()


def of_form(form: Spelling) -> Evidence:
    """What the sense of a form and the title before the name tell.  Who writes is of the press, whatever else."""
    sense = senses.decode(form.sense)
    told = sense.gender or gender(form.name)
    writes = form.kind == naming.AUTHOR
    if sense is senses.EMPTY and not told and not writes:
        return NONE
    classes = PRESS.union(sense.callings) if writes else frozenset(sense.callings)
    callings = (Calling(classes, form.first, form.last),) if classes else ()
    return Evidence(frozenset((told,) * bool(told)), () if sense.born is None else (sense.born,), callings)


def of_forms(forms: Iterable[Spelling]) -> Evidence:
    return together(map(of_form, forms))


def of_entry(entry: Entry) -> Evidence:
    """What editors state: the year of birth, and callings at any time."""
    classes = frozenset(senses.callings(entry.roles))
    born = (int(entry.born[:4]),) if entry.born[:4].isdecimal() else ()
    return Evidence(born=born, callings=(Calling(classes, 0, 0),) if classes else ())


def together(all: Iterable[Evidence]) -> Evidence:
    """Each thing once, in an order that only depends on what is known."""
    known = [evidence for evidence in all if evidence is not NONE]
    if len(known) < 2:
        return known[0] if known else NONE
    years: dict[frozenset[str], tuple[int, int]] = {}
    for calling in (calling for evidence in known for calling in evidence.callings):
        years[calling.classes] = _span(years.get(calling.classes), calling)
    return Evidence(
        frozenset().union(*(evidence.genders for evidence in known)),
        tuple(sorted({year for evidence in known for year in evidence.born})),
        tuple(Calling(classes, *years[classes]) for classes in sorted(years, key=sorted)),
    )


def _span(a: tuple[int, int] | None, b: Calling) -> tuple[int, int]:
    """The years of both; not known if those of one are not."""
    if a is None:
        return b.first, b.last
    return (min(a[0], b.first), max(a[1], b.last)) if a[0] and b.first else (0, 0)


def of_callings(known: Evidence) -> Evidence:
    """Without gender and age."""
    return Evidence(callings=known.callings) if known.callings else NONE


def contradict(a: Evidence, b: Evidence) -> bool:
    """Gender or age says that these are two people."""
    return a is not NONE and b is not NONE and (genders_differ(a, b) or births_differ(a, b))


def genders_differ(a: Evidence, b: Evidence) -> bool:
    return len(a.genders) == len(b.genders) == 1 and a.genders != b.genders


def births_differ(a: Evidence, b: Evidence) -> bool:
    return bool(a.born and b.born) and _apart(a.born, b.born) > YEARS_APART


def _apart(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    """Years between the two that are farthest from each other: no chain of years makes a son his father."""
    return max(a[-1] - b[0], b[-1] - a[0])


def callings_clash(a: Evidence, b: Evidence) -> bool:
    """Does nobody plausibly have both callings, which articles of the same years tell?"""
    if not a.callings or not b.callings or a.classes & b.classes:
        return False
    return any(_overlap(x, y) and not _plausible(x.classes, y.classes) for x in a.callings for y in b.callings)


def same_calling(a: Sequence[Calling], b: Sequence[Calling]) -> bool:
    """Do both tell one calling in years that overlap?"""
    return any(x.classes & y.classes and _overlap(x, y) for x in a for y in b)


def _overlap(a: Calling, b: Calling) -> bool:
    return not (a.first and b.first) or (a.first <= b.last and b.first <= a.last)


def _plausible(a: frozenset[str], b: frozenset[str]) -> bool:
    if a & ANYBODY or b & ANYBODY:
        return True
    return any(frozenset((x, y)) in MOVES for x in a for y in b)


def support(a: Evidence, b: Evidence) -> bool:
    """Is there a calling or a year of birth that both have?"""
    return bool(a.classes & b.classes) or bool(a.born and b.born and _apart(a.born, b.born) <= YEARS_APART)
