"""The rows of a page with what is known of each, while their roles are being found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.model import Line, Passage, Role
from sitegen.parse.html.content import letters
from sitegen.parse.html.metadata import Metadata
from sitegen.parse.html.tree import Element
from sitegen.parse.html.visible import Row
from sitegen.parse.html.zones import Zones
from sitegen.parse.text.lines import key_of

HEADING = re.compile(r"h[1-6]\Z")
NEAR = 4  # elements above a row in which a heading or the name of a class is looked for
CORRECTION = "correction"
NAMING = ("class", "id", "rel", "itemprop")
LONGEST_NAMES = 500  # characters of an attribute in which names are looked for


@dataclass(slots=True, eq=False)
class Draft:
    """What is known so far.  `main` says which rows are of the article's text, `fates` what became of each."""

    path: str
    rows: list[Row]
    main: list[bool]
    meta: Metadata
    zones: Zones
    fates: dict[int, tuple[Role, str]] = field(default_factory=dict)
    times: dict[Element, list[Element]] = field(default_factory=dict)  # block element -> <time> inside it
    keys: list[str] = field(init=False)
    extent: tuple[int, int] = field(init=False)  # first and last row of the article's text; (0, -1) without one

    def __post_init__(self) -> None:
        self.keys = [letters(row.text) for row in self.rows]
        of_text = [number for number, found in enumerate(self.main) if found]
        self.extent = (of_text[0], of_text[-1]) if of_text else (0, -1)

    def correct(self, lines: tuple[tuple[str, Role], ...]) -> None:
        """Fix the roles that an editor states, before any other."""
        stated = {key_of(" ".join(words.split())): role for words, role in lines}
        for number, row in enumerate(self.rows if stated else ()):
            role = stated.get(key_of(row.text))
            if role is not None:
                self.fates[number] = (role, CORRECTION)

    def corrected(self, role: Role) -> list[int]:
        """The rows to which an editor gave this role."""
        return [number for number, fate in sorted(self.fates.items()) if fate == (role, CORRECTION)]

    def free(self) -> list[int]:
        """The rows without a role."""
        return [number for number in range(len(self.rows)) if number not in self.fates]

    def give(self, number: int, role: Role, rule: str) -> None:
        """A role, unless the row has one."""
        self.fates.setdefault(number, (role, rule))

    @property
    def title_row(self) -> int:
        """The first row of a visible headline; 0 without one."""
        return min((number for number, fate in self.fates.items() if fate[0] == "title"), default=0)

    def zone(self, number: int) -> str:
        return self.zones.of(self.rows[number].owner)

    def heading(self, number: int) -> str:
        """ "h1" to "h6" where the row is (in) such an element, else ""."""
        for element in near(self.rows[number].owner):
            if HEADING.match(element.tag):
                return str(element.tag)
        return ""

    def has_name(self, number: int, names: re.Pattern[str]) -> bool:
        """Has an element near the row such a class, id, rel or itemprop?"""
        return any(is_named(element, names) for element in near(self.rows[number].owner))

    def passage(self, first: int, last: int | None = None) -> Passage:
        """The words of one row, or of rows that follow one another, joined."""
        last = first if last is None else last
        rows = self.rows[first : last + 1]
        words = " ".join(row.text for row in rows) if len(rows) > 1 else ""
        return Passage(rows[0].start, rows[-1].end, first + 1, words)

    def lines(self) -> tuple[Line, ...]:
        """One entry a row, in order."""
        return tuple(Line(number + 1, *self.fates[number]) for number in range(len(self.rows)))


def near(element: Element) -> list[Element]:
    """The element and some of those around it."""
    found: list[Element] = []
    while element is not None and len(found) < NEAR and element.tag not in ("body", "html", "article", "main"):
        found.append(element)
        element = element.getparent()
    return found


def is_named(element: Element, names: re.Pattern[str]) -> bool:
    """Does one of the names of an element (class, id, rel, itemprop) match?"""
    stated = " ".join([value[:LONGEST_NAMES] for value in map(element.get, NAMING) if value])
    return bool(stated) and _has_name(stated, names)


@lru_cache(maxsize=8192)
def _has_name(stated: str, names: re.Pattern[str]) -> bool:
    """Pages of one site use the same few classes over and over."""
    return any(names.match(name) for name in stated.lower().split()[:16])
