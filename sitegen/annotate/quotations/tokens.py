"""Paragraphs as short lists of tokens, in which a whole quotation is one token and a whole name is one.

So distance and pattern skip the quoted words by construction.  Only paragraphs near quotations are read.  What is
known of a word (class, lower case, where its signs stand) is found out once and kept: see `Words`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sitegen.annotate.quotations.runs import Run
from sitegen.annotate.words import ABBREVIATIONS, FUNCTION_WORD, VERB_CLASS

TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|[,.:;?!()\[\]—–…]|--?")
PUNCTUATION = {
    ",": ",",
    ".": ".",
    "?": ".",
    "!": ".",
    "…": ".",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "—": "-",
    "–": "-",
    "-": "-",
    "--": "-",
}
MOST_KEPT, LONGEST_KEPT = 50_000, 40  # words kept, signs of each: memory is bounded whatever is read
Mention = tuple[int, int, int]  # start, end, number of the person
Piece = tuple[int, int, str, int]  # start, end, "N" or "Q", number of the person or run
Part = tuple[str, int, int, str, str]  # a token of a word: kind, start and end in the word, lower case, verb's class


class Token(Struct, gc=False):
    """`text[start:end]`; `kind` as in words.TOKEN_KINDS or a sign of PUNCTUATION; `word` in lower case.

    `number` is the person of an N, the run of a Q; `verb` the class of a V; `possessive` whether 's follows a
    name; `sentence` the number of the sentence in its paragraph; `link` keeps what links.verb_link found."""

    kind: str
    start: int
    end: int
    word: str
    number: int = -1
    verb: str = ""
    possessive: bool = False
    sentence: int = 0
    link: tuple[str, int] | None = None

    @property
    def symbol(self) -> str:
        """The kind, or for a verb of speech its class."""
        return self.verb or self.kind


class Words(dict[str, tuple[Part, ...]]):
    """The tokens of what stands between two spaces, made when first asked for: "said," is a verb and a comma."""

    def __missing__(self, word: str) -> tuple[Part, ...]:
        parts = tuple(_parts(word))
        if len(word) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = parts
        return parts


def _parts(word: str) -> Iterator[Part]:
    last, ended = "", -1
    for found in TOKEN.finditer(word):
        part, (start, end) = found.group(), found.span()
        sign = PUNCTUATION.get(part)
        if sign is None:
            yield _word_part(part, start, end)
        elif sign == "." and ended == start and last in ABBREVIATIONS:
            continue  # a full stop that only shortens the word before it ("Rep. Jo Roe")
        else:
            yield sign, start, end, part, ""
        last, ended = part.lower(), end


def _word_part(word: str, start: int, end: int) -> Part:
    low = word.lower()
    capital = word[0].isupper()
    verb = VERB_CLASS.get(low)
    if verb and (not capital or verb == "K"):
        return "V", start, end, low, verb
    kind = FUNCTION_WORD.get(low)
    if kind is None:
        adverb = low.endswith("ly") and len(low) > 4
        kind = "a" if adverb else "C" if capital else "n" if word[0].isdigit() else "w"
    return kind, start, end, low, ""


WORDS = Words()


class Tokens:
    """The tokens of each paragraph of a text, made when first asked for."""

    def __init__(
        self, text: str, lines: list[tuple[int, int]], runs: Sequence[Run], mentions: Sequence[Mention]
    ) -> None:
        self.text, self.lines, self.runs, self.mentions = text, lines, runs, mentions
        self._starts = [mention[0] for mention in mentions]
        self._of_run: dict[int, list[int]] = {}
        for number, run in enumerate(runs):
            self._of_run.setdefault(run.paragraph, []).append(number)
        self._made: dict[int, list[Token]] = {}
        self._place: dict[int, int] = {}

    def __getitem__(self, paragraph: int) -> list[Token]:
        made = self._made.get(paragraph)
        if made is None:
            made = self._made[paragraph] = self._make(paragraph)
        return made

    def place(self, number: int) -> int:
        """Where among the tokens of its paragraph a run stands."""
        _ = self[self.runs[number].paragraph]
        return self._place[number]

    def last_sign(self, run: Run) -> str:
        """The last sign of the quoted words that is no space; an ellipsis counts as a full stop."""
        end = run.inner_end - 1
        while end > run.inner_start and self.text[end].isspace():
            end -= 1
        sign = self.text[end] if end >= run.inner_start else " "
        return "." if sign == "…" else sign

    def _make(self, paragraph: int) -> list[Token]:
        position, end = self.lines[paragraph]
        tokens: list[Token] = []
        for piece in self._pieces(paragraph):
            if piece[0] < position:
                continue
            if piece[0] > position:
                self._read_words(position, piece[0], tokens)
            position = self._add(piece, tokens)
        if position < end:
            self._read_words(position, end, tokens)
        self._number_sentences(tokens)
        return tokens

    def _pieces(self, paragraph: int) -> list[Piece]:
        """Runs and the names outside them, in order."""
        quoted: list[Piece] = [
            (self.runs[number].start, self.runs[number].end, "Q", number) for number in self._of_run.get(paragraph, ())
        ]
        names = list(self._names(*self.lines[paragraph], quoted))
        return sorted(quoted + names) if names else quoted

    def _names(self, start: int, end: int, quoted: list[Piece]) -> Iterator[Piece]:
        place, passed = bisect_left(self._starts, start), 0
        while place < len(self.mentions) and self.mentions[place][0] < end:
            first, last, person = self.mentions[place]
            while passed < len(quoted) and quoted[passed][1] <= first:
                passed += 1
            if not (passed < len(quoted) and quoted[passed][0] < last):
                yield first, last, "N", person
            place += 1

    def _add(self, piece: Piece, tokens: list[Token]) -> int:
        """Add a name (an 's after it belongs to it) or a quotation; give back where it ends."""
        start, end, kind, number = piece
        token = Token(kind, start, end, "", number)
        if kind == "Q":
            self._place[number] = len(tokens)
        tokens.append(token)
        if kind == "Q":
            return end
        text = self.text
        if text[end : end + 2] in ("'s", "’s"):
            token.possessive = True
            return end + 2
        if text[end : end + 1] in ("'", "’") and text[end - 1 : end] == "s" and text[end + 1 : end + 2] == " ":
            token.possessive = True
            return end + 1
        return end

    def _read_words(self, start: int, end: int, tokens: list[Token]) -> None:
        add, words = tokens.append, WORDS
        for word in self.text[start:end].split(" "):
            for kind, first, last, low, verb in words[word]:
                add(Token(kind, start + first, start + last, low, -1, verb))
            start += len(word) + 1

    def _number_sentences(self, tokens: list[Token]) -> None:
        """Give each token the number of its sentence; 0 is there already."""
        sentence = begun = 0
        for place, token in enumerate(tokens[:-1]):
            if token.kind in ".Q" and self._ends_sentence(token, tokens[place + 1], tokens[place + 2 : place + 3]):
                if sentence:
                    _number(tokens[begun : place + 1], sentence)
                sentence, begun = sentence + 1, place + 1
        if sentence:
            _number(tokens[begun:], sentence)

    def _ends_sentence(self, token: Token, following: Token, after: list[Token]) -> bool:
        begins = following.kind in "QN" or self.text[following.start].isupper()
        if token.kind == ".":
            return begins or self.text[following.start].isdigit()
        sign = self.last_sign(self.runs[token.number])
        if sign == ".":
            return following.kind != "," and begins
        if sign not in "?!" or following.kind in ",V":
            return False
        begins = following.kind == "Q" or self.text[following.start].isupper()
        # "...?" Smith asked
        asked = following.kind in "NP" and bool(after) and after[0].kind == "V"
        return begins and not asked


def _number(tokens: list[Token], sentence: int) -> None:
    for token in tokens:
        token.sentence = sentence
