"""Passages of captions and credits, without the labels and brackets around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.model import Passage
from sitegen.parse.text.lines import RawLine

CAPTION_LABEL = re.compile(
    r"^(?:(?:Image|Photo|Picture|Caption|Pictured|Bild|Foto)\s*:\s*|(?:FILE(?: PHOTO)?|File photo)\s*[:–—-]+\s*|"
    r"(?:[Ii]mage |[Mm]edia )?[Cc]aption\s*:?\s*(?=[\"“‘A-Z]))"
)
LABEL_AT_END = re.compile(r"\s*(?:Image caption|hide caption|Image:?|Photo:?|Foto:?|Fot\.?|copyright|Credit:?)$")


@dataclass
class Picture:
    """A figure in the making."""

    caption: Passage | None = None
    credit: Passage | None = None


def caption_and_credit(line: RawLine) -> tuple[Passage, Passage | None]:
    """Caption and credit of a line that holds a caption, as slices of the source."""
    if not line.whole:
        return Passage(line.start, line.end, line.number), None
    credit = line.credit if line.credit and line.credit.caption else None
    text = line.text[: credit.caption] if credit else line.text
    label = CAPTION_LABEL.match(text)
    start = label.end() if label else 0
    end = len(LABEL_AT_END.sub("", text).rstrip())
    if start >= end:
        start, end = 0, len(text)
    return Passage(line.start + start, line.start + end, line.number), credit_alone(line) if credit else None


def credit_alone(line: RawLine) -> Passage:
    if line.credit is None or line.credit.start >= line.credit.end:
        return Passage(line.start, line.end, line.number)
    return Passage(line.start + line.credit.start, line.start + line.credit.end, line.number)
