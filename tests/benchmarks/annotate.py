"""How many words a second one core annotates, beside spaCy's `ner`.  `python tests/benchmarks/annotate.py [TEXTS]`

TEXTS: a folder of .txt, or a file of JSON Lines with "text"; without it the sample archive.  Names, people and
quotations are timed apart, in the same run as spaCy, turn about, each the best of five rounds of CPU time.  spaCy is
left out where it is not installed; without its model en_core_web_sm an untrained `ner` of the same build is timed,
whose weights cost as much as learned ones."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sitegen.annotate import names
from sitegen.annotate.people import find_people
from sitegen.annotate.quotations import find_quotations

SAMPLE = Path(__file__).parents[2] / "sitegen" / "sample" / "seeds"
ROUNDS, FEWEST, FOR_SPACY = 5, 60_000, 15_000
LABELS = """CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT QUANTITY TIME
WORK_OF_ART"""
TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
PARSER = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": TOK2VEC,
}


def texts_of(path: Path) -> list[str]:
    """The texts of a folder or file."""
    if path.is_dir():
        return [p.read_text("utf-8") for p in sorted(path.rglob("*.txt"))]
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def at_least(texts: Sequence[str], words: int) -> list[str]:
    """The texts, over and over until they hold so many words."""
    found: list[str] = []
    while sum(map(count, found)) < words:
        found += texts
    return found


def count(text: str) -> int:
    return len(text.split())


def rooms(texts: Sequence[str]) -> dict[str, float]:
    """CPU seconds of each step."""
    entities_of = names.load().entities
    start = time.process_time()
    entities = [entities_of(text) for text in texts]
    named = time.process_time()
    people = [find_people(text, found) for text, found in zip(texts, entities, strict=True)]
    clustered = time.process_time()
    for text, found in zip(texts, people, strict=True):
        find_quotations(text, found)
    done = time.process_time()
    return {"names": named - start, "people": clustered - named, "quotations": done - clustered, "all": done - start}


def spacy_ner() -> tuple[str, Callable[[Sequence[str]], None]] | None:
    """(what is timed, a function that reads texts with it); None where spaCy is not installed."""
    try:
        import spacy
    except ImportError:
        return None
    if spacy.util.is_package("en_core_web_sm"):
        every = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
        language = spacy.load("en_core_web_sm", exclude=every)
        return f"spaCy {spacy.__version__}, en_core_web_sm, ner alone", lambda texts: _read(language, texts)
    language = spacy.blank("en")
    ner: Any = language.add_pipe("ner", config={"model": PARSER})
    for label in LABELS.split():
        ner.add_label(label)
    language.initialize()
    return f"spaCy {spacy.__version__}, an untrained ner", lambda texts: _read(language, texts)


def _read(language: Any, texts: Sequence[str]) -> None:
    for _ in language.pipe(texts):
        pass


def main() -> None:
    texts = at_least(texts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE), FEWEST)
    few = at_least(texts, FOR_SPACY)[: max(1, len(texts) * FOR_SPACY // sum(map(count, texts)))]
    words, words_of_few = sum(map(count, texts)), sum(map(count, few))
    rooms(texts[:10])
    other = spacy_ner()
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for room, seconds in rooms(texts).items():
            best[room] = min(best.get(room, seconds), seconds)
        if other:
            start = time.process_time()
            other[1](few)
            seconds = time.process_time() - start
            best["spaCy"] = min(best.get("spaCy", seconds), seconds)
    for room in ("names", "people", "quotations"):
        print(f"{room:>12}: {best[room] / words * 1e6:6.2f} µs a word")
    ours = words / best["all"]
    print(f"{'all':>12}: {ours:,.0f} words/s on one core ({words:,} words)")
    if other:
        theirs = words_of_few / best["spaCy"]
        print(f"{'beside it':>12}: {theirs:,.0f} words/s, {other[0]}; ours is {ours / theirs:.1f} times as fast")


if __name__ == "__main__":
    main()
