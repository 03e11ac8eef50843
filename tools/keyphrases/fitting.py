"""Logistic regression by Newton's method, with a ridge, in numpy."""

from __future__ import annotations

from typing import Any

import numpy as np

RIDGE, STEPS, PLACES = 5.0, 12, 5


def fit(names: list[str], matrix: Any, right: Any) -> dict[str, float]:
    """Column -> weight.  `matrix`: candidates x columns; `right`: 1 where a candidate is a keyphrase."""
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-(matrix @ weights)))
        curve = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + RIDGE * np.eye(len(names))
        weights += np.linalg.solve(curve, matrix.T @ (right - likely) - RIDGE * weights)
    return {name: round(float(weight), PLACES) for name, weight in zip(names, weights, strict=True)}
