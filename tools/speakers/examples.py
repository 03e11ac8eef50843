"""From gold quotations to examples: the candidates of each run, and which of them are right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sitegen.annotate import names
from sitegen.annotate.people import find_people
from sitegen.annotate.people.names import bare, compatible
from sitegen.annotate.quotations.candidates import Candidate, candidates
from sitegen.annotate.quotations.decide import resolve_pronouns
from sitegen.annotate.quotations.facts import FAR, Document, History
from sitegen.annotate.quotations.referents import referents
from sitegen.annotate.quotations.weights import Sums, single

Gold = dict[str, Any]
UNMATCHED, UNMATCHED_SHORT, UNKNOWN = 0.25, 1.0, 0.7  # weights of examples
SHORT = 6  # words: fewer in marks are rarely a quotation that the gold forgot


class Labelled(NamedTuple):
    """A document, its gold, and for each run the gold quotation or None, and its speaker's number or None."""

    document: Document
    quotes: list[Gold]
    quotations: list[Gold | None]
    speakers: list[int | None]


class Example(NamedTuple):
    """The features of each candidate, whether it is right, and the example's weight."""

    document: int
    features: list[list[str]]
    right: list[int]
    weight: float


def read(path: str) -> list[Labelled]:
    """The documents of a gold file."""
    tagger = names.load()
    found = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            document = Document(gold["text"], find_people(gold["text"], tagger.entities(gold["text"])))
            quotations = [_gold_of(gold["quotes"], run.inner_start, run.inner_end) for run in document.runs]
            speakers = [_person(document, q["speaker_name"]) if q else None for q in quotations]
            found.append(Labelled(document, gold["quotes"], quotations, speakers))
    return found


def _gold_of(quotes: list[Gold], start: int, end: int) -> Gold | None:
    """The gold quotation that covers at least half of a run."""
    best, share = None, 0
    for quote in quotes:
        for a, b in quote["spans"]:
            common = min(b, end) - max(a, start)
            if common > share:
                best, share = quote, common
    return best if share and share >= 0.5 * (end - start) else None


def same_name(one: str | None, other: str) -> bool:
    """May two names be one person's?  A lone word may be first name or surname."""
    if not one:
        return False
    a, b = bare(one).words, bare(other).words
    if not a or not b:
        return False
    if len(a) > 1 and len(b) > 1:
        return compatible(a, b)
    short, long = sorted((a, b), key=len)
    return short[0] in (long[0], long[-1])


def _person(document: Document, name: str | None) -> int | None:
    persons = document.people.persons
    fitting = [k for k, person in enumerate(persons) if same_name(name, person.name)]
    return max(fitting, key=lambda k: (" " in persons[k].name, len(persons[k].mentions)), default=None)


def label(document: Document, found: list[Candidate], gold: Gold | None, words: int) -> tuple[list[int], float]:
    """1 right, 0 wrong, -1 left out, for every candidate, and the example's weight (0: no example).

    Right is the mention that the annotators marked as the source.  Other mentions of that person are left out:
    they would teach that any place is as good."""
    kinds = [c.kind for c in found]
    nobody = kinds.index("0")
    if gold is None:  # no quotation, or one that the gold forgot
        return [int(i == nobody) for i in range(len(found))], UNMATCHED_SHORT if words < SHORT else UNMATCHED
    kind, name, spans = gold["speaker_kind"], gold["speaker_name"], gold.get("speaker_span") or []
    marked = [_is_marked(document, c, spans) for c in found]
    fits = [c.person is not None and same_name(name, document.people.persons[c.person].name) for c in found]
    left_out: list[int] = []
    if kind == "none":
        return [], 0.0
    if kind == "nonperson":
        if any(m and k == "N" for m, k in zip(marked, kinds, strict=True)) and _is_short(document, spans):
            return [], 0.0  # a name that the gold's own tagger missed
        right = [i for i, k in enumerate(kinds) if k == "X" and marked[i]] or [nobody]
        right += [i for i, k in enumerate(kinds) if k == "P" and marked[i]]
    elif kind == "unknown" or gold.get("silver"):
        right = [i for i, k in enumerate(kinds) if k in "NP" and marked[i]]
        right = right or [i for i, k in enumerate(kinds) if k == "X" and marked[i]]
        left_out = [i for i, k in enumerate(kinds) if k in "LM" or (gold.get("silver") and not marked[i] and fits[i])]
    else:
        right = [i for i, k in enumerate(kinds) if marked[i] and (k == "P" or (k == "N" and fits[i]))]
        right = right or [i for i, k in enumerate(kinds) if marked[i] and k == "N"]
        if right:
            left_out = [i for i in range(len(found)) if fits[i] and i not in right and kinds[i] not in "LM"]
            right += [i for i in range(len(found)) if fits[i] and i not in right and kinds[i] in "LM"]
        else:
            right = [i for i in range(len(found)) if fits[i]]
    labels = [1 if i in right else -1 if i in left_out else 0 for i in range(len(found))]
    return labels, (UNKNOWN if kind == "unknown" else 1.0) if right else 0.0


def _is_marked(document: Document, candidate: Candidate, spans: list[list[int]]) -> bool:
    if candidate.kind not in "NPX":
        return False
    token = document.tokens[candidate.paragraph][candidate.at]
    return any(a < token.end and token.start < b for a, b in spans)


def _is_short(document: Document, spans: list[list[int]]) -> bool:
    return document.text[spans[0][0] : spans[0][1]].count(" ") < 2


def speaker_examples(documents: list[Labelled], referent: Mapping[str, float]) -> list[Example]:
    found = []
    sums = Sums(referent)
    for number, (document, _, quotations, speakers) in enumerate(documents):
        for place, run in enumerate(document.runs):
            history = History(speakers[:place])
            scene, options = candidates(document, place, history)
            resolve_pronouns(scene, options, sums)
            words = len(document.text[run.inner_start : run.inner_end].split())
            labels, weight = label(document, options, quotations[place], words)
            kept = [([*single(c.features)], y) for c, y in zip(options, labels, strict=False) if y >= 0]
            if weight and len(kept) > 1 and any(y for _, y in kept):
                found.append(Example(number, [f for f, _ in kept], [y for _, y in kept], weight))
    return found


def referent_examples(documents: list[Labelled]) -> list[Example]:
    found = []
    for number, (document, _, quotations, speakers) in enumerate(documents):
        for place, gold in enumerate(quotations):
            if (
                not gold
                or gold["speaker_kind"] != "pronoun"
                or not gold.get("speaker_span")
                or not gold["speaker_name"]
            ):
                continue
            at = gold["speaker_span"][0][0]
            paragraph = next((k for k, (a, b) in enumerate(document.lines) if a <= at < b), None)
            if paragraph is None:
                continue
            tokens = document.tokens[paragraph]
            token = next((k for k, t in enumerate(tokens) if t.kind == "P" and t.start == at), None)
            if token is None:
                continue
            last, run, other, _ = History(speakers[:place]).last_two()
            gap = FAR if last is None else paragraph - document.runs[run].paragraph
            options = referents(document, paragraph, token, last, gap, other)
            right = [int(same_name(gold["speaker_name"], document.people.persons[k].name)) for k in options]
            if any(right):
                found.append(Example(number, [[*single(groups)] for groups in options.values()], right, 1.0))
    return found
