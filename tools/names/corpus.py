"""The training documents, and what is done to some of them so that the tagger learns from the words around a name."""

from __future__ import annotations

import json
import lzma
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sitegen.annotate.names.words import CITY, FIRST_NAME, HALF_SMALL, LAND, PEOPLE, SMALL, SURNAME

Document = dict[str, Any]  # id, src, text, weight; ents [(start, end, kind)], title, kind, fixed where known

FILES = (("gold", 5), ("news", 3), ("congress", 1), ("senate", 1), ("wiki", 1))  # and the weight of each
GOLD = ("wikigold", "invented")  # labels that are right
PLACE_BEFORE = re.compile(r"(?:\bin|\bnear|\bof|\bat) $")


def read(folder: Path, limit: int = 0) -> Iterator[Document]:
    """The documents of `folder`/*.jsonl.xz, at most `limit` a file."""
    for name, weight in FILES:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if limit and number >= limit:
                    break
                document = json.loads(line)
                document["weight"] = float(weight)
                if "ents" in document:
                    document["ents"] = list(_spans(document["ents"]))
                yield document


def _spans(packed: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """(gap from the end of the one before, length, kind) -> (start, end, kind)."""
    end = 0
    for gap, length, kind in packed:
        start = end + gap
        end = start + length
        yield start, end, kind


def put_in_capitals(document: Document, rng: np.random.Generator) -> None:
    """Some first lines and some paragraphs: the tagger undoes that (`casing`), not always well."""
    chance = rng.random()
    lines = document["text"].split("\n")
    if chance < 0.12:
        chosen = [0]
    elif chance < 0.18:
        chosen = [number for number, line in enumerate(lines) if len(line) < 400 and rng.random() < 0.3]
    else:
        return
    for number in chosen:
        loud = lines[number].upper()
        if len(loud) == len(lines[number]):
            lines[number] = loud
    document["text"] = "\n".join(lines)


class NameWords:
    """Words for invented names: half of them from lists, half common in the texts."""

    def __init__(self, bits: dict[str, int], documents: Iterable[Document]) -> None:
        last: Counter[str] = Counter()
        place: Counter[str] = Counter()
        for document in documents:
            for start, end, kind in document.get("ents", ()):
                name = document["text"][start:end]
                word = name.split()[-1] if name.split() else ""
                common = name.isalpha() and name[0].isupper() and name[1:].islower() and len(name) > 3
                if kind == "LOC" and common and not bits.get(name.lower(), 0) & (LAND | PEOPLE):
                    place[name] += 1
                elif kind == "PER" and " " in name and word.isalpha() and len(word) > 3:
                    last[word] += 1
        self.often = [word for word, _ in place.most_common(1200)]
        self.known = [word for word, _ in last.most_common(3000)]
        self.first = _listed(bits, FIRST_NAME, CITY | LAND | SMALL | HALF_SMALL)
        self.last = _listed(bits, SURNAME, SMALL | HALF_SMALL)
        self.place = _listed(bits, CITY, SMALL | HALF_SMALL)


def _listed(bits: dict[str, int], having: int, without: int) -> list[str]:
    words = (word for word, bit in bits.items() if bit & having and not bit & without)
    return sorted(word.capitalize() for word in words if word.isalpha() and len(word) > 2)


def choose(words: list[str], rng: np.random.Generator) -> str:
    return words[int(rng.random() * len(words))]


def swap(document: Document, rng: np.random.Generator, names: NameWords) -> None:
    """In some documents a place gets a name like a person's, or a person a surname like a place: the words around
    must decide.  The new name is labelled for good (`fixed`)."""
    chance = rng.random()
    if chance > 0.09 or "ents" not in document or document["src"] in GOLD:
        return
    old = _sure_places(document) if chance < 0.045 else _surnames(document)
    if not old:
        return
    word = choose(old, rng)
    new, kind = (_like_a_person(rng, names), "LOC") if chance < 0.045 else (choose(names.place, rng), "PER")
    _replace(document, word, new, kind)


def _sure_places(document: Document) -> list[str]:
    """Where nearly every occurrence says by its context that it is a place."""
    text, low = document["text"], document["text"].lower()
    told: Counter[str] = Counter()
    for start, end, kind in document["ents"]:
        name = text[start:end]
        if kind == "LOC" and PLACE_BEFORE.search(low[max(0, start - 5) : start]) and end - start > 3:
            told[name] += name.replace(" ", "").isalpha() and name[0].isupper()
    every = Counter(text[start:end] for start, end, _ in document["ents"])
    return [name for name in told if told[name] > 0.7 * every[name]]


def _surnames(document: Document) -> list[str]:
    text = document["text"]
    full = (text[start:end] for start, end, kind in document["ents"] if kind == "PER" and " " in text[start:end])
    words = sorted({name.split()[-1] for name in full})
    return [word for word in words if word.isalpha() and len(word) > 3 and word[0].isupper()]


def _like_a_person(rng: np.random.Generator, names: NameWords) -> str:
    chance = rng.random()
    if chance < 0.4:
        return choose(names.last, rng)
    return f"{choose(names.first if chance < 0.8 else names.last, rng)} {choose(names.last, rng)}"


def _replace(document: Document, old: str, new: str, kind: str) -> None:
    text, longer = document["text"], len(new) - len(old)
    pattern = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    starts = [found.start() for found in pattern.finditer(text)]
    if starts:
        document["text"] = pattern.sub(lambda _: new, text)
        moved = ((place + longer * bisect_left(starts, place) for place in entity[:2]) for entity in document["ents"])
        document["ents"] = [(*span, entity[2]) for span, entity in zip(moved, document["ents"], strict=True)]
        document["fixed"] = [(new, kind)]
