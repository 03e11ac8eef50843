"""Paragraphs of Markdown set in bold as a whole: the questions of an interview, as in "**Who pays?**"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from sitegen.model import Block

ASKS = ("?", "？", "؟")
STATES = (*ASKS, ".", "!", "…", "。")
CLOSING = " \"'”’»)"
LONGEST = 70  # words of what an interviewer says
LEAST = 2  # questions that make an interview


def without_bold(children: Sequence[Token]) -> list[Token] | None:
    """What stands between the marks of a paragraph that is one piece of bold; None for any other."""
    inner = [child for child in children if child.type != "text" or child.content.strip()]
    if len(inner) < 3 or inner[0].type != "strong_open" or inner[-1].type != "strong_close":
        return None
    return None if any(child.level <= inner[0].level for child in inner[1:-1]) else inner[1:-1]


def with_questions(blocks: list[Block], bold: Mapping[int, tuple[Block, str]]) -> list[Block]:
    """Make questions of the paragraphs in bold that ask, and in an interview of those that speak between questions.

    Args:
        blocks: of a body, in order.
        bold: index of a block -> the block as it is without its bold, and its words.
    """
    asking = [i for i, (_, words) in bold.items() if _ends_in(words, ASKS)]
    asked = set(asking)
    if len(asking) >= LEAST:
        asked.update(i for i in bold if i > asking[0] and _is_turn(blocks, bold, i))
    return [bold[i][0] if i in asked else block for i, block in enumerate(blocks)]


def _is_turn(blocks: list[Block], bold: Mapping[int, tuple[Block, str]], i: int) -> bool:
    """ "**You never wrote a comedy.**" above an answer."""
    words = bold[i][1]
    if len(words.split()) > LONGEST or not _ends_in(words, STATES):
        return False
    answered = i + 1 < len(blocks) and i + 1 not in bold and blocks[i + 1].kind == "paragraph"
    return answered and i - 1 not in bold


def _ends_in(words: str, marks: tuple[str, ...]) -> bool:
    return words.rstrip(CLOSING).endswith(marks)
