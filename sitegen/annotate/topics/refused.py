"""What the tagger of names takes for an organisation or place, and is none: persons, pieces of names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.annotate.names.rules import ORGANISATION_WORDS, REGIME, STATES
from sitegen.annotate.names.words import listed
from sitegen.annotate.topics import cues
from sitegen.annotate.topics.spelling import ABBREVIATIONS, COMPANY

if TYPE_CHECKING:
    from sitegen.annotate.topics.named import Mention

WORD_AFTER = re.compile(r" ([a-z]+)")
DAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
COMPASS = listed("north south east west northeast northwest southeast southwest midwest")
# Alone they are a piece of a name ("Islamic State"), or point back ("the Council").
FRAGMENTS = (ORGANISATION_WORDS - {"congress", "parliament"}) | listed(
    """
    army association city club college company corporation county court district force forces government group kingdom
    navy police republic river senators state states street team treasury united village airport embassy capital
    """
)
NO_NAMES = COMPASS | FRAGMENTS | COMPANY | cues.NO_NAMES
SHORT_STATES = frozenset(word for word in STATES if len(word) < 6) - listed("texas ohio iowa utah maine idaho")
SHORT_STATES |= listed("del ga ill ind mass md miss mo pa va wash")
SURE = 0.9  # of a place that is called as a person of the article


def is_no_subject(text: str, mention: Mention, surnames: set[str]) -> bool:
    """Names of people, what is called after them ("the Assad regime"), words that are no whole names."""
    key = mention.key
    if key in NO_NAMES or len(key) < 2 or DAY.fullmatch(key) or cues.is_numbered(text, mention.start, mention.end):
        return True
    if mention.kind == "place":
        return _is_state(text, mention) or (mention.probability < SURE and _is_called(key, surnames))
    if cues.is_teaching(key):
        return True
    after = WORD_AFTER.match(text, mention.end)
    regime = after is not None and after[1] in REGIME and " " not in key
    return regime or _is_called(key, surnames)


def _is_called(key: str, surnames: set[str]) -> bool:
    """Is it called as people of the article, or a family of them ("the Assads")?"""
    return all(word in surnames or word.removesuffix("s") in surnames for word in key.split())


def _is_state(text: str, mention: Mention) -> bool:
    """ "Lincoln, Neb.": shortened, so it only says which Lincoln."""
    if mention.key in ABBREVIATIONS or text[max(0, mention.start - 2) : mention.start] != ", ":
        return mention.key in SHORT_STATES and text[mention.end : mention.end + 1] == "."
    return mention.key in SHORT_STATES or (mention.end - mention.start < 6 and "." in text[mention.start : mention.end])
