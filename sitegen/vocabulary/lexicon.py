"""What is known of a word wherever it stands; worked out when it is first met."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.vocabulary.keys import word_key
from sitegen.vocabulary.quality import CAPITALISED, FLOOR, NEVER, Judge

MOST = 200_000
HELP, HELP_OF_NAME = 0.33, 0.85  # the most that an archive adds to the quality of a lone word


class Word(NamedTuple):
    """The key of a word; may a topic begin with it or run through it, and may it be one alone or end one?  Is it an
    office, that is of something?"""

    key: str
    inside: bool
    heads: bool
    office: bool


class Lexicon(dict[str, Word]):
    """Word as written -> Word."""

    def __init__(self) -> None:
        super().__init__()
        self.judge = Judge()
        self._alone: dict[tuple[str, bool], bool] = {}
        self._phrases: dict[tuple[str, str], bool] = {}

    def __missing__(self, word: str) -> Word:
        if len(self) >= MOST:
            self.clear()
        key, lists = word_key(word), self.judge.lists
        calendar = key in lists.calendar
        inside, heads = key not in lists.describing, key not in lists.empty_heads
        found = self[word] = Word(key, inside and not calendar, heads and not calendar, key in lists.offices)
        return found

    def alone(self, key: str, capital: float) -> bool:
        """May a lone word be a term of some archive?"""
        name = capital >= CAPITALISED
        if len(self._alone) >= MOST:
            self._alone.clear()
        if (key, name) not in self._alone:
            best = self.judge.quality(key, "N", capital) + (HELP_OF_NAME if name else HELP)
            self._alone[key, name] = best >= FLOOR
        return self._alone[key, name]

    def together(self, key: str, tags: str, capital: float) -> bool:
        """May a phrase be a term of some archive?"""
        if len(self._phrases) >= MOST:
            self._phrases.clear()
        name = capital >= CAPITALISED
        look = (key, tags.lower() if name else tags)
        if look not in self._phrases:
            self._phrases[look] = self.judge.quality(key, tags, capital) > NEVER
        return self._phrases[look]

    def told(self, key: str) -> bool:
        """Do tables know the phrase, so that it need not be repeated to count?"""
        known = self.judge.known.get(key)
        return known is not None or key in self.judge.topics
