"""Names as keys: folded, as slugs, in the order of an index.  Pure functions of the name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from sitegen.digest import hash31
from sitegen.model import PERSON, TAG, Annotations, Article, Name
from sitegen.name_order import given_name_first

NOT_SLUG = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80
AUTHOR = "author"
TOPIC, KEYWORD = "topic", "keyword"
RESERVED = ("index",)
TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr father sister brother pope president
    senator sen rep gov governor judge justice gen general col colonel maj major capt captain lt sgt hon herr frau
    monsieur madame mme señor señora don doña""".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq qc kc obe mbe cbe mp".split())
GENERATIONS = frozenset("jr sr ii iii iv".split())
PARTICLES = frozenset(
    """de da di du del della der den van von vom la le el al bin ibn ben dos das do ter ten zu af av""".split()
)
IMPERSONAL = frozenset(
    """staff reporter reporters correspondent correspondents writer writers contributor contributors desk team bureau
    agency agencies news newsroom press wire wires media service services editor editors editorial board committee
    times post herald tribune gazette chronicle reuters afp ap upi dpa the our own by special online digital web
    university institute society association company council department office and""".split()
)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
# what no word is made of; marks over, under and beside letters are part of words
BETWEEN = (
    r"\s!-/:-@\[-`{-~\u00a1-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u200b\u200e-\u206f\u2190-\u2bff"
    r"\u3000-\u3004\u3008-\u3020\uff00-\uff0f"
)
WORD = re.compile(rf"[^{BETWEEN}]+(?:['’.-][^{BETWEEN}]+)*")
ACCENTS = re.compile("(?<=[A-Za-z\u0370-\u04ff])[\u0300-\u036f]+")  # of the Latin, Greek and Cyrillic scripts


def fold(name: str) -> str:
    """Equal after NFKC and case folding is one term; so is what differs in the kind of apostrophe alone."""
    if name.isascii():
        return name.casefold().replace("`", "'")
    return unicodedata.normalize("NFKC", name).casefold().translate(APOSTROPHES)


@lru_cache(65536)
def plain(name: str) -> str:
    """Folded, and without accents: for comparing the names of people."""
    if name.isascii():
        return fold(name)
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFKD", fold(name))))


@lru_cache(65536)
def slug(name: str) -> str:
    """ASCII letters, digits and hyphens; never empty, never a reserved word."""
    if not name.isascii():
        from anyascii import anyascii

        name = anyascii(name)
    made = NOT_SLUG.sub("-", name.lower().replace("'", "").replace("’", "")).strip("-")
    if len(made) > LONGEST_SLUG:
        made = made[: made.rfind("-", 0, LONGEST_SLUG + 1)] if "-" in made[:LONGEST_SLUG] else made[:LONGEST_SLUG]
    return (made if made not in RESERVED else f"{made}-1") or f"x-{hash31(name):x}"


@lru_cache(65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a person's name, plain, without titles and suffixes; the family's name stands last."""
    found = [w.strip(".") for w in WORD.findall(plain(name))]
    while len(found) > 1 and found[0] in TITLES:
        found.pop(0)
    while len(found) > 1 and found[-1] in SUFFIXES:
        found.pop()
    return given_name_first(tuple(found)) if found else (plain(name),)


@lru_cache(65536)
def bearer(name: str) -> str:
    """By what two spellings of one name are equal: its words, and whether it is the junior's or the senior's."""
    last = plain(name).rstrip(" .").rpartition(" ")[2]
    return " ".join((*words(name), last) if last in GENERATIONS else words(name))


def is_personal(author: str) -> bool:
    """Is an author of a byline a person by name, and no office, desk or agency?"""
    found = words(author)
    return (
        "[" not in author
        and len(found) > 1
        and not IMPERSONAL.intersection(found)
        and not any(c.isdigit() for c in author)
    )


def headed(name: str) -> str:
    """A name as a heading begins with it: "health care" in a sentence, "Health care" above a list; "iPhone" stays."""
    first = name.split(" ", 1)[0]
    return name[:1].upper() + name[1:] if first.islower() else name


def is_assigned(family: int, kind: str) -> bool:
    """Is a name of this kind a topic that the archive's vocabulary gave to an article?"""
    return family == TAG and kind in (TOPIC, KEYWORD)


def surname(name: str) -> str:
    """The family's name of a person, plain: the group of names among which the same person may be."""
    return words(name)[-1]


@lru_cache(65536)
def sort_key(family: int, name: str) -> str:
    """Where a name stands in an index: people by surname (with its particles), then given names."""
    if family != PERSON:
        return plain(name)
    parts = list(words(name))
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in PARTICLES:
        first -= 1
    return " ".join(parts[first:] + parts[:first])


def letter(family: int, name: str) -> str:
    """a to z, or "0" for everything else: the page of the index that a name stands on."""
    first = slug(sort_key(family, name))[:1]
    return first if first.isalpha() else "0"


class Named(NamedTuple):
    """The names of an article, each once; and the place among them of each person, topic and author (None for
    an author who is no person: "Staff reporter", an agency)."""

    names: list[Name]
    people: list[int]
    topics: list[int]
    authors: list[int | None]


def names_of(article: Article, found: Annotations) -> Named:
    """The names that an article uses: of its people, of what it is about, of who wrote it."""
    places: dict[Name, int] = {}
    given_people, given_tags = set(article.given.people or ()), set(article.given.tags or ())
    people = [
        places.setdefault(Name(PERSON, "given" if p.name in given_people else "person", p.name), len(places))
        for p in found.people
    ]
    topics = [
        places.setdefault(Name(TAG, "given" if t.name in given_tags else t.kind, t.name), len(places))
        for t in found.topics
    ]
    authors = [
        places.setdefault(Name(PERSON, AUTHOR, name), len(places)) if is_personal(name) else None
        for name in article.authors
    ]
    return Named(list(places), people, topics, authors)
