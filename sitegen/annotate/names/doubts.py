"""Where the network doubts, what the lists and the rest of the article say.

The network sees few examples of a rare surname and takes "Maryam Violet" for a company rather often.  A first name
that stands in the lists, before a word that is no ordinary one, makes a person many times as likely; so do "his wife,
X" and the full name of the article for its lone surname, and "the retailer X" an organisation.  The factors multiply
what the network says; they are set where on news texts what changes was right nearly always.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.annotate.names.cuts import BEARERS, ENDS, NEVER_SURNAMES, PERSON_COLUMNS, cut_persons
from sitegen.annotate.names.network import Labelled
from sitegen.annotate.names.rules import (
    BEGIN,
    MISC,
    MISTER,
    ORGANISATION,
    ORGANISATION_ENDS,
    ORGANISATION_WORDS,
    OUTSIDE,
    PERSON,
    PERSON_LABELS,
    PLACE,
)
from sitegen.annotate.names.runs import Form
from sitegen.annotate.names.words import (
    CITY,
    FIRST_NAME,
    HALF_SMALL,
    LAND,
    OPENERS,
    PEOPLE,
    SMALL,
    SURNAME,
    TEAM,
    TITLES,
    listed,
)
from sitegen.annotate.names.words import ORGANISATION as ORGANISATION_WORD

# How many times as likely: a listed first name, one that is a place too, one of ordinary words; ...
LISTED, PLACE_TOO, HALF_ORDINARY = 16.0, 4.0, 2.5
# ... the surname of a full name, a first name behind "his wife", a name behind what it is, one behind "Mr".
MET, RELATED, CALLED, CERTAIN = 2.5, 40.0, 8.0, 1000.0

RARE = 0.15  # how sure the network must be of a first name that no list holds
PARTICLES = listed("de da di du del van von der den la le al el bin ibn ben dos das saint")
# After these, inside a run, a person may begin: "Hewlett-Packard CEO Carly Fiorina"
ROLES = listed(
    """
    ceo cfo president democrat republican spokesman spokeswoman coordinator analyst editor reporter correspondent host
    anchor manager secretary minister leader advocate economist sheriff hacker follow with by
    """
)
BEFORE_PERSON = (ROLES | ORGANISATION_ENDS) - {"hospital", "academy"}
NUMBERS = ("II", "III", "IV", "VI", "VII", "VIII", "XIV", "XVI")
FEASTS_AND_MONTHS = listed("april may june august ramadan easter christmas noel")
NO_SURNAMES = (
    ENDS | ORGANISATION_WORDS | OPENERS | TITLES | FEASTS_AND_MONTHS | NEVER_SURNAMES | BEARERS.keys() - {"bay", "lane"}
)
ORGANISATION_NOUNS = listed(
    """
    firm company carmaker automaker retailer airline brewer publisher broadcaster insurer newspaper startup start-up
    manufacturer drugmaker supermarket consultancy charity conglomerate subsidiary website lender
    """
)
PLACE_NOUNS = listed("town village suburb hamlet township")
CALLED_KIND = dict.fromkeys(ORGANISATION_NOUNS, ORGANISATION) | dict.fromkeys(PLACE_NOUNS, PLACE)
KIN = listed(
    """
    wife husband spouse son daughter mother father brother sister sons daughters children child baby boyfriend
    girlfriend fiancee fianc\u00e9e fianc\u00e9 fiance stepson stepdaughter niece nephew cousin uncle aunt grandson
    granddaughter
    """
)
ROLE_ENDING = re.compile(r"(?:ist|er|or|ian|crat|s|men|woman)$")
QUOTES = tuple("\"'\u201c\u201d\u2018\u2019")
GOES_ON = tuple(begin + 1 for begin in BEGIN)  # the labels of a run that goes on with a name before it


class Doubts:
    """What is believed of the doubtful names of one document.  `lists`: the bits of each word (`words`)."""

    def __init__(self, labelled: Labelled, lists: Mapping[str, int]) -> None:
        self.runs, self.labels, self.probabilities, self.starts = labelled
        self.lists = lists
        self.lone = {tokens[0][1] for tokens in self.runs.forms if len(tokens) == 1}
        self.surnames: set[str] = set()  # of full names
        self.called: dict[int, int] = {}  # kinds of forms that stand behind what they are ("the retailer X")
        self.kin: set[int] = set()  # forms behind "his wife"
        self.quoted: set[int] = set()  # forms in quotation marks
        self.without_the: set[int] = set()
        self._see_contexts()

    def _see_contexts(self) -> None:
        around = (self.runs.beside(step) for step in (-2, -1, 1))
        for (form, _), second, before, after in zip(self.runs.seen, *around, strict=True):
            if before == "the":
                continue
            self.without_the.add(form)
            if before in QUOTES:
                if after in QUOTES:
                    self.quoted.add(form)
            elif before in CALLED_KIND:
                self.called[form] = CALLED_KIND[before]
            elif before in KIN or (before == "," and second in KIN):
                self.kin.add(form)

    def resolve(self) -> None:
        """Changes labels and probabilities where the lists or the article speak for another kind."""
        lone: list[tuple[int, str]] = []
        for form, tokens in enumerate(self.runs.forms):
            if len(tokens) == 1:
                if form in self.kin or self.labels[self.starts[form]] not in PERSON_LABELS:
                    lone.append((form, tokens[0][1]))
            elif len(tokens) == 2 and self._agreed(tokens, self.starts[form]):
                self.surnames.add(tokens[1][1])
            else:
                self._see_run(form, tokens)
        for form, word in lone:
            self._see_lone(form, word)
        for form, kind in self.called.items():
            self._raise(self.starts[form], self.starts[form + 1], kind, CALLED)

    def _agreed(self, tokens: Form, start: int) -> bool:
        """Do network and lists agree on a first name and a surname?"""
        if self.labels[start] not in PERSON_LABELS or self.labels[start + 1] not in PERSON_LABELS:
            return False
        return tokens[1][1].lower() not in NO_SURNAMES and bool(self._bits(tokens[0][1]) & FIRST_NAME)

    def _see_run(self, form: int, tokens: Form) -> None:
        start, end = self.starts[form], self.starts[form + 1]
        length = self._full_name(tokens)
        if length and form not in self.quoted:
            self._see_full_name(form, tokens, length)
        elif tokens[0][1].lower() in MISTER and len(tokens) < 5:
            self._raise(start + 1, end, PERSON, CERTAIN)
        here = self.labels[start:end]
        if len(tokens) > length and (BEGIN[PERSON] in here or BEGIN[PERSON] + 1 in here):
            self._join_first_name(tokens, start)
            words = [word for _, word in tokens]
            cut_persons(words, [self._bits(word) for word in words], self.labels, self.probabilities, start)

    def _see_full_name(self, form: int, tokens: Form, length: int) -> None:
        labels, start, end = self.labels, self.starts[form], self.starts[form + 1]
        doubtful = labels[end - 1] not in PERSON_LABELS or labels[end - length] not in PERSON_LABELS
        if doubtful and labels[start] not in GOES_ON:
            self._raise(end - length, end, PERSON, self._factor(form, tokens[-length][1], tokens[-1][1]))
        if labels[end - 1] in PERSON_LABELS:
            self.surnames.add(tokens[-1][1])

    def _join_first_name(self, tokens: Form, start: int) -> None:
        """ "Nachman | Shai": a word that no list holds, before a person, is no role but a rare first name."""
        labels = self.labels
        for number in range(start, start + len(tokens) - 1):
            if labels[number] in (OUTSIDE, MISC) and labels[number + 1] == BEGIN[PERSON]:
                word = tokens[number - start][1]
                rare = not self._bits(word) and word.isalpha() and word[1:].islower() and not ROLE_ENDING.search(word)
                if rare and self.probabilities[number, PERSON_COLUMNS].sum() > RARE:
                    self._raise(number, number + 1, PERSON, LISTED)
                    labels[number : number + 2] = [BEGIN[PERSON], BEGIN[PERSON] + 1]

    def _see_lone(self, form: int, word: str) -> None:
        bits, number = self._bits(word), self.starts[form]
        if form in self.kin and not bits & (SMALL | CITY | LAND | PEOPLE) and word[1:].islower():
            self._raise(number, number + 1, PERSON, RELATED if bits & FIRST_NAME else CALLED)
        elif word in self.surnames and not bits & (SMALL | HALF_SMALL):
            self._raise(number, number + 1, PERSON, MET)

    def _full_name(self, tokens: Form) -> int:
        """The number of words at the end of a run that look like the full name of a person, 0 if they do not."""
        size = len(tokens)
        length = 3 if size > 2 and tokens[-2][1].lower() in PARTICLES else 2
        if size > length and tokens[-length - 1][1].lower().strip(".") not in BEFORE_PERSON:
            return 0
        name, last = tokens[-length][1], tokens[-1][1]
        bits = self._bits(name)
        if not bits & FIRST_NAME or bits & (SMALL | PEOPLE) or name.lower().strip(".") in TITLES:
            return 0
        if last.isupper() and not (name.isupper() or last in NUMBERS):
            return 0
        return length if self._may_be_surname(last, known=bits & (CITY | LAND) > 0) else 0

    def _may_be_surname(self, word: str, known: bool) -> bool:
        """`known`: only if the lists say so."""
        if len(word) < 2 or word.lower() in NO_SURNAMES or not word[-1].isalpha():
            return False
        bits = self._bits(word)
        if bits & (SMALL | LAND | TEAM):
            return False
        peoples = PEOPLE & (bits | (self._bits(word[:-1]) if word[-1] == "s" else 0))
        return bits & SURNAME > 0 or not (known or peoples or bits & ORGANISATION_WORD)

    def _factor(self, form: int, first: str, last: str) -> float:
        """How many times as likely a person is.  "In August Trump flew home": the month goes before the lone name."""
        one, other = self._bits(first), self._bits(last)
        if first.lower() in FEASTS_AND_MONTHS:
            return 1 if last in self.lone else HALF_ORDINARY
        if (one | other) & HALF_SMALL or form not in self.without_the or first.isupper():
            return HALF_ORDINARY
        return PLACE_TOO if one & (CITY | LAND) else LISTED

    def _bits(self, word: str) -> int:
        return self.lists.get(word.lower(), 0)

    def _raise(self, first: int, end: int, kind: int, factor: float) -> None:
        """Makes the words first..end a name of `kind` if that is the likeliest once it is `factor` times as likely."""
        begin = BEGIN[kind]
        rows = self.probabilities[first:end]
        raised = rows.copy()
        raised[:, begin : begin + 2] *= factor
        raised /= raised.sum(1, keepdims=True)
        mean = raised.mean(0)
        kinds = [float(mean[b] + mean[b + 1]) for b in BEGIN]
        if kinds[kind] == max(*kinds, float(mean[OUTSIDE]), float(mean[MISC])):
            rows[:] = raised
            self.labels[first:end] = [begin, *[begin + 1] * (end - first - 1)]
