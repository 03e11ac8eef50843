"""What an article is about by its own words, as hashes: what names do not say yet."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from sitegen import naming
from sitegen.digest import hash31
from sitegen.model import Name


def own_words(keyphrases: Iterable[str], names: Iterable[Name]) -> bytes:
    """Hashes of keyphrases, unsigned 32-bit, ascending; without those that are a name of the article or part of one,
    for what is shared by name is not to count twice."""
    keyphrases = list(keyphrases)
    if not keyphrases:
        return b""
    named = [f" {_key(name.text)} " for name in names]
    keys = {_key(phrase) for phrase in keyphrases}
    told = (key for key in keys if key and not any(f" {key} " in name for name in named))
    return array("I", sorted({hash31(key) for key in told})).tobytes()


def _key(phrase: str) -> str:
    """Folded, and without the ending of an English plural, so that one vote and two votes are the same."""
    words = naming.WORD.findall(naming.fold(phrase))
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "siu" else word for word in words
    )
