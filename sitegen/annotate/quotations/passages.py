"""A paragraph as the model reads it: where its names, pronouns, quotations and verbs of speech stand.

Read once, looked up for every run, so that the cost of a text grows with its length alone."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from sitegen.annotate.quotations.links import NO_VERB, plain_subjects, verb_link
from sitegen.annotate.quotations.tokens import Token


class Named(NamedTuple):
    """A name as a pronoun looks back at it: the person, where it stands, and whether it is its sentence's first;
    `left` and `right` are the kinds of its neighbours, `code` and `verb` what links.verb_link says."""

    person: int
    place: int
    sentence: int
    first: bool
    left: str
    right: str
    code: str
    verb: int


class Passage:
    """The tokens of a paragraph and an index of them.

    `kinds` is a letter a token; `mentions` the places of names and pronouns, `first` those that begin a sentence's;
    `quotations` the places of quotations and `at` their places by run; `spoken` the sentences with a verb of speech."""

    __slots__ = (
        "_named",
        "_subjects",
        "at",
        "first",
        "kinds",
        "mentions",
        "only_quoted",
        "quotations",
        "spoken",
        "tokens",
        "verbs",
    )

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.kinds = kinds = "".join([token.kind for token in tokens])
        self.quotations = [place for place, kind in enumerate(kinds) if kind == "Q"] if "Q" in kinds else []
        self.mentions = [place for place, kind in enumerate(kinds) if kind in "NP"]
        self.at = {tokens[place].number: place for place in self.quotations}
        self.only_quoted = not kinds.strip("Q.,-")
        self.verbs = "v" if "V" in kinds else "-"
        self.spoken = {token.sentence for token in tokens if token.kind == "V"} if "V" in kinds else frozenset()
        self.first = self._first()
        self._named: list[Named] | None = None
        self._subjects: list[tuple[int, int]] | None = None

    def _first(self) -> set[int]:
        found, sentence = set(), -1
        for place in self.mentions:
            if self.tokens[place].sentence != sentence:
                sentence = self.tokens[place].sentence
                found.add(place)
        return found

    def between(self, low: int, high: int) -> list[int]:
        """The places of mentions in `tokens[low:high]`."""
        return self.mentions[bisect_left(self.mentions, low) : bisect_left(self.mentions, high)]

    def quoted(self, low: int, high: int) -> int:
        """How many quotations stand in `tokens[low:high]`."""
        return bisect_left(self.quotations, high) - bisect_left(self.quotations, low)

    def subjects(self, low: int, high: int) -> list[tuple[int, int]]:
        """(subject, verb) of the plain subjects whose verb stands in `tokens[low:high]`."""
        if self._subjects is None:
            self._subjects = plain_subjects(self.tokens, 0, len(self.tokens)) if "V" in self.kinds else []
        found = self._subjects
        return found[bisect_left(found, low, key=_verb) : bisect_left(found, high, key=_verb)] if found else found

    @property
    def named(self) -> list[Named]:
        """The names, in order."""
        if self._named is None:
            self._named = self._read_names()
        return self._named

    def _read_names(self) -> list[Named]:
        tokens, kinds, last = self.tokens, self.kinds, len(self.tokens) - 1
        found, sentence = [], -1
        for place in self.mentions:
            token = tokens[place]
            if token.kind == "N":
                right = "'" if token.possessive else kinds[place + 1] if place < last else "$"
                left = kinds[place - 1] if place else "^"
                first = token.sentence != sentence
                sentence = token.sentence
                found.append(Named(token.number, place, sentence, first, left, right, *verb_link(tokens, place)))
        return found


def _verb(pair: tuple[int, int]) -> int:
    return pair[1]


def before_end(name: Named, end: int) -> str:
    """The link of a name where the words from `end` on are not read yet."""
    return "0" if name.verb >= end and name.verb != NO_VERB else name.code
