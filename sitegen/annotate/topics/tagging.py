"""Parts of speech of English without a parser.

A word has a class: function words one of their own, others by the tags they had in open text that was tagged by
machine, unknown ones by suffix or capitals.  A table over the classes of three neighbouring words gives the tag of the
middle one (97 % of held-out words as the tagger that it was made from).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).parent.parent / "data" / "parts_of_speech.npz"

# noun, name, adjective, adverb or comparative, -ing, -ed, verb, number, function word, break
TAGS = "NPJRGDVCF."
# A word or number; "U.S." is told by its second sign, where most words fail at once.
TOKEN = re.compile(
    r"[^\W_](?:\.(?<!\d\.)(?:[^\W\d_]\.)+|[^\W_]*(?:[-&][^\W_]+|\.\d+|,\d{3}|['\u2019](?!s\b)[^\W_]+)*)"
    r"|['\u2019]s\b|\n|[^\w\s]"
)
SENTENCE_ENDS = frozenset('.?!:;\n"\u201c\u201d\u2022*')
SUFFIXES = (
    *(("ing", "ing"), ("ed", "ed"), ("ly", "ly"), ("tion", "nn"), ("ment", "nn"), ("ness", "nn"), ("ity", "nn")),
    *(("ism", "nn"), ("ship", "nn"), ("ance", "nn"), ("ence", "nn"), ("tions", "nns"), ("ments", "nns")),
    *(("ities", "nns"), ("isms", "nns"), ("ous", "jj"), ("ive", "jj"), ("ful", "jj"), ("less", "jj"), ("able", "jj")),
    *(("ible", "jj"), ("ical", "jj"), ("al", "al"), ("ic", "ic"), ("ers", "nns"), ("ors", "nns"), ("ists", "nns")),
    *(("ist", "nn"), ("er", "er"), ("or", "er"), ("ss", "x"), ("us", "x"), ("is", "x"), ("ies", "nns"), ("s", "s")),
)
SAME_CLASS = {
    **{"?": ".", "!": ".", "\u201c": '"', "\u201d": '"'},
    **{"\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-"},
}
MARKS = frozenset(",.:()\"'-")


class Tagged(NamedTuple):
    """The tokens of a text, where each begins, and a tag (a letter of TAGS) each."""

    words: list[str]
    starts: list[int]
    tags: str


class PartsOfSpeech:
    """The table of the package, opened."""

    def __init__(self, table: NDArray[Any], names: list[str], classes: dict[str, str]) -> None:
        """`table`: an index into TAGS for each triple of classes; `names`: of the classes; `classes`: words of each."""
        self.table = np.frombuffer(TAGS.encode("ascii"), np.uint8)[table]
        self.names, self.numbers = names, {name: number for number, name in enumerate(names)}
        self.vocabulary = {word: self.numbers[name] for name, words in classes.items() for word in words.split()}
        self.line_break = self.numbers["z:nl"]
        self._memo: dict[str, tuple[int, int]] = {}

    @classmethod
    def load(cls, path: Path = TABLE) -> PartsOfSpeech:
        with np.load(path) as stored:
            names, vocabulary = (bytes(stored[name]).decode("utf-8") for name in ("names", "vocab"))
            return cls(stored["table"], names.split("\n"), json.loads(vocabulary))

    def tag(self, text: str) -> Tagged:
        """Cuts a text in tokens and tags them."""
        tokens = list(TOKEN.finditer(text))
        words, starts = [token[0] for token in tokens], [token.start() for token in tokens]
        classes = self._classes(words)
        size = len(self.names)
        tags = self.table[(classes[:-2] * size + classes[1:-1]) * size + classes[2:]]
        return Tagged(words, starts, tags.tobytes().decode("ascii"))

    def _classes(self, words: list[str]) -> NDArray[np.int64]:
        """The class of each word, and one more at either end."""
        if len(self._memo) > 200_000:
            self._memo.clear()
        known, line, opens = self._memo, [self.line_break], True
        for word in words:
            pair = known.get(word)
            if pair is None:
                pair = known[word] = self._pair(word)
            line.append(pair[opens])
            opens = word in SENTENCE_ENDS
        return np.array([*line, self.line_break], np.int64)

    def _pair(self, word: str) -> tuple[int, int]:
        """The class of a word inside a sentence, and at its start."""
        if not word[0].isalnum():
            number = self.numbers[_mark_class(word)]
            return number, number
        if word[0].isdigit():
            number = self.numbers["z:NUMW" if any(letter.isalpha() for letter in word) else "z:NUM"]
            return number, number
        small = word.lower().replace("\u2019", "'")
        known = self.vocabulary.get(small)
        if word == "I" and known is not None:
            return known, known
        if not word[0].isupper():
            number = self.numbers[_suffix_class(small)] if known is None else known
            return number, number
        if word.isupper() and len(word) > 1:
            return self.numbers["z:ACR"], self.numbers["z:ACR"]
        inside = self.numbers[_capital_class("" if known is None else self.names[known])]
        return inside, self.numbers["z:CAP"] if known is None else known


def _mark_class(mark: str) -> str:
    if mark in ("'s", "\u2019s"):
        return "z:poss"
    if mark == "\n":
        return "z:nl"
    mark = SAME_CLASS.get(mark, mark)
    return f"z:{mark}" if mark in MARKS else "z:punct"


def _suffix_class(word: str) -> str:
    for suffix, name in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return f"u:{name}"
    return "u:hy" if "-" in word else "u:x"


def _capital_class(small: str) -> str:
    """The class of a capitalised word inside a sentence, by the class that it has in small letters."""
    if small.startswith("a:N"):
        return "z:CAPN"
    if small.startswith("a:J"):
        return "z:CAPJ"
    return "z:CAPF" if small.startswith("w:") else "z:CAP"
