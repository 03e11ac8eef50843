"""Other names that a text states of a person beside the name: "née Thorne", 'William "Bill" Roe', "better known as"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.names import Span, Words, bare, is_organisation
from sitegen.annotate.people.nicknames import one_nickname
from sitegen.annotate.words import fold

_WORD = r"[A-ZÀ-Þ][\w’'-]{1,30}"
_PARTICLES = r"(?:(?:de|da|di|du|del|van|von|der|den|la|le|bin|al|el)[ \u00a0]){0,3}"
_NAME = rf"{_WORD}(?:[ \u00a0](?:[A-Z]\.|{_PARTICLES}{_WORD})){{0,3}}"
BEHIND = re.compile(
    rf",?[ \u00a0]\(?(?:(?P<maiden>n[ée]e|formerly|born)|(?:also|better|formerly)[ \u00a0]known[ \u00a0]as|"
    rf"a\.?k\.?a\.?)[ \u00a0](?P<name>{_NAME})(?=[,.;:)\n]|[ \u00a0][a-z(]|\Z)"
)
# anchored at the mark, which is rare, not at the capital before it
NICKNAMED = re.compile(
    rf"(?P<mark>[\"“‘'(])(?P<nick>[A-ZÀ-Þ][\w.’-]{{1,20}}(?:[ \u00a0]{_WORD})?)[\"”’')][ \u00a0]"
    rf"(?P<last>{_PARTICLES}{_WORD}\w)"
)
GIVEN = re.compile(rf"(?<![\w.’'-])(?P<given>{_WORD}(?:[ \u00a0][A-Z]\.)?)[ \u00a0]\Z")
REACH = 36  # characters before the mark in which the given name stands


class Nicknamed(NamedTuple):
    """'William "Bill" Roe': where it stands, the words without the nickname, and the forms with one of the two."""

    span: Span
    words: Words
    forms: tuple[str, str]


def nicknamed(text: str) -> Iterator[Nicknamed]:
    """Every full name with a nickname in marks or brackets before its surname."""
    for found in NICKNAMED.finditer(text):
        start, nick, last = found.start(), found["nick"], found["last"]
        given = GIVEN.search(text[max(0, start - REACH) : start])
        if given is None or is_organisation(last) or not _is_given(given["given"], nick):
            continue
        whole = f"{given['given']} {last}"
        span = (start - len(given["given"]) - 1, found.end("last"))
        yield Nicknamed(span, bare(whole).words, (whole, f"{nick} {last}"))


def _is_given(name: str, nick: str) -> bool:
    first = fold(name).split()[0]
    return first in first_names.load() or one_nickname(first, fold(nick))


def other_name(text: str, start: int, end: int) -> str | None:
    """The name that a text states behind the full name `text[start:end]`; a maiden name gets the given name."""
    if text[end : end + 1] not in (",", " ", "\u00a0"):
        return None
    found = BEHIND.match(text, end)
    if found is None or is_organisation(found["name"]):
        return None
    stated, kind = bare(found["name"]).words, found["maiden"]
    given = text[start:end].split()[0]
    if kind is None or (len(stated) > 1 and stated[0] == fold(given)):
        return found["name"]
    in_commas = kind == "formerly" and text[found.end() : found.end() + 1] in (",", ")", ";")
    return f"{given} {found['name']}" if len(stated) == 1 and (in_commas or kind.startswith("n")) else None
