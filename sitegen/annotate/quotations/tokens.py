"""Paragraphs as short lists of tokens, in which a whole quotation is one token and a whole name is one.

So distance and pattern skip the quoted words by construction.  Only paragraphs near quotations are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

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
Mention = tuple[int, int, int]  # start, end, number of the person
Piece = tuple[int, int, str, int]  # start, end, "N" or "Q", number of the person or run


class Token:
    """`text[start:end]`; `kind` as in words.TOKEN_KINDS or a sign of PUNCTUATION; `word` in lower case.

    `number` is the person of an N, the run of a Q; `verb` the class of a V; `possessive` whether 's follows a
    name; `sentence` the number of the sentence in its paragraph; `link` keeps what links.verb_link found."""

    __slots__ = ("end", "kind", "link", "number", "possessive", "sentence", "start", "verb", "word")

    def __init__(self, kind: str, start: int, end: int, word: str, number: int = -1, verb: str = "") -> None:
        self.kind, self.start, self.end, self.word, self.number, self.verb = kind, start, end, word, number, verb
        self.possessive = False
        self.sentence = 0
        self.link: tuple[str, int] | None = None

    @property
    def symbol(self) -> str:
        """The kind, or for a verb of speech its class."""
        return self.verb or self.kind


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

    def __getitem__(self, paragraph: int) -> list[Token]:
        made = self._made.get(paragraph)
        if made is None:
            made = self._made[paragraph] = self._make(paragraph)
        return made

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
        for found in TOKEN.finditer(self.text, start, end):
            word, (first, last) = found.group(), found.span()
            sign = PUNCTUATION.get(word)
            if sign is None:
                tokens.append(_word_token(word, first, last))
            elif sign != "." or not _abbreviates(tokens, first):
                tokens.append(Token(sign, first, last, word))

    def _number_sentences(self, tokens: list[Token]) -> None:
        sentence = 0
        for place, token in enumerate(tokens):
            token.sentence = sentence
            if place + 1 < len(tokens) and (token.kind == "." or token.kind == "Q"):
                sentence += self._ends_sentence(token, tokens[place + 1], tokens[place + 2 : place + 3])

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


def _abbreviates(tokens: list[Token], at: int) -> bool:
    """Does a full stop here only shorten the word before it ("Rep. Jo Roe")?"""
    return bool(tokens) and tokens[-1].end == at and tokens[-1].kind != "n" and tokens[-1].word in ABBREVIATIONS


def _word_token(word: str, start: int, end: int) -> Token:
    low = word.lower()
    capital = word[0].isupper()
    verb = VERB_CLASS.get(low)
    if verb and (not capital or verb == "K"):
        return Token("V", start, end, low, verb=verb)
    kind = FUNCTION_WORD.get(low)
    if kind is None:
        adverb = low.endswith("ly") and len(low) > 4
        kind = "a" if adverb else "C" if capital else "n" if word[0].isdigit() else "w"
    return Token(kind, start, end, low)
