"""Cross-validation: what the method reaches on documents that its weights have not seen, and what it learns there of
how sure it may be."""

from __future__ import annotations

import random
from collections.abc import Iterable

from sitegen.annotate.quotations.decide import decide
from sitegen.annotate.quotations.statements import gather
from sitegen.annotate.quotations.weights import Weights
from tools.speakers.examples import Labelled, referent_examples, speaker_examples
from tools.speakers.fitting import AGREEMENT, PRIOR, fit, straighten
from tools.speakers.measure import Figures, measure

SPEAKER_L2, REFERENT_L2 = 1.0, 3.0
SPEAKER_LEAST, REFERENT_LEAST = 2, 3  # features of fewer candidates are left out
FOLDS, SEED = 5, 5


def learn(documents: list[Labelled]) -> Weights:
    """Both tables, learned from these documents alone; confidences as they come."""
    referent = fit(referent_examples(documents), REFERENT_L2, REFERENT_LEAST, AGREEMENT)
    speaker = fit(speaker_examples(documents, referent), SPEAKER_L2, SPEAKER_LEAST, PRIOR)
    return Weights.of(speaker, referent)


def calibrated(documents: list[Labelled]) -> Weights:
    """The tables of all documents, with confidences as they held in cross-validation."""
    factor, shift = straighten(_answers(held_back(documents, FOLDS, SEED)))
    return learn(documents)._replace(factor=factor, shift=shift)


def figures(documents: list[Labelled], weights: Weights) -> Figures:
    """How right these weights are on these documents."""
    total = Figures()
    for labelled in documents:
        said = gather(labelled.document, decide(labelled.document, weights))
        total.add(measure(labelled.document, labelled.quotes, said))
    return total


def held_back(documents: list[Labelled], folds: int, seed: int) -> list[Figures]:
    """The figures of each fold with weights learned from the documents of the others."""
    fold = [place % folds for place in range(len(documents))]
    random.Random(seed).shuffle(fold)
    found = []
    for k in range(folds):
        weights = learn([d for d, f in zip(documents, fold, strict=True) if f != k])
        found.append(figures([d for d, f in zip(documents, fold, strict=True) if f == k], weights))
    return found


def cross_validated(documents: list[Labelled], folds: int = FOLDS, seed: int = SEED) -> Figures:
    """The sum of the folds; the confidences of each are put right by what the others tell."""
    parts = held_back(documents, folds, seed)
    total = Figures()
    for part in parts:
        factor, shift = straighten(_answers(other for other in parts if other is not part))
        weights = Weights.of({}, {}, factor, shift)
        total.add(part)
        total.answers[-len(part.answers) :] = [(weights.confidence(p), right) for p, right in part.answers]
    return total


def _answers(parts: Iterable[Figures]) -> list[tuple[float, bool]]:
    return [answer for part in parts for answer in part.answers]
