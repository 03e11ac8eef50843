"""The best path of roles through the zones of an article, by the Viterbi algorithm with a beam.

(A. J. Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", 1967.)
States are pairs of zone and role; the score of a path is the sum of the points in `weights`."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import NamedTuple

from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.weights import AT_START, FOLLOWS, IN_ZONE, NEXT_ZONE, OPENS_BODY, ROLES, STATES, WEIGHTS

BEAM = 8.0  # points behind the best state at which a state is given up
EARLY_END = -2.0  # points of each line in zone E before the last real paragraph
IMPOSSIBLE = -1e6
PARAGRAPH = STATES.index(("B", "paragraph"))
END = next(state for state, (zone, _) in enumerate(STATES) if zone == "E")


class Model(NamedTuple):
    """The tables of `weights` with numbers for names."""

    points: dict[str, tuple[tuple[int, float], ...]]
    role: tuple[int, ...]
    prior: tuple[float, ...]
    successors: tuple[tuple[tuple[int, float], ...], ...]
    start: dict[int, float]
    to_paragraph: tuple[float, ...]


@cache
def model() -> Model:
    """Compiled once a process."""
    moves = [[_move(state, following) for following in STATES] for state in STATES]
    return Model(
        points={finding: _points(finding, row) for finding, row in WEIGHTS.items()},
        role=tuple(ROLES.index(role) for _, role in STATES),
        prior=tuple(IN_ZONE.get(zone, {}).get(role, 0.0) for zone, role in STATES),
        successors=tuple(tuple((i, move) for i, move in enumerate(row) if move is not None) for row in moves),
        start={STATES.index((zone, role)): points for zone, row in AT_START.items() for role, points in row.items()},
        to_paragraph=tuple(_or_impossible(row[PARAGRAPH]) for row in moves),
    )


def _points(finding: str, row: dict[str, float]) -> tuple[tuple[int, float], ...]:
    if finding != "bias" and "paragraph" in row:  # a paragraph with a dateline is a paragraph with one mark more
        row = {**row, "dateline": row.get("dateline", 0.0) + row["paragraph"]}
    return tuple((ROLES.index(role), points) for role, points in row.items())


def _or_impossible(move: float | None) -> float:
    return IMPOSSIBLE if move is None else move


def _move(state: tuple[str, str], following: tuple[str, str]) -> float | None:
    """Points of going from one state to another, None where no article does."""
    (zone, role), (next_zone, next_role) = state, following
    points = FOLLOWS.get(role, {}).get(next_role, 0.0)
    if zone == next_zone:
        return points
    if next_zone not in NEXT_ZONE.get(zone, {}) or (next_zone == "B" and next_role not in OPENS_BODY):
        return None
    return points + NEXT_ZONE[zone][next_zone] + (OPENS_BODY[next_role] if next_zone == "B" else 0.0)


def assign_roles(lines: list[RawLine]) -> None:
    """Set `zone` and `role` of each line."""
    steps: list[dict[int, int]] = []
    scores: dict[int, float] = {}
    findings: dict[str, float] = {}
    points: list[float] = []
    for line in lines:
        if line.certain and scores:
            scores, back = _step_to_paragraph(scores)
        else:
            scores, back = _step(line, scores) if scores else (dict(model().start), {})
            if line.features != findings:  # runs of equal lines are frequent in what is no article
                findings, points = line.features, role_points(line)
            _add_points(line, points, scores)
        steps.append(back)
    state = max(sorted(scores), key=scores.__getitem__, default=PARAGRAPH)
    for line, back in zip(reversed(lines), reversed(steps), strict=True):
        line.zone, line.role = STATES[state]
        state = back.get(state, state)


def _step_to_paragraph(scores: dict[int, float]) -> tuple[dict[int, float], dict[int, int]]:
    moves = model().to_paragraph
    best, state = max((points + moves[state], state) for state, points in scores.items())
    return {PARAGRAPH: best}, {PARAGRAPH: state}


def _step(line: RawLine, scores: dict[int, float]) -> tuple[dict[int, float], dict[int, int]]:
    limit = max(scores.values()) - BEAM
    reached: dict[int, float] = {}
    back: dict[int, int] = {}
    successors = model().successors
    for state, points in scores.items():
        if points < limit:
            continue
        if not reached:
            reached = {following: points + move for following, move in successors[state]}
            back = dict.fromkeys(reached, state)
            continue
        for following, move in successors[state]:
            total = points + move
            if following not in reached or total > reached[following]:
                reached[following] = total
                back[following] = state
    return reached, back


def _add_points(line: RawLine, roles: list[float], scores: dict[int, float]) -> None:
    known = model()
    early = 0.0 if line.late else EARLY_END
    for state in scores:
        scores[state] += roles[known.role[state]] + known.prior[state] + (early if state >= END else 0.0)


def role_points(line: RawLine) -> list[float]:
    """Points of each role of `ROLES` for a line by itself."""
    totals = [0.0] * len(ROLES)
    points = model().points
    for finding, strength in line.features.items():
        for role, weight in points.get(finding, ()):
            totals[role] += weight * strength
    return totals


@cache
def _speaking_for(role: str) -> dict[str, float]:
    """Findings that speak for a role -> points."""
    points = {finding: row.get(role, 0.0) for finding, row in WEIGHTS.items() if finding != "bias"}
    return {finding: value for finding, value in points.items() if value > 0}


def strongest_finding(line: RawLine, role: str) -> str | None:
    """The finding that speaks most for a role, for showing why."""
    speaking = _speaking_for(role)
    found = [
        (speaking[finding] * strength, finding) for finding, strength in line.features.items() if finding in speaking
    ]
    best = max(found, key=itemgetter(0), default=(0.0, ""))
    return best[1] if best[0] > 0 else None
