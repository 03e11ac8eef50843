"""The network: a label for every word of every distinct run of a document.

Every occurrence of a run is described by the three words at either side; the contexts of all its occurrences are
pooled (mean and maximum).  Pass 1 sees the words of the run and its contexts; pass 2 also what pass 1 said of the
same words in the other runs of the document ("Boris Johnson" settles "Johnson").  Where the contexts of one run
disagree ("in Jordan", "Jordan said"), the run is cut in two before that.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.casing import recase
from sitegen.annotate.names.features import flags, is_sport, shape
from sitegen.annotate.names.layout import elsewhere, grouped, lay_out, pooled
from sitegen.annotate.names.runs import CONTEXT_SIZE, Runs, scan
from sitegen.annotate.names.words import BITS

Array = NDArray[Any]

SPLIT = 0.8  # how sure two occurrences of a run must be of different kinds for the run to be cut
SPLIT_MEMBER = 0.6  # how sure a third one must be to go with either
SPLIT_WORDS = 2  # longer runs are never cut
NEW_WORDS = 30_000  # words that the model does not know, kept with their vectors between documents


class Labelled(NamedTuple):
    """The runs of a document, a label for each word of each form, the (words, 8) probabilities of all labels, and the
    number of the first word of each form (and one more: the number of all words)."""

    runs: Runs
    labels: list[int]
    probabilities: Array
    starts: list[int]


class Network:
    """Holds the weights of a model file.  Not for several threads at once: new words are learned on the way."""

    def __init__(self, stored: dict[str, Array]) -> None:
        """`stored`: the arrays that `tools/names` writes (8-bit tables with a scale a row, word lists as text)."""
        self.lists = _pairs(stored["gaz"])
        self.vocabulary = _numbered(stored["vt"])
        self.endings = _numbered(stored["vs"])
        self.context_words = _numbered(stored["vc"])
        self.contexts = _table(stored, "EC")
        self.word_table, self.word_scale = stored["E"], stored["E_s"].astype(np.float32)[:, None]
        self.ending_table = _table(stored, "S")
        self.shape_table, self.bit_table = stored["Sh"].astype(np.float32), stored["G"].astype(np.float32)
        weights = {name: stored[name].astype(np.float32) for name in WEIGHTS}
        self.context_layer = weights["PC"], weights["bc"]
        self.first_layer, self.first_out = (weights["W1"], weights["b1"]), (weights["V1"], weights["c1"])
        self.second_layer, self.second_out = (weights["W2"], weights["b2"]), (weights["V2"], weights["c2"])
        self.occurrence_out = weights["VO"], weights["cO"]
        self.calibration: list[tuple[float, float]] = weights["cal"].tolist()
        self._make_rows(weights["pad"], stored["vf"].astype(np.int32))

    @classmethod
    def load(cls, path: Path) -> Network:
        with np.load(path) as stored:
            return cls(dict(stored))

    def _make_rows(self, pad: Array, features: Array) -> None:
        """Word vectors: run start, run end, the vocabulary, and room for the words met on the way."""
        bits = (features[:, 3:4] >> np.arange(BITS)) & 1
        known = (
            self.word_table * self.word_scale + self.ending_table[features[:, 0]] + self.ending_table[features[:, 1]]
        )
        known = known + self.shape_table[features[:, 2]] + bits.astype(np.float32) @ self.bit_table
        self.learned: list[str] = []
        self.known = len(known) + 2
        self.vectors = np.zeros((self.known + NEW_WORDS, known.shape[1]), np.float32)
        self.vectors[:2] = pad
        self.vectors[2 : self.known] = known
        self.rows = {word: number + 2 for word, number in self.vocabulary.items()}

    def label(self, text: str) -> Labelled | None:
        """Labels the runs of a text; None if it has none."""
        runs = scan(recase(text, self.lists, self.vocabulary))
        if not runs.seen:
            return None
        hidden = self._contexts(runs.contexts)
        forms = np.array([form for form, _ in runs.seen])
        runs, forms, roots = self._cut(runs, forms, hidden)
        words = lay_out(runs.forms)
        count = np.bincount(forms, minlength=len(runs.forms))
        lower = set(runs.lower.split())
        small = np.array([word.lower() in lower for word in words.distinct])[words.around[:, 0]]
        told = flags(words.place, words.length, small, count[words.form], is_sport(lower))
        vectors = self.vectors[[*self._rows_of(words.distinct), 0, 1]]
        x = np.concatenate(
            [vectors[words.around].reshape(len(told), -1), pooled(hidden, forms, count)[words.form], told], 1
        )
        first = relu(x, self.first_layer)
        said = softmax(first, self.first_out)
        weight = np.sqrt(count)[words.form].astype(np.float32)[:, None]
        second = relu(
            np.concatenate([first, said, elsewhere(said, weight, words, roots)], 1, dtype=np.float32), self.second_layer
        )
        probabilities = softmax(second, self.second_out)
        starts = [*words.starts.tolist(), len(told)]
        return Labelled(runs, probabilities.argmax(1).tolist(), probabilities, starts)

    def _contexts(self, contexts: list[str]) -> Array:
        number = self.context_words.get
        numbers = [number(word, 0) for word in contexts]
        return relu(self.contexts[numbers].reshape(len(numbers) // CONTEXT_SIZE, -1), self.context_layer)

    def _cut(self, runs: Runs, forms: Array, hidden: Array) -> tuple[Runs, Array, list[int]]:
        """Cuts a short run whose occurrences are surely of different kinds in two or three.

        Returns the runs, the form of each occurrence, and the form that each new form was cut from."""
        if len(runs.forms) == len(runs.seen):
            return runs, forms, []
        kinds = softmax(hidden, self.occurrence_out)
        named = kinds[:, 1:] / (1 - kinds[:, :1] + 1e-6) * (kinds[:, :1] < 0.5)
        order, borders, count = grouped(forms, len(runs.forms))
        sure = np.maximum.reduceat(named[order], borders) > SPLIT
        roots: list[int] = []
        for form in np.flatnonzero(sure.sum(1) > 1).tolist():
            if len(runs.forms[form]) <= SPLIT_WORDS:
                members = order[borders[form] : borders[form] + count[form]]
                forms = _cut_form(form, members, named[members], sure[form], forms, len(runs.forms), roots)
        if not roots:
            return runs, forms, roots
        seen = [(form, start) for form, (_, start) in zip(forms.tolist(), runs.seen, strict=True)]
        return runs._replace(forms=runs.forms + [runs.forms[root] for root in roots], seen=seen), forms, roots

    def _rows_of(self, words: list[str]) -> list[int]:
        if len(self.learned) > NEW_WORDS * 2 // 3:
            for word in self.learned:
                del self.rows[word]
            self.learned = []
        row = self.rows.get
        return [row(word) or self._learn(word) for word in words]

    def _learn(self, word: str) -> int:
        """Gives a word that the model does not know a vector: by its ending, shape and lists."""
        row = self.known + len(self.learned)
        if row >= len(self.vectors):  # a document of more new words than there is room for
            return self.rows.get("The", 2)
        self.learned.append(word)
        endings = self.endings.get(word[-3:].lower(), 0), self.endings.get(word[-2:].lower() + "_", 0)
        vector = self.ending_table[endings[0]] + self.ending_table[endings[1]] + self.shape_table[shape(word)]
        # what is written in capitals may be known otherwise
        known = self.vocabulary.get(word.capitalize(), 0) if word.isupper() and len(word) > 3 else 0
        vector = vector + self.word_table[known] * self.word_scale[known]
        bits = self.lists.get(word.lower().strip("."), 0)
        if bits:
            vector = vector + self.bit_table[[bit for bit in range(BITS) if bits >> bit & 1]].sum(0)
        self.vectors[row] = vector
        self.rows[word] = row
        return row


WEIGHTS = ("PC", "bc", "W1", "b1", "V1", "c1", "W2", "b2", "V2", "c2", "VO", "cO", "cal", "pad")


def _table(stored: dict[str, Array], name: str) -> Array:
    return stored[name].astype(np.float32) * stored[name + "_s"].astype(np.float32)[:, None]


def _numbered(stored: Array) -> dict[str, int]:
    """Words -> numbers from 1; 0 is any other word."""
    words = stored.tobytes().decode("utf-8").replace("\\n", "\n").split("\t")
    return {word: number for number, word in enumerate(words, 1)}


def _pairs(stored: Array) -> dict[str, int]:
    words = stored.tobytes().decode("utf-8").split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def relu(x: Array, layer: tuple[Array, Array]) -> Array:
    """One layer of rectified linear units."""
    out: Array = x @ layer[0]
    out += layer[1]
    return np.maximum(out, 0, out=out)


def softmax(x: Array, layer: tuple[Array, Array] | None = None) -> Array:
    """Probabilities of a row each, of `x` or of a layer on it."""
    if layer is not None:
        x = x @ layer[0]
        x += layer[1]
    out: Array = np.exp(x - x.max(1, keepdims=True))
    out /= out.sum(1, keepdims=True)
    return out


def _cut_form(form: int, members: Array, named: Array, sure: Array, forms: Array, size: int, roots: list[int]) -> Array:
    """Moves the occurrences that are not of the commonest kind into forms of their own."""
    kind = named.argmax(1)
    kind[named.max(1) < SPLIT_MEMBER] = -1
    main = int(np.argmax(np.bincount(kind[kind >= 0], minlength=3)))
    forms = forms.copy()
    for other in range(3):
        if other != main and sure[other]:
            forms[members[kind == other]] = size + len(roots)
            roots.append(form)
    return forms
