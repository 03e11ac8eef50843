"""Interviews: questions of the paper, each with its answer below, without quotation marks.

Told by the turns, not by a single line: several questions, each before a paragraph that is none; and either they speak
to somebody ("you"), or the lines open with the speaker ("Q:", "ANN ROE:")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from sitegen.parse.phrases import tables
from sitegen.parse.text.lines import RawLine
from sitegen.parse.text.shape import CLOSING

LEAST_QUESTIONS = 3
LEAST_SHARE = 0.2  # of the paragraphs that are questions
MOST_QUOTED = 0.2  # of the paragraphs that quote somebody: an interview needs no marks
LONGEST = 70  # words of a question
LEAST_ANSWER = 6  # words
SPEAKER = re.compile(r"^([A-ZÀ-Þ][^:?!]{0,39}?)\s?:\s")
# a line that is nothing but a quotation, perhaps behind the speaker's name
QUOTED = re.compile(r"(?:[^\W\d_][^:?!.“”\"]{0,39}:\s)?(?:“[^“”]+”|\"[^\"]+\"|‘[^‘]+’|«[^«»]+»|„[^„“”]+[“”])")
OPENING = re.compile(r"[“\"«„]|(?:^|\s)‘")
BODY = frozenset(("paragraph", "subhead", "dateline", "question"))
FURNITURE = frozenset(
    "repeated recurring under_label address handle credit_alone date_only relative_date symbols marks_only".split()
)
ADDRESSED = frozenset(
    "you your yours vous votre vos tu te toi ton ta tes sie ihnen ihr ihre ihren ihrem ihrer usted ustedes su sus "
    "tus ti lei voi suo sua vostro vostra você vocês seu seus u uw je jij jouw ni er din ditt dina du dere deres "
    "dig pan pani państwo".split()
)


def read_interview(lines: list[RawLine]) -> None:
    """Give the questions of an interview their role; a text that is none is left as it is."""
    body = [line for line in lines if line.role in BODY]
    turns = [(line, after) for line, after in pairwise(body) if _is_question(line) and _is_answer(after)]
    if len(turns) < LEAST_QUESTIONS or len(turns) < LEAST_SHARE * len(body):
        return
    asking = _who_asks(body)
    if not asking and sum("quotation" in line.features for line in body) > MOST_QUOTED * len(body):
        return
    addressed = sum(not ADDRESSED.isdisjoint(line.tokens) for line, _ in turns)
    if not asking and addressed < max(2, 0.4 * len(turns)):
        return
    for line in (*_turns_of(body, asking), *(line for line, _ in turns)):
        if line.role != "dateline":
            line.role = "question"
    _keep_short_answers(lines)


def _keep_short_answers(lines: list[RawLine]) -> None:
    """ "Completely." is an answer, where it would be a stray line in another text."""
    asked = [i for i, line in enumerate(lines) if line.role == "question"]
    for line in lines[asked[0] : asked[-1] + 1]:
        if line.role == "dropped" and line.full_stop and line.noise < 0.3 and not line.has(FURNITURE):
            line.role = "paragraph"


def keep_talk(lines: list[RawLine]) -> None:
    """A short line that is wholly a quotation goes on with the talk above it, wherever in the body it stands; so does
    a question without marks above one."""
    for before, line, after in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        if line.role != "dropped" or before.role not in BODY or not _talks(before):
            continue
        if _is_talk(line) or (_is_asked(line) and after is not None and _is_talk(after)):
            line.role, line.zone = "paragraph", "B"


def _is_talk(line: RawLine) -> bool:
    return QUOTED.fullmatch(line.text) is not None and not line.has(FURNITURE)


def _is_asked(line: RawLine) -> bool:
    return line.text.endswith("?") and line.words <= LONGEST and not line.has(FURNITURE)


def _talks(line: RawLine) -> bool:
    """Is this a question, or does it quote somebody?"""
    return line.text.endswith(("?", "？")) or OPENING.search(line.text) is not None


def _is_question(line: RawLine) -> bool:
    if line.words > LONGEST or line.text.rstrip(CLOSING)[-1:] not in ("?", "？"):
        return False
    return "quotation_said" not in line.features or tables().sets["say"].isdisjoint(line.tokens)


def _is_answer(line: RawLine) -> bool:
    return line.words >= LEAST_ANSWER and line.text[-1] not in "?:" and line.role != "subhead"


def _who_asks(body: list[RawLine]) -> str | None:
    """The speaker whose turns are questions, where two speakers are named again and again."""
    turns: dict[str, list[bool]] = {}
    for line in body:
        speaker = SPEAKER.match(line.text)
        if speaker:
            turns.setdefault(speaker[1], []).append(_is_question(line))
    often = {name: asked for name, asked in turns.items() if len(asked) >= 2}
    if len(often) < 2:
        return None
    name = max(sorted(often), key=lambda name: sum(often[name]) / len(often[name]))
    return name if sum(often[name]) > len(often[name]) / 2 else None


def _turns_of(body: list[RawLine], name: str | None) -> Iterator[RawLine]:
    """A question of his may be a request: "Q: Tell me about the mill." """
    for line in body if name else ():
        speaker = SPEAKER.match(line.text)
        if speaker and speaker[1] == name and line.words <= LONGEST:
            yield line
