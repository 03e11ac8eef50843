"""Lines in capitals and Headlines in Title Case, written as sentences; hard-wrapped lines, joined.

Capitals are the tagger's one sign of a name; where all words have them, they say nothing.  What is a name
is taken from the rest of the article first, then from the model's lists.  The length of the text stays, so
offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Literal, NamedTuple

from sitegen.annotate.names.words import (
    CAPITALS,
    CITY,
    FIRST_NAME,
    HALF_SMALL,
    LAND,
    OPENERS,
    PEOPLE,
    SMALL,
    SMALL_LETTERS,
    SURNAME,
    TEAM,
    listed,
)

Style = Literal["capitals", "title"]

SMALL_LETTER = re.compile(f"[{SMALL_LETTERS}]")
TWO_CAPITALS = re.compile(f"[{CAPITALS}][{CAPITALS}]")
CAPITAL_START = re.compile(rf"[ \t]*(?:[{CAPITALS}][{CAPITALS}.'\u2019&-]+[ ,:;]+){{3,}}[{CAPITALS}]{{2,}}(?![\w'])")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
ORDINARY_ENDING = re.compile(r"(?<=\w{4})(?:ed|ing|ly|tion|tions|ness|ment|ments)\Z")
CAPITAL_INSIDE = re.compile(rf"[{CAPITALS}](?<=[a-z,] .)[{SMALL_LETTERS}]+")
NAME_OR_PLACE = FIRST_NAME | SURNAME | CITY | LAND

# After a name these are a part of it, before a place too; alone they are words.
AFTER_NAME = listed(
    """
    city county river island islands university college street avenue road park beach lake bay hospital league cup
    times post
    """
)
BEFORE_PLACE = listed("new north south east west united st port fort mount great saint cape lake san")
DAYS_AND_MONTHS = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
    november december
    """
)
ACRONYMS = ("us", "un", "eu", "uk")


class Article(NamedTuple):
    """What decides the case of a word: the lists, the model's words, and the quiet lines of the article."""

    lists: Mapping[str, int]
    vocabulary: Container[str]
    names: Container[str]
    words: Container[str]


def recase(text: str, lists: Mapping[str, int], vocabulary: Container[str] = ()) -> str:
    """The text, as long as before, without lines in capitals, Title Case and hard line breaks.

    `lists` are the bits of each word (`words`), `vocabulary` the words that the model knows as written."""
    lines = text.split("\n")
    if len(lines) > 7 and text[:4000].count("\n") > 12 and _wrapped(lines):
        lines = _join_wrapped(lines)
        text = "\n".join(lines)
    loud = {number: found for number, line in enumerate(lines) if (found := _loud(line))}
    if not loud:
        return text
    quiet = "\n".join(line for number, line in enumerate(lines) if number not in loud)
    names = {word.lower() for word in CAPITAL_INSIDE.findall(quiet)}
    article = Article(lists, vocabulary, names, set(WORD.findall(quiet)))
    for number, (style, end) in loud.items():
        line = lines[number]
        lines[number] = _recase_line(line[:end], style, article) + line[end:]
    return "\n".join(lines)


def _wrapped(lines: list[str]) -> bool:
    """Are the lines broken at a fixed width, as in old newspapers?  Then many go on in small letters."""
    full = [line for line in lines if line]
    return len(full) > 7 and max(map(len, full)) < 110 and sum(line[0].islower() for line in full) > 0.35 * len(full)


def _join_wrapped(lines: list[str]) -> list[str]:
    joined = lines[:1]
    for line in lines[1:]:
        last = joined[-1]
        if len(last) > 14 and line and SMALL_LETTER.search(last) and last[-1] not in '.!?:;"\u201d)':
            joined[-1] = f"{last} {line}"
        else:
            joined.append(line)
    return joined


def _loud(line: str) -> tuple[Style, int] | None:
    """How a line is written if its capitals say nothing, and where that ends."""
    length = len(line)
    sentence = length < 6 or (line[-1] == "." and length > 200)
    if not sentence and not SMALL_LETTER.search(line):
        return ("capitals", length) if TWO_CAPITALS.search(line) and " " in line.strip() else None
    if not sentence and length < 160 and line[-1] not in ".!;" and is_title_case(line):
        return "title", length
    start = CAPITAL_START.match(line) if length > 20 or not sentence else None
    return ("capitals", start.end()) if start else None


def is_title_case(line: str) -> bool:
    """Do nearly all long words of a line begin with a capital?"""
    words = WORD.findall(line)
    if len(words) < 5:
        return False
    long = [word for word in words if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.85 * len(long)


class Word(NamedTuple):
    """A word of a loud line: as written, in small letters, its bits, whether it is surely a name, and the next
    word's bits."""

    written: str
    small: str
    bits: int
    kept: bool
    following: int

    @property
    def capitalised(self) -> str:
        """ "Mcgregor" and "O'neill" are no names."""
        small = self.small
        if small[:2] == "mc" and len(small) > 4:
            return "Mc" + small[2:].capitalize()
        if len(small) > 3 and small[1] in "'\u2019" and small[0] in "odl":
            return self.written[:2] + small[2:].capitalize()
        return small.capitalize()


def _recase_line(line: str, style: Style, article: Article) -> str:
    found = list(WORD.finditer(line))
    words = _words(line, found, article)
    out: list[str] = []
    end = 0
    for place, (match, word) in enumerate(zip(found, words, strict=True)):
        gap = line[end : match.start()]
        end = match.end()
        if style == "title":
            new = word.written if place == 0 else _from_title(word, article)
        else:
            new = word.capitalised if place == 0 else _from_capitals(word, out[-1] if gap == " " else "", article)
        # a letter may change its length with its case; offsets may not move
        out += gap, new if len(new) == len(word.written) else word.written
    return "".join(out) + line[end:]


def _words(line: str, found: list[re.Match[str]], article: Article) -> list[Word]:
    small = [match[0].lower() for match in found]
    bits = [_bits(word, article.lists) for word in small]
    kept = [word in article.names and word not in article.words for word in small]
    for place in range(len(found) - 1):
        between = line[found[place].end() : found[place + 1].start()]
        if between == " " and _full_name(small[place : place + 2], *bits[place : place + 2]):
            kept[place] = kept[place + 1] = True
    rows = zip(found, small, bits, kept, [*bits[1:], 0], strict=True)
    return [Word(match[0], word, bit, keep, following) for match, word, bit, keep, following in rows]


def _bits(word: str, lists: Mapping[str, int]) -> int:
    bits = lists.get(word, 0)
    return bits or lists.get(word[:-2], 0) if word[-2:] in ("'s", "\u2019s") else bits


def _full_name(words: list[str], first: int, second: int) -> bool:
    """Do the bits of two neighbours say "Mark Green"?"""
    if not (first & FIRST_NAME and second & SURNAME) or not OPENERS.isdisjoint(words):
        return False
    return not (second & SMALL and first & (SMALL | HALF_SMALL))


def _from_title(word: Word, article: Article) -> str:
    bits = word.bits or (SMALL if _ordinary(word.small, article.lists) else 0)
    lowered = (bits & SMALL or word.small in OPENERS) and word.small not in DAYS_AND_MONTHS
    return word.small if lowered and not word.kept and word.written[1:].islower() else word.written


def _from_capitals(word: Word, before: str, article: Article) -> str:
    """`before`: the word before as it is written now, "" where more than a space stands between."""
    small = word.small
    if (len(small) == 1 and small != "a") or (small in ACRONYMS and not word.kept):
        return word.written
    if word.kept or _part_of_name(word, before):
        return word.capitalised
    if _small(word, article):
        return small
    if word.written in article.vocabulary and small.capitalize() not in article.vocabulary and len(small) < 7:
        return word.written
    if len(small) < 5 and not re.search("[aeiouy]", small):
        return word.written
    return word.capitalised


def _part_of_name(word: Word, before: str) -> bool:
    if (word.small in AFTER_NAME or word.bits & TEAM) and before[:1].isupper() and before[1:].islower():
        return True
    return word.small in DAYS_AND_MONTHS or bool(word.small in BEFORE_PLACE and word.following & (CITY | LAND))


def _small(word: Word, article: Article) -> bool:
    small, bits = word.small, word.bits
    if small in OPENERS or bits & SMALL or (not bits and _ordinary(small, article.lists)):
        return True
    if small in article.words and not bits & NAME_OR_PLACE:
        return True
    return bool(bits & HALF_SMALL and not bits & (LAND | PEOPLE))


def _ordinary(word: str, lists: Mapping[str, int]) -> bool:
    """Does a word of no list look like an ordinary one: "ponders", "flattered"?"""
    if ORDINARY_ENDING.search(word):
        return True
    return len(word) > 4 and word[-1] == "s" and lists.get(word[:-1], 0) & (SMALL | HALF_SMALL) > 0
