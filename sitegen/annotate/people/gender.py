"""The gender of a person: from title, first name, role, and the next he or she."""

from __future__ import annotations

import re
from bisect import bisect_right

from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import TITLES, Span
from sitegen.annotate.people.person import Person
from sitegen.annotate.words import Gender

_MALE = (
    "man father son husband brother businessman spokesman chairman congressman king prince actor uncle grandfather "
    "widower boy dad he his himself mr"
)
_FEMALE = (
    "woman mother daughter wife sister businesswoman spokeswoman chairwoman congresswoman queen princess actress aunt "
    "grandmother widow girl mom mum she her herself ms mrs"
)
ROLES: dict[str, Gender] = {**dict.fromkeys(_MALE.split(), "m"), **dict.fromkeys(_FEMALE.split(), "f")}
PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er|[Hh]ers|[Hh]imself|[Hh]erself)\b")
CLAUSE_END = re.compile(r"[,.\n\"“]")
DOTTED_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.")
LEFT, RIGHT = 40, 60  # characters beside a name
WORDS_BEFORE, WORDS_AFTER, MENTIONS = 4, 9, 8
TITLE, ROLE, NAME, NEXT_PRONOUN = 3.0, 1.0, 2.0, 0.8  # what each sign weighs
ENOUGH, SURE = 2.5, 3.0


def tell_genders(text: str, persons: list[Person]) -> None:
    """Set `gender` and `gender_sure` of each person."""
    starts = sorted(start for person in persons for start, _ in person.mentions)
    for person in persons:
        _tell(text, person, starts)


def _tell(text: str, person: Person, starts: list[int]) -> None:
    weights: dict[Gender, float] = {"m": 0.0, "f": 0.0}
    _from_titles_and_roles(text, person.mentions, weights)
    men = first_names.load().get(person.words[0]) if len(person.words) > 1 else None
    if men is not None:
        weights["m"] += NAME * men if men > 0.9 else men if men > 0.6 else 0
        weights["f"] += NAME * (1 - men) if men < 0.1 else 1 - men if men < 0.4 else 0
    if max(weights.values()) < ENOUGH:
        _from_pronouns(text, person.mentions, starts, weights)
    male, female = weights["m"], weights["f"]
    person.gender = "m" if male > female * 1.5 + 0.3 else "f" if female > male * 1.5 + 0.3 else None
    person.gender_sure = max(male, female) >= SURE or (men is not None and (men > 0.985 or men < 0.015))


def _from_titles_and_roles(text: str, mentions: list[Span], weights: dict[Gender, float]) -> None:
    roles: set[str] = set()
    for start, end in mentions:
        before = _words_before(text, start)
        title = TITLES.get(before[-1]) if before else None
        if title:
            weights[title] += TITLE
        roles.update(before)
        if text.startswith(",", end):
            clause = CLAUSE_END.split(text[end + 1 : end + RIGHT], maxsplit=1)[0]
            roles.update([word.strip(".,").lower() for word in clause.split()][:WORDS_AFTER])
    for role in sorted(roles & ROLES.keys()):
        weights[ROLES[role]] += ROLE


def _words_before(text: str, start: int) -> list[str]:
    left = text[max(0, start - LEFT) : start]
    if not left.rstrip().endswith(DOTTED_TITLES):
        left = left[max(left.rfind("\n"), left.rfind(". ")) + 1 :]
    return [word.strip(".,").lower() for word in left.split()][-WORDS_BEFORE:]


def _from_pronouns(text: str, mentions: list[Span], starts: list[int], weights: dict[Gender, float]) -> None:
    """The first he or she behind a mention, before anybody else is named."""
    for _, end in mentions[:MENTIONS]:
        following = bisect_right(starts, end)
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        if following < len(starts):
            stop = min(stop, starts[following])
        found = PRONOUN.search(text, end, stop)
        if found:
            weights["f" if found.group().lower().startswith(("she", "her")) else "m"] += NEXT_PRONOUN
