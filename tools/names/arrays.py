"""All documents as a few flat arrays, and batches of them.

Of words: `wid wcount suf3 suf2 shape bits`; of tokens (the words of forms): `self prev next prev2 next2 first last`
(numbers of words within the document, -1 for none) `ttype flags lab fixed`; of forms: `tcount`; of occurrences:
`occ ctx ocl`.  `ptr` says where each document begins in the four.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.features import flags, is_sport, shape
from sitegen.annotate.names.runs import CONTEXT_SIZE
from sitegen.annotate.names.words import BITS
from tools.names.corpus import GOLD, Document, NameWords, put_in_capitals, read, swap
from tools.names.invention import Inventor
from tools.names.labels import label
from tools.names.lists import word_bits

Array = NDArray[Any]
Arrays = dict[str, Array]

WORDS, CONTEXT_WORDS, ENDINGS = 60_000, 14_000, 6_000
WORD_FIELDS = ("wid", "wcount", "suf3", "suf2", "shape", "bits")
TOKEN_FIELDS = ("self", "prev", "next", "prev2", "next2", "first", "last", "ttype")


class Kept(NamedTuple):
    """What is kept of a document: its words, of each form the numbers of its words, and arrays."""

    words: list[str]
    forms: list[list[int]]
    occurrences: Array
    contexts: list[str]
    counts: Array
    flags: Array
    votes: Array
    fixed: Array
    kinds: Array
    weight: float
    silver: bool


class Vocabulary:
    """How often words stand in runs and contexts, and endings; then their numbers, the commonest first, from 1."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.contexts: Counter[str] = Counter()

    def lists(self) -> tuple[list[str], list[str], list[str]]:
        """The words, context words and endings that get vectors of their own."""
        endings: Counter[str] = Counter()
        for word in self.words:
            endings[word[-3:].lower()] += 1
            endings[word[-2:].lower() + "_"] += 1
        return (
            [word for word, count in self.words.most_common(WORDS) if count >= 4],
            [word for word, _ in self.contexts.most_common(CONTEXT_WORDS)],
            [ending for ending, count in endings.most_common(ENDINGS) if count >= 5],
        )


def prepare(folder: Path, limit: int = 0) -> Arrays:
    """The arrays of all documents of a folder and of the invented ones."""
    documents = list(read(folder, limit))
    bits = word_bits(document["text"] for document in documents)
    names = NameWords(bits, documents)
    documents += Inventor(np.random.default_rng(7), names, bits).documents(limit)
    rng, vocabulary, kept = np.random.default_rng(1), Vocabulary(), []
    for document in documents:
        swap(document, rng, names)
        if document["src"] not in GOLD:
            put_in_capitals(document, rng)
        if read_document := _keep(document, bits, vocabulary):
            kept.append(read_document)
        document.clear()
    return _arrays(kept, bits, vocabulary)


def _keep(document: Document, bits: dict[str, int], vocabulary: Vocabulary) -> Kept | None:
    labelled = label(document, bits)
    runs = labelled.runs
    if not runs.forms:
        return None
    numbers: dict[str, int] = {}
    forms = [[numbers.setdefault(sys.intern(word), len(numbers)) for _, word in form] for form in runs.forms]
    vocabulary.words.update(word for form in runs.forms for _, word in form)
    vocabulary.contexts.update(runs.contexts)
    count = np.bincount([form for form, _ in runs.seen], minlength=len(forms)).astype(np.int32)
    return Kept(
        list(numbers),
        forms,
        np.array([form for form, _ in runs.seen], np.int32),
        list(map(sys.intern, runs.contexts)),
        count,
        _flags(list(numbers), forms, count, set(runs.lower.split())),
        np.concatenate(labelled.votes),
        np.concatenate(labelled.fixed),
        np.array(labelled.kinds, np.int8),
        document["weight"],
        "ents" in document,
    )


def _flags(words: list[str], forms: list[list[int]], count: Array, lower: set[str]) -> Array:
    lengths = [len(form) for form in forms]
    small = np.array([word.lower() in lower for word in words])
    place = np.concatenate([np.arange(length) for length in lengths])
    in_text = small[[word for form in forms for word in form]]
    return flags(place, np.repeat(lengths, lengths), in_text, np.repeat(count, lengths), is_sport(lower)).astype(bool)


def _arrays(kept: list[Kept], bits: dict[str, int], vocabulary: Vocabulary) -> Arrays:
    lists = vocabulary.lists()
    words, contexts, endings = ({word: number for number, word in enumerate(of, 1)} for of in lists)
    columns: dict[str, list[Any]] = defaultdict(list)
    pointers = [(0, 0, 0, 0)]
    for document in kept:
        _add_words(columns, document.words, words, endings, bits, vocabulary)
        _add_tokens(columns, document.forms)
        columns["occ"].append(document.occurrences)
        numbers = np.array([contexts.get(word, 0) for word in document.contexts], np.int16)
        columns["ctx"].append(numbers.reshape(-1, CONTEXT_SIZE))
        for name, part in zip(("tcount", "flags", "lab", "fixed", "ocl"), document[4:9], strict=True):
            columns[name].append(part)
        size = (len(document.words), len(document.flags), len(document.forms), len(document.occurrences))
        pointers.append(tuple(map(sum, zip(pointers[-1], size, strict=True))))  # type: ignore[arg-type]
    made = {name: np.array(columns[name], np.int32) for name in WORD_FIELDS + TOKEN_FIELDS}
    made |= {name: np.concatenate(columns[name]) for name in ("occ", "ctx", "tcount", "flags", "lab", "fixed", "ocl")}
    made["ptr"] = np.array(pointers)
    made["weight"] = np.array([document.weight for document in kept], np.float32)
    made["silver"] = np.array([document.silver for document in kept])
    made |= {name: np.array(of) for name, of in zip(("vt", "vc", "vs"), lists, strict=True)}
    listed = "".join(f"{word}\t{bits[word]}\n" for word in sorted(bits))
    return made | {"gaz": np.frombuffer(listed.encode("utf-8"), np.uint8)}


def _add_words(
    columns: dict[str, list[Any]],
    document: list[str],
    words: dict[str, int],
    endings: dict[str, int],
    bits: dict[str, int],
    vocabulary: Vocabulary,
) -> None:
    for word in document:
        number = words.get(word, 0)
        if not number and word.isupper() and len(word) > 3:
            number = words.get(word.capitalize(), 0)
        columns["wid"].append(number)
        columns["wcount"].append(vocabulary.words[word])
        columns["suf3"].append(endings.get(word[-3:].lower(), 0))
        columns["suf2"].append(endings.get(word[-2:].lower() + "_", 0))
        columns["shape"].append(shape(word))
        columns["bits"].append(bits.get(word.lower().strip("."), 0))


def _add_tokens(columns: dict[str, list[Any]], forms: list[list[int]]) -> None:
    for number, form in enumerate(forms):
        size = len(form)
        columns["self"] += form
        columns["prev"] += [-1, *form[:-1]]
        columns["next"] += [*form[1:], -1]
        columns["prev2"] += [-1, -1, *form[:-2]][:size]
        columns["next2"] += [*form[2:], -1, -1][-size:]
        columns["first"] += [form[0]] * size
        columns["last"] += [form[-1]] * size
        columns["ttype"] += [number] * size


def batches(arrays: Arrays, documents: Iterable[int], size: int = 6500) -> Iterator[list[int]]:
    """Documents of about `size` tokens together."""
    current: list[int] = []
    tokens, of = 0, np.diff(arrays["ptr"][:, 1])
    for number in documents:
        if current and tokens + of[number] > size:
            yield current
            current, tokens = [], 0
        current.append(number)
        tokens += of[number]
    if current:
        yield current


def batch(arrays: Arrays, documents: list[int], rng: np.random.Generator | None = None) -> Arrays:
    """The arrays of some documents, numbered through.  With `rng` some words are forgotten, rare ones more often."""
    ptr = arrays["ptr"]

    def part(name: str, kind: int) -> Array:
        return np.concatenate([arrays[name][ptr[d][kind] : ptr[d + 1][kind]] for d in documents])

    size = np.array([ptr[d + 1] - ptr[d] for d in documents])
    offsets = np.concatenate([np.zeros((1, 4), int), np.cumsum(size, 0)])
    words = offsets[-1][0]
    out = {name: part(name, 0) for name in ("wid", "suf3", "suf2", "shape")}
    bits = part("bits", 0)
    if rng is not None:
        out["wid"] = np.where(rng.random(words) < 0.04 + 1.5 / (1.5 + part("wcount", 0)), 0, out["wid"])
        bits = np.where(rng.random(words) < 0.1, 0, bits)
    out["bits"] = ((bits[:, None] >> np.arange(BITS)) & 1).astype(np.float32)
    moved = np.repeat(offsets[:-1, 0], size[:, 1])
    for name in TOKEN_FIELDS[:-1]:
        beyond = words + name.startswith("next")
        value = part(name, 1)
        out[name] = np.where(value < 0, beyond, value + moved)
    out["ttype"] = part("ttype", 1) + np.repeat(offsets[:-1, 2], size[:, 1])
    out["tb"] = _borders(out["ttype"])
    out["flags"] = part("flags", 1).astype(np.float32)
    votes = part("lab", 1)
    count = votes.sum(1)
    out["lab"] = votes / np.maximum(count, 1e-6)[:, None]
    weight = np.repeat(arrays["weight"][documents], size[:, 1])
    out["lw"] = (weight * (count > 0) * np.sqrt(np.minimum(count, 9))).astype(np.float32)
    out["tcount"] = part("tcount", 2)
    out["tw"] = np.sqrt(out["tcount"])[out["ttype"]].astype(np.float32)
    forms = part("occ", 3) + np.repeat(offsets[:-1, 2], size[:, 3])
    order = np.argsort(forms, kind="stable")
    out["occ"] = forms[order]
    out["ctx"], out["ocl"] = part("ctx", 3)[order].astype(np.int64), part("ocl", 3)[order].astype(np.int64)
    out["ob"] = _borders(out["occ"])
    return out


def _borders(sorted_numbers: Array) -> Array:
    """Where a new number begins."""
    return np.flatnonzero(np.concatenate([[True], sorted_numbers[1:] != sorted_numbers[:-1]]))
