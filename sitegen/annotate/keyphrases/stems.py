"""One key for the forms of a word: "vote", "votes", "voted", "voting", "voters"."""

from __future__ import annotations

import re

from sitegen.vocabulary.keys import word_key

ENDING = re.compile(r"(?:ations?|ments?|ings?|ions?|ed|er|ers|ly|es|e|s|ies|y)\Z")
SHORTEST = 4  # letters of a stem
KEPT_DOUBLE = "ls"  # "fell-", "pass-": a double letter that is the stem's own


def stem(word: str) -> str:
    """The word without case, plural and the endings of English verbs, agents and adverbs."""
    key = word_key(word)
    short = ENDING.sub("", key)
    if len(short) < SHORTEST:
        return key
    return short[:-1] if short[-1] == short[-2] and short[-1] not in KEPT_DOUBLE else short
