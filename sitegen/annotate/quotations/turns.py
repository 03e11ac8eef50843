"""What the model sees of the candidates that stand nowhere in the text: the last speaker (L), the one before (M),
nobody (0).  As in features.py the strings are keys of the trained table, in groups."""

from __future__ import annotations

from functools import cache

from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.weights import Group

LONG_LINE = 20  # words of a line that is rather a statement than talk
SPOKEN_TO = frozenset("you your yours you’re you've you’ve you're you’ll you'll you’d you'd".split())


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
    if not gap and shape.at and shape.passage.kinds[shape.at - 1] == "Q":
        groups.append("LQQ")
    if shape.position == "A" and gap == 2 and _described(scene, 1) is not None:
        groups.append(_talk(scene, "L"))
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
    if scene.shape.position == "A" and _alternates(scene):
        groups.append(_talk(scene, "M"))
    if not scene.gap and scene.shape.at and scene.shape.passage.kinds[scene.shape.at - 1] == "Q":
        groups.append("MQQ")
    if scene.history.takes_turns():
        groups.append(f"Malt{scene.shape.position}{min(scene.gap, 2)}")
    if scene.other in scene.named:
        groups.append("inM")
    return groups


def _alternates(scene: Scene) -> bool:
    """Did the two speakers speak in the two paragraphs before, in hardly any words but their own?"""
    runs, paragraph, document = scene.document.runs, scene.shape.run.paragraph, scene.document
    if runs[scene.last_run].paragraph != paragraph - 1 or runs[scene.other_run].paragraph != paragraph - 2:
        return False
    return runs[scene.last_run].closed and document.passage(paragraph - 1).lean and document.passage(paragraph - 2).lean


def partner(scene: Scene) -> int | None:
    """The only other person named so far, where a line stands alone behind one of the last speaker."""
    if not _follows_talk(scene):
        return None
    start = scene.shape.run.start
    named = [k for k, person in enumerate(scene.document.people.persons) if person.first_at < start]
    return next(k for k in named if k != scene.last) if len(named) == 2 and scene.last in named else None


def described_partner(scene: Scene) -> tuple[int, int, tuple[str, int]] | None:
    """ "asked the clerk", where the last speaker answered and a line stands alone behind the answer."""
    return _described(scene, 2) if _follows_talk(scene) else None


def of_partner(scene: Scene) -> list[Group]:
    """The other of two, who has not spoken yet or has no name."""
    return [_talk(scene, "M"), _turn(scene, "Mp")]


def _follows_talk(scene: Scene) -> bool:
    paragraph, document = scene.shape.run.paragraph, scene.document
    if scene.shape.position != "A" or scene.gap != 1 or not document.runs[scene.last_run].closed:
        return False
    return document.passage(paragraph - 1).lean


def _described(scene: Scene, back: int) -> tuple[int, int, tuple[str, int]] | None:
    """The speaker without a name of a line of talk `back` paragraphs before."""
    paragraph = scene.shape.run.paragraph - back
    passage = scene.document.passage(paragraph) if paragraph >= 0 else None
    if passage is None or not passage.lean:
        return None
    return scene.history.described.get(passage.tokens[passage.quotations[-1]].number)


def _talk(scene: Scene, who: str) -> Group:
    """A line without attribution behind two speakers: is it one of several, is it short, does it speak to somebody?"""
    document, run = scene.document, scene.shape.run
    following = run.paragraph + 1
    more = following < len(document.lines) and document.passage(following).only_quoted and run.closed
    behind = document.passage(run.paragraph - 1).only_quoted
    words = document.text[run.inner_start : run.inner_end].lower().split(None, LONG_LINE)
    return _line_of_talk(who, more or behind, len(words) < LONG_LINE, not SPOKEN_TO.isdisjoint(words))


@cache
def _line_of_talk(who: str, several: bool, short: bool, spoken_to: bool) -> Group:
    return f"{who}talk{'n' if several else '1'}{'s' if short else 'l'}", *((f"{who}talky",) if spoken_to else ())


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
