"""The nouns: frozen plain data that every room passes to the next.

Offsets are code points of the article's decoded source text (`Article.text`), end exclusive; lines
count from 1.  Nothing here opens a file or knows another room.
"""

from sitegen.model.archive import PERSON, TAG, Asset, Card, Family, Name, Notes, Problem, Record, Report, Said
from sitegen.model.article import (
    RECURS,
    Annotations,
    Article,
    Block,
    BlockKind,
    Correction,
    Date,
    Dropped,
    Evidence,
    Figure,
    Given,
    Line,
    Origin,
    Passage,
    PersonHere,
    Precision,
    Quotation,
    Role,
    Source,
    TagKind,
    Topic,
)
from sitegen.model.headings import PATTERN_MOST, Heading, Headings
from sitegen.model.people import Authority, Entry, Stated

__all__ = [
    "PATTERN_MOST",
    "PERSON",
    "RECURS",
    "TAG",
    "Annotations",
    "Article",
    "Asset",
    "Authority",
    "Block",
    "BlockKind",
    "Card",
    "Correction",
    "Date",
    "Dropped",
    "Entry",
    "Evidence",
    "Family",
    "Figure",
    "Given",
    "Heading",
    "Headings",
    "Line",
    "Name",
    "Notes",
    "Origin",
    "Passage",
    "PersonHere",
    "Precision",
    "Problem",
    "Quotation",
    "Record",
    "Report",
    "Role",
    "Said",
    "Source",
    "Stated",
    "TagKind",
    "Topic",
]
