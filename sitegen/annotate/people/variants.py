"""Two spellings of one name: pet forms, a letter amiss, with and without "Jr."."""

from __future__ import annotations

from sitegen.annotate.people.names import GENERATIONS
from sitegen.annotate.people.nicknames import one_nickname
from sitegen.annotate.people.person import Person

LONG = 6  # letters of a name in which one may be amiss


def same_generation(one: str, other: str) -> bool:
    """A junior is no senior; who has no suffix may be either."""
    return not one or not other or one == other or not {one, other} <= GENERATIONS


def one_person(kept: Person, joined: Person) -> bool:
    """Two of one surname: may their given names be one person's?"""
    one, other = kept.words[0], joined.words[0]
    if not same_generation(kept.generation, joined.generation):
        return False
    if one_nickname(one, other):
        return True
    return min(len(one), len(other)) >= LONG and one[:3] == other[:3] and _near(one, other)


def _near(one: str, other: str) -> bool:
    """Does one letter more, less or another make `one` into `other`?"""
    shorter = {one, *one_letter_less(one)} & {other, *one_letter_less(other)}
    return bool(shorter)


def one_letter_less(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]
