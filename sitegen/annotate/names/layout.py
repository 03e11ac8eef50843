"""The words and occurrences of one document as arrays: who stands beside whom, and what is pooled over all of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.runs import Form

Array = NDArray[Any]

RUN_START, RUN_END = -2, -1  # stand for the words before and after a run; the last two rows of the word vectors
AROUND = (0, -1, 1, -2, 2)  # the word itself and its neighbours, in the order of training


class Words(NamedTuple):
    """The words of all forms, one after the other.

    `distinct`: the different words; `around`: (words, 7) numbers of the word, its neighbours, first and last of its
    form among them, RUN_START and RUN_END beyond; `form`, `place`, `length`: of each word its form, its place in it,
    and the words in it; `starts`: the number of the first word of each form."""

    distinct: list[str]
    around: Array
    form: Array
    place: Array
    length: Array
    starts: Array


def lay_out(forms: list[Form]) -> Words:
    """Puts the words of all forms in one line and sees who stands beside whom."""
    numbers: dict[str, int] = {}
    line: list[int] = []
    for form in forms:
        line += RUN_START, RUN_START
        line += [numbers.setdefault(word, len(numbers)) for _, word in form]
        line += RUN_END, RUN_END
    lengths = np.array([len(form) for form in forms])
    starts = np.cumsum(lengths) - lengths
    form_of = np.repeat(np.arange(len(forms)), lengths)
    length = lengths[form_of]
    number = np.arange(len(form_of))
    place = number - starts[form_of]
    centre = number + 4 * form_of + 2
    at = np.stack([*(centre + step for step in AROUND), centre - place, centre - place + length - 1], 1)
    return Words(list(numbers), np.array(line)[at], form_of, place, length, starts)


def grouped(forms: Array, size: int) -> tuple[Array, Array, Array]:
    """The occurrences in the order of their forms, where each form begins in that order, and how many it has."""
    count = np.bincount(forms, minlength=size)
    return np.argsort(forms, kind="stable"), np.cumsum(count) - count, count


def pooled(hidden: Array, forms: Array, count: Array) -> Array:
    """Mean and maximum of the contexts of each form."""
    order, borders, _ = grouped(forms, len(count))
    hidden = hidden[order]
    mean = np.add.reduceat(hidden, borders) / count[:, None].astype(np.float32)
    return np.concatenate([mean, np.maximum.reduceat(hidden, borders)], 1)


def elsewhere(said: Array, weight: Array, words: Words, roots: list[int]) -> Array:
    """What pass 1 said of each word in the other forms, how often it did, and of its neighbours in all forms.

    What it said in the other half of a form that was cut does not count: `roots`, see `Network._cut`."""
    word = words.around[:, 0]
    votes = said * weight
    total, voters = _sums(votes, word, len(words.distinct)), np.bincount(word, weight[:, 0], len(words.distinct))
    own, own_voters = votes, weight
    if roots:
        sibling = _siblings(words, roots)
        own = _sums(votes, sibling, len(word))[sibling]
        own_voters = np.bincount(sibling, weight[:, 0], len(word))[sibling][:, None]
    others = np.maximum(voters[word][:, None] - own_voters, 0)
    in_others = (total[word] - own) / (others + 0.5)
    everywhere = np.concatenate([total / (voters[:, None] + 0.5), np.zeros((2, said.shape[1]))])
    neighbours = everywhere[words.around[:, 1]], everywhere[words.around[:, 2]]
    return np.concatenate([in_others, np.log1p(others), others > 0.01, *neighbours], 1)


def _sums(rows: Array, index: Array, size: int) -> Array:
    return np.stack([np.bincount(index, rows[:, column], size) for column in range(rows.shape[1])], 1)


def _siblings(words: Words, roots: list[int]) -> Array:
    """Of each word the number of the same word in the form that its own was cut from, or its own."""
    sibling = np.arange(len(words.form))
    first_new = len(words.starts) - len(roots)
    for form, root in enumerate(roots, first_new):
        size = words.length[words.starts[form]]
        start, root_start = words.starts[form], words.starts[root]
        sibling[start : start + size] = sibling[root_start : root_start + size]
    return sibling
