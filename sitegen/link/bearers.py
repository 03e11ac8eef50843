"""One name, and how many people bear it: the forms of a name, parted where what articles say of them conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sitegen.link import evidence
from sitegen.link.company import Circles
from sitegen.link.parts import Parts
from sitegen.link.person import Person
from sitegen.link.spelling import Spelling

# times as many articles that say otherwise or nothing: what contradicts them is a slip if the company is common, and
# a gender in any company
SLIP, SURELY = 12, 100


def bearers(name: Parts, forms: Sequence[Spelling], circles: Circles) -> list[Person]:
    """The people of this name.  Where they are several, all are unverified and none may be another."""
    if len(forms) == 1:
        return [Person(list(forms), [name], evidence.of_form(forms[0]), None)]
    said = portions(name, forms)
    for portion in said:
        if _is_slip(portion, said, circles):
            portion.evidence = evidence.of_callings(portion.evidence)
    found = _parted(_disputed_first(said), circles)
    if len(found) > 1:
        for person in found:
            person.unverified, person.rivals = True, frozenset((name,))
    return found


def _is_slip(portion: Person, said: Sequence[Person], circles: Circles) -> bool:
    """Is a gender or an age that contradicts others hardly ever said, and said among the same people?"""
    rest = [other for other in said if other is not portion]
    times = sum(other.articles for other in rest) / portion.articles
    if times < SLIP or not any(evidence.contradict(portion.evidence, other.evidence) for other in rest):
        return False
    if times >= SURELY and not any(evidence.births_differ(portion.evidence, other.evidence) for other in rest):
        return True
    forms = [form for other in rest for form in other.forms]
    return circles.common(portion, Person(forms, [portion.head], evidence.NONE, None))


def portions(name: Parts, forms: Iterable[Spelling]) -> list[Person]:
    """The forms of which articles say the same, those that tell most first."""
    told: dict[evidence.Evidence, list[Spelling]] = defaultdict(list)
    for form in forms:
        known = evidence.of_form(form)
        timeless = tuple(calling._replace(first=0, last=0) for calling in known.callings)
        told[known._replace(callings=timeless)].append(form)
    found = [Person(same, [name], evidence.of_forms(same), None) for same in told.values()]
    return sorted(found, key=lambda p: (-len(p.evidence.classes), *p.order))


def _disputed_first(said: list[Person]) -> list[Person]:
    """Those whose gender or age contradicts another's come first: nobody else may decide between them."""
    return sorted(said, key=lambda p: not any(evidence.contradict(p.evidence, other.evidence) for other in said))


def _parted(said: list[Person], circles: Circles) -> list[Person]:
    """First who certainly is somebody else, then whom everything else is said of."""
    certain: list[Person] = []
    for portion in said:
        if portion.evidence is not evidence.NONE and all(conflict(portion, person, circles) for person in certain):
            certain.append(portion)
    if not certain:
        certain = said[:1]
    undecided: list[Person] = []
    for portion in said:
        if not any(portion is person for person in certain):
            _assign(portion, certain, undecided, circles)
    return certain + _by_company(undecided, certain, circles)


def _assign(portion: Person, certain: list[Person], undecided: list[Person], circles: Circles) -> None:
    possible = [person for person in certain if not conflict(portion, person, circles)]
    likely = [person for person in possible if evidence.support(portion.evidence, person.evidence)]
    if not possible:
        certain.append(portion)
    elif len(possible) == 1 or len(likely) == 1:
        (likely if len(likely) == 1 else possible)[0].take(portion)
    else:
        undecided.append(portion)


def _by_company(undecided: list[Person], certain: list[Person], circles: Circles) -> list[Person]:
    """Who of the undecided stays so, apart from those that are certain."""
    left: list[Person] = []
    for portion in undecided:
        possible = [person for person in certain if not conflict(portion, person, circles)]
        chosen = circles.choice(portion, possible) if len(possible) > 1 else next(iter(possible), None)
        home = chosen or next((person for person in left if not conflict(portion, person, circles)), None)
        if home:
            home.take(portion)
        else:
            left.append(portion)
    return left


def conflict(a: Person, b: Person, circles: Circles) -> bool:
    """Does what articles say of the two make them two?"""
    if a.is_kept_from(b):
        return True
    return evidence.callings_clash(a.evidence, b.evidence) and not circles.common(a, b)
