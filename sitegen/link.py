"""The same person across articles: forms of a name that stand for one, by blocks of one surname.

Each block is resolved by a pure function of its forms and their counts, so a block is resolved again only
when it gained or lost something.  Merges are never chained: every form is compared with the form that heads
its cluster.  A lone surname joins the one person of that surname who is named in full, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from sitegen import naming
from sitegen.model import PERSON


class Spelling(NamedTuple):
    """A form as the resolver sees it: its number, its words, in how many articles it stands."""

    id: int
    kind: str
    name: str
    articles: int


class FormLike(Protocol):
    """A form with its postings."""

    id: int
    kind: str
    name: str

    @property
    def post(self) -> Sequence[int]: ...


class Cluster(NamedTuple):
    """Forms that stand for one person or tag; the first gives the name."""

    forms: tuple[Spelling, ...]
    status: str

    @property
    def head(self) -> Spelling:
        return self.forms[0]


def resolve_forms(family: int, forms: Iterable[FormLike]) -> list[Cluster]:
    """The same for forms as the index keeps them."""
    return resolve(family, (Spelling(f.id, f.kind, f.name, len(f.post)) for f in forms))


def resolve(family: int, spellings: Iterable[Spelling]) -> list[Cluster]:
    """The clusters of one block.  Spellings that no article uses are left out."""
    used = [s for s in spellings if s.articles]
    if not used:
        return []
    return _people(used) if family == PERSON else [Cluster(tuple(sorted(used, key=_frequency)), "")]


def _frequency(s: Spelling) -> tuple[int, str, str, int]:
    return -s.articles, s.name, s.kind, s.id


def _people(used: Sequence[Spelling]) -> list[Cluster]:
    if len(used) == 1:
        return [Cluster((used[0],), "found")]
    heads = _full_names(used)
    clusters = [Cluster(_named_by_most(members), "found") for members in heads]
    lone = sorted((s for s in used if len(naming.words(s.name)) == 1), key=_frequency)
    if lone and len(clusters) == 1:
        return [Cluster((*clusters[0].forms, *lone), "surname joined")]
    return clusters + ([Cluster(tuple(lone), "surname only")] if lone else [])


def _named_by_most(members: list[Spelling]) -> tuple[Spelling, ...]:
    """The form that most articles use comes first, but an initial never names who has a name."""
    return tuple(sorted(members, key=lambda s: (any(len(w) == 1 for w in naming.words(s.name)[:1]), *_frequency(s))))


def _full_names(used: Sequence[Spelling]) -> list[list[Spelling]]:
    """Groups of full names, the commonest spelling heading each; "J. Roe" joins only where one Roe fits."""
    full = sorted((s for s in used if len(naming.words(s.name)) > 1), key=_frequency)
    whole = [s for s in full if len(naming.words(s.name)[0]) > 1]
    groups: list[list[Spelling]] = []
    for spelling in whole:
        home = next((g for g in groups if same(naming.words(g[0].name), naming.words(spelling.name))), None)
        if home is None:
            groups.append([spelling])
        else:
            home.append(spelling)
    for spelling in full:
        if len(naming.words(spelling.name)[0]) == 1:
            homes = [g for g in groups if same(naming.words(g[0].name), naming.words(spelling.name))]
            if len(homes) == 1:
                homes[0].append(spelling)
            else:
                groups.append([spelling])
    return groups


def same(a: Sequence[str], b: Sequence[str]) -> bool:
    """May two full names of one surname be one person's?  Given names equal (or one an initial of the
    other), and no middle name of one against another of the other."""
    if a[-1] != b[-1] or not _fits(a[0], b[0]):
        return False
    middle = min(len(a), len(b)) == 2 or all(_fits(x, y) for x, y in zip(a[1:-1], b[1:-1], strict=False))
    return middle


def _fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
