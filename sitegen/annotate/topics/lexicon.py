"""What is known of a word wherever it stands, and of a phrase; worked out when it is first met."""

from __future__ import annotations

from typing import NamedTuple

from sitegen.annotate.topics.tagging import SENTENCE_ENDS
from sitegen.vocabulary.keys import word_key
from sitegen.vocabulary.quality import CAPITALISED, FLOOR, NEVER, Judge

MOST = 200_000
HELP, HELP_OF_NAME = 0.33, 0.85  # the most that an archive adds to the quality of a lone word
LINKS = frozenset(("of", "and", "for", "&"))  # inside a name

# Signs of a word: may a topic begin with it or run through it; may it be one alone or end one; has it a capital, more
# than two letters or only capitals; does it end a sentence, is it a link, is it an office, that is of something?
INSIDE, HEADS, UPPER, LONG, ENDS, LINK, OFFICE = (1 << bit for bit in range(7))


class Word(NamedTuple):
    """The key of a word, the key with a blank for a hyphen, its signs."""

    key: str
    said: str
    signs: int


class Lexicon(dict[str, Word]):
    """Word as written -> Word."""

    def __init__(self) -> None:
        super().__init__()
        self.judge = Judge(small=True)
        self.alone = {name: Alone(self.judge, name) for name in (False, True)}
        self._phrases: dict[tuple[str, str], bool] = {}

    def __missing__(self, word: str) -> Word:
        if len(self) >= MOST:
            self.clear()
        key = word_key(word)
        found = self[word] = Word(key, key.replace("-", " "), self._signs(word, key))
        return found

    def _signs(self, word: str, key: str) -> int:
        lists = self.judge.lists
        calendar = key in lists.calendar
        return (
            INSIDE * (key not in lists.describing and not calendar)
            | HEADS * (key not in lists.empty_heads and not calendar)
            | UPPER * word[0].isupper()
            | LONG * (len(key) > 2 or word.isupper())
            | ENDS * (word in SENTENCE_ENDS)
            | LINK * (word in LINKS)
            | OFFICE * (key in lists.offices)
        )

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
        return key in self.judge.known or key in self.judge.topics


class Alone(dict[str, bool]):
    """Key of a lone word -> may it be a term of some archive?  `name`: where it is capitalised."""

    def __init__(self, judge: Judge, name: bool) -> None:
        super().__init__()
        self.judge, self.name = judge, name

    def __missing__(self, key: str) -> bool:
        if len(self) >= MOST:
            self.clear()
        best = self.judge.quality(key, "N", float(self.name)) + (HELP_OF_NAME if self.name else HELP)
        self[key] = best >= FLOOR
        return self[key]
