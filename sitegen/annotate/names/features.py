"""What the network is told of a word besides the word itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.words import listed

SPORT = listed(
    """
    league season match matches goal goals coach striker midfielder defender goalkeeper innings wicket wickets halftime
    half-time scored playoffs playoff quarterback pitcher tournament championship fixture fixtures touchdown rebounds
    inning standings tabulated soccer football rugby cricket baseball basketball hockey results scorers attendance
    players team teams victory win wins won defeat beat drew lost club points cup squad
    """
)
SHAPES = 15
FLAGS = 13


def shape(word: str) -> int:
    """A number below `SHAPES` that says how the word is written."""
    if word.endswith("."):
        return 1 if len(word) == 2 else 2 if word.count(".") > 1 else 3
    if len(word) == 1:
        return 4
    if word.isupper():
        return 5 if len(word) <= 4 else 6
    if not word[0].isupper():
        return 7
    if any(letter.isdigit() for letter in word):
        return 8
    for mark, number in (("-", 9), ("'", 11), ("\u2019", 11), ("&", 10)):
        if mark in word:
            return number
    if any(letter.isupper() for letter in word[1:]):
        return 12
    return 14 if word.isascii() else 13


def is_sport(words: frozenset[str] | set[str]) -> bool:
    """Is an article of these small words about sport, where places are teams?"""
    return len(SPORT & words) > 5


def flags(
    place: NDArray[Any], length: NDArray[Any], lower: NDArray[Any], count: NDArray[Any], sport: bool
) -> NDArray[np.float32]:
    """(tokens, FLAGS) of 0 and 1.

    Of each token: its place in its form, the words of the form, whether the text has the word in small letters
    too, the occurrences of the form."""
    out = np.empty((len(place), FLAGS), np.float32)
    columns = (
        *(place == 0, place == length - 1, length == 1, length == 2, length == 3, length > 3, place == 1, lower),
        *(count == 1, count == 2, (count > 2) & (count < 6), count > 5, sport),
    )
    for number, column in enumerate(columns):
        out[:, number] = column
    return out
