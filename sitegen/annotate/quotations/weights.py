"""The trained weights: one table for who speaks, one for whom a pronoun means; read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

FILE = "speakers.json"


class Weights(NamedTuple):
    """Feature -> weight of the two conditional logits; a feature that is absent weighs nothing."""

    speaker: dict[str, float]
    referent: dict[str, float]


def data() -> bytes:
    """The bytes of the weight file."""
    return (Path(__file__).parent.parent / "data" / FILE).read_bytes()


@cache
def load() -> Weights:
    """The weights of this package."""
    tables = msgspec.json.decode(data(), type=dict[str, dict[str, float]])
    return Weights(tables["speaker"], tables["referent"])
