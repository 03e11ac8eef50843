"""Who said each run: a conditional logit over its candidates, summed up per person.

The runs of one quotation that goes on over paragraphs are decided together: an attribution in its last
paragraph reaches back to its first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.annotate.quotations.candidates import Candidate, candidates
from sitegen.annotate.quotations.facts import Document, History
from sitegen.annotate.quotations.features import Scene
from sitegen.annotate.quotations.referents import resolve
from sitegen.annotate.quotations.weights import Weights

CREDITED = 0.97  # how often the name in a pull quote's credit line is the speaker's

Masses = dict[int | None, float]  # person, or None for nobody named -> probability


@dataclass(slots=True)
class Decision:
    """`speaker` is the likeliest answer (None: nobody named), `person` the likeliest person, of probability
    `probability`; `evidence` the candidates that speak most for that person and, for nobody, for a plain subject."""

    speaker: int | None
    person: int | None
    probability: float
    evidence: Candidate | None
    described: Candidate | None


@dataclass(slots=True)
class _Chain:
    """The runs of one quotation so far, their mean masses, and the best evidence: probability, candidate."""

    runs: list[int]
    masses: Masses
    evidence: dict[int | None, tuple[float, Candidate]]


def decide(document: Document, weights: Weights) -> list[Decision]:
    """One decision for each of `document.runs`."""
    history = History()
    chains: list[_Chain] = []
    decisions: list[Decision] = []
    for number, run in enumerate(document.runs):
        chain = _judge(document, number, history, weights)
        if run.continues is not None:
            chain = _joined(chains[run.continues], chain)
        chains.append(chain)
        decision = _decision(chain)
        history.speakers.append(decision.speaker)
        decisions.append(decision)
        for earlier in chain.runs[:-1]:
            decisions[earlier] = decision
            history.speakers[earlier] = decision.speaker
    return decisions


def _judge(document: Document, number: int, history: History, weights: Weights) -> _Chain:
    credited = _credited(document, number)
    if credited is not None:
        return _Chain([number], {credited: CREDITED, None: 1 - CREDITED}, {})
    scene, found = candidates(document, number, history)
    resolve_pronouns(scene, found, weights.referent)
    return _weigh(number, found, weights.speaker)


def _credited(document: Document, number: int) -> int | None:
    """The person whom the credit line of a pull quote names."""
    credit = document.runs[number].credit
    if credit is None:
        return None
    start, end = document.lines[credit]
    return next((person for at, _, person in document.people.mentions if start <= at < end), None)


def resolve_pronouns(scene: Scene, found: Iterable[Candidate], weights: Mapping[str, float]) -> None:
    """Fill in whom the pronouns among the candidates mean."""
    for candidate in found:
        if candidate.kind == "P":
            resolve(scene.document, candidate, scene.history, weights)
            if candidate.person is None:
                candidate.features.append("Pnone")
            elif candidate.person == scene.last:
                candidate.features.append(f"P=L{min(scene.gap, 2)}")


def _weigh(number: int, found: list[Candidate], weights: Mapping[str, float]) -> _Chain:
    """Softmax over the candidates; a pronoun's mass is spread over its readings."""
    weight = weights.get
    scores = [sum([weight(f, 0.0) for f in candidate.features]) for candidate in found]
    highest = max(scores)
    masses = [math.exp(score - highest) for score in scores]
    total = sum(masses)
    chain = _Chain([number], {}, {})
    for candidate, mass in zip(found, masses, strict=True):
        share = mass / total
        for part, person in candidate.readings or ((1.0, candidate.person),):
            _add(chain, person, share * part, candidate)
    return chain


def _add(chain: _Chain, person: int | None, mass: float, candidate: Candidate) -> None:
    chain.masses[person] = chain.masses.get(person, 0.0) + mass
    best = chain.evidence.get(person)
    if best is None or mass > best[0]:
        chain.evidence[person] = mass, candidate


def _joined(before: _Chain, now: _Chain) -> _Chain:
    """The mean of the parts; the best evidence of any."""
    n = len(before.runs)
    people = [*before.masses, *(person for person in now.masses if person not in before.masses)]
    masses = {p: (before.masses.get(p, 0.0) * n + now.masses.get(p, 0.0)) / (n + 1) for p in people}
    evidence = dict(before.evidence)
    for person, (mass, candidate) in now.evidence.items():
        if person not in evidence or mass > evidence[person][0]:
            evidence[person] = mass, candidate
    return _Chain(before.runs + now.runs, masses, evidence)


def _decision(chain: _Chain) -> Decision:
    speaker = max(chain.masses, key=lambda person: chain.masses[person])
    named = [(mass, person) for person, mass in chain.masses.items() if person is not None]
    probability, person = max(named, default=(0.0, None))
    evidence, nobody = chain.evidence.get(person), chain.evidence.get(None)
    described = nobody[1] if nobody is not None and nobody[1].kind == "X" else None
    return Decision(speaker, person, probability, evidence[1] if evidence and person is not None else None, described)
