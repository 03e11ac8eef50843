"""What sites set below or between the paragraphs in whole sentences: sales talk, notes on the author."""

from __future__ import annotations

from sitegen.parse.text.extent import Extent
from sitegen.parse.text.lines import RawLine

SELLS = 1.5  # strength of prompts in a line that opens a block of sales talk
LONGEST_BLOCK = 14
ABOVE = 3  # lines below the first paragraph that a by-line may stand in
BELOW = 8  # lines at the end of the text that may be a note on the author
NAMED = frozenset("by_name name_date name_role bare_name after_by".split())
VERBS = frozenset("is was has covers writes joined may can ist war schreibt arbeitet est es è er är jest on".split())


def read_sales_talk(lines: list[RawLine], extent: Extent) -> None:
    """After a line that sells subscriptions, dashed entries and lines that say "you" go on with it."""
    left = 0
    for line in lines[extent.first + 1 :]:
        if line.features.get("prompt", 0.0) >= SELLS:
            left = LONGEST_BLOCK
        elif left and _goes_on(line):
            line.features["sales_talk"] = 1.0
            left -= 1
        else:
            left = 0


def _goes_on(line: RawLine) -> bool:
    features = line.features
    return "bullet" in features or features.get("prompt", 0.0) >= 0.6 or ("you" in features and line.words <= 40)


def read_author_notes(lines: list[RawLine], extent: Extent) -> None:
    """ "Ann Roe covers the harbour ..." at the end, where Ann Roe is named above: a note on the author."""
    head = lines[: extent.first + ABOVE]
    names = tuple({f"{name.lower()} " for line in head if line.has(NAMED) for name in line.names})
    if not names:
        return
    for line in lines[max(extent.first + 1, len(lines) - BELOW) :]:
        if line.key.startswith(names) and not VERBS.isdisjoint(line.tokens[1:6]) and _is_about(line):
            line.features["author_note"] = 1.0


def _is_about(line: RawLine) -> bool:
    """He may be quoted in the story, too; a note may name the title of a book."""
    return "quotation" not in line.features or "biography" in line.features
