"""Prompts, labels and notices inside the article's text, told by the words that the language tables know."""

from __future__ import annotations

from sitegen.parse.text.features import read_features
from sitegen.parse.text.lines import split_lines
from sitegen.parse.text.rules import why_dropped

LONGEST = 160  # characters of a line that may be one
# strengths of phrases: HALF_LINK is enough for a line that is mostly a link, SURE also for a whole sentence
HALF_LINK, FIRM, SURE = 0.75, 1.25, 2.0
SPOKEN = frozenset(("quotation", "quotation_said"))
NO_WORDS = "mark without words"


def furniture_of(text: str, least: float = FIRM) -> str:
    """The rule by which a line is a prompt, a label or a notice, told by words of this strength; "" for others."""
    if not any(map(str.isalnum, text)):
        return NO_WORDS
    lines = split_lines(text) if len(text) <= LONGEST else []
    if not lines or not lines[0].tokens:
        return ""
    line = lines[0]
    read_features(line)
    if line.noise < least or line.has(SPOKEN) or (line.noise < SURE and line.full_stop):
        return ""
    return why_dropped(line)
