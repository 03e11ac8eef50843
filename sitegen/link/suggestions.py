"""Names that may be one person's and yet are not joined: misspelt, misread by a scanner, changed by marriage.

They are shown to editors, who decide; nothing is merged by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler, Postfix, Prefix

from sitegen import naming
from sitegen.link.likeness import misread, shortened, sound
from sitegen.link.neighbours import pairs
from sitegen.link.parts import GENERATIONS, parts
from sitegen.link.short_names import full_names

LEAST = 0.8  # scores below are not worth an editor's time
SHORTEST = 3  # letters of a word that may be misspelt; of two letters every change makes another name
ESTABLISHED = 3  # given names of a surname, or surnames of a given name, that make it a name by itself
MISHEARD_APART = 3  # letters that two names which sound alike may differ by
SPACED, MISREAD, SWAPPED, ONE_LETTER, MISHEARD, SHORTENED = 0.99, 0.97, 0.95, 0.93, 0.88, 0.9
BOTH_ESTABLISHED, BOTH_COMMON, SHORT_WORD = 0.82, 0.92, 0.9
COMMON = 5  # articles: nobody misspells a name so often


class Suggestion(NamedTuple):
    """Two names that may be one person's: `name` is the more frequent, `other` the one in doubt; `score` is 0 to 1,
    `reason` says in words what makes them alike."""

    name: str
    other: str
    score: float
    reason: str


def suggest(names: Iterable[tuple[str, int]]) -> Iterator[Suggestion]:
    """Likely misspellings among (name, number of its articles), the surest first.  Names that are equal without
    accents and titles are one already and are left out.  Time grows with the number of names, hardly faster."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for name, articles in sorted(names, key=lambda n: (-n[1], n[0])):
        key = " ".join((*naming.words(name), parts(name).generation)).rstrip()
        written.setdefault(key, name)
        counts[key] = counts.get(key, 0) + articles
    judge = _Judge(counts, written)
    alphabet = sorted(counts)
    found = (judge.of(alphabet[a], alphabet[b]) for a, b in pairs(alphabet, (_dropped, _read, _heard, _in_full)))
    yield from sorted((s for s in found if s and s.score >= LEAST), key=lambda s: (-s.score, s.name, s.other))


def _dropped(name: str) -> Iterator[str]:
    return shortened(_joined(name))


def _read(name: str) -> Iterable[str]:
    return (misread(_joined(name)),)


def _heard(name: str) -> Iterable[str]:
    return (sound(name),)


def _in_full(name: str) -> Iterator[str]:
    """With the given names that the first word may be short for, without "jr" and the like."""
    words = _without_generation(name.split())
    for first in (words[0], *full_names().get(words[0], ())) if len(words) > 1 else ():
        yield f"{first} {words[-1]}"


def _without_generation(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in GENERATIONS]


def _joined(name: str) -> str:
    return name.replace(" ", "").replace("-", "").replace(".", "")


class _Judge:
    """Says how alike two names are, knowing all names there are."""

    def __init__(self, counts: Mapping[str, int], written: Mapping[str, str]) -> None:
        self.counts, self.written = counts, written
        beside: dict[tuple[bool, str], set[str]] = defaultdict(set)
        for name in counts:
            first, *_, last = name.split() if " " in name else ("", name)
            if first:
                beside[True, first].add(last)
                beside[False, last].add(first)
        self.established = {word for word, others in beside.items() if len(others) >= ESTABLISHED}

    def of(self, a: str, b: str) -> Suggestion | None:
        first, second = sorted((a, b), key=lambda name: (-self.counts[name], name))
        score, reason = self._likeness(first, second)
        if not score:
            return None
        if self.counts[second] >= COMMON:
            score *= BOTH_COMMON
        closeness = JaroWinkler.similarity(first, second)
        return Suggestion(self.written[first], self.written[second], round(score * (0.9 + closeness / 10), 3), reason)

    def _likeness(self, a: str, b: str) -> tuple[float, str]:
        """What the words that differ tell; 0 where they make two names."""
        if _joined(a) == _joined(b):
            return SPACED, "the same letters, written as one word or as two"
        mine, other = a.split(), b.split()
        if reason := _shortened(mine, other) or _shortened(other, mine):
            return SHORTENED, reason
        differing = [(x, y, place) for place, (x, y) in enumerate(zip(mine, other, strict=False)) if x != y]
        if len(mine) != len(other) or len(mine) < 2 or min(len(w) for x, y, _ in differing for w in (x, y)) < SHORTEST:
            return 0, ""
        score, reason = _spelt(differing)
        for x, y, place in differing:
            given = place < len(mine) - 1
            if (given, x) in self.established and (given, y) in self.established:
                score *= BOTH_ESTABLISHED
            elif min(len(x), len(y)) <= SHORTEST + 1 and (score < MISREAD or x[0] != y[0]):
                score *= SHORT_WORD
        return score, reason


def _shortened(short: Sequence[str], full: Sequence[str]) -> str:
    """Why one name may be short for the other, though nothing was sure enough to join them; "" if it may not."""
    if len(short) < 2 or len(full) < 2:
        return ""
    given, *rest = _without_generation(short) or short
    whole, *others = _without_generation(full) or full
    if given == whole and rest == others and len(short) < len(full):
        return "only one is called junior, senior or the like"
    if whole in full_names().get(given, ()) and rest[-1:] == others[-1:] and rest:
        return f"{given!r} is short for {whole!r}"
    return ""


def _spelt(differing: Sequence[tuple[str, str, int]]) -> tuple[float, str]:
    """How the words differ, if at all likely by a slip."""
    if all(misread(x) == misread(y) for x, y, _ in differing):
        return MISREAD, "letters that scanning confuses: " + ", ".join(_changed(x, y) for x, y, _ in differing)
    if len(differing) == 1:
        x, y, _ = differing[0]
        distance = OSA.distance(x, y, score_cutoff=1)
        if distance == 1 and sorted(x) == sorted(y):
            return SWAPPED, f"two letters change places: {_changed(x, y)}"
        if distance == 1:
            return ONE_LETTER, f"one letter differs: {_changed(x, y)}"
    if all(sound(x) == sound(y) and OSA.distance(x, y) <= MISHEARD_APART for x, y, _ in differing):
        return MISHEARD, "they sound alike: " + ", ".join(f"{x}, {y}" for x, y, _ in differing)
    return 0, ""


def _changed(x: str, y: str) -> str:
    """What stands in one word in the place of what in the other: " 'm' for 'rn' in 'thornbury'"."""
    start = Prefix.similarity(x, y)
    end = Postfix.similarity(x[start:], y[start:])
    before, after = x[start : len(x) - end], y[start : len(y) - end]
    if not before or not after:
        return f"{before or after!r} in one of {x!r} and {y!r}"
    return f"{after!r} for {before!r} in {x!r}"
