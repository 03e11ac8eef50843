"""Who may have said a run: names and pronouns nearby, plain subjects, the last speakers, nobody."""

from __future__ import annotations

from typing import Literal

from sitegen.annotate.quotations import features
from sitegen.annotate.quotations.facts import Document, History
from sitegen.annotate.quotations.features import Scene
from sitegen.annotate.quotations.links import NO_VERB, plain_subjects, verb_link
from sitegen.annotate.quotations.tokens import Token

# name, pronoun, plain subject, the last speaker, the one before, nobody
Kind = Literal["N", "P", "X", "L", "M", "0"]
WINDOW = 45  # tokens to either side in the paragraph of the run
EARLIER = 3  # paragraphs back
EARLIER_TOKENS = 70  # of each
SUBJECT_TOKENS = 25  # of the paragraph before, for plain subjects
NEXT_TOKENS = 8  # of the paragraph after
MEMORY = 8  # paragraphs after which the last speaker is forgotten


class Candidate:
    """One answer to "who said it": `kind`, the `person` or None, the token `tokens[at]` where it stands, the verb
    of speech that it hangs on (or NO_VERB), and its features.  `readings` are (probability, person) of a pronoun."""

    __slots__ = ("at", "features", "kind", "link", "paragraph", "person", "readings", "verb")

    def __init__(
        self, kind: Kind, person: int | None, paragraph: int, at: int, strings: list[str], link: tuple[str, int]
    ) -> None:
        self.kind, self.person, self.paragraph, self.at, self.features = kind, person, paragraph, at, strings
        self.link, self.verb = link
        self.readings: list[tuple[float, int]] = []


def candidates(document: Document, number: int, history: History) -> tuple[Scene, list[Candidate]]:
    """All candidates for a run; whom a pronoun means is left open (`referents.resolve`)."""
    scene = Scene.of(document, number, history)
    found: list[Candidate] = []
    _before(scene, found)
    _after(scene, found)
    _subjects(scene, found)
    _earlier(scene, found)
    _next(scene, found)
    _speakers(scene, found)
    found.append(_plain("0", None, scene, features.of_nobody(scene)))
    return scene, found


def _plain(kind: Kind, person: int | None, scene: Scene, strings: list[str]) -> Candidate:
    return Candidate(kind, person, scene.shape.run.paragraph, scene.shape.at, strings, ("0", NO_VERB))


def _mention(scene: Scene, paragraph: int, tokens: list[Token], at: int, strings: list[str]) -> Candidate:
    """A name or pronoun at `tokens[at]`; `strings` say where it stands."""
    token = tokens[at]
    kind: Kind = "N" if token.kind == "N" else "P"
    person = token.number if kind == "N" else None
    strings += features.of_mention(scene, kind, person, tokens, at)
    return Candidate(kind, person, paragraph, at, strings, verb_link(tokens, at))


def _before(scene: Scene, found: list[Candidate]) -> None:
    tokens, at, paragraph = scene.shape.tokens, scene.shape.at, scene.shape.run.paragraph
    for place in range(at - 1, max(0, at - WINDOW) - 1, -1):
        if tokens[place].kind in "NP":
            strings = features.of_before(scene, tokens[place], at - place)
            found.append(_mention(scene, paragraph, tokens, place, strings))
            scene.before += 1


def _after(scene: Scene, found: list[Candidate]) -> None:
    tokens, at, paragraph = scene.shape.tokens, scene.shape.at, scene.shape.run.paragraph
    quotations = 0
    for place in range(at + 1, min(len(tokens), at + WINDOW)):
        kind = tokens[place].kind
        if kind == "Q":
            quotations += 1
        elif kind in "NP":
            strings = features.of_after(scene, tokens[place], place - at, quotations)
            found.append(_mention(scene, paragraph, tokens, place, strings))
            scene.after += 1


def _subjects(scene: Scene, found: list[Candidate]) -> None:
    tokens, at = scene.shape.tokens, scene.shape.at
    for place, verb in plain_subjects(tokens, max(0, at - WINDOW), min(len(tokens), at + WINDOW)):
        strings = features.of_subject(scene, tokens[place], place)
        found.append(_subject(scene, scene.shape.run.paragraph, tokens, place, verb, strings))


def _subject(scene: Scene, paragraph: int, tokens: list[Token], at: int, verb: int, strings: list[str]) -> Candidate:
    strings += features.of_mention(scene, "X", None, tokens, at)
    return Candidate("X", None, paragraph, at, strings, (verb_link(tokens, at)[0], verb))


def _earlier(scene: Scene, found: list[Candidate]) -> None:
    paragraph = scene.shape.run.paragraph
    for back in range(1, min(EARLIER, paragraph) + 1):
        tokens = scene.document.tokens[paragraph - back]
        if not tokens:
            continue
        quoted = "q" if any(token.kind == "Q" for token in tokens) else "-"
        seen = 0
        for place in range(len(tokens) - 1, max(-1, len(tokens) - EARLIER_TOKENS), -1):
            if tokens[place].kind in "NP":
                strings = features.of_earlier(scene, tokens, place, back, quoted, seen)
                found.append(_mention(scene, paragraph - back, tokens, place, strings))
                seen += 1
        if back == 1:
            for place, verb in plain_subjects(tokens, max(0, len(tokens) - SUBJECT_TOKENS), len(tokens)):
                strings = features.of_earlier_subject(scene, tokens, place)
                found.append(_subject(scene, paragraph - 1, tokens, place, verb, strings))


def _next(scene: Scene, found: list[Candidate]) -> None:
    paragraph = scene.shape.run.paragraph + 1
    if paragraph == len(scene.document.lines) or scene.shape.at < len(scene.shape.tokens) - 1:
        return
    tokens = scene.document.tokens[paragraph]
    for place, token in enumerate(tokens[:NEXT_TOKENS]):
        if token.kind in "NP":
            strings = features.of_next(scene, tokens[0], place)
            found.append(_mention(scene, paragraph, tokens, place, strings))
            return


def _speakers(scene: Scene, found: list[Candidate]) -> None:
    if scene.last is None or scene.gap >= MEMORY:
        return
    found.append(_plain("L", scene.last, scene, features.of_last_speaker(scene)))
    if scene.other is not None:
        found.append(_plain("M", scene.other, scene, features.of_other_speaker(scene)))
