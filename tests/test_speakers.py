"""Who said what, on invented news texts: every way of attributing, with traps.  `-s` prints the figures.

Each figure is pinned in tests/quality/floors.toml (`pytest tests/quality tests/test_speakers.py --raise-floors`).
A quotation is right where its words are found and its speaker is right; the half of the cases that nobody looked at
while rules were written (`unseen`) tells whether the other half was fitted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from sitegen.annotate import Annotator, open_annotator
from sitegen.model import Annotations, PersonHere, Quotation
from sitegen.parse import parse
from tests.quality.test_floors import compare

CASES = Path(__file__).parent / "cases" / "speakers"
HALVES = ("seen", "unseen")
NEAR = ("pronoun",)
NOWHERE = ("floor", "turns", "interview")
NAMED = ("name before", "name after", "title and surname", "given name", "inside", "colon", "according to")
BESIDE = ("sentence before", "sentence after", "role", "epithet", "continued", "fragment", "headline")
NO_PERSON = ("organisation", "document", "unnamed", "nobody")
WAYS = (*NEAR, *NOWHERE, *NAMED, *BESIDE, *NO_PERSON)
FEWEST_CASES, FEWEST_HARD = 90, 60
PUBLISHED = 0.45  # confidence from which a speaker is shown
OVERLAP = 0.8
HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev reverend fr father sister chief justice senator sen"
    " president minister mayor councillor cllr sergeant sgt constable inspector captain capt colonel col judge the"
    " prime superintendent detective garda king queen prince princess alhaji chief hon".split()
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """One quotation: `speaker` as in the file, `words` its first and last words."""

    speaker: str
    way: str
    words: str


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    half: str
    text: str
    people: dict[str, tuple[str, ...]]  # fullest form -> all forms that are right
    labels: tuple[Label, ...]


@dataclass(slots=True)
class Figures:
    """Right and all by way; named answers that are right, and all of them; the cases that fail in each way."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    failing: dict[str, list[str]] = field(default_factory=dict)
    named_right: int = 0
    named: int = 0
    people: Counter[str] = field(default_factory=Counter)

    def share(self, ways: Iterable[str]) -> float:
        ways = list(ways)
        return sum(self.right[w] for w in ways) / max(1, sum(self.all[w] for w in ways))

    def summary(self) -> dict[str, float]:
        people = self.people
        return {
            "pronoun": self.share(NEAR),
            "nowhere near": self.share(NOWHERE),
            "named or beside": self.share((*NAMED, *BESIDE)),
            "no person": self.share(NO_PERSON),
            "all": self.share(WAYS),
            "precision of the named": self.named_right / max(1, self.named),
            "people": 2 * people["right"] / max(1, people["found"] + people["labelled"]),
        }


def cases() -> Iterator[Case]:
    for half in HALVES:
        for part in (CASES / f"{half}.txt").read_text("utf-8").split("\n### ")[1:]:
            name, _, rest = part.partition("\n")
            text, _, labels = rest.partition("\n---\n")
            people, *quoted = labels.strip().splitlines()
            yield Case(name.strip(), half, text.strip(), names_in(people), tuple(label_in(line) for line in quoted))


def names_in(line: str) -> dict[str, tuple[str, ...]]:
    people = (name.split(" = ") for name in line.removeprefix("people:").split(";") if name.strip())
    return {forms[0].strip(): tuple(form.strip() for form in forms) for forms in people}


def label_in(line: str) -> Label:
    speaker, way, words = (part.strip() for part in line.split("|", 2))
    return Label(speaker, way, words)


def half_of(name: str) -> str:
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


@cache
def builtin() -> Annotator:
    return open_annotator("builtin")


@cache
def measured(half: str) -> Figures:
    figures = Figures()
    for case in cases():
        if half in (case.half, "all"):
            score(case, figures)
    return figures


def score(case: Case, figures: Figures) -> None:
    """Count one case in."""
    article = parse(f"{case.name}.txt", case.text.replace("\n", "\n\n").encode())
    found = builtin().annotate(article)
    spans = [(span, quotation) for quotation in found.quotations for span in quotation.spans]
    at, labelled = 0, []
    for label in case.labels:
        span = located(article.text, label.words, at)
        at = span[1]
        labelled.append(span)
        figures.all[label.way] += 1
        if is_right(case, label, found, said(spans, span)):
            figures.right[label.way] += 1
        else:
            figures.failing.setdefault(label.way, []).append(case.name)
    count_named(case, found, spans, labelled, figures)
    count_people(case, found, figures)


def located(text: str, words: str, at: int) -> Span:
    """Where the words of a label stand, from `at` on: behind a mark, up to one or to the end of the paragraph."""
    first, _, last = map(re.escape, (part.strip() for part in words.partition(" ~ ")))
    behind = f"[^\n]*?{last}" if last else ""
    found = re.compile(rf"(?<=[“\"‘'„«])\s?({first}{behind})(?=\s?[”\"’'“»]|\n|$)").search(text, at)
    assert found is not None, f"{words!r} is not in the text after the label before"
    return found.span(1)


def said(spans: Iterable[tuple[Span, Quotation]], wanted: Span) -> Quotation | None:
    """The quotation that has a part of nearly these words."""
    return next((quotation for span, quotation in spans if overlap(span, wanted) >= OVERLAP), None)


def overlap(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / (max(one[1], other[1]) - min(one[0], other[0]))


def is_right(case: Case, label: Label, found: Annotations, quotation: Quotation | None) -> bool:
    if label.speaker == "-":
        return quotation is None or (quotation.speaker is None and quotation.described is None)
    if quotation is None:
        return False
    if label.speaker.startswith("<"):
        wanted, described = words_of(label.speaker), words_of(quotation.described or "")
        return quotation.speaker is None and bool(described) and (wanted <= described or described <= wanted)
    return quotation.speaker is not None and is_person(case, found.people[quotation.speaker], label.speaker)


def is_person(case: Case, person: PersonHere, wanted: str) -> bool:
    """Is this the labelled person?  A shorter or longer form tells it where it could be nobody else of the case."""
    found = name_key(person.name)
    forms = [(name, name_key(form)) for name in case.people for form in case.people[name]]
    same = {name for name, form in forms if form == found}
    return (same or {name for name, form in forms if form <= found or found <= form}) == {wanted}


def is_named(case: Case, person: PersonHere, wanted: str) -> bool:
    """Has the person found just the name, honorifics apart, that the labelled one has?"""
    return name_key(person.name) in map(name_key, case.people[wanted])


def name_key(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_](?:[\w’'-]*\w)?", name.casefold())
    return frozenset(word for word in words if word not in HONORIFICS) or frozenset({name.casefold()})


def words_of(phrase: str) -> set[str]:
    return set(re.findall(r"\w+", phrase.casefold())) - {"the", "a", "an", "said"}


def count_named(
    case: Case, found: Annotations, spans: list[tuple[Span, Quotation]], labelled: list[Span], figures: Figures
) -> None:
    """How many of the answers that name a person are right; one without a label is wrong."""
    for span, quotation in spans:
        if quotation.speaker is None or quotation.confidence < PUBLISHED:
            continue
        figures.named += 1
        labels = (label for at, label in zip(labelled, case.labels, strict=True) if overlap(at, span) >= OVERLAP)
        label = next(labels, None)
        right = label is not None and is_person(case, found.people[quotation.speaker], label.speaker)
        figures.named_right += right
        if not right:
            figures.failing.setdefault("wrongly named", []).append(case.name)


def count_people(case: Case, found: Annotations, figures: Figures) -> None:
    right = sum(any(is_named(case, person, wanted) for person in found.people) for wanted in case.people)
    figures.people.update(right=right, found=len(found.people), labelled=len(case.people))
    if not right == len(found.people) == len(case.people):
        figures.failing.setdefault("people", []).append(case.name)


def report(half: str) -> str:
    figures = measured(half)
    lines = [f"{half}: {sum(figures.all.values())} quotations"]
    lines += [f"  {name:24}{100 * figure:6.1f} %" for name, figure in figures.summary().items()]
    for way in (*WAYS, "wrongly named", "people"):
        failing = " ".join(sorted(set(figures.failing.get(way, ())))) if half == "seen" else ""
        count = f"{figures.right[way]}/{figures.all[way]}" if way in WAYS else ""
        lines.append(f"    {way:20}{count:>8}  {failing}")
    return "\n".join(lines)


def test_every_case_is_in_the_half_of_its_name_and_every_label_in_a_known_way() -> None:
    found = list(cases())
    assert len({case.name for case in found}) == len(found)
    assert [case.name for case in found if case.half != half_of(case.name)] == []
    assert {label.way for case in found for label in case.labels} == set(WAYS)


def test_there_are_enough_cases_and_enough_hard_ones() -> None:
    found = list(cases())
    hard = [case for case in found if any(label.way in (*NEAR, *NOWHERE) for label in case.labels)]
    assert len(found) >= FEWEST_CASES
    assert len(hard) >= FEWEST_HARD


def test_labelled_speakers_are_people_of_the_case() -> None:
    strangers = [
        (case.name, label.speaker)
        for case in cases()
        for label in case.labels
        if label.speaker != "-" and label.speaker[0] != "<" and label.speaker not in case.people
    ]
    assert strangers == []


@pytest.mark.parametrize("half", HALVES)
def test_speakers(half: str, request: pytest.FixtureRequest) -> None:
    print(report(half))
    compare(f"speakers-{half}", measured(half).summary(), request.config)


if __name__ == "__main__":
    print("\n\n".join(report(half) for half in (*HALVES, "all")))
