"""An article as tokens and tags, with what stands where."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable

from sitegen.annotate.topics.keys import word_key
from sitegen.annotate.topics.tagging import SENTENCE_ENDS, Tagged

# The tags of what stands inside a name, and of other words in capitals inside a sentence ("Mexican authorities").
NAME, CAPITAL = "x", "c"
QUOTED = re.compile(r"[\"\u201c][^\"\u201d\n]*[\"\u201d]?")

Place = tuple[int, int]  # (first token, token after the last)


class Article:
    """A tagged article, names taken out; where its headline ends and its first paragraph too (numbers of tokens)."""

    def __init__(self, text: str, tagged: Tagged, names: Iterable[tuple[int, int]], headline_end: int) -> None:
        self.text, self.words, self.starts = text, tagged.words, tagged.starts
        self.keys = [word_key(word) for word in self.words]
        self.tags = _without_names(tagged, names)
        self.headline = sum(start < headline_end for start in self.starts[:80]) if headline_end else 0
        breaks = [number for number, word in enumerate(self.words) if word == "\n"]
        self.lead = next((number for number in breaks if number > self.headline + 1), len(self.words))
        self.breaks = breaks

    def paragraph(self, token: int) -> int:
        return bisect(self.breaks, token)

    def span(self, place: Place) -> tuple[int, int]:
        last = place[1] - 1
        return self.starts[place[0]], self.starts[last] + len(self.words[last])

    def ends(self) -> tuple[int, int]:
        """Where the headline and the first paragraph end in the text."""
        headline = self.starts[self.headline] if 0 < self.headline < len(self.starts) else 0
        return headline, self.starts[self.lead] if self.lead < len(self.starts) else len(self.text)

    def quoted(self, token: int) -> bool:
        """Does it stand inside quotation marks?"""
        start = self.starts[token]
        line, end = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", start)
        marks = QUOTED.finditer(self.text, line, end if end >= 0 else len(self.text))
        return any(match.start() < start < match.end() for match in marks)

    def shouted(self, token: int) -> bool:
        """Does it stand among words in capitals?"""
        beside = self.words[max(token - 1, 0) : token] + self.words[token + 1 : token + 2]
        return any(word.isupper() and len(word) > 1 for word in beside)


def _without_names(tagged: Tagged, names: Iterable[tuple[int, int]]) -> str:
    """The tags, with NAME and CAPITAL for what is no common word."""
    tags, size, opens = list(tagged.tags), len(tagged.words), True
    for number, word in enumerate(tagged.words):
        if not opens and word[0].isupper():
            tags[number] = CAPITAL
        opens = word in SENTENCE_ENDS
    number = 0
    for start, end in sorted(names):
        while number < size and tagged.starts[number] < start:
            number += 1
        while number < size and tagged.starts[number] < end:
            tags[number] = NAME
            number += 1
    return "".join(tags)
