"""Labelled articles as the annotator reads them, with the columns of their candidates, and how answers are scored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from sitegen.annotate.keyphrases.candidates import Candidates
from sitegen.annotate.keyphrases.ranker import Ranker, spellings
from sitegen.annotate.reading import Reading
from sitegen.annotate.topics.tagging import PartsOfSpeech, Tagged
from sitegen.model import Evidence
from sitegen.parse import text as plain
from tools.keyphrases.porter import stem_phrase

MOST = 10


class Example(NamedTuple):
    """An article: its tagged text, where its headline ends, the stems of its keyphrases, its candidates."""

    name: str
    tagged: Tagged
    headline_end: int
    gold: frozenset[str]
    found: Candidates | None
    columns: dict[str, Any]

    def matrix(self) -> Any:
        return np.stack([self.columns[name] for name in sorted(self.columns)], 1)

    def right(self) -> Any:
        """1.0 for each candidate that is a keyphrase in its commonest spelling, else 0.0."""
        phrases = spellings(self.found, self.found.found.keys) if self.found else []
        return np.array([stem_phrase(phrase) in self.gold for phrase in phrases], float)


def read(path: str, ranker: Ranker) -> list[Example]:
    """The articles of a file, see `__main__`; those without keyphrases are left out."""
    speech = PartsOfSpeech.load()
    with open(path, encoding="utf-8") as lines:
        made = [_example(json.loads(line), ranker, speech) for line in lines]
    return [example for example in made if example.gold]


def _example(document: dict[str, Any], ranker: Ranker, speech: PartsOfSpeech) -> Example:
    article = plain.read("article.txt", document["text"], "utf-8", Evidence())
    tagged, headline_end = speech.tag(Reading(article).text), len(article.words(article.title))
    gold = frozenset(stem_phrase(phrase) for phrase in document["keyphrases"]) - {""}
    found, made = ranker.candidates(tagged, headline_end) or (None, {})
    return Example(document["id"], tagged, headline_end, gold, found, made)


def keyphrases(example: Example, ranker: Ranker) -> tuple[str, ...]:
    return ranker.rank(example.tagged, example.headline_end)


def f1_at_10(examples: list[Example], answers: Iterable[Iterable[str]]) -> float:
    """F1 of mean precision and mean recall of the first ten distinct stems, times 100."""
    precisions, recalls = [], []
    for example, answer in zip(examples, answers, strict=True):
        first = list(dict.fromkeys(stem_phrase(phrase) for phrase in answer if stem_phrase(phrase)))[:MOST]
        right = len(example.gold.intersection(first))
        precisions.append(right / len(first) if first else 0.0)
        recalls.append(right / len(example.gold))
    precision, recall = sum(precisions) / len(examples), sum(recalls) / len(examples)
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0
