"""The people of one text as the steps of this room pass them on."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.annotate.people.names import Span, Words
from sitegen.annotate.words import Gender


@dataclass(slots=True)
class Person:
    """One person: folded `words` of the fullest name, that `name` as written, where it stands.

    `generation` is "jr", "sr", "ii" ... where stated; `also` are names that stand nowhere by themselves ("née Thorne").
    `gender` is None where nothing tells; `gender_sure` says that a pronoun of the other gender means somebody else."""

    words: Words
    name: str
    mentions: list[Span] = field(default_factory=list)
    gender: Gender | None = None
    gender_sure: bool = False
    generation: str = ""
    also: list[str] = field(default_factory=list)

    @property
    def first_at(self) -> int:
        return min(self.mentions)[0] if self.mentions else 0


@dataclass(slots=True)
class People:
    """The persons of a text, and all their mentions in order: (start, end, number of the person)."""

    persons: list[Person]
    mentions: list[tuple[int, int, int]]
