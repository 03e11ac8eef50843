"""The parts of a person's name, and whether two names may be one person's by them alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen import naming

GENERATIONS = {
    **dict.fromkeys(("jr", "jnr", "junior"), "jr"),
    **dict.fromkeys(("sr", "snr", "senior"), "sr"),
    **{numeral: numeral for numeral in ("ii", "iii", "iv")},
}
# these begin surnames; "Al", "Ben" or "Van" may as well be given names
NEVER_GIVEN = naming.PARTICLES - {"al", "ben", "van", "la", "le", "el"}
_MALE = "mr sir lord father fr brother pope herr monsieur señor senor don"
_FEMALE = "mrs ms miss dame lady sister frau madame mme señora senora doña dona"
GENDERS = {**dict.fromkeys(_MALE.split(), "m"), **dict.fromkeys(_FEMALE.split(), "f")}
INSIDE = re.compile(r"[.-]")


class Parts(NamedTuple):
    """Folded words: "Dr Jean-Luc B. van Roe Jr." -> jean, (luc, b), roe, jr.  `first` is "" of a lone surname, one
    letter of an initial; particles are left out."""

    surname: str
    first: str = ""
    middle: tuple[str, ...] = ()
    generation: str = ""

    @property
    def starts_with_initial(self) -> bool:
        return is_initial(self.first)

    @property
    def is_whole(self) -> bool:
        """Is there a given name that is more than an initial?"""
        return bool(self.first) and not is_initial(self.first)

    @property
    def detail(self) -> tuple[bool, int, int]:
        """Names that tell more come first when people are told apart."""
        return bool(self.generation), sum(not is_initial(word) for word in self.middle), len(self.middle)


@lru_cache(65536)
def parts(name: str) -> Parts:
    """The parts of a name as an article spells it."""
    *given, surname = naming.words(name)
    if not given:
        return Parts(surname, generation=_generation(name))
    words = [word for part in given for word in (INSIDE.split(part) if "." in part or "-" in part else (part,)) if word]
    if words[0] in NEVER_GIVEN:
        words[0] = ""
    first, *middle = words
    if not first:
        middle = [word for word in middle if word not in naming.PARTICLES]
        return Parts(surname, middle[0] if middle else "", tuple(middle[1:]), _generation(name))
    return Parts(surname, first, tuple(w for w in middle if w not in naming.PARTICLES), _generation(name))


def _generation(name: str) -> str:
    """ "jr" of "John Roe, Jr." """
    last = naming.plain(name).rstrip(" .").rpartition(" ")[2]
    return GENERATIONS.get(last, "")


@lru_cache(65536)
def gender(name: str) -> str:
    """What the title before a name tells: "f" of "Mrs Roe", else ""."""
    return GENDERS.get(naming.plain(name).partition(" ")[0].rstrip("."), "")


def may_be(told: Parts, known: Parts) -> bool:
    """May the name `told` be short for `known`: the given name or its initial, nothing that is against it?"""
    if told.surname != known.surname:
        return False
    if told.first != known.first and not (told.starts_with_initial and told.first == known.first[:1]):
        return False
    return agree(told, known)


def agree(a: Parts, b: Parts) -> bool:
    """No middle name and no generation of one is against one of the other."""
    if a.generation != b.generation and a.generation and b.generation:
        return False
    return not a.middle or not b.middle or all(map(fits, a.middle, b.middle))


def fits(a: str, b: str) -> bool:
    """Equal, or one the initial of the other."""
    return a == b or (a[0] == b[0] and (is_initial(a) or is_initial(b)))


def is_initial(word: str) -> bool:
    """One letter of a script that has capitals: elsewhere one letter is a whole name."""
    return len(word) == 1 and word != word.upper()


def together(known: Parts, told: Parts) -> Parts:
    """A name with what another one of the same person adds to it."""
    middle = known.middle if _told(known.middle) >= _told(told.middle) else told.middle
    return known._replace(middle=middle, generation=known.generation or told.generation)


def _told(middle: Sequence[str]) -> tuple[int, int]:
    return len(middle), sum(map(len, middle))
