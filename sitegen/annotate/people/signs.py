"""Where a text shows by what stands beside it that words are somebody's name: a title, a verb of speech, an apposition.

Each pattern is anchored at what is rare (the verb, the comma before "who", the title), and names are then read
backwards: a text is passed over once for each, whatever its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.annotate.people.names import Span
from sitegen.annotate.people.spans import Others, Taken

TITLE, SPEAKS, WEAK = "title", "speaks", ""
Sign = tuple[Span, str]

VERBS = (
    "said says told tells added adds asked asks wrote writes tweeted explained explains continued argued replied "
    "responded noted notes recalled recalls insisted warned concluded admitted joked stated testified declared agreed"
)
BEFORE_NAMES = (  # verbs of speech that news puts before the speaker
    "said says added adds asked asks wrote writes explained explains recalled tweeted continued argued replied noted "
    "notes warned insisted"
)
ADVERBS = frozenset("has had also later then further once recently previously".split())
HONORIFICS = (
    "Mr Mrs Ms Dr Sen Rep Gov Sgt Const Insp Supt Capt Col Gen Prof Rev Coun Cllr Lord Lady Baroness Sir Dame "
    "Justice Judge Senator Pte Pvt Cpl Lt Maj Datuk Dato Tun Herr Frau Mme Madame Rabbi Archbishop Councillor"
)


def _any_of(words: str) -> str:
    """A pattern for these words, tried by their first letters."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words.split(), key=lambda w: (-len(w), w)):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(groups.items()))


# bounded, so that a page in capitals, or a list of names, is read in linear time
_WORD = r"[A-ZÀ-Þ][\w’'-]{0,40}[^\W_]"
_NAME = (
    rf"{_WORD}\.?(?:[ \u00a0](?:(?:de|da|di|du|del|van|von|der|den|la|le|bin|al|el)[ \u00a0]){{0,3}}"
    rf"(?:{_WORD}|[A-Z]\.)){{0,9}}"
)
TITLED = re.compile(rf"(?:{_any_of(HONORIFICS)})\b\.?[ \u00a0](?P<name>{_NAME})")
SAID = re.compile(rf"[ \u00a0](?:{_any_of(VERBS)})\b")
INVERTED = re.compile(
    rf"[\"”'’,?!][ \u00a0](?:{_any_of(BEFORE_NAMES)})[ \u00a0]"
    rf"(?:(?:(?:[A-Z][\w.'’-]*[ \u00a0]){{0,4}}(?:[a-z-]+[ \u00a0]){{1,4}})?)(?P<name>{_NAME})"
)
APPOSITION = re.compile(
    r", (?:\d{1,3}\b(?! per| \d)|who (?:is|was|has|had|said)|(?:an?|the|his|her|its|their) [a-z]|"
    r"(?:former|president|director|professor|head|chief|chairman|chairwoman|chair|spokes\w+|executive|managing|senior|"
    r"vice|co-founder|founder|owner|manager|minister|mayor|leader|author|editor|economist|analyst|strategist|secretary|"
    r"coach|captain|coordinator|principal|lawyer|partner)\b)"
)
NAME_AT_END = re.compile(rf"{_NAME}\Z")
FULL_NAME_AT_END = re.compile(rf"(?<![\w.-]){_WORD}(?:[ \u00a0](?:[A-Z]\.|(?:de|van|von|al|el|bin)|{_WORD})){{1,3}}\Z")
_KIN = (
    "wife husband mother father son daughter brother sister widow partner girlfriend boyfriend grandson granddaughter "
    "uncle aunt cousin friend mum mom"
)
KIN = tuple(f" {word}" for word in _KIN.split())
_ITS = r"(?:[Hh](?:is|er)|[Tt]heir|our|my|[’']s)(?:[ \u00a0][a-z]+){0,2}"
ITS_AT_END = re.compile(rf"{_ITS}\Z")
RELATIVE = re.compile(rf",?[ \u00a0](?P<name>{_NAME})")
RELATIVE_AT_END = re.compile(rf"{_ITS}[ \u00a0](?:{_any_of(_KIN)}),?[ \u00a0]\Z")
# behind a lone word after a verb of speech: "said French officials" names nobody
ENDS_CLAUSE = re.compile(
    r"['’]?(?:[.,;:!?)\"”\n]|\Z|[ \u00a0](?:[A-Z(]|(?:in|on|of|at|from|to|as|before|after|when|while|during|who|last|"
    r"this|and|by|with|about)\b))"
)
MARKS = frozenset("\"“”'’‘")
NAME_REACH, APPOSITION_REACH, ITS_REACH = 100, 112, 40  # characters before the anchor


def signs(text: str, others: Others, taken: Taken) -> Iterator[Sign]:
    """(span of a possible name that is not `taken`, what stands beside it)."""
    for found in TITLED.finditer(text):
        if not (found.start() and text[found.start() - 1].isalnum()):
            yield found.span("name"), TITLE
    yield from _relatives(text, taken)
    yield from _subjects(text, taken)
    for found in INVERTED.finditer(text):
        if " " in found["name"] or ENDS_CLAUSE.match(text, found.end()):
            yield found.span("name"), SPEAKS
    for found in APPOSITION.finditer(text):
        span = _name_before(text, found.start(), taken, FULL_NAME_AT_END)
        if span and text[slice(*span)] not in others:
            yield span, SPEAKS


def _relatives(text: str, taken: Taken) -> Iterator[Sign]:
    """ "his wife, Amina", "Roe’s late father Jo": each word of kin is looked for by itself, which is the quickest."""
    for kin in KIN:
        at = text.find(kin)
        while at >= 0:
            end = at + len(kin)
            found = RELATIVE.match(text, end)
            if found and taken.free(*found.span("name")) and ITS_AT_END.search(text[max(0, at - ITS_REACH) : at]):
                yield found.span("name"), TITLE
            at = text.find(kin, end)


def _subjects(text: str, taken: Taken) -> Iterator[Sign]:
    """Names before a verb of speech, an adverb or an apposition between."""
    for found in SAID.finditer(text):
        end = found.start()
        word = _last_word(text, end)
        if word in ADVERBS or (word.endswith("ly") and word.islower()):
            end -= len(word) + 1
        elif word[:1].islower() and word[-1] not in ",)":
            continue  # "he said", "who said": most are such
        span = _name_before(text, end, taken, NAME_AT_END)
        if span:
            yield span, SPEAKS if _is_beside_mark(text, span[0], found.end()) else WEAK
        elif end and text[end - 1] in ",)" and (comma := _opening(text, end)) >= 0:
            span = _name_before(text, comma, taken, NAME_AT_END)
            if span:
                yield span, SPEAKS


def _last_word(text: str, end: int) -> str:
    """The word that ends at `end`, its last letters at least; "" behind a space."""
    words = text[max(0, end - 40) : end].split()
    return words[-1] if words and not text[end - 1].isspace() else ""


def _opening(text: str, end: int) -> int:
    """The comma or bracket that opens the apposition that ends at `end`; -1 where none does in its clause."""
    if text[end - 1] == ")":
        opening = text.rfind(" (", max(0, end - 16), end)
    else:
        opening = text.rfind(",", max(0, end - APPOSITION_REACH), end - 1)
    return opening if opening >= 0 and text.find("\n", opening, end) < 0 else -1


def _name_before(text: str, end: int, taken: Taken, pattern: re.Pattern[str]) -> Span | None:
    """The free name that ends at `end`."""
    first = _last_word(text, end)[:1]
    if not (first.isupper() or first in MARKS) or not taken.free(end - 1, end):
        return None
    low = max(0, end - NAME_REACH)
    found = pattern.search(text[low:end])
    return (low + found.start(), end) if found else None


def _is_beside_mark(text: str, start: int, end: int) -> bool:
    left, right = text[max(0, start - 2) : start].strip(), text[end : end + 3].lstrip(",: ")
    return left[-1:] in MARKS or right[:1] in MARKS
