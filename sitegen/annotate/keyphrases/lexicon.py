"""What is known of a word wherever it stands; worked out when it is first met."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.keyphrases.background import Background
from sitegen.annotate.keyphrases.stems import stem
from sitegen.annotate.keyphrases.stopwords import is_stop_word
from sitegen.vocabulary.keys import word_key

MOST = 200_000


class Word(NamedTuple):
    """The stem of a word, may it be a keyphrase, and what the background tells of it."""

    stem: str
    telling: bool
    rarity: float
    titles: float


class Lexicon(dict[str, Word]):
    """Word as written -> Word."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.background = background

    def __missing__(self, word: str) -> Word:
        if len(self) >= MOST:
            self.clear()
        found = self[word] = Word(stem(word), not is_stop_word(word), *self.background[word_key(word)])
        return found
