"""The pictures of a page while their captions are being found, and which of them a caption stands at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from sitegen.parse.html.tree import Element

CLOSE = 2  # rows between a picture and its caption


@dataclass(slots=True, eq=False)
class Shot:
    """A picture before row number `at`; `element` is None for a caption that lost its picture."""

    at: int
    element: Element | None
    place: str | None = None
    holder: Element | None = None
    captions: list[int] = field(default_factory=list)
    credits: list[int] = field(default_factory=list)


class Shots:
    """All pictures, found by what holds them or by where they stand."""

    def __init__(self) -> None:
        self.all: list[Shot] = []
        self.held: dict[Element, list[Shot]] = {}
        self.at: dict[int, list[Shot]] = {}

    def add(self, shot: Shot) -> None:
        """Add a picture; those of one holder come in the order of the page."""
        self.all.append(shot)
        self.at.setdefault(shot.at, []).append(shot)
        if shot.holder is not None:
            self.held.setdefault(shot.holder, []).append(shot)

    def beside(self, holder: Element | None, number: int) -> Shot | None:
        """The last picture before this row in the same holder, else its first one."""
        together = self.held.get(holder, []) if holder is not None else []
        before = bisect_right(together, number, key=lambda shot: shot.at)
        return together[max(before - 1, 0)] if together else None

    def close_to(self, number: int, is_clear: Callable[[int, int], bool]) -> Shot | None:
        """The nearest picture before this row with nothing between, else the one that follows at once."""
        for at in range(number, number - CLOSE - 1, -1):
            if at in self.at and is_clear(at, number):
                return self.at[at][-1]
        return next((shot for shot in self.at.get(number + 1, ()) if not shot.captions), None)
