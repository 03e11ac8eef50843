"""Who said each run: a conditional logit over its candidates, summed up per person.

The runs of one quotation that goes on over paragraphs are decided together: an attribution in its last
paragraph reaches back to its first."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.annotate.quotations.candidates import Candidate, answer, candidates, source
from sitegen.annotate.quotations.facts import Document, History
from sitegen.annotate.quotations.offices import bearer, interviewed
from sitegen.annotate.quotations.referents import resolve
from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.weights import Sums, Weights

CREDITED = 0.97  # how often the name in a pull quote's credit line is the speaker's
TURNS = 4  # runs that History.takes_turns looks at
ROLE = 0.8  # how often the one holder of an office is meant by it
INTERVIEWED = 0.85  # how often an answer below a question without marks is the interviewed person's

Masses = dict[int | None, float]  # person, or None for nobody named -> probability


@dataclass(slots=True)
class Decision:
    """`speaker` is the likeliest answer (None: nobody named), `person` the likeliest person, of probability
    `probability` as the model says and `confidence` as measured on texts that it had not seen; `evidence` is the
    candidate that speaks most for that person, `described`, for nobody, a plain subject."""

    speaker: int | None
    person: int | None
    probability: float
    confidence: float
    evidence: Candidate | None
    described: Candidate | None


@dataclass(slots=True)
class _Chain:
    """The runs of one quotation so far, their `last` numbers and how many they are; their mean masses, and the best
    evidence: probability, candidate."""

    last: tuple[int, ...]
    count: int
    masses: Masses
    evidence: dict[int | None, tuple[float, Candidate]]


def decide(document: Document, weights: Weights) -> list[Decision]:
    """One decision for each of `document.runs`; that of a quotation's last run holds for all of them."""
    history = History()
    chains: list[_Chain] = []
    decisions: list[Decision] = []
    for number, run in enumerate(document.runs):
        chain = _judge(document, number, history, weights)
        if run.continues is not None:
            chain = _joined(chains[run.continues], chain)
        chains.append(chain)
        decision = _decision(chain, weights)
        if decision.speaker is None:
            decision = _meant(document, number, chain, decision, weights, history)
        history.speakers.append(decision.speaker)
        decisions.append(decision)
        for earlier in chain.last[:-1]:
            history.speakers[earlier] = decision.speaker
    return decisions


def _judge(document: Document, number: int, history: History, weights: Weights) -> _Chain:
    credited = _credited(document, number)
    if credited is not None:
        return _Chain((number,), 1, {credited: CREDITED, None: 1 - CREDITED}, {})
    scene, found = candidates(document, number, history)
    resolve_pronouns(scene, found, weights.referent)
    chain = _weigh(number, found, weights.speaker)
    _show_source(scene, chain)
    return chain


def _show_source(scene: Scene, chain: _Chain) -> None:
    """Where nobody named or described speaks, "according to ..." still tells whose words these are."""
    best = chain.evidence.get(None)
    if best is not None and best[1].kind == "0" and best[0] > 0.5:
        found = source(scene)
        if found is not None:
            chain.evidence[None] = best[0], found


def _credited(document: Document, number: int) -> int | None:
    """The person whom the credit line of a pull quote names."""
    credit = document.runs[number].credit
    return document.first_named(credit) if credit is not None else None


def resolve_pronouns(scene: Scene, found: Iterable[Candidate], weights: Sums) -> None:
    """Fill in whom the pronouns among the candidates mean."""
    for candidate in found:
        if candidate.kind == "P":
            resolve(scene, candidate, weights)
            if candidate.person is None:
                candidate.features.append("Pnone")
            elif candidate.person == scene.last:
                candidate.features.append(f"P=L{min(scene.gap, 2)}")


def _weigh(number: int, found: list[Candidate], weights: Sums) -> _Chain:
    """Softmax over the candidates; a pronoun's mass is spread over its readings."""
    scores = [weights.of(candidate.features) for candidate in found]
    highest = max(scores)
    masses = [math.exp(score - highest) for score in scores]
    total = sum(masses)
    chain = _Chain((number,), 1, {}, {})
    for candidate, mass in zip(found, masses, strict=True):
        share = mass / total
        if candidate.readings:
            for part, person in candidate.readings:
                _add(chain, person, share * part, candidate)
        else:
            _add(chain, candidate.person, share, candidate)
    return chain


def _add(chain: _Chain, person: int | None, mass: float, candidate: Candidate) -> None:
    chain.masses[person] = chain.masses.get(person, 0.0) + mass
    best = chain.evidence.get(person)
    if best is None or mass > best[0]:
        chain.evidence[person] = mass, candidate


def _joined(before: _Chain, now: _Chain) -> _Chain:
    """The mean of the parts; the best evidence of any.  `before` is used up."""
    n, masses, evidence = before.count, before.masses, before.evidence
    for person in masses:
        masses[person] *= n / (n + 1)
    for person, mass in now.masses.items():
        masses[person] = masses.get(person, 0.0) + mass / (n + 1)
    for person, (mass, candidate) in now.evidence.items():
        if person not in evidence or mass > evidence[person][0]:
            evidence[person] = mass, candidate
    return _Chain((*before.last, *now.last)[-TURNS:], n + 1, masses, evidence)


def _meant(
    document: Document, number: int, chain: _Chain, decision: Decision, weights: Weights, history: History
) -> Decision:
    """Nobody is named: is a person meant by an office ("the mayor said"), or is this the answer of an interview?"""
    if decision.described is not None:
        person, evidence = bearer(document, decision.described), decision.described
        probability = chain.masses.get(person, 0.0) + ROLE * chain.evidence[None][0]
    else:
        person, evidence = interviewed(document, number, history.last_two()[0]), answer(document, number)
        probability = INTERVIEWED
    if person is None:
        return decision
    probability = min(1.0, probability)
    return Decision(person, person, probability, weights.confidence(probability), evidence, None)


def _decision(chain: _Chain, weights: Weights) -> Decision:
    speaker = max(chain.masses, key=lambda person: chain.masses[person])
    named = [(mass, person) for person, mass in chain.masses.items() if person is not None]
    probability, person = max(named, default=(0.0, None))
    evidence = chain.evidence.get(person) if person is not None else None
    nobody = chain.evidence.get(None)
    described = nobody[1] if nobody is not None and nobody[1].kind == "X" else None
    confidence = weights.confidence(probability)
    return Decision(speaker, person, probability, confidence, evidence[1] if evidence else None, described)
