"""What is looked for in the output: forms of names, and sentences of articles that were removed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.withheld import Redaction
from sitegen.withheld.forms import needle

MARKUP = re.compile(r"<[^<>]{0,300}>")
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\[nrtbf\"/\\]")
NO_WORD = re.compile(r"[^\w-]+")
LEAST_LETTERS, LEAST_WORDS = 30, 5  # of a sentence that is an article's own
NEEDLES = 3
AROUND = 24  # letters on both sides of a name by which it is found in another bearer's articles


class Name(NamedTuple):
    """Full names of an entry.  `kept`: texts that another bearer's articles have, each as `plain` gives it."""

    key: str
    redaction: Redaction
    needles: tuple[str, ...]
    kept: tuple[str, ...] = ()

    def leaks(self, text: str, small: str) -> bool:
        """Is the name in a text, and not another bearer's?"""
        if not any(piece in small for piece in self.needles):
            return False
        return any(not self._is_anothers(text, *span) for span in self.redaction.spans(text))

    def _is_anothers(self, text: str, start: int, end: int) -> bool:
        if not self.kept:
            return False
        ends = _is_edge(text[end : end + 1]) or text[end : end + 2] in (" ·", " (", " &")  # as titles of pages go on
        if _is_edge(text[start - 1 : start]) and ends:
            return True  # a name by itself is a heading, a link, a cell: whose it is, its page says
        before = plain(text[max(0, start - AROUND) : end]).partition(" ")[2]  # the words at the ends may be cut
        after = plain(text[start : end + AROUND]).rpartition(" ")[0]
        own = len(plain(text[start:end]))
        return any(len(words) > own and words in known for words in (before, after) for known in self.kept)


def _is_edge(sign: str) -> bool:
    return not sign.isalnum() and sign != " "


class Sentence(NamedTuple):
    """`words` as `plain` gives them; `needles` are its longest ones, without which a text need not be made plain."""

    key: str
    words: str
    needles: tuple[str, ...]

    def leaks(self, small: str, plainly: Plain) -> bool:
        return all(word in small for word in self.needles) and self.words in plainly()


class Plain:
    """A text as `plain` gives it, made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: str | None = None

    def __call__(self) -> str:
        if self.known is None:
            self.known = plain(self.text)
        return self.known


def plain(text: str) -> str:
    """The words of a text in small letters, a blank between them, without markup and escapes.  Words that hyphens join
    stay joined, so that an address is not taken for a sentence."""
    if "\\" in text:
        text = ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", text)
    text = html.unescape(MARKUP.sub("", text)) if "<" in text or "&" in text else text
    return NO_WORD.sub(" ", text).strip().lower()


def sentences(key: str, texts: Iterable[str]) -> list[Sentence]:
    """The sentences that are long enough to be an article's own."""
    found = dict.fromkeys(plain(text) for text in texts)
    own = [words for words in found if len(words) >= LEAST_LETTERS and words.count(" ") >= LEAST_WORDS - 1]
    return [Sentence(key, words, tuple(_longest(words))) for words in own]


def _longest(words: str) -> list[str]:
    """Of ASCII, since other letters may be escaped."""
    return sorted((word for word in words.split(" ") if word.isascii()), key=len, reverse=True)[:NEEDLES]


def full(key: str, redaction: Redaction, names: Sequence[str], kept: Iterable[str]) -> Name:
    return Name(key, redaction, tuple({needle(name) for name in names}), kept=tuple(plain(text) for text in kept))
