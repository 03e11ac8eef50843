"""What the words of a run, and the words beside it, say for certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.annotate.names.runs import Token
from sitegen.annotate.names.words import CAPITALS, listed

# The labels of a word: outside, or begin and inside of a kind, or a name of no kind.
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "MISC")
OUTSIDE, MISC = 0, 7
PERSON, ORGANISATION, PLACE = 0, 1, 2
BEGIN = (1, 3, 5)
INSIDE_PERSON = 2
PERSON_LABELS = (1, 2)

ORGANISATION_ENDS = listed(
    """
    university college hospital foundation institute school academy inc ltd corp gmbh llc company committee commission
    council ministry association federation corporation holdings airlines motors united rovers wanderers albion hotspur
    fc afc cf sox
    """
)
PLACE_ENDS = listed("airport avenue boulevard stadium highway mall road motorway mountains tower towers street")
OTHER_ENDS = listed("prize award awards trophy act syndrome medal championship")
OTHER_BEGINS = listed("hurricane storm typhoon cyclone hms uss")
MISTER = frozenset(("mr", "mrs", "ms", "mr.", "mrs.", "ms."))

PLACE_WORDS = listed(
    """
    town village city port district province county suburb borough municipality island hamlet neighborhood neighbourhood
    settlement township commune outskirts
    """
)
STATES = listed(
    """
    ala ariz ark calif colo conn fla kan ky mich minn mont neb nev okla ore tenn tex vt wis wyo ont sask alta que texas
    ohio iowa utah maine idaho oregon california florida illinois michigan minnesota nebraska nevada oklahoma tennessee
    vermont wisconsin wyoming ontario alberta manitoba saskatchewan quebec
    """
)
REGIME = listed("regime government administration family dynasty clan estate disease syndrome")
POSSESSIVE = ("'s", "\u2019s")
NAMED_AFTER = listed("law disease syndrome theorem comet paradox principle razor equation constant prize act")
ORGANISATION_WORDS = listed(
    """
    academy administration agency alliance assembly association authority bank board bureau center centre centers
    centres chamber church coalition college commission committee confederation congress council court department
    directorate division federation forum foundation fund guild house institute institution league ministry movement
    museum office organisation organization parliament party school secretariat service services society union
    university campaign conference initiative network trust
    """
)
LONGEST = max(map(len, ORGANISATION_WORDS)) + 1

DATELINE = re.compile(
    rf"(?:, [{CAPITALS}][\w. ]{{2,20}})? ?"
    r"(?:\((?:AP|AFP|Reuters|REUTERS|CP|UPI|Xinhua|PTI|ANI)\)"
    rf"|(?:--?|[\u2013\u2014]) [\"\u201c]?[{CAPITALS}](?:[a-z]| [a-z])|\d{{4}}-\d\d-\d\d)"
)
LINK = re.compile(r"[ \u00a0](of|of the|and|&|for|for the|and the|on|in|the|at)[ \u00a0]$")
COMPANY_TAIL = re.compile(r" (?:plc|llc|ltd|inc|gmbh|pty ltd)\b")


def correct(tokens: Sequence[Token], labels: list[int]) -> list[int]:
    """The labels of one run of two or more words, as its words demand."""
    return _by_last_word(tokens, labels) or _by_first_word(tokens, labels) or _particles_joined(tokens, labels)


def _by_last_word(tokens: Sequence[Token], labels: list[int]) -> list[int] | None:
    """ "X University", "X Airport", "X Prize": all words of X take part."""
    begin = _ending(tokens[-1][1].lower())
    if begin is None:
        return None
    last = len(tokens) - 1
    start = last
    while start and OUTSIDE < labels[start - 1] < MISC:
        start -= 1
    agreed = begin == _begin(labels[start]) and labels[last] != OUTSIDE
    if start == last or (agreed and not any(label in PERSON_LABELS for label in labels[start:])):
        return None
    inside = MISC if begin == MISC else begin + 1
    return [*labels[:start], begin, *[inside] * (last - start)]


def _ending(word: str) -> int | None:
    if word in ORGANISATION_ENDS:
        return BEGIN[ORGANISATION]
    if word in PLACE_ENDS:
        return BEGIN[PLACE]
    return MISC if word in OTHER_ENDS else None


def _begin(label: int) -> int:
    """The label that begins a name of the kind of `label`."""
    return ((label + 1) >> 1) * 2 - 1


def _by_first_word(tokens: Sequence[Token], labels: list[int]) -> list[int] | None:
    """ "Hurricane X" is nobody, "Mr X" somebody."""
    first = tokens[0][1].lower()
    if first in OTHER_BEGINS and labels[1] in PERSON_LABELS:
        return [MISC] * len(tokens)
    if first in MISTER and len(tokens) < 5 and any(label not in PERSON_LABELS for label in labels[1:]):
        return [OUTSIDE, BEGIN[PERSON], *[INSIDE_PERSON] * (len(tokens) - 2)]
    return None


def _particles_joined(tokens: Sequence[Token], labels: list[int]) -> list[int]:
    """Ursula von der | Weyden is one person."""
    labels = list(labels)
    for place in range(1, len(tokens) - 1):
        person = labels[place - 1] in PERSON_LABELS and labels[place] in PERSON_LABELS
        if person and tokens[place][1][0].islower() and OUTSIDE < labels[place + 1] < MISC:
            labels[place + 1] = INSIDE_PERSON
    return labels


def bears_a_name(word: str, next_word: str) -> bool:
    """Do the (small) words behind a name say that it is none: "the X regime", "X's law"?"""
    return word in REGIME or (word in POSSESSIVE and next_word in NAMED_AFTER)


def goes_on(text: str, start: int, end: int, parts: int, link: str) -> bool:
    """Does the organisation `text[start:end]` go on after `link`: "Organisation for | the Prohibition"?

    `parts`: the runs that it consists of already."""
    if link.split()[0] not in ("of", "for", "on"):
        return False
    first = text[start : min(end, start + LONGEST)].lower().split()[0]
    last = text[max(start, end - LONGEST) : end].lower().split()[-1]
    return first in ORGANISATION_WORDS or last in ORGANISATION_WORDS or parts > 1
