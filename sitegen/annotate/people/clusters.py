"""Mentions made persons: the longest names first, then bare surnames each to its bearer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import TITLES, Span, bare, compatible
from sitegen.annotate.people.person import Person
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.words import fold

SUFFIX = re.compile(r",? (?:Jr|Sr|I+|IV)\.?$")
TITLE_REACH = 12  # characters before a surname in which its title stands
MANY = 6  # full mentions; more make nobody likelier


class Named(NamedTuple):
    """A mention with the folded words of its name."""

    start: int
    end: int
    words: list[str]


def named(text: str, spans: Iterable[Span]) -> list[Named]:
    """The spans whose names have words besides titles."""
    found = [Named(start, end, bare(text[start:end]).words) for start, end in spans]
    return [mention for mention in found if mention.words]


def cluster(text: str, mentions: list[Named]) -> list[Person]:
    """The persons whom these mentions name; their bare surnames are looked for in the whole text."""
    bearers = _Bearers(text)
    for mention in sorted((m for m in mentions if len(m.words) > 1), key=lambda m: (-len(m.words), m.start)):
        bearers.add_full(mention)
    bearers.full_names_known()
    singles = {(m.start, m.end): m.words[0] for m in mentions if len(m.words) == 1}
    for (start, end), word in sorted((singles | bearers.surnames()).items()):
        bearers.add_single(start, end, word)
    return bearers.persons


class _Bearers:
    """The persons so far, by surname and by first name."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.persons: list[Person] = []
        self.by_surname: dict[str, list[int]] = {}
        self.by_first_name: dict[str, list[int]] = {}
        self.full_at: list[list[Span]] = []
        self.lone: dict[str, int] = {}
        self.taken = Taken(())

    def add_full(self, mention: Named) -> None:
        """A name of two words and more joins the first compatible person, or is a new one."""
        same = self.by_surname.setdefault(mention.words[-1], [])
        span = (mention.start, mention.end)
        for number in same:
            if compatible(self.persons[number].words, mention.words):
                self.persons[number].mentions.append(span)
                return
        same.append(len(self.persons))
        self.persons.append(Person(mention.words, self.text[mention.start : mention.end], [span]))

    def full_names_known(self) -> None:
        """All full names are in: what a bare name is compared with."""
        self.full_at = [sorted(person.mentions) for person in self.persons]
        self.taken = Taken(span for spans in self.full_at for span in spans)
        for number, person in enumerate(self.persons):
            self.by_first_name.setdefault(person.words[0], []).append(number)

    def surnames(self) -> dict[Span, str]:
        """Where the surnames of full names stand alone: span -> folded surname."""
        lasts = {SUFFIX.sub("", person.name).split()[-1] for person in self.persons}
        wanted = sorted((last for last in lasts if len(last) > 2 and last[0].isupper()), key=lambda w: (-len(w), w))
        if not wanted:
            return {}
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b")
        found = pattern.finditer(self.text)
        return {m.span(): fold(m.group()).strip(".") for m in found if self.taken.free(*m.span())}

    def add_single(self, start: int, end: int, word: str) -> None:
        """A name of one word: a surname, the first name of one person, or somebody never named in full."""
        if not self.taken.free(start, end):
            return
        same, namesakes = self.by_surname.get(word), self.by_first_name.get(word, [])
        if same:
            number = same[0] if len(same) == 1 else self._likeliest(start, same)
        elif len(namesakes) == 1:
            number = namesakes[0]
        else:
            number = self._lone(start, end, word)
        self.persons[number].mentions.append((start, end))

    def _lone(self, start: int, end: int, word: str) -> int:
        if word not in self.lone:
            self.lone[word] = len(self.persons)
            self.persons.append(Person([word], self.text[start:end]))
        return self.lone[word]

    def _likeliest(self, at: int, same: list[int]) -> int:
        """Which bearer of a surname does the bare surname at `at` mean?"""
        words = self.text[max(0, at - TITLE_REACH) : at].lower().split()
        title = TITLES.get(words[-1].strip(".")) if words else None
        paragraph = self.text.rfind("\n", 0, at)
        previous = self.text.rfind("\n", 0, max(0, paragraph - 1))
        scores = [self._score(number, at, paragraph, previous, title) for number in same]
        return same[scores.index(max(scores))]

    def _score(self, number: int, at: int, paragraph: int, previous: int, title: str | None) -> float:
        """Near, frequent and early full names count, and a title of the right gender."""
        mentions = self.full_at[number]
        score = min(len(mentions), MANY) * 0.5 - mentions[0][0] / (len(self.text) + 1)
        before = [start for start, _ in mentions if start < at]
        if before:
            score += 0.5 + (3 if before[-1] > paragraph else 1 if before[-1] > previous else 0)
        men = first_names.load().get(self.persons[number].words[0])
        if title and men is not None:
            score += 2 if (men > 0.5) == (title == "m") else -2
        return score
