"""Plain news text, as scrapers and digitisers leave it -> an article.

Each non-blank line gets one role, in three passes that are linear in the text: what the line tells by itself
(`features`), what its neighbours and the whole text tell (`context`), the best path of roles through the zones of an
article (`path`).  Then the fields are read off the lines (`assembly`).  Nothing is lost: a line is either kept, in a
field, a figure or a block, or dropped by a rule with a name."""

from __future__ import annotations

from sitegen.model import Article, Evidence
from sitegen.parse.phrases import language_of
from sitegen.parse.text.assembly import assemble
from sitegen.parse.text.context import read_context
from sitegen.parse.text.corrected import correct
from sitegen.parse.text.features import read_features
from sitegen.parse.text.interviews import keep_talk, read_interview
from sitegen.parse.text.lines import RawLine, key_of, split_lines, words_of_body
from sitegen.parse.text.path import assign_roles
from sitegen.parse.text.rolling import read_rolling_report
from sitegen.parse.text.runs import is_wrapped, read_columns

CONTENT = frozenset("title dek dateline caption paragraph subhead list question".split())
LABELS = frozenset(("editorial_note", "section"))
NOTHING_KNOWN = Evidence()


def read(
    path: str, text: str, encoding: str, evidence: Evidence = NOTHING_KNOWN, start: int = 0, headline: str = ""
) -> Article:
    """The article in a decoded text.

    Args:
        path: of the source below seeds/; its name may hold the date and words of the headline.
        text: the whole of it; lines end at "\n".
        encoding: that the text was decoded from, for the record.
        evidence: of the archive and its editors; `recurring` is asked once.
        start: offset of the first line to be read; those above belong to a header and are not accounted for here.
        headline: that the header states; the text may repeat it, and has no other.
    """
    lines = split_lines(text, start)
    if not lines:
        return Article(text=text, encoding=encoding)
    wrapped = is_wrapped(lines)
    language = language_of(words_of_body(lines))
    find_roles(lines, wrapped, evidence, path, language, key_of(headline))
    return assemble(path, text, encoding, lines, wrapped, language)


def find_roles(
    lines: list[RawLine], wrapped: bool, evidence: Evidence, path: str, language: str | None = None, headline: str = ""
) -> None:
    """Fill in features, zone and role of each line of one text."""
    for line in lines:
        read_features(line, language)
    if wrapped:
        read_columns(lines)
    recurring = evidence.recurring(list(dict.fromkeys(line.key for line in lines if line.counted)))
    read_context(lines, recurring, path)
    for line in lines if headline else ():
        line.features["repeats_stated_headline" if line.key == headline else "headline_is_stated"] = 1.0
    assign_roles(lines)
    read_interview(lines)
    keep_talk(lines)
    read_rolling_report(lines)
    _keep_something(lines)
    if evidence.correction is not None and evidence.correction.lines:
        correct(lines, evidence.correction.lines)


def _keep_something(lines: list[RawLine]) -> None:
    """A text of which nothing would be left is taken as it is: its first line as headline, the rest as paragraphs."""
    if any(line.role in CONTENT for line in lines):
        _take_lone_label(lines)
        return
    wordy = [line for line in lines if line.tokens]
    for line in wordy:
        line.role, line.zone = "paragraph", "B"
    if len(wordy) > 1:
        wordy[0].role, wordy[0].zone = "title", "T"


def _take_lone_label(lines: list[RawLine]) -> None:
    """ "Correction" over one paragraph is all the headline that there is."""
    first = lines[0]
    alone = len(lines) > 1 and lines[1].role in ("paragraph", "dateline") and first.role == "dropped"
    if alone and first.words <= 3 and not any(line.role == "title" for line in lines) and first.has(LABELS):
        first.role, first.zone = "title", "T"
