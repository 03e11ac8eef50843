"""Who may have said a run: names and pronouns nearby, plain subjects, the last speakers, nobody."""

from __future__ import annotations

from typing import Literal

from sitegen.annotate.quotations import features, turns
from sitegen.annotate.quotations.facts import Document, History
from sitegen.annotate.quotations.links import ACCORDING, NO_VERB, source_of, verb_link
from sitegen.annotate.quotations.passages import Passage
from sitegen.annotate.quotations.scenes import Scene
from sitegen.annotate.quotations.weights import Group

# name, pronoun, plain subject, the last speaker, the one before, nobody; one who answers a question
Kind = Literal["N", "P", "X", "L", "M", "0", "S"]
WINDOW = 45  # tokens to either side in the paragraph of the run
EARLIER = 3  # paragraphs back
EARLIER_TOKENS = 70  # of each
SUBJECT_TOKENS = 25  # of the paragraph before, for plain subjects
NEXT_TOKENS = 8  # of the paragraph after
MEMORY = 8  # paragraphs after which the last speaker is forgotten


class Candidate:
    """One answer to "who said it": `kind`, the `person` or None, the token `tokens[at]` where it stands, the verb
    of speech that it hangs on (or NO_VERB), and its features in groups.  `readings` are (probability, person) of a
    pronoun."""

    __slots__ = ("at", "features", "kind", "link", "paragraph", "person", "readings", "verb")

    def __init__(
        self, kind: Kind, person: int | None, paragraph: int, at: int, groups: list[Group], link: tuple[str, int]
    ) -> None:
        self.kind, self.person, self.paragraph, self.at, self.features = kind, person, paragraph, at, groups
        self.link, self.verb = link
        self.readings: list[tuple[float, int]] = []


def candidates(document: Document, number: int, history: History) -> tuple[Scene, list[Candidate]]:
    """All candidates for a run; whom a pronoun means is left open (`referents.resolve`)."""
    scene = Scene.of(document, number, history)
    found: list[Candidate] = []
    _before(scene, found)
    _after(scene, found)
    _subjects(scene, found)
    if _is_told(scene, found):
        found = [c for c in found if c.kind != "P" or c.verb != NO_VERB]
    else:
        _earlier(scene, found)
        _next(scene, found)
    _speakers(scene, found)
    found.append(_plain("0", None, scene, turns.of_nobody(scene)))
    return scene, found


def _is_told(scene: Scene, found: list[Candidate]) -> bool:
    """Does the run's own sentence tell who speaks?  Then nobody is looked for in other paragraphs."""
    tokens, sentence = scene.shape.tokens, scene.shape.sentence
    return any(c.verb != NO_VERB and tokens[c.verb].sentence == sentence for c in found)


def _plain(kind: Kind, person: int | None, scene: Scene, groups: list[Group]) -> Candidate:
    return Candidate(kind, person, scene.shape.run.paragraph, scene.shape.at, groups, ("0", NO_VERB))


def _mention(scene: Scene, paragraph: int, passage: Passage, at: int, groups: list[Group]) -> Candidate:
    """A name or pronoun at `tokens[at]`; `groups` say where it stands."""
    token = passage.tokens[at]
    kind: Kind = "N" if token.kind == "N" else "P"
    person = token.number if kind == "N" else None
    groups += features.of_mention(scene, kind, person, passage, at)
    return Candidate(kind, person, paragraph, at, groups, verb_link(passage.tokens, at))


def _before(scene: Scene, found: list[Candidate]) -> None:
    passage, at, paragraph = scene.shape.passage, scene.shape.at, scene.shape.run.paragraph
    for place in reversed(passage.between(at - WINDOW, at)):
        found.append(_mention(scene, paragraph, passage, place, features.of_before(scene, place)))
        scene.before += 1


def _after(scene: Scene, found: list[Candidate]) -> None:
    passage, at, paragraph = scene.shape.passage, scene.shape.at, scene.shape.run.paragraph
    for place in passage.between(at + 1, at + WINDOW):
        found.append(_mention(scene, paragraph, passage, place, features.of_after(scene, place)))
        scene.after += 1


def _subjects(scene: Scene, found: list[Candidate]) -> None:
    passage, at, paragraph = scene.shape.passage, scene.shape.at, scene.shape.run.paragraph
    for place, verb in passage.subjects(at - WINDOW, at + WINDOW):
        found.append(_subject(scene, paragraph, passage, place, verb, features.of_subject(scene, place)))


def _subject(scene: Scene, paragraph: int, passage: Passage, at: int, verb: int, groups: list[Group]) -> Candidate:
    groups += features.of_mention(scene, "X", None, passage, at)
    return Candidate("X", None, paragraph, at, groups, (verb_link(passage.tokens, at)[0], verb))


def source(scene: Scene) -> Candidate | None:
    """ "according to the report" in the sentence of the run: no candidate of the model's, but a source to show."""
    tokens, at = scene.shape.tokens, scene.shape.at
    for verb in range(max(0, at - WINDOW), min(len(tokens), at + WINDOW)):
        if tokens[verb].verb == "K" and tokens[verb].sentence == scene.shape.sentence:
            place = source_of(tokens, verb)
            if place is not None:
                return Candidate("X", None, scene.shape.run.paragraph, place, [], (ACCORDING, verb))
    return None


def answer(document: Document, number: int) -> Candidate:
    """The answer below a question of an interview, as evidence."""
    paragraph = document.runs[number].paragraph
    return Candidate("S", None, paragraph, document.passage(paragraph).at[number], [], ("0", NO_VERB))


def _earlier(scene: Scene, found: list[Candidate]) -> None:
    paragraph = scene.shape.run.paragraph
    for back in range(1, min(EARLIER, paragraph) + 1):
        passage = scene.document.passage(paragraph - back)
        length = len(passage.tokens)
        for seen, place in enumerate(reversed(passage.between(length - EARLIER_TOKENS + 1, length))):
            groups = features.of_earlier(scene, passage, place, back, seen)
            found.append(_mention(scene, paragraph - back, passage, place, groups))
        if back == 1:
            for place, verb in passage.subjects(length - SUBJECT_TOKENS, length):
                groups = features.of_earlier_subject(scene, passage.tokens, place)
                found.append(_subject(scene, paragraph - 1, passage, place, verb, groups))


def _next(scene: Scene, found: list[Candidate]) -> None:
    paragraph = scene.shape.run.paragraph + 1
    if paragraph == len(scene.document.lines) or scene.shape.at < len(scene.shape.tokens) - 1:
        return
    passage = scene.document.passage(paragraph)
    for place in passage.between(0, NEXT_TOKENS)[:1]:
        found.append(_mention(scene, paragraph, passage, place, features.of_next(scene, passage.tokens[0], place)))


def _speakers(scene: Scene, found: list[Candidate]) -> None:
    if scene.last is None or scene.gap >= MEMORY:
        return
    found.append(_plain("L", scene.last, scene, turns.of_last_speaker(scene)))
    if scene.other is not None:
        found.append(_plain("M", scene.other, scene, turns.of_other_speaker(scene)))
