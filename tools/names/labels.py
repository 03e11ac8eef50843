"""From the silver labels of the occurrences to a distribution of labels for each word of each form."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.casing import recase
from sitegen.annotate.names.rules import BEGIN, LABELS, MISC, ORGANISATION, OUTSIDE, PERSON, PERSON_LABELS, PLACE
from sitegen.annotate.names.runs import Form, Runs, scan
from sitegen.annotate.names.words import TITLES, listed
from tools.names.corpus import GOLD, Document

Entity = tuple[int, int, str]
Votes = NDArray[Any]  # (words of the form, labels)

FIRST_LABEL = {"PER": BEGIN[PERSON], "ORG": BEGIN[ORGANISATION], "LOC": BEGIN[PLACE], "MISC": MISC}
UNKNOWN = -1
COMPANY = listed("ltd inc corp plc llc llp gmbh limited incorporated")
PLACE_OF = listed(
    """
    town village city port district province county region state suburb borough municipality island capital hamlet
    neighborhood neighbourhood towns villages cities settlement township commune parish outskirts north south east west
    northeast northwest southeast southwest
    """
)
PLACE_WORDS = listed("town village suburb island resort province hamlet")
ORGANISATION_WORDS = listed(
    """
    company firm giant group bank brand chain newspaper magazine agency airline carrier manufacturer maker
    retailer startup start-up broadcaster publisher operator conglomerate club band daily weekly tabloid website
    charity automaker drugmaker lender insurer network
    """
)
SAID = listed("said says told has had was is and founded started owns owned co called grew lives lived")


class Labelled(NamedTuple):
    """The runs of a document, the votes for its forms, whether they are known to be right, and the kind of each
    occurrence (0 none, 1 person, 2 organisation, 3 place, UNKNOWN)."""

    runs: Runs
    votes: list[Votes]
    fixed: list[NDArray[Any]]
    kinds: list[int]


def label(document: Document, bits: dict[str, int]) -> Labelled:
    """Labels one document; all occurrences of a form vote."""
    runs = scan(recase(document["text"], bits))
    gold = document["src"] in GOLD
    votes = [np.zeros((len(form), len(LABELS)), np.float32) for form in runs.forms]
    labelled = Labelled(runs, votes, [np.full(len(form), gold) for form in runs.forms], [UNKNOWN] * len(runs.seen))
    if runs.forms and "ents" in document:
        _vote(document, labelled, gold)
        if not gold:
            clean(runs.forms, votes)
        _agree(labelled)
    if runs.forms and document.get("kind"):
        fix(labelled, document["title"], document["kind"])
    for name, kind in document.get("fixed", ()):
        fix(labelled, name, kind)
    return labelled


def _vote(document: Document, labelled: Labelled, gold: bool) -> None:
    runs, entities, used, first = labelled.runs, document["ents"], set[int](), 0
    for number, (form, start) in enumerate(runs.seen):
        tokens = runs.forms[form]
        while first < len(entities) and entities[first][1] <= start:
            first += 1
        near, end = [], start + tokens[-1][0] + 40
        for place in range(first, len(entities)):
            if entities[place][0] >= end:
                break
            near.append((place, entities[place]))
        labels = token_labels(near, start, tokens, used)
        told, weight = (None, 1) if gold else _told(document["text"], start, tokens, labels, runs.around(number))
        if told is not None:
            labels = [told] + [told + 1] * (len(labels) - 1)
        for place, value in enumerate(labels):
            labelled.votes[form][place, value] += weight
        kinds = {(value + 1) >> 1 for value in labels if OUTSIDE < value < MISC}
        labelled.kinds[number] = kinds.pop() if len(kinds) == 1 else UNKNOWN if kinds else 0


def token_labels(entities: list[tuple[int, Entity]], start: int, tokens: Form, used: set[int]) -> list[int]:
    """The labels of one occurrence; `used`: the numbers of the entities whose begin has been seen."""
    labels = []
    for offset, _ in tokens:
        found = next(((number, e) for number, e in entities if e[0] <= start + offset < e[1]), None)
        if found is None:
            labels.append(OUTSIDE)
        elif found[1][2] == "MISC":
            labels.append(MISC)
        else:
            labels.append(FIRST_LABEL[found[1][2]] + (found[0] in used))
            used.add(found[0])
    return labels


def _told(text: str, start: int, tokens: Form, labels: list[int], context: list[str]) -> tuple[int | None, int]:
    """What the words before a name say it is ("the town of X", "law firm X"): its first label, and how many votes."""
    _, before, left, right, *_ = context
    if len(labels) > 3 or any((value + 1) >> 1 == ORGANISATION + 1 for value in labels):
        return None, 1
    if left == "of" and before in PLACE_OF and text[start - 4 - len(before) : start - 4].islower():
        return BEGIN[PLACE], 3
    apposed = (left in ORGANISATION_WORDS or left in PLACE_WORDS) and text[start - 1 - len(left) : start - 1] == left
    if apposed and right not in SAID and tokens[0][1].lower().strip(".") not in TITLES:
        return BEGIN[ORGANISATION if left in ORGANISATION_WORDS else PLACE], 2
    return None, 1


def _agree(labelled: Labelled) -> None:
    """Where the article is of one mind about a word, so is each occurrence."""
    for number, (form, _) in enumerate(labelled.runs.seen):
        if len(labelled.runs.forms[form]) == 1:
            votes = labelled.votes[form].sum(0)
            by_kind = [votes[OUTSIDE] + votes[MISC], *(votes[begin] + votes[begin + 1] for begin in BEGIN)]
            if max(by_kind) > 0.95 * votes.sum():
                labelled.kinds[number] = by_kind.index(max(by_kind))


def clean(forms: list[Form], votes: list[Votes]) -> None:
    """Makes the silver labels of one document agree with each other."""
    surnames: Counter[str] = Counter()
    for form, rows in zip(forms, votes, strict=True):
        _cut_titles(form, rows)
        _join_company(form, rows)
        surnames.update(_surnames(form, rows))
    for form, rows in zip(forms, votes, strict=True):
        if len(form) == 1:
            _believe_surname(form[0][1], rows, surnames)
        elif form[-1][1] in surnames and rows.argmax(1)[-1] in (OUTSIDE, MISC, 3, 4) and _all_titles(form[:-1]):
            rows[:] = 0  # "Senator | Stevens"
            rows[:-1, OUTSIDE] = 1
            rows[-1, BEGIN[PERSON]] = 1


def _all_titles(tokens: Form) -> bool:
    return all(word.lower().strip(".") in TITLES for _, word in tokens)


def _cut_titles(form: Form, rows: Votes) -> None:
    """Titles never belong to the name."""
    begin, inside = PERSON_LABELS
    best = rows.argmax(1)
    for place in range(len(form) - 1):
        first = place == 0 or best[place - 1] not in PERSON_LABELS
        if (
            first
            and best[place] in PERSON_LABELS
            and best[place + 1] == inside
            and _all_titles(form[place : place + 1])
        ):
            count = rows[place].sum()
            rows[place] = 0
            rows[place, OUTSIDE] = count
            rows[place + 1, begin] += rows[place + 1, inside]
            rows[place + 1, inside] = 0
            best = rows.argmax(1)


def _join_company(form: Form, rows: Votes) -> None:
    """All of "X Ltd" is an organisation."""
    last = start = len(form) - 1
    if last and form[-1][1].lower() in COMPANY:
        best = rows.argmax(1)
        while start and OUTSIDE < best[start - 1] < MISC:
            start -= 1
        if start < last:
            count = max(rows[-1].sum(), 1)
            rows[start:] = 0
            rows[start, BEGIN[ORGANISATION]] = count
            rows[start + 1 :, BEGIN[ORGANISATION] + 1] = count


def _surnames(form: Form, rows: Votes) -> list[str]:
    """The last words of persons of two or more words."""
    begin, inside = PERSON_LABELS
    best = [*rows.argmax(1).tolist(), OUTSIDE]
    ends = [place for place in range(1, len(form)) if best[place] == inside and best[place + 1] != inside]
    found = []
    for end in ends:
        start = end
        while start and best[start] == inside:
            start -= 1
        if best[start] == begin:
            found.append(form[end][1])
    return found


def _believe_surname(word: str, rows: Votes, surnames: Counter[str]) -> None:
    """A lone word that ends a full name is that person, unless most occurrences are places."""
    if word in surnames and len(word) > 2:
        count, places = rows[0].sum(), rows[0, BEGIN[PLACE]] + rows[0, BEGIN[PLACE] + 1]
        if rows[0, BEGIN[PERSON]] < count and places < 0.7 * count:
            rows[0] = 0
            rows[0, BEGIN[PERSON]] = count


def fix(labelled: Labelled, title: str, kind: str) -> None:
    """The first sentence of an encyclopaedia article says what its title is: a label better than silver."""
    title = re.sub(r"\s*\([^)]*\)", "", title)
    name = (title.split(",")[0] if kind == "LOC" else title).split()
    begin, size = FIRST_LABEL[kind], len(name)
    for form, tokens in enumerate(labelled.runs.forms):
        words = [word for _, word in tokens]
        start = next((place for place in range(len(words) - size + 1) if words[place : place + size] == name), None)
        if start is not None:
            for place in range(size):
                _fix_word(labelled, form, start + place, begin + (place > 0 and begin < MISC))
        if kind == "PER" and size > 1 and words == name[-1:]:
            _fix_word(labelled, form, 0, BEGIN[PERSON])


def _fix_word(labelled: Labelled, form: int, place: int, value: int) -> None:
    rows = labelled.votes[form]
    count = max(rows[place].sum(), 1)
    rows[place] = 0
    rows[place, value] = count
    labelled.fixed[form][place] = True
