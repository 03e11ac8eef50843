"""What an editor should look at: candidates, in the order in which they are worth the time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple

from sitegen.editing.directory import E, Subject


class Candidate(NamedTuple, Generic[E]):
    """Something to settle: the people or tags concerned, the one with most articles first; `why` says what speaks for
    it; `touched`: how many articles would show another name or link; `sure`: how likely there is something to mend, 0
    to 1."""

    kind: str
    subjects: tuple[Subject[E], ...]
    why: str
    touched: int
    sure: float


def candidate(kind: str, subjects: Iterable[Subject[E]], why: str, sure: float) -> Candidate[E]:
    """Of which all articles but those of the greatest are touched, or those of the only one."""
    ordered = sorted(subjects, key=lambda s: (-len(s.articles), s.name, s.address))
    touched = sum(len(s.articles) for s in ordered[1:]) or len(ordered[0].articles)
    return Candidate(kind, tuple(ordered), why, touched, sure)


def in_order(found: Iterable[Candidate[E]]) -> list[Candidate[E]]:
    """The first on the same people or tags; what touches most articles first."""
    first: dict[frozenset[int], Candidate[E]] = {}
    for each in found:
        first.setdefault(frozenset(subject.forms[0].id for subject in each.subjects), each)
    return sorted(
        first.values(), key=lambda c: (-c.touched, -c.sure, c.kind, [(s.name, s.address) for s in c.subjects])
    )


def left_over(found: int, limit: int) -> str:
    """What is said below the first `limit` of them."""
    return f"{found - limit:,} more; --limit shows them." if found > limit else f"{found:,} to look at."
