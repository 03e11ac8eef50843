"""Plain news text, as scrapers and digitisers leave it -> an article.

Each non-blank line gets one role, in three passes that are linear in the text: what the line tells by itself
(`features`), what its neighbours and the whole text tell (`context`), the best path of roles through the zones of an
article (`path`).  Then the fields are read off the lines (`assembly`).  Nothing is lost: a line is either kept, in a
field, a figure or a block, or dropped by a rule with a name."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model import Article
from sitegen.parse.text.assembly import assemble
from sitegen.parse.text.context import read_context
from sitegen.parse.text.features import read_features
from sitegen.parse.text.lines import RawLine, split_lines
from sitegen.parse.text.path import assign_roles
from sitegen.parse.text.runs import is_wrapped, read_columns

CONTENT = frozenset("title dek dateline caption paragraph subhead list".split())


def read(path: str, text: str, encoding: str, recurring: Mapping[str, int] | None = None) -> Article:
    """The article in a decoded text.

    Args:
        path: of the source below seeds/; its name may hold the date.
        text: the whole of it; lines end at "\\n".
        encoding: that the text was decoded from, for the record.
        recurring: how many articles of the archive hold a line, by `lines.key_of`; none known without it.
    """
    lines = split_lines(text)
    if not lines:
        return Article(text=text, encoding=encoding)
    wrapped = is_wrapped(lines)
    find_roles(lines, wrapped, recurring or {}, path)
    return assemble(path, text, encoding, lines, wrapped)


def find_roles(lines: list[RawLine], wrapped: bool, recurring: Mapping[str, int], path: str) -> None:
    """Fill in features, zone and role of each line of one text."""
    for line in lines:
        read_features(line)
    if wrapped:
        read_columns(lines)
    read_context(lines, recurring, path)
    assign_roles(lines)
    _keep_something(lines)


def _keep_something(lines: list[RawLine]) -> None:
    """A text of which nothing would be left is taken as it is: its first line as headline, the rest as paragraphs."""
    if any(line.role in CONTENT for line in lines):
        return
    wordy = [line for line in lines if line.tokens]
    for line in wordy:
        line.role, line.zone = "paragraph", "B"
    if len(wordy) > 1:
        wordy[0].role, wordy[0].zone = "title", "T"
