"""What is known of a text while its quotations are read from first to last."""

from __future__ import annotations

from dataclasses import dataclass, field

from sitegen.annotate.people import People
from sitegen.annotate.people.subjects import borne
from sitegen.annotate.quotations.runs import Run, find_runs, paragraphs
from sitegen.annotate.quotations.tokens import Token, Tokens

SMALL_WORDS = frozenset("of the and a an in to for on with at or is".split())
FAR = 99  # paragraphs: no speaker before


class Document:
    """A text with its paragraphs, runs, tokens and people."""

    def __init__(self, text: str, people: People) -> None:
        self.text, self.people = text, people
        self.lines = paragraphs(text)
        self.runs = find_runs(text, self.lines)
        speaking = [(start, end, k) for start, end, k in people.mentions if not borne(text, start, end)]
        self.tokens = Tokens(text, self.lines, self.runs, speaking)
        by_frequency = sorted(range(len(people.persons)), key=lambda k: -len(people.persons[k].mentions))
        self.rank = {person: rank for rank, person in enumerate(by_frequency)}
        self.one_word = [len(person.name.split()) < 2 for person in people.persons]


@dataclass(slots=True)
class History:
    """Who said the runs so far: a person's number, or None for nobody named."""

    speakers: list[int | None] = field(default_factory=list)

    def last_two(self) -> tuple[int | None, int, int | None]:
        """(the last speaker, the run, the speaker before who is another person)."""
        last, run = None, -1
        for place in range(len(self.speakers) - 1, -1, -1):
            speaker = self.speakers[place]
            if speaker is None:
                continue
            if last is None:
                last, run = speaker, place
            elif speaker != last:
                return last, run, speaker
        return last, run, None

    def takes_turns(self) -> bool:
        """Do two speakers alternate in the last four runs?"""
        recent = [speaker for speaker in self.speakers[-4:] if speaker is not None]
        return len(recent) >= 3 and recent[-1] != recent[-2] and recent[-1] == recent[-3]


@dataclass(slots=True, frozen=True)
class Shape:
    """What a run looks like in its paragraph.

    `position`: A alone, F first, M after other words; `length` a class of its count of words;
    `end` the last sign, w for a word; `shape` position and end; `title` whether every longer word has a
    capital; `lower` whether it begins with a small letter."""

    run: Run
    tokens: list[Token]
    at: int
    position: str
    length: str
    shape: str
    end: str
    title: bool
    lower: bool
    ends_paragraph: bool

    @classmethod
    def of(cls, document: Document, number: int) -> Shape:
        run = document.runs[number]
        tokens = document.tokens[run.paragraph]
        at = next(i for i, token in enumerate(tokens) if token.kind == "Q" and token.number == number)
        words = document.text[run.inner_start : run.inner_end].split()
        last = document.tokens.last_sign(run)
        position = "A" if only_quoted(tokens) else "M" if at else "F"
        end = last if last in ",?!.-" else "w"
        title = len(words) > 1 and last not in ",?!" and _title_case(words)
        lower = bool(words) and words[0][0].islower()
        length = _length_class(len(words))
        return cls(run, tokens, at, position, length, position + end, end, title, lower, at == len(tokens) - 1)


def only_quoted(tokens: list[Token]) -> bool:
    """Does a paragraph hold nothing but quotations?"""
    return all(token.kind in "Q.,-" for token in tokens)


def _title_case(words: list[str]) -> bool:
    return words[-1][0].isupper() and all(word[0].isupper() or word in SMALL_WORDS for word in words)


def _length_class(words: int) -> str:
    if 1 <= words <= 3:
        return str(words)
    return "4" if words < 6 else "6" if words < 10 else "9"
