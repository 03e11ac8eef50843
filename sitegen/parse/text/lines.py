"""The non-blank lines of a text, with what the rules learn about each.

A line ends at "\\n" and nowhere else.  However long a line is, the rules look at its ends only, so that a file of one
line of 50 MB costs no more than its reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.parse.datelines import NONE, Dateline
from sitegen.parse.dates import Found
from sitegen.parse.phrases import tokens
from sitegen.parse.text.captions import Credit

LOOKED_AT = 700  # characters at each end of a line that rules may look at
CHARACTERS_A_WORD = 6
KEPT_OF_KEY = 300
SHORT = 100  # characters of a line that is likely to stand in other texts too
REMEMBERED = 4096  # such lines that a process keeps the findings of
COUNTED = 400  # characters of a line that may recur over the archive
LETTER = re.compile(r"[^\W\d_]")
INVISIBLE = "\u200b\ufeff"  # zero-width marks that scrapers leave at the ends of lines
LONG, ENOUGH_WORDS = 12, 2000
STEP = 4096
# Thai, Lao, Myanmar, Khmer, Japanese, Chinese put no blanks between words
WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
LETTERS_A_WORD = 2  # of these scripts


@dataclass(slots=True, eq=False)
class RawLine:
    """One line at `source[start:end]`, without the blanks around it.

    `text` is what rules look at: the line, or both its ends; `words` counts its tokens, estimated where it is cut.
    `features` are the findings, name -> strength; `noise` adds up the phrases of page furniture in it."""

    number: int
    start: int
    end: int
    text: str
    key: str
    tokens: list[str]
    words: int
    features: dict[str, float] = field(default_factory=lambda: {"bias": 1.0})
    noise: float = 0.0
    full_stop: bool = False
    capitals: bool = False
    opens_links: bool = False
    long: bool = False
    late: bool = False
    certain: bool = False
    corrected: bool = False
    credit: Credit | None = None
    dateline: Dateline = NONE
    dates: list[Found] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    role: str = ""
    zone: str = ""

    @property
    def counted(self) -> bool:
        """May the line recur over the archive?  The same lines as of `keys_of`."""
        return self.end - self.start <= COUNTED and bool(self.tokens)

    @property
    def whole(self) -> bool:
        """True where `text` is the line itself, so that offsets in it are offsets in the source."""
        return self.end - self.start == len(self.text)

    def has(self, names: frozenset[str]) -> bool:
        """True where at least one of these features was found."""
        return not names.isdisjoint(self.features)


def key_of(line: str) -> str:
    """What two lines share that are the same words: the key of `recurring` and of repeats."""
    return _visible(line.strip())[:KEPT_OF_KEY].lower()


def keys_of(text: str) -> list[str]:
    """Keys of the lines that may be counted over the archive, each once: lines with a letter, of at most 400
    characters."""
    lines = map(str.strip, text.split("\n"))
    return [key for key in dict.fromkeys(key_of(line) for line in lines if len(line) <= COUNTED) if LETTER.search(key)]


def _visible(bare: str) -> str:
    return bare.strip(INVISIBLE).strip() or bare


def split_lines(text: str, start: int = 0) -> list[RawLine]:
    """The non-blank lines from `start` on, in order; blank is what `str.strip` leaves empty."""
    lines: list[RawLine] = []
    number = text.count("\n", 0, start)
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        number += 1
        line = _read(text, start, end, number) if end > start else None
        if line is not None:
            lines.append(line)
        start = end + 1
    return lines


def words_of_body(lines: list[RawLine]) -> list[str]:
    """The words of long lines, or of all where there are none; enough of them to tell the language."""
    words: list[str] = []
    for line in [line for line in lines if line.words >= LONG] or lines:
        words += line.tokens
        if len(words) > ENOUGH_WORDS:
            break
    return words


def _read(text: str, start: int, end: int, number: int) -> RawLine | None:
    start, end = _without_blanks(text, start, end)
    if start == end:
        return None
    if end - start <= 2 * LOOKED_AT:
        looked_at = text[start:end]
        found, words = words_in(looked_at) if end - start <= SHORT else _words_in(looked_at)
    else:
        looked_at = f"{text[start : start + LOOKED_AT]} {text[end - LOOKED_AT : end]}"
        found = tokens(looked_at)
        words = (end - start) // CHARACTERS_A_WORD
    return RawLine(number, start, end, looked_at, looked_at[:KEPT_OF_KEY].lower(), found, words)


def _words_in(text: str) -> tuple[list[str], int]:
    """The tokens of a line, and how many words they are; not to be changed."""
    found = tokens(text)
    return found, len(found) if text.isascii() else _count(text, found)


words_in = lru_cache(maxsize=REMEMBERED)(_words_in)


def _count(text: str, found: list[str]) -> int:
    """Words, also of scripts that put no blanks between them."""
    letters = sum(map(len, WITHOUT_BLANKS.findall(text)))
    return max(len(found), letters // LETTERS_A_WORD)


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    if end - start > STEP:
        start, end = _without_long_blanks(text, start, end)
    line = text[start:end]
    bare = line.strip()
    if bare and bare[0] not in INVISIBLE and bare[-1] not in INVISIBLE:
        start += line.find(bare[0])
        return start, start + len(bare)
    visible = _visible(bare)
    start += line.find(visible) if visible else 0
    return start, start + len(visible)


def _without_long_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start : min(start + STEP, end)].isspace():
        start = min(start + STEP, end)
    while end > start and text[max(end - STEP, start) : end].isspace():
        end = max(end - STEP, start)
    return start, end
