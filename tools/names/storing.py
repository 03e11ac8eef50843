"""The model file: big tables in 8 bits, word lists as text, the same bytes for the same weights."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from sitegen.annotate.names.features import shape
from tools.names.arrays import Array, Arrays

# p -> 1 / (1 + exp(-(slope logit(p) + intercept))) for persons, organisations, places: fitted on development corpora
# that are not in the training data.
CALIBRATION = [[0.78, 0.9], [0.5, 0.27], [1.01, -0.32]]
IN_8_BITS = ("E", "S", "EC")
DATE = (1980, 1, 1, 0, 0, 0)


def save(path: Path, weights: Arrays, arrays: Arrays) -> None:
    """Writes the weights, the vocabulary with its features, and the word bits."""
    out: Arrays = {}
    for name in sorted(weights):
        if name in IN_8_BITS:
            out[name], out[name + "_s"] = _in_8_bits(weights[name])
        else:
            out[name] = weights[name].astype(np.float16 if weights[name].ndim > 1 else np.float32)
    words, endings = arrays["vt"].tolist(), {word: number for number, word in enumerate(arrays["vs"].tolist(), 1)}
    lines = (line.split("\t") for line in arrays["gaz"].tobytes().decode("utf-8").splitlines())
    bits = {word: int(number) for word, number in lines}
    features = [
        (
            endings.get(word[-3:].lower(), 0),
            endings.get(word[-2:].lower() + "_", 0),
            shape(word),
            bits.get(_plain(word), 0),
        )
        for word in words
    ]
    out["vf"] = np.array([(0, 0, 0, 0), *features], np.uint16)
    out["vt"], out["vc"], out["vs"] = _text(words), _text(arrays["vc"].tolist()), _text(arrays["vs"].tolist())
    write(path, out | {"cal": np.array(CALIBRATION, np.float32), "gaz": arrays["gaz"]})


def _in_8_bits(table: Array) -> tuple[Array, Array]:
    scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-9
    return np.round(table / scale).astype(np.int8), scale[:, 0].astype(np.float16)


def _plain(word: str) -> str:
    return word.lower().strip(".")


def _text(words: Iterable[str]) -> Array:
    return np.frombuffer("\t".join(words).replace("\n", "\\n").encode("utf-8"), np.uint8)


def write(path: Path, arrays: Arrays) -> None:
    """`numpy.savez_compressed` with fixed dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            content = io.BytesIO()
            np.lib.format.write_array(content, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", DATE), content.getvalue(), zipfile.ZIP_DEFLATED, 9)
