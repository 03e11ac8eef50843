"""Spans of names already found, and what the tagger took for something else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from sitegen.annotate.people.names import Span

Others = frozenset[str]  # the words of organisations and places


class Taken:
    """A set of spans that do not overlap, asked whether a place is free."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def free(self, start: int, end: int) -> bool:
        """Does no span begin before `end` and reach beyond `start`?"""
        place = bisect_right(self._starts, end - 1) - 1
        return place < 0 or self._spans[place][1] <= start

    def over(self, start: int, end: int) -> Span | None:
        """The last span that begins before `end` and reaches beyond `start`."""
        place = bisect_right(self._starts, end - 1) - 1
        return self._spans[place] if place >= 0 and self._spans[place][1] > start else None

    def around(self, start: int, end: int) -> Span | None:
        """The span that holds `start` to `end` and more."""
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return None
        span = self._spans[place]
        return span if span[0] <= start and end <= span[1] and span != (start, end) else None
