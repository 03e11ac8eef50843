"""When the vocabulary is settled anew, and what that changed."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.vocabulary.term import Term, Vocabulary

GROWN = 1.2  # times the sources it was settled over


def due(sources: int, before: Vocabulary | None) -> bool:
    """Is the vocabulary of so many sources to be settled: for the first time, or as they grew by a fifth?"""
    return before is None or sources >= GROWN * max(before.sources, 1)


class Change(NamedTuple):
    """A term that came or went, by its display name, and why."""

    name: str
    why: str


class Differences(NamedTuple):
    """What came and what went, each in the order of the keys."""

    came: tuple[Change, ...]
    went: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went)


def differences(before: Vocabulary | None, after: Vocabulary) -> Differences:
    """What settling changed, for the build's notice."""
    old = {} if before is None else {term.key: term for term in before.terms}
    new = {term.key: term for term in after.terms}
    came = [Change(term.name, _entered(term)) for term in after.terms if term.key not in old]
    went = [Change(term.name, _left(term, new)) for key, term in old.items() if key not in new]
    return Differences(tuple(came), tuple(went))


def _entered(term: Term) -> str:
    return "1 article is about it" if term.articles == 1 else f"{term.articles} articles are about it"


def _left(term: Term, new: dict[str, Term]) -> str:
    joined = next((other for other in new.values() if term.key in other.also), None)
    if joined is not None:
        return f"now spelt {joined.name}"
    longer = next((other for other in new.values() if f" {term.key} " in f" {other.key} "), None)
    if longer is not None:
        return f"said by {longer.name}, or too few articles are about it"
    return "too few articles are about it, or so many that it tells nothing"
