"""Conditional logit, fitted with scipy."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

from sitegen.annotate.quotations.weights import LEAST
from tools.speakers.examples import Example

STEPS = 150
# Where the weights are drawn to instead of zero: talk in turns hardly occurs in political news, so that the gold cannot
# teach it.  In paragraphs that stand alone, an answer follows a question, and two who have alternated go on to; a name
# with a colon before a quotation is its speaker's.
PRIOR = {"Mt.?.A1": 6.0, "Mt??.A1": 4.0, "Mt?.?A1": 6.0, "Mt..?A1": 2.0, "MaltA1": 3.0, "b:=": 7.0}

# The gold's pronouns were resolved by a program that minds genders little; a speaker not named again for paragraphs is
# rare there.
AGREEMENT = {"g": 2.0, "g~": 0.5, "g!": -2.0, "Lonly3": -1.0, "Lonly4": -2.0}


def fit(examples: list[Example], l2: float, least: int, prior: dict[str, float] | None = None) -> dict[str, float]:
    """Conditional logit: the probability of the right candidates among all of an example's; features seen in fewer
    than `least` candidates are left out."""
    counts = Counter(f for example in examples for features in example.features for f in features)
    known_before = prior or {}
    index = {f: i for i, f in enumerate(sorted({f for f, n in counts.items() if n >= least} | known_before.keys()))}
    centre = np.array([known_before.get(f, 0.0) for f in index])
    rows, columns, group, right = [], [], [], []
    for number, example in enumerate(examples):
        for features, y in zip(example.features, example.right, strict=True):
            known = [index[f] for f in features if f in index]
            rows += [len(group)] * len(known)
            columns += known
            group.append(number)
            right.append(float(y))
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(group), len(index)))
    transposed = matrix.T.tocsr()
    groups, y, weights = np.array(group), np.array(right), np.array([example.weight for example in examples])
    starts = np.r_[0, np.nonzero(np.diff(groups))[0] + 1]

    def loss(theta: Any) -> tuple[float, Any]:
        scores = matrix @ theta
        masses = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        total, good = np.add.reduceat(masses, starts), np.add.reduceat(masses * y, starts) + 1e-30
        slope = weights[groups] * (masses / total[groups] - masses * y / good[groups])
        value = (weights * (np.log(total) - np.log(good))).sum() + 0.5 * l2 * ((theta - centre) @ (theta - centre))
        return value, transposed @ slope + l2 * (theta - centre)

    found = minimize(loss, centre, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {f: round(float(found[i]), 4) for f, i in index.items()}


def straighten(answers: list[tuple[float, bool]]) -> tuple[float, float]:
    """(factor, shift) of the logit that make the confidences of these answers the likeliest (Platt scaling)."""
    given = np.clip(np.array([probability for probability, _ in answers]), LEAST, 1 - LEAST)
    odds, right = np.log(given / (1 - given)), np.array([float(y) for _, y in answers])

    def loss(theta: Any) -> float:
        scores = theta[0] * odds + theta[1]
        return float((np.logaddexp(0, scores) - right * scores).sum())

    factor, shift = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(factor), 3), round(float(shift), 3)
