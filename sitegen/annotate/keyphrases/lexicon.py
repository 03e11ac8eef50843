"""What is known of a word wherever it stands; worked out when it is first met."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from sitegen.annotate.keyphrases.background import Background
from sitegen.annotate.keyphrases.stems import stem
from sitegen.annotate.keyphrases.stopwords import NAME_OPENERS, is_stop_word
from sitegen.vocabulary.keys import word_key

MOST = 200_000


class Use(IntEnum):
    """What a word is good for: nothing, to begin a name, to be a keyphrase."""

    NONE, OPENER, TELLING = range(3)


class Word(NamedTuple):
    """The stem of a word, what it is good for, what the background tells of it, is it capitalised."""

    stem: str
    use: Use
    rarity: float
    titles: float
    capital: bool


class Lexicon(dict[str, Word]):
    """Word as written -> Word."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.background = background

    def __missing__(self, word: str) -> Word:
        if len(self) >= MOST:
            self.clear()
        rarity, titles = self.background[word_key(word)]
        found = self[word] = Word(stem(word), _use(word), rarity, titles, word[0].isupper())
        return found


def _use(word: str) -> Use:
    if not is_stop_word(word):
        return Use.TELLING
    return Use.OPENER if word in NAME_OPENERS else Use.NONE
