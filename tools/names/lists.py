"""What is known of a word before training: bits from lists, and how often the texts write it small."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from sitegen.annotate.names.words import HALF_SMALL, SMALL

FOLDER = Path(__file__).parent / "gaz"
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def word_bits(texts: Iterable[str]) -> dict[str, int]:
    """The bits of each word (`sitegen.annotate.names.words`)."""
    bits: dict[str, int] = defaultdict(int)
    for line in (FOLDER / "words.txt").read_text("utf-8").splitlines():
        word, number = line.split("\t")
        bits[word] |= int(number)
    for word, bit in _own_words():
        bits[word] |= bit
    small, every = _cases(texts)
    for word, count in small.items():
        share = count / every[word]
        if count >= 8 and len(word) > 1 and share > 0.3:
            bits[word] |= SMALL if share > 0.85 else HALF_SMALL
    return dict(bits)


def _own_words() -> Iterable[tuple[str, int]]:
    bit = 0
    for line in (FOLDER / "own.txt").read_text("utf-8").splitlines():
        if line.startswith("="):
            bit = int(line[1:])
        elif not line.startswith("#"):
            yield from ((word.strip("."), bit) for word in line.lower().split())


def _cases(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in small letters, and at all (words in capitals say nothing)."""
    small: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for text in texts:
        for word, count in Counter(WORD.findall(text)).items():
            if len(word) > 3 and word.isupper():
                continue
            every[word.lower()] += count
            if word == word.lower():
                small[word] += count
    return small, every
