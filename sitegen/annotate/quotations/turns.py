"""What the model sees of the candidates that stand nowhere in the text: the last speaker (L), the one before (M),
nobody (0).  As in features.py the strings are keys of the trained table, in groups."""

from __future__ import annotations

from functools import cache

from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.weights import Group


def of_last_speaker(scene: Scene) -> list[Group]:
    """The last speaker as a candidate of its own: the quotation goes on."""
    gap, shape = scene.gap, scene.shape
    groups: list[Group] = [_last(min(gap, 5), shape.shape, scene.names, scene.verbs), _turn(scene, "Lt")]
    groups.append(_since_last(scene) if gap else "Lsame")
    if not scene.document.runs[scene.last_run].closed:
        groups.append(_near("Lopen", min(gap, 3)))
    if len(scene.history.speakers) - 1 != scene.last_run:
        groups.append("Lnotprev")
    if shape.run.continues is not None:
        groups.append("Lcont")
    if scene.other is not None and gap == 1 and scene.history.takes_turns():
        groups.append("Lalt" + shape.position)
    if scene.last in scene.named:
        groups.append("inL")
    return groups


@cache
def _last(gap: int, shape: str, names: str, verbs: str) -> Group:
    position = shape[0]
    return (
        "L",
        f"Lg{gap}",
        f"Lg{min(gap, 4)}{shape}",
        f"Lv{min(gap, 3)}{verbs}{names}",
        f"Lpos{position}{names}{verbs}",
    )


@cache
def _near(name: str, gap: int) -> Group:
    return (f"{name}{gap}",)


def _since_last(scene: Scene) -> Group:
    """Who is named in the paragraphs between the last speaker's run and this one."""
    document, paragraph, gap = scene.document, scene.shape.run.paragraph, scene.gap
    last = document.passage(document.runs[scene.last_run].paragraph)
    named = frozenset[int]().union(
        *[document.persons(between) for between in range(max(0, paragraph - gap + 1), paragraph)]
    )
    others = len(named - {scene.last})
    ends = last.kinds[-1:] == "Q"
    return _named_since(min(gap, 3), last.only_quoted, min(others, 2), scene.last in named, ends, scene.shape.position)


@cache
def _named_since(near: int, alone: bool, others: int, own: bool, ends: bool, position: str) -> Group:
    return (
        f"Lalone{'A' if alone else '-'}{near}",
        f"Lo{near}{others}{position}",
        f"Lown{near}{int(own)}{position}",
        *([f"Lendq{near}{position}"] if ends else ()),
    )


def _turn(scene: Scene, name: str) -> Group:
    """Question and answer: did the speaker before ask, did the last one, does this one?"""
    sign, runs = scene.document.tokens.last_sign, scene.document.runs
    other = scene.other_run >= 0 and sign(runs[scene.other_run]) == "?"
    last = sign(runs[scene.last_run]) == "?"
    return _asked(name, other, last, scene.shape.end == "?", scene.shape.position, min(scene.gap, 2))


@cache
def _asked(name: str, other: bool, last: bool, this: bool, position: str, gap: int) -> Group:
    return (name + "".join("?" if asks else "." for asks in (other, last, this)) + position + str(gap),)


def of_other_speaker(scene: Scene) -> list[Group]:
    """The speaker before the last: two take turns."""
    groups: list[Group] = [_other(min(scene.gap, 4), scene.shape.shape, scene.names, scene.verbs), _turn(scene, "Mt")]
    if scene.document.tokens.last_sign(scene.document.runs[scene.last_run]) == "?":
        groups.append("Mq")
    if scene.history.takes_turns():
        groups.append(f"Malt{scene.shape.position}{min(scene.gap, 2)}")
    if scene.other in scene.named:
        groups.append("inM")
    return groups


@cache
def _other(gap: int, shape: str, names: str, verbs: str) -> Group:
    return "M", f"Mg{gap}{shape}", f"M{shape[0]}{names}{verbs}"


def of_nobody(scene: Scene) -> list[Group]:
    """Nobody: a title, a scare quote, words of a group."""
    shape = scene.shape
    kinds, at = shape.passage.kinds, shape.at
    left, right = kinds[at - 1] if at else "^", kinds[at + 1] if at + 1 < len(kinds) else "$"
    groups = [
        _nobody(shape.title, shape.length, shape.shape, shape.lower),
        _nobody_beside(left, right),
        _nobody_told(scene.verbs, scene.names, shape.position, shape.sentence in shape.passage.spoken),
    ]
    if scene.history.speakers and scene.history.speakers[-1] is None:
        previous = scene.document.runs[len(scene.history.speakers) - 1].paragraph
        groups.append(f"0prev{min(shape.run.paragraph - previous, 3)}{shape.shape}")
    if scene.last is None:
        groups.append("0noL" + shape.position)
    return groups


@cache
def _nobody(title: bool, length: str, shape: str, lower: bool) -> Group:
    capital = int(title)
    return (
        "0",
        f"0n{length}",
        f"0c{capital}",
        f"0cl{capital}{length}",
        f"0s{shape}",
        f"0s{shape}{length}",
        f"0lo{int(lower)}{length}",
    )


@cache
def _nobody_beside(left: str, right: str) -> Group:
    return (f"0lr{left}{right}",)


@cache
def _nobody_told(verbs: str, names: str, position: str, spoken: bool) -> Group:
    return f"0v{verbs}{names}{position}", f"0vs{spoken}"
