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
# of somebody else's: "his wife Ann" is no man
KIN = frozenset("wife husband mother father son daughter brother sister widow widower mum mom dad".split())
PRONOUN = re.compile(r"\b(?:[Hh]e|[Hh]is|[Hh]im|[Ss]he|[Hh]er|[Hh]ers|[Hh]imself|[Hh]erself)\b")
CLAUSE_END = re.compile(r"[,.\n\"“]")
DOTTED_TITLES = tuple(f"{title}.{space}" for title in ("Mr", "Mrs", "Ms", "Dr") for space in (" ", "\u00a0"))
LEFT, RIGHT, NEXT_REACH = 40, 60, 1000  # characters beside a name, and in which the next pronoun stands
WORDS_BEFORE, WORDS_AFTER, MENTIONS = 4, 9, 8
MOST_MENTIONS = 24  # that are looked at for titles
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
    for start, end in mentions[:MOST_MENTIONS]:
        before = _words_before(text, start)
        if before:
            title = TITLES.get(before[-1])
            if title and text[start - 5 : start] != "miss ":
                weights[title] += TITLE
            if before[-1] in KIN:
                weights[ROLES[before[-1]]] += TITLE
            elif before[-1] != "of":
                roles.update(before)
        if text.startswith(",", end):
            clause = CLAUSE_END.split(text[end + 1 : end + RIGHT], maxsplit=1)[0]
            roles.update([word.strip(".,").lower() for word in clause.split()][:WORDS_AFTER])
    for role in roles & ROLES.keys():
        weights[ROLES[role]] += ROLE


def _words_before(text: str, start: int) -> list[str]:
    low = max(0, start - LEFT)
    if start == low or text[start - 1] == "\n":
        return []
    if not text.endswith(DOTTED_TITLES, low, start):
        low = max(low, text.rfind("\n", low, start) + 1, text.rfind(". ", low, start) + 1)
    words = text[low:start].lower().rsplit(None, WORDS_BEFORE)
    return [word.strip(".,") for word in (words[1:] if len(words) > WORDS_BEFORE else words)]


def _from_pronouns(text: str, mentions: list[Span], starts: list[int], weights: dict[Gender, float]) -> None:
    """The first he or she behind a mention, before anybody else is named."""
    for _, end in mentions[:MENTIONS]:
        following = bisect_right(starts, end)
        stop = text.find("\n", end, end + NEXT_REACH)
        stop = end + NEXT_REACH if stop < 0 else stop
        if following < len(starts):
            stop = min(stop, starts[following])
        found = PRONOUN.search(text, end, stop)
        if found:
            weights["f" if found.group().lower().startswith(("she", "her")) else "m"] += NEXT_PRONOUN
