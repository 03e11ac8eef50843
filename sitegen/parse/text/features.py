"""What a line tells by itself, whatever stands beside it: all findings of one line, cheap ones first."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from sitegen.parse.bylines import is_name
from sitegen.parse.datelines import Dateline, find_dateline
from sitegen.parse.dates import Found
from sitegen.parse.phrases import tables, tokens
from sitegen.parse.text.captions import UNNAMED, Credit, are_names, find_credit, label_at_start
from sitegen.parse.text.furniture import read_addresses, read_phrases, read_signs
from sitegen.parse.text.lines import REMEMBERED, SHORT, RawLine, words_in
from sitegen.parse.text.masthead import read_by_line, read_date_line
from sitegen.parse.text.shape import read_letters, read_marks, read_sentences, read_shape, read_words

LONGEST_WITH_CREDIT = 1200
CREDIT_SIGN = re.compile(r"[(/|©\[]")
GLUED_CAPTION = re.compile(r"(?:[Ii]mage |[Mm]edia )?[Cc]aption(?:[A-Z:]|\s[A-Z])")
LABEL_WITH_COLON = re.compile(r"(?i)^\W{0,2}\w[\w ]{1,14}\s*:")
WORK = re.compile(r",\s*(?:19|20)\d\d$")  # "Ann Roe: Blue cups, 2016"
FILE_PICTURE = ("FILE ", "FILE-", "FILE PHOTO", "FILE:", "File photo", "FILE—")
# a dateline alone on its line is read with a paragraph that might follow
A_PARAGRAPH = " Xxxxxxxxxxxx xxx"


class Findings(NamedTuple):
    """What a line tells by itself: fields of `RawLine`."""

    features: dict[str, float]
    noise: float
    full_stop: bool
    capitals: bool
    opens_links: bool
    long: bool
    credit: Credit | None
    dateline: Dateline
    dates: list[Found]
    names: list[str]


def read_features(line: RawLine, language: str | None = None) -> None:
    """Fill in all that one line of a text in this language tells of itself."""
    if len(line.text) > SHORT:
        _read(line, language)
        return
    found = _findings(line.text, language)
    line.features = dict(found.features)
    line.noise, line.full_stop, line.capitals = found.noise, found.full_stop, found.capitals
    line.opens_links, line.long = found.opens_links, found.long
    line.credit, line.dateline, line.dates, line.names = found.credit, found.dateline, found.dates, found.names


@lru_cache(maxsize=REMEMBERED)
def _findings(text: str, language: str | None) -> Findings:
    """Of a short line: those of an archive recur, and what they tell does not depend on where they stand."""
    line = RawLine(0, 0, len(text), text, "", *words_in(text))
    _read(line, language)
    return Findings(
        line.features,
        line.noise,
        line.full_stop,
        line.capitals,
        line.opens_links,
        line.long,
        line.credit,
        line.dateline,
        line.dates,
        line.names,
    )


def _read(line: RawLine, language: str | None) -> None:
    read_shape(line)
    if not line.tokens:
        read_marks(line)
        return
    words = set(line.tokens)
    read_letters(line)
    read_words(line, words)
    read_phrases(line, words, language)
    read_addresses(line)
    read_signs(line, words)
    read_sentences(line)
    _read_name_with_colon(line)
    read_date_line(line, words)
    read_by_line(line, words)
    _read_credit(line)
    _read_caption_label(line)
    _read_dateline(line)


def _read_name_with_colon(line: RawLine) -> None:
    text = line.text
    if line.words <= 12 and not line.full_stop and ":" in text[3:40] and is_name(text[: text.find(":")]):
        line.features["name_colon"] = 2.4 if WORK.search(text) else 1.0


def _read_credit(line: RawLine) -> None:
    if len(line.text) > LONGEST_WITH_CREDIT or not line.whole or not _may_hold_credit(line):
        return
    line.credit = find_credit(line.text)
    if line.credit is None:
        if "bracketed" in line.features and are_names(line.text.strip(" ()[]."), 5):
            line.features["bracketed_name"] = 1.0
        return
    if line.credit.caption == 0:
        _read_lone_credit(line)
    elif line.credit.caption >= 500:
        line.features["credit_at_end"] = 0.6
    else:
        several = len(line.text[: line.credit.caption].split()) >= 2
        line.features["credit_at_end"] = 1.0 if several else 0.7
        if line.text[line.credit.start - 1] in "([" and "/" in line.text[line.credit.start : line.credit.end]:
            line.features["credit_in_brackets"] = 1.0
            line.features.pop("plain", None)  # no sentence of the body ends in "(Jo Fenn/Agency)"
            line.features.pop("sentence", None)
        if _is_credited_in_bracket(line.text, line.credit):
            line.features["bracketed_credit"] = 1.0


def _is_credited_in_bracket(text: str, credit: Credit) -> bool:
    """ "... (Photo: Jo Fenn)", "... (Jo Fenn/Agency)": no headline ends so, though one may end in "(Agency)"."""
    opening = text.rfind("(", credit.caption, credit.start)
    if opening < 0 or text.rstrip(" .|")[-1:] != ")":
        return False
    inner = text[opening + 1 : credit.end]
    return "/" in inner or label_at_start().match(inner) is not None


def _may_hold_credit(line: RawLine) -> bool:
    known = tables()
    if line.words <= 10 and not credit_words().isdisjoint(line.tokens):
        return True
    return (
        CREDIT_SIGN.search(line.text[-100:]) is not None
        or (line.text[-1].isupper() and not line.capitals)
        or line.tokens[-1] in known.agency_ends
        or not known.credit_starts.isdisjoint(line.tokens[-14:])
    )


@cache
def credit_words() -> frozenset[str]:
    """Words of which a short line has at least one, if a credit is in it that no mark tells."""
    names = (*tables().sets["agency"], *tables().sets["credit_label"], *UNNAMED)
    return frozenset(tokens(" ".join(names))) | {"via"}


def _read_lone_credit(line: RawLine) -> None:
    words, sets = " ".join(line.tokens), tables().sets
    if words in sets["agency"] and words not in sets["desk"]:
        line.features.pop("bare_name", None)
        line.names = []
    if line.features.get("share", 0.0) < 2:
        by_desk = words in sets["desk"] and "getty" not in words
        line.features["credit_alone"] = 0.5 if by_desk else 1.0
        if line.credit and line.credit.start > 2 and "by_name" not in line.features:
            line.features["labelled_credit"] = 1.0


def _read_caption_label(line: RawLine) -> None:
    text = line.text
    if text.startswith(FILE_PICTURE):
        line.features["caption_label"] = 1.0
    elif text[0] in "cCiImM" and GLUED_CAPTION.match(text):
        line.features["caption_label"] = 1.2
    if line.words > 60 or not text[0].isalpha() or line.tokens[0] not in tables().credit_starts:
        return
    if "credit_alone" not in line.features and LABEL_WITH_COLON.match(text) and label_at_start().match(text):
        line.features["caption_label"] = 1.0


def _read_dateline(line: RawLine) -> None:
    if line.dateline.place:
        return
    if line.words >= 7:
        line.dateline = find_dateline(line.text)
        if line.dateline.end and line.dateline.end >= len(line.text) - 15:
            line.features["clear_dateline"] = 0.3  # next to nothing follows: a heading rather
        elif line.dateline.strength == 2:
            line.features["clear_dateline"] = 1.0
        if line.dateline.strength == 1:
            line.features["possible_dateline"] = 1.0
    elif line.text[0].isupper() and not line.dates:
        alone = find_dateline(line.text + A_PARAGRAPH)
        if alone.strength == 2:
            line.features["dateline_alone"] = 1.0
            line.dateline = alone
