"""What is known of a text while its quotations are read from first to last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitegen.annotate.people import People
from sitegen.annotate.people.subjects import borne
from sitegen.annotate.quotations.passages import Passage
from sitegen.annotate.quotations.runs import Run, find_runs, paragraphs
from sitegen.annotate.quotations.tokens import Mention, Token, Tokens
from sitegen.annotate.words import Gender

SMALL_WORDS = frozenset("of the and a an in to for on with at or is".split())
FAR = 99  # paragraphs: no speaker before
REMEMBERED = 40  # runs: who spoke before those is forgotten
MOST_WORDS = 10  # of a run, as far as its length tells anything


class Document:
    """A text with its paragraphs, runs, tokens and people."""

    def __init__(self, text: str, people: People) -> None:
        self.text, self.people = text, people
        self.lines = paragraphs(text)
        self.runs = find_runs(text, self.lines)
        if not self.runs:
            return
        self.named_in = named_in(self.runs, people.mentions)
        speaking = [(start, end, k) for start, end, k in people.mentions if not borne(text, start, end)]
        self.tokens = Tokens(text, self.lines, self.runs, speaking)
        self._speaking, self._starts = speaking, [start for start, _, _ in speaking]
        self._run_starts = [run.start for run in self.runs]
        self._persons: dict[int, frozenset[int]] = {}
        by_frequency = sorted(range(len(people.persons)), key=lambda k: -len(people.persons[k].mentions))
        self.rank = {person: rank for rank, person in enumerate(by_frequency)}
        self.one_word = [" " not in person.name for person in people.persons]
        self.offices: dict[str, dict[int, set[str]]] | None = None  # read when asked for, see described.offices_of
        self._passages: dict[int, Passage] = {}
        self._of_gender: dict[Gender, list[int]] = {}

    def passage(self, paragraph: int) -> Passage:
        """A paragraph's tokens with their index, read when first asked for."""
        found = self._passages.get(paragraph)
        if found is None:
            found = self._passages[paragraph] = Passage(self.tokens[paragraph])
        return found

    def persons(self, paragraph: int) -> frozenset[int]:
        """The persons whom a paragraph names outside its quotations."""
        found = self._persons.get(paragraph)
        if found is None:
            here = self._mentions(paragraph)
            found = self._persons[paragraph] = frozenset([k for at, _, k in here if not self._quoted(at)])
        return found

    def first_named(self, paragraph: int) -> int | None:
        """The person whom a paragraph names first."""
        return next((person for _, _, person in self._mentions(paragraph)), None)

    def _mentions(self, paragraph: int) -> list[Mention]:
        start, end = self.lines[paragraph]
        return self._speaking[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _quoted(self, at: int) -> bool:
        run = bisect_right(self._run_starts, at) - 1
        return run >= 0 and at < self.runs[run].end

    def of_gender(self, gender: Gender) -> list[int]:
        """The persons of whom the text tells this gender."""
        if gender not in self._of_gender:
            persons = enumerate(self.people.persons)
            self._of_gender[gender] = [number for number, person in persons if person.gender == gender]
        return self._of_gender[gender]


def named_in(runs: Sequence[Run], mentions: Sequence[tuple[int, int, int]]) -> list[frozenset[int]]:
    """The persons whom the words of each run name: hardly ever its speaker.  Both are in the order of the text."""
    found, place = [], 0
    for run in runs:
        while place < len(mentions) and mentions[place][0] < run.start:
            place += 1
        first = place
        while place < len(mentions) and mentions[place][0] < run.end:
            place += 1
        found.append(frozenset([person for _, _, person in mentions[first:place]]))
    return found


@dataclass(slots=True)
class History:
    """Who said the runs so far: a person's number, or None for nobody named; whom the pronouns so far mean, by where
    they stand and who spoke before."""

    speakers: list[int | None] = field(default_factory=list)
    readings: dict[tuple[int, int, int | None, int, int | None], list[tuple[float, int]]] = field(default_factory=dict)

    def last_two(self) -> tuple[int | None, int, int | None, int]:
        """(the last speaker, the run, the speaker before who is another person, that one's run)."""
        last, run = None, -1
        for place in range(len(self.speakers) - 1, max(-1, len(self.speakers) - 1 - REMEMBERED), -1):
            speaker = self.speakers[place]
            if speaker is None:
                continue
            if last is None:
                last, run = speaker, place
            elif speaker != last:
                return last, run, speaker, place
        return last, run, None, -1

    def takes_turns(self) -> bool:
        """Do two speakers alternate in the last four runs?"""
        recent = [speaker for speaker in self.speakers[-4:] if speaker is not None]
        return len(recent) >= 3 and recent[-1] != recent[-2] and recent[-1] == recent[-3]


@dataclass(slots=True)
class Shape:
    """What a run looks like in its paragraph.

    `position`: A alone, F first, M after other words; `length` a class of its count of words;
    `end` the last sign, w for a word; `shape` position and end; `title` whether every longer word has a
    capital; `lower` whether it begins with a small letter; `sentence` the number of its sentence."""

    run: Run
    passage: Passage
    tokens: list[Token]
    at: int
    sentence: int
    position: str
    length: str
    shape: str
    end: str
    title: bool
    lower: bool

    @classmethod
    def of(cls, document: Document, number: int) -> Shape:
        run = document.runs[number]
        passage = document.passage(run.paragraph)
        at = passage.at[number]
        words = document.text[run.inner_start : run.inner_end].split(None, MOST_WORDS)
        last = document.tokens.last_sign(run)
        position = "A" if passage.only_quoted else "M" if at else "F"
        end = last if last in ",?!.-" else "w"
        title = len(words) > 1 and last not in "?!" and _title_case(words)
        lower = bool(words) and words[0][0].islower()
        length, sentence = _length_class(len(words)), passage.tokens[at].sentence
        return cls(run, passage, passage.tokens, at, sentence, position, length, position + end, end, title, lower)


def _title_case(words: list[str]) -> bool:
    """Has every longer word a capital?  Words from MOST_WORDS on are no title."""
    if len(words) > MOST_WORDS or not words[-1][0].isupper():
        return False
    return all(word[0].isupper() or word in SMALL_WORDS for word in words)


def _length_class(words: int) -> str:
    if 1 <= words <= 3:
        return str(words)
    return "4" if words < 6 else "6" if words < 10 else "9"
