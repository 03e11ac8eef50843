"""Whom a he or a she means: the same kind of model, over the persons named so far."""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache

from sitegen.annotate.people import Person
from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.facts import FAR, Document
from sitegen.annotate.quotations.passages import Named, before_end
from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.weights import Group, Sums
from sitegen.annotate.words import SUBJECT_PRONOUNS, Gender

BACK = 5  # paragraphs, the pronoun's own included
MOST_NAMES = 40  # of a paragraph that are looked back over: a whole text in one line stays linear
BEHIND = 9  # tokens behind the pronoun in which its clause names somebody else
LAST_SPEAKER = 6  # paragraphs in which the last speaker counts though not named again

Readings = list[tuple[float, int]]  # probability, person; the likeliest first


def resolve(scene: Scene, candidate: Candidate, weights: Sums) -> None:
    """Fill in the readings and the likeliest person of a pronoun."""
    gap = scene.gap + candidate.paragraph - scene.shape.run.paragraph if scene.last is not None else FAR
    key = candidate.paragraph, candidate.at, scene.last, gap, scene.other
    readings = scene.history.readings.get(key)
    if readings is None:
        found = referents(scene.document, candidate.paragraph, candidate.at, scene.last, gap, scene.other)
        readings = scene.history.readings[key] = _readings(found, weights)
    if readings:
        candidate.readings, candidate.person = readings, readings[0][1]


def _readings(found: dict[int, list[Group]], weights: Sums) -> Readings:
    if not found:
        return []
    scores = {person: weights.of(groups) for person, groups in found.items()}
    highest = max(scores.values())
    masses = {person: math.exp(score - highest) for person, score in scores.items()}
    total = sum(masses.values())
    return sorted(((mass / total, person) for person, mass in masses.items()), reverse=True)


def referents(
    document: Document, paragraph: int, at: int, last: int | None, gap: int, other: int | None
) -> dict[int, list[Group]]:
    """Person -> features, for everybody whom the pronoun `document.tokens[paragraph][at]` may mean.  `last` spoke
    last, `gap` paragraphs before the pronoun's, `other` before that."""
    return _Search(document, paragraph, at, last, gap, other).run()


class _Search:
    """Walks back from a pronoun over the names of five paragraphs."""

    def __init__(
        self, document: Document, paragraph: int, at: int, last: int | None, gap: int, other: int | None
    ) -> None:
        self.document, self.paragraph, self.at = document, paragraph, at
        self.pronoun = document.tokens[paragraph][at]
        self.gender = SUBJECT_PRONOUNS[self.pronoun.word]
        self.last, self.gap, self.other = last, gap, other
        self.objects = self._objects()
        self.found: dict[int, list[Group]] = {}
        self.seen = 0

    def run(self) -> dict[int, list[Group]]:
        for back in range(min(BACK, self.paragraph + 1)):
            self._read(back)
        if self.last is not None and self.gap < LAST_SPEAKER and self.last not in self.found:
            groups = self._groups(self.last)
            if groups is not None:
                groups.append(f"Lonly{min(self.gap, 4)}")
        if not self.found:
            self._only_one_of_this_gender()
        return self.found

    def _objects(self) -> set[int]:
        """Persons whom the words behind the pronoun name in its clause: "she told Ann Roe" does not mean Ann Roe."""
        tokens, named = self.document.tokens[self.paragraph], set()
        for token in tokens[self.at + 1 : self.at + BEHIND]:
            if token.sentence != self.pronoun.sentence or token.kind in "Qc,":
                break
            if token.kind == "N" and not token.possessive:
                named.add(token.number)
        return named

    def _groups(self, number: int) -> list[Group] | None:
        """The features of a person, begun if new; None where it is another for sure."""
        groups = self.found.get(number)
        if groups is None:
            person = self.document.people.persons[number]
            agreement = _agreement(person, self.gender)
            if (agreement == "g!" and person.gender_sure) or number in self.objects:
                return None
            spoke = "L" if number == self.last else "L2_" if number == self.other else ""
            rank, gap = min(self.document.rank[number], 3), min(self.gap, 4) if spoke else 0
            one_word = self.document.one_word[number]
            groups = self.found[number] = [_person(agreement, min(len(self.found), 4), rank, one_word, spoke, gap)]
        return groups

    def _read(self, back: int) -> None:
        passage = self.document.passage(self.paragraph - back)
        names = passage.named
        if not back:
            names = names[: bisect_left(names, self.at, key=_place)]
        if not names:
            return
        end = self.at if not back else len(passage.tokens)
        ending = self.pronoun.sentence if not back else passage.tokens[-1].sentence
        only = "only" if len(names) == 1 and back < 2 else "notonly"
        for name in names[: -MOST_NAMES - 1 : -1]:
            self._meet(name, back, min(ending - name.sentence, 3), end, only)

    def _meet(self, name: Named, back: int, sentences: int, end: int, only: str) -> None:
        fresh = name.person not in self.found
        groups = self._groups(name.person)
        if groups is None:
            return
        if fresh:
            right = name.right if name.place + 1 < end or name.right == "'" else "$"
            groups += (
                _nearest(back, sentences, name.first),
                _neighbours(name.left, right),
                _link(before_end(name, end), min(back, 2)),
                _fresh(only, min(self.seen, 4), name.first),
            )
        else:
            groups.append(_again(name.first, min(back, 3)))
        if back <= 1 and name.first:
            groups.append(_top(back, min(sentences, 2)))
        self.seen += 1

    def _only_one_of_this_gender(self) -> None:
        persons, start = self.document.people.persons, self.pronoun.start
        fitting = [k for k in self.document.of_gender(self.gender) if persons[k].first_at < start]
        if len(fitting) == 1:
            self._groups(fitting[0])


def _place(name: Named) -> int:
    return name.place


def _agreement(person: Person, gender: Gender) -> str:
    if person.gender is None:
        return "g?"
    if person.gender != gender:
        return "g!"
    return "g" if person.gender_sure else "g~"


@cache
def _person(agreement: str, order: int, rank: int, one_word: bool, spoke: str, gap: int) -> Group:
    told = (*(["mono"] if one_word else ()), *([f"{spoke}{gap}"] if spoke else ()))
    return agreement, f"o{order}", f"rk{rank}", *told


@cache
def _nearest(back: int, sentences: int, first: bool) -> Group:
    """Where the nearest mention of a person stands."""
    near = f"ms{sentences}" if back < 2 else "ms+"
    return f"m{min(back, 3)}{sentences}{'f' if first else 'l'}", f"mp{min(back, 4)}", near


@cache
def _neighbours(left: str, right: str) -> Group:
    return "x" + left, "y" + right


@cache
def _link(code: str, back: int) -> Group:
    return (f"v{code}{back}",)


@cache
def _fresh(only: str, seen: int, first: bool) -> Group:
    return only, f"fr{seen}{'f' if first else 'l'}"


@cache
def _again(first: bool, back: int) -> Group:
    return (f"again{'f' if first else 'l'}{back}",)


@cache
def _top(back: int, sentences: int) -> Group:
    return (f"top{back}{sentences}",)
