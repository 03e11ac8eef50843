"""Names of tags that may be one: written apart or together, in the plural, in another order, in letters, misspelt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from sitegen import naming, tag_names
from sitegen.link.likeness import shortened
from sitegen.link.neighbours import pairs as sharing
from sitegen.vocabulary.keys import word_key

LONG, SELDOM = 5, 4  # letters of a word that may be misspelt; articles with it: nobody misspells a name more often


class Likeness(NamedTuple):
    """Two names that may be one tag's: `kind` of likeness, and the `reason` in words."""

    name: str
    other: str
    kind: str
    reason: str


def pairs(names: Iterable[tuple[str, int]]) -> Iterator[Likeness]:
    """Likely pairs among (name, number of its articles), the surest first.  Of many that are alike each is told with
    the commonest, so that time and pairs grow with the number of names only."""
    counts = dict(sorted(names, key=lambda item: (-item[1], item[0])))
    for key, kind, reason in KEYS:
        yield from _equal(counts, key, kind, reason)
    yield from _initials(counts)
    yield from _misspelt(counts)


def _equal(counts: Iterable[str], key: Callable[[str], str], kind: str, reason: str) -> Iterator[Likeness]:
    first: dict[str, str] = {}
    for name in counts:
        known = first.setdefault(key(name), name) if key(name) else name
        if known != name:
            yield Likeness(known, name, kind, reason)


def words_of(name: str) -> list[str]:
    """The plain words of a name, without those that add nothing."""
    words = [naming.plain(word).replace("'", "") for word in tag_names.bare(name)]
    return [word for word in words if word not in tag_names.SMALL] or words


def _letters(name: str) -> str:
    return "".join(words_of(name))


def _singular(name: str) -> str:
    return "".join(map(word_key, words_of(name)))


def _any_order(name: str) -> str:
    words = words_of(name)
    return " ".join(sorted(map(word_key, words))) if len(words) > 1 else ""


KEYS: tuple[tuple[Callable[[str], str], str, str], ...] = (
    (_letters, "spelling", "they differ by blanks, signs or a word that adds nothing"),
    (_singular, "plural", "one is the plural of the other"),
    (_any_order, "order", "the same words in another order"),
)


def _initials(counts: Iterable[str]) -> Iterator[Likeness]:
    """Letters and the commonest name that they may stand for."""
    full: dict[str, str] = {}
    for name in counts:
        full.setdefault(tag_names.initials(name), name)
    for name in counts:
        letters = naming.fold(tag_names.letters(name))
        if letters and letters in full:
            yield Likeness(full[letters], name, "initials", f"{name} may stand for {full[letters]}")


def _misspelt(counts: dict[str, int]) -> Iterator[Likeness]:
    """A rare name that differs by one letter of one word."""
    spelt: dict[str, str] = {}
    for name in counts:
        spelt.setdefault(" ".join(words_of(name)), name)
    alphabet = sorted(spelt)
    for a, b in sharing(alphabet, (shortened,)):
        common, rare = sorted((spelt[alphabet[a]], spelt[alphabet[b]]), key=lambda name: (-counts[name], name))
        if counts[rare] <= SELDOM and (reason := _slip(alphabet[a].split(), alphabet[b].split())):
            yield Likeness(common, rare, "misspelt", reason)


def _slip(a: list[str], b: list[str]) -> str:
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(differing) != 1:
        return ""
    ((x, y),) = differing
    long = min(len(x), len(y)) >= LONG and x.isalpha() and y.isalpha()
    return f"one letter differs: {x!r}, {y!r}" if long and OSA.distance(x, y, score_cutoff=1) == 1 else ""
