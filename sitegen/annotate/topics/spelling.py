"""The spellings of one organisation or place: "the EU", "E.U.", "European Union"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sitegen.annotate.names import Entity
from sitegen.annotate.names.words import listed

POSSESSIVE = re.compile(r"'s?\Z")
COMPANY = listed("inc corp ltd plc llc gmbh")
CLUB = listed("fc afc")
IN_BRACKETS = re.compile(r" \(([^\W\d_][\w.&-]{1,9})\)")

# Known everywhere by letters or a short name; an archive should not have two tags for one of them.
ABBREVIATIONS = {
    "us": "United States",
    "usa": "United States",
    "america": "United States",
    "uk": "United Kingdom",
    "uae": "United Arab Emirates",
    "eu": "European Union",
    "un": "United Nations",
}
FULL_NAMES = {name.casefold(): name for name in ABBREVIATIONS.values()}


@lru_cache(65536)
def fold(name: str) -> str:
    """The key of a name: without "the", possessive, dots, "Inc", "FC" and case."""
    words = POSSESSIVE.sub("", name.replace(".", "").replace(",", " ").replace("\u2019", "'")).casefold().split()
    if words[:1] == ["the"]:
        del words[0]
    if len(words) > 1 and words[0] in CLUB:
        del words[0]
    if len(words) > 1 and (words[-1] in COMPANY or words[-1] in CLUB):
        del words[-1]
    return " ".join(words)


def in_full(key: str, letters: dict[str, str]) -> str:
    """The key of the full name that this key stands for, or the key."""
    key = letters.get(key, key)
    return ABBREVIATIONS[key].casefold() if key in ABBREVIATIONS else key


def letters_of(text: str, entities: Sequence[Entity]) -> dict[str, str]:
    """The keys of letters that an article uses for a name, and the key of the name: "European Union (EU)", or the
    initials of an organisation that is named in full somewhere."""
    found: dict[str, str] = {}
    for entity in entities:
        if entity.kind != "person":
            written = text[entity.start : entity.end]
            name = fold(written)
            if entity.kind == "organisation" and len(initials := _initials(written)) > 2:
                found.setdefault(initials, name)
            match = IN_BRACKETS.match(text, entity.end)
            if match and sum(letter.isupper() for letter in match[1]) > 1 and " " in name:
                found[fold(match[1])] = name
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper()).lower() if " " in name else ""


def best(key: str, forms: Iterable[str], letters: int) -> str:
    """The form to show as a tag: in full, not in a headline's capitals, the commonest.

    `letters`: the most letters of an abbreviation; longer words in capitals are shouted."""
    if key in FULL_NAMES:
        return FULL_NAMES[key]
    count = Counter(map(_without_article, forms))
    if len(count) == 1:
        return _quiet(next(iter(count)), letters)
    return _quiet(max(count, key=lambda form: (fold(form) == key, not _shouted(form, letters), count[form])), letters)


def fullest(key: str, forms: Iterable[str], letters: int) -> str:
    """The best of the forms that an article writes; words rather than letters ("Britain", not "UK")."""
    count = Counter(map(_without_article, forms))
    if len(count) == 1:
        return _quiet(next(iter(count)), letters)

    def rank(form: str) -> tuple[bool, bool, bool, int]:
        return fold(form) == key, not _shouted(form, letters), not form.isupper(), count[form]

    return _quiet(max(count, key=rank), letters)


def _quiet(form: str, letters: int) -> str:
    return form.title() if _shouted(form, letters) else form


def _without_article(form: str) -> str:
    form = " ".join(form.split())
    return form[4:] if form[:4].lower() == "the " and len(form) > 4 else form


def _shouted(form: str, letters: int) -> bool:
    return form.isupper() and len(form) > letters and "." not in form
