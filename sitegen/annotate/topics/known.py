"""Names that are known by the word: countries and what is called after them, organisations that need no explaining.

They are looked for where the tagger of names saw nothing, and say of what kind a name is that it saw."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from sitegen.annotate.names.words import listed
from sitegen.annotate.topics.spelling import fold
from sitegen.gazetteer.countries import lands
from sitegen.model import TagKind

TABLE = Path(__file__).parent.parent / "data" / "known_names.txt"
HEADING = re.compile(r"^\[([\w ]+)\].*\n", re.MULTILINE)
CAPITALISED = re.compile(r"[A-Z\u00c0-\u00de][\w&]*")  # no \b: it would take twice as long
INSIDE = re.compile(r"[\w'\u2019&]")  # before a capital: it stands in the midst of a word
CAPITAL_BEFORE = re.compile(r"[A-Z]\w*[ -]\Z")
CAPITAL_AFTER = re.compile(r"[ -]([A-Z][\w'\u2019]*)")
# After an adjective: offices, so that "the French President" is France's, and "the French Open" nobody's.
OFFICES = listed(
    """
    President Prime Premier Foreign Defence Defense Finance Interior Justice Trade Chancellor King Queen Prince Princess
    Ambassador Embassy Consulate Minister Senator Government Parliament Army Navy Air Police Cabinet Secretary General
    """
)
NO_COUNTRY = re.compile(
    r"[ -](?:language|speaking|speaker|lesson|accent|translation|fries|toast|cuisine|food|dish|restaurant|wine|pastry"
    r"|bulldog|shepherd|literature|studies|class|football\b|Americans?\b|Canadians?\b|Australians?\b)"
)
LANGUAGE = re.compile(r"\b(?:in|[Ss]peaks?|[Ss]peaking|spoke|learn|learning|into|fluent|from|teach|teaches|taught) \Z")
OTHER_AMERICANS = re.compile(r"(?:African|Native|Latin|South|North|Central|Asian|Arab|Muslim|Black|[a-z]an|-)[ -]?\Z")
SMALL_AFTER = re.compile(r" [a-z]")
REACH = 30
# Places that a surname, a city or another country is called as: the tagger of names settles these.
AMBIGUOUS = listed("Georgia Jordan Chad Washington Victoria Montana Virginia Niger Guinea Mali Dominica America Us")


class Known(NamedTuple):
    """`phrase` is what stands in a text; `name` who or what is meant; `way` where it counts, see `_counts`."""

    phrase: str
    name: str
    kind: TagKind
    way: str


class Hit(NamedTuple):
    """`text[start:end]` means `name`; `named` if it is a name of it, and no adjective."""

    start: int
    end: int
    name: str
    kind: TagKind
    named: bool


class KnownNames:
    """The tables, ready: `clubs` are keys of towns that clubs are called as; `kinds` says of a key what it is, `full`
    of the key of a short form the full name's ("Tories"), `names` of a key how it is shown; `dotted` of letters with
    dots the key of the state ("N.H.")."""

    def __init__(
        self,
        known: Mapping[str, tuple[Known, ...]],
        clubs: Set[str],
        kinds: Mapping[str, TagKind],
        full: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        self._known, self.clubs, self.kinds, self.full, self.names = known, clubs, kinds, full, names
        self.dotted = _dotted()

    @classmethod
    def load(cls) -> KnownNames:
        _, *parts = HEADING.split(TABLE.read_text("utf-8"))
        sections = {name: _names(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}
        clubs = frozenset(fold(form) for form in sections.pop("clubs"))
        known = [
            Known(form, name, "place" if way == "places" else "organisation", way)
            for way, forms in sections.items()
            for form, name in forms.items()
        ]
        short = [(form, name) for forms in sections.values() for form, name in forms.items() if form != name]
        short += [(other, land.name) for land in lands() if not land.admin for other in land.others]
        full = {fold(form): fold(name) for form, name in short}
        shown = {fold(name): name for _, name in short} | {fold(land.name): land.name for land in lands()}
        by_word: dict[str, list[Known]] = defaultdict(list)
        for name in sorted([*known, *_places(), *_adjectives()], key=lambda known: -len(known.phrase)):
            by_word[_first_word(name.phrase)].append(name)
        kinds: dict[str, TagKind] = {fold(form): "organisation" for form in sections["anywhere"]}
        kinds.update((fold(name.phrase), "place") for name in _places() if name.way == "place")
        kinds.update((fold(form), "place") for form in sections["places"] if " " in form)
        return cls({word: tuple(names) for word, names in by_word.items()}, clubs, kinds, full, shown)

    def hits(self, text: str, people: Container[int] = ()) -> Iterator[Hit]:
        """What is known by the word, in the order of the text; the longest phrase where several begin.

        `people`: where persons' names begin ("the Dutch | Anna Visser")."""
        known = self._known
        for match in CAPITALISED.finditer(text):
            for name in known.get(match[0], ()):
                if _stands(text, match.start(), name, people):
                    end = match.start() + len(name.phrase)
                    yield Hit(match.start(), end, name.name, name.kind, name.way not in ("adjective", "after a comma"))
                    break


def _names(text: str) -> dict[str, str]:
    """Every form of a section's names, with the full name of each."""
    found = {}
    for entry in re.split(r"[;\n]", text):
        name, _, short = entry.partition("=")
        for form in (name, *short.split(",")):
            if form.strip():
                found[form.strip()] = name.strip()
    return found


def _dotted() -> dict[str, str]:
    short = ((other, land) for land in lands() if land.admin for other in land.others)
    return {other: fold(land.name) for other, land in short if other.count(".") > 1 and other != "D.C."}


def _first_word(phrase: str) -> str:
    match = CAPITALISED.match(phrase)
    return match[0] if match else ""


def _places() -> Iterator[Known]:
    """Countries and states by their full names; "Tulsa, Okla." for Oklahoma."""
    for land in lands():
        if land.admin:
            yield from (
                Known(f"{short}.", land.name, "place", "after a comma") for short in land.others if short.isalpha()
            )
        names = (land.name,) if land.country in ("US", "CA", "AU") and land.admin else (land.name, *land.others)
        for name in names:
            if name not in AMBIGUOUS and name[0].isupper() and not name.startswith("The "):
                yield Known(name, name if name.isupper() else land.name, "place", "place")


def _adjectives() -> Iterator[Known]:
    for land in lands():
        yield from (Known(word, land.name, "place", "adjective") for word in land.adjectives)


def _stands(text: str, start: int, known: Known, people: Container[int]) -> bool:
    """Does it stand here as a whole, and in a place where it counts?"""
    end = start + len(known.phrase)
    if not text.startswith(known.phrase, start) or text[end : end + 1].isalnum():
        return False
    if start and INSIDE.match(text, start - 1):
        return False
    before, after = text[max(0, start - REACH) : start], CAPITAL_AFTER.match(text, end)
    if known.way == "adjective":
        office = after is None or after[1] in OFFICES or after.start(1) in people
        return office and _is_of_country(text, before, end, known)
    if known.way == "after a comma":
        return before.endswith(", ")
    if known.way == "with the":
        return before[-4:].lower() == "the " and not after
    return known.way in ("anywhere", "place") or not (after or CAPITAL_BEFORE.search(before))


def _is_of_country(text: str, before: str, end: int, known: Known) -> bool:
    """ "the Dutch government" is; "in Dutch", "Dutch-speaking", "African American" are not."""
    if NO_COUNTRY.match(text, end) or (known.name == "United States" and OTHER_AMERICANS.search(before)):
        return False
    return not LANGUAGE.search(before) or bool(SMALL_AFTER.match(text, end))
