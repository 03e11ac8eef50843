"""Whom a he or a she means: the same kind of model, over the persons named so far."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sitegen.annotate.people import Person
from sitegen.annotate.quotations.candidates import Candidate
from sitegen.annotate.quotations.facts import FAR, Document, History
from sitegen.annotate.quotations.links import link_within, verb_link
from sitegen.annotate.quotations.tokens import Token
from sitegen.annotate.words import SUBJECT_PRONOUNS, Gender

BACK = 5  # paragraphs, the pronoun's own included
REACH = 600  # tokens of a paragraph that are looked back over: a whole text in one line stays linear
LAST_SPEAKER = 6  # paragraphs in which the last speaker counts though not named again


def resolve(
    document: Document, candidate: Candidate, history: History, weights: Mapping[str, float]
) -> list[tuple[float, int]]:
    """Fill in the readings and the likeliest person of a pronoun: (probability, person), the likeliest first."""
    found = referents(document, candidate.paragraph, candidate.at, history)
    if found:
        scores = {person: sum([weights.get(f, 0.0) for f in strings]) for person, strings in found.items()}
        highest = max(scores.values())
        masses = {person: math.exp(score - highest) for person, score in scores.items()}
        total = sum(masses.values())
        candidate.readings = sorted(((mass / total, person) for person, mass in masses.items()), reverse=True)
        candidate.person = candidate.readings[0][1]
    return candidate.readings


def referents(document: Document, paragraph: int, at: int, history: History) -> dict[int, list[str]]:
    """Person -> features, for everybody whom the pronoun `document.tokens[paragraph][at]` may mean."""
    return _Search(document, paragraph, at, history).run()


class _Search:
    """Walks back from a pronoun over the names of five paragraphs."""

    def __init__(self, document: Document, paragraph: int, at: int, history: History) -> None:
        self.document, self.paragraph, self.at = document, paragraph, at
        self.pronoun = document.tokens[paragraph][at]
        self.gender = SUBJECT_PRONOUNS[self.pronoun.word]
        self.last, run, self.other = history.last_two()
        self.gap = FAR if self.last is None else paragraph - document.runs[run].paragraph
        self.found: dict[int, list[str]] = {}
        self.seen = 0

    def run(self) -> dict[int, list[str]]:
        for back in range(min(BACK, self.paragraph + 1)):
            tokens = self.document.tokens[self.paragraph - back]
            end = self.at if back == 0 else len(tokens)
            if end:
                self._read(tokens[max(0, end - REACH) : end], back)
        if self.last is not None and self.gap < LAST_SPEAKER and self.last not in self.found:
            features = self._features(self.last)
            if features is not None:
                features.append(f"Lonly{min(self.gap, 4)}")
        if not self.found:
            self._only_one_of_this_gender()
        return self.found

    def _features(self, number: int) -> list[str] | None:
        """The list of a person's features, begun if new; None where the gender is another for sure."""
        person = self.document.people.persons[number]
        if person.gender not in (None, self.gender) and person.gender_sure:
            return None
        features = self.found.get(number)
        if features is None:
            order = min(len(self.found), 4)
            features = [_agreement(person, self.gender), f"o{order}", f"rk{min(self.document.rank[number], 3)}"]
            if self.document.one_word[number]:
                features.append("mono")
            if number == self.last:
                features.append(f"L{min(self.gap, 4)}")
            elif number == self.other:
                features.append(f"L2_{min(self.gap, 4)}")
            self.found[number] = features
        return features

    def _read(self, tokens: list[Token], back: int) -> None:
        ending = tokens[-1].sentence if back else self.pronoun.sentence
        first_names: dict[int, int] = {}
        for place, token in enumerate(tokens):
            if token.kind == "N":
                first_names.setdefault(token.sentence, place)
        names = sum(token.kind == "N" for token in tokens)
        only = "only" if len(first_names) == 1 and back < 2 and names == 1 else "notonly"
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token.kind == "N":
                self._meet(tokens, place, back, ending - token.sentence, first_names[token.sentence] == place, only)

    def _meet(self, tokens: list[Token], place: int, back: int, sentences: int, first: bool, only: str) -> None:
        token = tokens[place]
        fresh = token.number not in self.found
        features = self._features(token.number)
        if features is None:
            return
        distance, order = min(sentences, 3), "f" if first else "l"
        if fresh:
            features += self._of_nearest(tokens, place, back, distance, order)
            features += (only, f"fr{min(self.seen, 4)}{order}")
        else:
            features.append(f"again{order}{min(back, 3)}")
        if back <= 1 and first:
            features.append(f"top{back}{min(distance, 2)}")
        self.seen += 1

    def _of_nearest(self, tokens: list[Token], place: int, back: int, distance: int, order: str) -> tuple[str, ...]:
        """The nearest mention of a person: where it stands, its neighbours, the verb that it hangs on."""
        token = tokens[place]
        left = tokens[place - 1].kind if place else "^"
        right = "'" if token.possessive else tokens[place + 1].kind if place + 1 < len(tokens) else "$"
        # before the pronoun itself the tokens end: a verb behind it is none of theirs
        code = (verb_link if back else link_within)(tokens, place)[0]
        return (
            f"m{min(back, 3)}{distance}{order}",
            f"mp{min(back, 4)}",
            f"ms{distance}" if back < 2 else "ms+",
            "x" + left,
            "y" + right,
            f"v{code}{min(back, 2)}",
        )

    def _only_one_of_this_gender(self) -> None:
        fitting = [
            number
            for number, person in enumerate(self.document.people.persons)
            if person.gender == self.gender and person.first_at < self.pronoun.start
        ]
        if len(fitting) == 1:
            self._features(fitting[0])


def _agreement(person: Person, gender: Gender) -> str:
    if person.gender is None:
        return "g?"
    if person.gender != gender:
        return "g!"
    return "g" if person.gender_sure else "g~"
