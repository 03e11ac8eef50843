"""Names that the tagger missed or took for something else, told by the signs beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.names import NOT_FIRST, SUFFIXES, TITLES, Span, is_organisation
from sitegen.annotate.people.offices import OFFICES
from sitegen.annotate.people.signs import TITLE, signs
from sitegen.annotate.people.spans import Others, Taken
from sitegen.annotate.words import fold

FIRST_NAME = re.compile(r"(?<![\w.])(?P<first>[A-ZÀ-Þ][\w'’-]+|[A-Z]\.)[ \u00a0](?:[A-Z]\.[ \u00a0])?\Z")
FIRST_REACH = 48  # characters before a surname in which the first name stands
WORD_ENDS = re.compile(r"\b(?![’'-]?[A-Z\w])")
MOST_WORDS = 4
MOST_LOOKED_FOR = 200  # different surnames whose first names are looked for in the whole text
NOT_BEFORE = ("the ", " of ")


class _Hit(NamedTuple):
    span: Span
    sign: str  # what stands beside it


def rescue(text: str, others: Others, taken: Taken) -> tuple[list[Span], list[Span]]:
    """(spans of names that are not among those `taken`, those of them that a title or a relative introduces)."""
    found: list[Span] = []
    introduced: list[Span] = []
    single: dict[str, list[_Hit]] = {}
    for name, sign in signs(text, others, taken):
        span = _bare_name(text, name, taken)
        if span is None:
            continue
        if sign == TITLE:
            introduced.append(span)
        words = text[slice(*span)].replace("\u00a0", " ").split(" ")
        if len(words) == 1:
            single.setdefault(fold(words[0]), []).append(_Hit(span, sign))
        elif _believable(text, span, words, sign, others, single):
            found.append(span)
    for surname, hits in list(single.items())[:MOST_LOOKED_FOR]:
        found += _of_surname(text, surname, hits, others, taken)
    return found, introduced


def _bare_name(text: str, span: Span, taken: Taken) -> Span | None:
    start, end = span
    if not taken.free(start, end):
        return None
    if text[end - 1] == "." and (end == len(text) or not text[end - 3 : end - 2].isalpha()):
        end -= 1
    cleaned = clean(text, start, end)
    if cleaned is None:
        return None
    cleaned = _without_role(text, cleaned)
    name = text[slice(*cleaned)]
    if not name[:1].isupper() or name.count(" ") + name.count("\u00a0") >= MOST_WORDS:
        return None
    if is_organisation(name) or text[max(0, start - 4) : start].lower() in NOT_BEFORE or _has_acronym(name):
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
    found: list[Span] = []
    at = text.find(surname) if fold(surname) not in OFFICES else -1
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
    if first in NOT_FIRST or first in TITLES or first.endswith("'s") or is_organisation(found["first"]):
        return False
    if text[max(0, found.start() - 4) : found.start()].lower() == "the ":
        return False
    return trusted or first in first_names.load()
