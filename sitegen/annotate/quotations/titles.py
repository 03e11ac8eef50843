"""Words in quotation marks that nobody says: titles of works, headlines referred to, crossheads."""

from __future__ import annotations

import re

from sitegen.annotate.quotations.facts import Document
from sitegen.annotate.quotations.runs import Run

SMALL_WORDS = frozenset(
    "a an and as at but by de for from if in into is la le nor of off on or over per so than the to up via vs von with "
    "yet".split()
)
WORD = re.compile(r"[^\W_][\w'’-]*")
CAPITALS = 2  # words of a title with a capital
CROSSHEAD = 8  # words at most
# what stands directly before the marks of a work's title or of an article referred to
_REFERS = "titled|entitled|headlined|subtitled|nicknamed|captioned|re|re\\.|re:"
_WORKS = (
    "books?|novel|memoir|autobiography|biography|films?|movies?|documentary|series|sitcom|programme|episode|song|album|"
    "musical|opera|poem|painting|exhibition|article|headline|column|editorial|essay"
)
WORK_BEFORE = re.compile(f"\\b(?:{_REFERS}|(?:{_WORKS})(?: of| called| named)?),?\\s*$", re.I)
SAID_BEFORE = re.compile(
    "\\b(?:say|says|said|saying|shout|shouts|shouted|shouting|chant|chants|chanted|chanting|yelled|yelling|asked|asks|"
    "tweeted|tweets|wrote|writes|read|reads|reading|replied|added|declared|cried|screamed|told \\w+)[,:]?\\s*$",
    re.I,
)
REACH = 40  # signs before the marks that are looked at


def is_title(document: Document, run: Run, inside: bool) -> bool:
    """Is this the title of a work?  Every longer word has a capital, and the marks open inside a clause or behind a
    comma without a verb of speech ("in her new book, "The Lamps of Tarn," ...")."""
    before = _before(document, run)
    if not (inside or before.endswith(",")) or SAID_BEFORE.search(before):
        return False
    words = WORD.findall(document.text, run.inner_start, run.inner_end)
    capitals = sum(word[0].isupper() for word in words)
    if WORK_BEFORE.search(before):
        capitals += len(words)  # one word is enough
    if not words or capitals < CAPITALS or not _is_capital(words[0]) or not _is_capital(words[-1]):
        return False
    return all(_is_capital(word) or word in SMALL_WORDS for word in words)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def only_names_a_work(document: Document, run: Run) -> bool:
    """Do the words before the marks say that a title or headline follows ("an article headlined")?"""
    return WORK_BEFORE.search(_before(document, run)) is not None


def is_crosshead(document: Document, run: Run) -> bool:
    """Is this a short paragraph of nothing but words in marks, without any sign at their end?"""
    whole = document.lines[run.paragraph] == (run.start, run.end)
    if not whole or not run.closed or run.continues is not None or run.credit is not None:
        return False
    words = document.text[run.inner_start : run.inner_end].split()
    return len(words) <= CROSSHEAD and document.tokens.last_sign(run) not in ".,?!:;-"


def in_headline(document: Document, run: Run) -> bool:
    """Is this a run in single marks in the first line of a text that has no others, or ends with other marks?"""
    if run.paragraph or document.text[run.start] not in "‘'" or len(document.lines) == 1:
        return False
    last = document.runs[-1]
    return last.paragraph == 0 or document.text[last.start] not in "‘'"


def _before(document: Document, run: Run) -> str:
    """The words before the marks in their paragraph, the last few of them."""
    start = max(document.lines[run.paragraph][0], run.start - REACH)
    return document.text[start : run.start].rstrip()
