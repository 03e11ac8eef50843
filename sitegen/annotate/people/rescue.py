"""Names beside verbs of speech, titles, appositions and ages that the tagger missed or took for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.names import NOT_FIRST, ORGANISATION_WORD, SUFFIXES, TITLES, Span
from sitegen.annotate.people.spans import Others, Taken
from sitegen.annotate.words import fold

_SAID = (
    r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|tweeted|explained|explains|continued|argued|replied|"
    r"responded|noted|notes|recalled|recalls|insisted|warned|concluded|admitted|joked|stated|testified|declared|"
    r"agreed)\b"
)
_ADVERB = r"(?:(?:has|had|also|later|then|further|once|recently|previously|[a-z]+ly)[ \u00a0])?"
# bounded, so that a page in capitals, or a list of names, is read in linear time
_WORD = r"[A-ZÀ-Þ][\w’'-]{0,40}[^\W_]"
_NAME = (
    rf"{_WORD}\.?(?:[ \u00a0](?:(?:de|da|di|du|del|van|von|der|den|la|le|bin|al|el)[ \u00a0]){{0,3}}"
    rf"(?:{_WORD}|[A-Z]\.)){{0,9}}"
)
SUBJECT = re.compile(
    rf"(?P<name>{_NAME})"
    r"(?P<apposition>(?:,[^,\n\"“”]{3,90},|,[^\n\"“”.]{3,110}?,|[ \u00a0]\([^)\n]{1,12}\))?)"
    rf"[ \u00a0]{_ADVERB}{_SAID}"
)
INVERTED = re.compile(
    r"[\"”'’,?!][ \u00a0](?:said|says|added|adds|asked|asks|wrote|writes|explained|explains|recalled|tweeted|continued|"
    r"argued|replied|noted|notes|warned|insisted)[ \u00a0]"
    rf"(?:(?:(?:[A-Z][\w.'’-]*[ \u00a0]){{0,4}}(?:[a-z-]+[ \u00a0]){{1,4}})?)(?P<name>{_NAME})"
)
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sgt|Const|Insp|Supt|Capt|Col|Gen|Prof|Rev|Coun|Staff Sgt)\.?[ \u00a0]"
    rf"(?P<name>{_NAME})"
)
APPOSITION = re.compile(
    rf"(?<![\w.-])(?P<name>{_WORD}"
    rf"(?:[ \u00a0](?:[A-Z]\.|(?:de|van|von|al|el|bin)|{_WORD})){{1,3}}),"
    r" (?:\d{1,3}\b(?! per| \d)|who (?:is|was|has|had|said)|(?:an?|the|his|her|its|their) [a-z]|"
    r"(?:former|president|director|professor|head|chief|chairman|chairwoman|chair|spokes\w+|executive|managing|senior|"
    r"vice|co-founder|founder|owner|manager|minister|mayor|leader|author|editor|economist|analyst|strategist|secretary|"
    r"coach|captain|coordinator|principal|lawyer|partner)\b)"
)
FIRST_NAME = re.compile(r"(?<![\w.])(?P<first>[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)[ \u00a0](?:[A-Z]\.[ \u00a0])?\Z")
FIRST_REACH = 48  # characters before a surname in which the first name stands
WORD_ENDS = re.compile(r"\b(?![’'-]?[A-Z\w])")
MARKS = frozenset("\"“”'’‘")
MOST_WORDS = 4

TITLE, SPEAKS, WEAK = "title", "speaks", ""


class _Hit(NamedTuple):
    span: Span
    sign: str  # what stands beside it: TITLE, SPEAKS (with a quotation or an apposition) or WEAK


def rescue(text: str, others: Others, taken: Taken) -> list[Span]:
    """Spans of names that are not among those `taken`."""
    found: list[Span] = []
    single: dict[str, list[_Hit]] = {}
    for name, sign in _signs(text, others):
        span = _bare_name(text, name, taken)
        if span is None:
            continue
        words = text[slice(*span)].replace("\u00a0", " ").split(" ")
        if len(words) == 1:
            single.setdefault(fold(words[0]), []).append(_Hit(span, sign))
        elif _believable(text, span, words, sign, others, single):
            found.append(span)
    for surname, hits in single.items():
        found += _of_surname(text, surname, hits, others, taken)
    return found


def _signs(text: str, others: Others) -> Iterator[tuple[Span, str]]:
    """(span of a possible name, what stands beside it)."""
    for found in TITLED.finditer(text):
        yield found.span("name"), TITLE
    for found in SUBJECT.finditer(text):
        start, end = found.span()
        left, right = text[max(0, start - 2) : start].strip(), text[end : end + 3].lstrip(",: ")
        beside = left[-1:] in MARKS or right[:1] in MARKS
        yield found.span("name"), SPEAKS if beside or found["apposition"] else WEAK
    for found in INVERTED.finditer(text):
        yield found.span("name"), SPEAKS
    for found in APPOSITION.finditer(text):
        if found["name"] not in others:
            yield found.span("name"), SPEAKS


def _bare_name(text: str, span: Span, taken: Taken) -> Span | None:
    start, end = span
    if text[end - 1] == "." and (end == len(text) or not text[end - 3 : end - 2].isalpha()):
        end -= 1
    cleaned = clean(text, start, end)
    if cleaned is None or not taken.free(*cleaned):
        return None
    cleaned = _without_role(text, cleaned)
    name = text[slice(*cleaned)]
    if not name[:1].isupper() or name.count(" ") + name.count("\u00a0") >= MOST_WORDS:
        return None
    if ORGANISATION_WORD.search(name) or text[max(0, start - 4) : start].lower() == "the " or _has_acronym(name):
        return None
    return cleaned


def _without_role(text: str, span: Span) -> Span:
    """ "Media Coordinator Dane Lisser" -> "Dane Lisser"."""
    words = text[slice(*span)].replace("\u00a0", " ").split(" ")
    if len(words) < 3:
        return span
    roles = [i + 1 for i, word in enumerate(words[:-1]) if word.endswith(("'s", "’s")) or fold(word) in TITLES]
    cut = max(roles, default=0)
    known = first_names.load()
    if not cut and (len(words) > 3 or fold(words[0]) not in known):
        cut = next((i for i in range(1, len(words) - 1) if fold(words[i]) in known), 0)
    return (span[0] + len(" ".join(words[:cut])) + 1, span[1]) if cut else span


def _has_acronym(name: str) -> bool:
    words = name.replace("\u00a0", " ").split(" ")
    return any(len(word) > 1 and word.isupper() and "." not in word and fold(word) not in SUFFIXES for word in words)


def _believable(
    text: str, span: Span, words: list[str], sign: str, others: Others, single: dict[str, list[_Hit]]
) -> bool:
    first, last = fold(words[0]), fold(words[-1])
    known = first in first_names.load()
    if first in NOT_FIRST or not (known or sign):
        return False
    return known or sign == TITLE or text[slice(*span)] not in others or last in single


def _of_surname(text: str, surname: str, hits: list[_Hit], others: Others, taken: Taken) -> list[Span]:
    """A name of one word: with its first name elsewhere in the text, else where title or quotation speak for it."""
    name = text[slice(*hits[0].span)]
    full = full_forms(text, name, others, often=len(hits) > 1)
    spans = [hit.span for hit in hits]
    if full:
        return [span for span in full if taken.free(*span)] + spans
    titled = any(hit.sign == TITLE for hit in hits)
    speaks = any(hit.sign for hit in hits) and name not in others
    return spans if titled or (speaks and surname not in first_names.load()) else []


def full_forms(text: str, surname: str, others: Others, *, often: bool) -> list[Span]:
    """Where a capitalised word that is no title stands before the surname; `often` trusts any such word."""
    found = []
    at = text.find(surname)
    while at >= 0:
        end = at + len(surname)
        if WORD_ENDS.match(text, end) and (first := FIRST_NAME.search(text, max(0, at - FIRST_REACH), at)):
            span = first.start(), end
            if _is_first_name(text, first, text[slice(*span)] not in others or often):
                found.append(span)
        at = text.find(surname, end)
    return found


def _is_first_name(text: str, found: re.Match[str], trusted: bool) -> bool:
    first = fold(found["first"]).strip(".")
    if first in NOT_FIRST or first in TITLES or first.endswith("'s") or ORGANISATION_WORD.search(found["first"]):
        return False
    if text[max(0, found.start() - 4) : found.start()].lower() == "the ":
        return False
    return trusted or first in first_names.load()
