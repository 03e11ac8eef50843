"""Peoples and parties, as adjectives."""

from __future__ import annotations

from pathlib import Path

from sitegen.vocabulary.keys import listed, word_key

TABLE = Path(__file__).parent.parent / "data" / "peoples.txt"


def load(path: Path = TABLE) -> frozenset[str]:
    """As written and by their keys, in small letters; lines that begin with "#" are comments."""
    lines = path.read_text("utf-8").splitlines()
    words = listed("\n".join(line for line in lines if not line.startswith("#")))
    return words | frozenset(map(word_key, words))
