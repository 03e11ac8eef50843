"""Conditional logit, fitted with scipy."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize

from tools.speakers.examples import Example

STEPS = 150


def fit(examples: list[Example], l2: float, least: int) -> dict[str, float]:
    """Conditional logit: the probability of the right candidates among all of an example's; features seen in fewer
    than `least` candidates are left out."""
    counts = Counter(f for example in examples for features in example.features for f in features)
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
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
        value = (weights * (np.log(total) - np.log(good))).sum() + 0.5 * l2 * (theta @ theta)
        return value, transposed @ slope + l2 * theta

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    return {f: round(float(found[i]), 4) for f, i in index.items()}
