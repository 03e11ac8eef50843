"""Capitalised runs of a text ("Foreign Secretary Boris Johnson"), cut in pieces, each with its contexts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen.annotate.names.words import CAPITALS, OPENERS

ABBREVIATION = (
    "Mr|Mrs|Ms|Dr|St|Ste|Jr|Sr|Gov|Sen|Sens|Rep|Reps|Gen|Col|Sgt|Lt|Capt|Prof|Rev|Hon|Cpl|Const|Insp|Supt|Det|Maj|Cmdr|"
    "Adm|Pres|Sec|Atty|Ft|Mt|Msgr|Fr|Brig|Pvt|Cllr|Bros"
)
PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]sh?|[Aa]d|[Aa]t|[Uu]l)-)?(?:[dl]['\u2019])?"
CAPITALISED = (
    rf"(?:(?:[{CAPITALS}]\.)+(?:-[{CAPITALS}]\.)?|(?:{ABBREVIATION})\.|{PREFIX}[{CAPITALS}]\w*(?:['\u2019&-]\w+)*)"
)
PARTICLE = (
    r"(?:de|da|di|du|del|della|dela|der|den|van|von|vom|la|le|el|al|bin|bint|ibn|ben|dos|das|do|ter|ten|zu|y|af|av|&)"
)
FURTHER = rf"(?:[ \u00a0](?:{PARTICLE}[ \u00a0]){{0,3}}{CAPITALISED})*"
RUN = re.compile(rf"(?<![\w'\u2019-]){CAPITALISED}{FURTHER}")
# The same runs where none begins with a small prefix ("al-Masri"): a pattern that begins with a class of letters
# is found three times as fast as one that begins with an assertion.
BY_LETTER = "|".join(
    f"(?<={letter})(?:{'|'.join(word[1:] for word in ABBREVIATION.split('|') if word[0] == letter)})"
    for letter in sorted({word[0] for word in ABBREVIATION.split("|")})
)
PLAIN_RUN = re.compile(
    rf"[{CAPITALS}](?<![\w'\u2019-].)"
    rf"(?:\.(?:[{CAPITALS}]\.)*(?:-[{CAPITALS}]\.)?|(?=\w{{1,4}}\.)(?:{BY_LETTER})\.|\w*(?:['\u2019&-]\w+)*){FURTHER}"
)
SMALL_PREFIX = re.compile(
    rf"['\u2019-](?:(?<=(?:[ae]l|a[nsdt]|ul)-)|(?<=ash-)|(?<=[dl]['\u2019]))(?:[dl]['\u2019])?[{CAPITALS}]"
)
WORD = re.compile(r"[^ \u00a0]+")
CONTEXT_WORD = r"['\u2019]s\b|[^\W\d_]+|\d+|\n|[^\w\s]"
CONTEXT = re.compile(CONTEXT_WORD)
THREE_WORDS = re.compile(rf"(?:[^\S\n]|_)*+((?>{CONTEXT_WORD}))" * 3)
# "Walton-led", "Ohio-based": the name ends before the hyphen.
TAIL = re.compile(
    r"-(?:based|led|backed|born|style|era|owned|area|run|like|bound|trained|educated|made|wide|sponsored|brokered|"
    r"controlled|held|dominated|listed|appointed|linked|inspired|only|free|friendly|ruled|occupied|speaking|origin|"
    r"funded|affiliated|aligned|supported|produced|built|registered|centric|themed|winning|nominated|related)$"
)

SIDE = 3  # words of context at either side
REACH = 34  # code points in which they are looked for
CONTEXT_SIZE = 2 * SIDE
NOTHING = "\n"  # stands for a word beyond the line or the reach

Token = tuple[int, str]  # (offset in its run, word)
Form = tuple[Token, ...]  # the words of one distinct run


class Runs(NamedTuple):
    """The distinct runs of a text and where they stand.

    `seen`: (number of the form, start in the text) of each occurrence, in order.  `contexts`: of each occurrence, one
    after the other, the three words before and the three after, in small letters, "\\n" where there are none.
    `lower`: the text in small letters, as long as the text."""

    forms: list[Form]
    seen: list[tuple[int, int]]
    contexts: list[str]
    lower: str

    def around(self, number: int) -> list[str]:
        """The context of one occurrence."""
        return self.contexts[number * CONTEXT_SIZE : (number + 1) * CONTEXT_SIZE]

    def beside(self, step: int) -> list[str]:
        """Of each occurrence the word `step` words after it (1 to 3), before it where `step` is negative."""
        return self.contexts[SIDE + step - (step > 0) :: CONTEXT_SIZE]


def scan(text: str) -> Runs:
    """Finds the runs.  Words that open a sentence in capitals ("The", "However") are cut off."""
    lower = _lower(text)
    numbers: dict[str, int] = {}
    forms: list[Form] = []
    seen: list[tuple[int, int]] = []
    ends: list[int] = []
    pattern = RUN if SMALL_PREFIX.search(text) else PLAIN_RUN
    for found in pattern.finditer(text):
        run_start = found.start()
        for offset, piece, tokens in pieces(found[0]):
            number = numbers.get(piece)
            if number is None:
                number = numbers[piece] = len(forms)
                forms.append(tokens)
            start = run_start + offset
            seen.append((number, start))
            ends.append(start + len(piece))
    return Runs(forms, seen, _contexts(lower, seen, ends), lower)


def _contexts(lower: str, seen: list[tuple[int, int]], ends: list[int]) -> list[str]:
    """The words around each occurrence.  Where two occurrences stand near each other, what is between them is read
    once: it is after the one and before the other."""
    words = CONTEXT.findall
    contexts: list[str] = []
    end = -1
    for (_, start), next_end in zip(seen, ends, strict=True):
        if SIDE < start - end <= REACH and end >= 0 and len(between := words(lower, end, start)) >= SIDE:
            contexts += between[:SIDE]
            contexts += between[-SIDE:]
        else:
            if end >= 0:
                contexts += _after(lower, end)
            before = words(lower, start - REACH if start > REACH else 0, start)[-SIDE:]
            if len(before) < SIDE:
                contexts += [NOTHING] * (SIDE - len(before))
            contexts += before
        end = next_end
    if end >= 0:
        contexts += _after(lower, end)
    return contexts


def _after(lower: str, end: int) -> Sequence[str]:
    three = THREE_WORDS.match(lower, end, end + REACH)
    if three:
        return three.groups()
    fewer = CONTEXT.findall(lower, end, end + REACH)
    return fewer + [NOTHING] * (SIDE - len(fewer))


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


@lru_cache(100_000)
def pieces(run: str) -> tuple[tuple[int, str, Form], ...]:
    """Cuts one run: (offset in the run, text, tokens with offsets in the piece) of each piece."""
    cut: list[list[Token]] = [[]]
    for found in WORD.finditer(run):
        word, ends = _without_tail(found[0])
        if word and (cut[-1] or _may_open(word)):
            cut[-1].append((found.start(), word))
        if ends and cut[-1]:
            cut.append([])
    return tuple(_piece(run, tokens) for tokens in map(_without_particles, cut) if tokens)


def _piece(run: str, tokens: list[Token]) -> tuple[int, str, Form]:
    start, (last, word) = tokens[0][0], tokens[-1]
    return start, run[start : last + len(word)], tuple((offset - start, word) for offset, word in tokens)


def _without_tail(word: str) -> tuple[str, bool]:
    """The word without a possessive or a tail, and whether a name ends there."""
    if word[-2:] in ("'s", "\u2019s") and len(word) > 2:
        return word[:-2], True
    if word[-1] in "'\u2019-&" and word != "&":
        return word[:-1], True
    if "-" in word and word[-1].islower() and (tail := TAIL.search(word)):
        return word[: tail.start()], True
    return word, False


def _may_open(word: str) -> bool:
    """May a name begin with this word?  Not with "However", nor with a particle that stands alone."""
    if word.lower().replace("\u2019", "'") in OPENERS and not (word.isupper() and 1 < len(word) < 4):
        return False
    return word[0].isupper() or "-" in word or "'" in word or "\u2019" in word


def _without_particles(tokens: list[Token]) -> list[Token]:
    """Cuts "van" off a run that ends with it."""
    end = len(tokens)
    while end and not (tokens[end - 1][1][0].isupper() or "-" in tokens[end - 1][1]):
        end -= 1
    return tokens[:end]
