"""How much an organisation or place matters in an article: where it is named, how often, and what it is there.

What the headline has, or the first paragraph, or what comes again, is a subject; what comes once elsewhere is told in
passing, and so is what only says of somebody where he works or comes from ("a Radio Nord reporter")."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from sitegen.annotate.names.casing import is_title_case
from sitegen.annotate.names.words import CAPITALS, listed
from sitegen.annotate.topics.named import Named
from sitegen.annotate.topics.spelling import fold
from sitegen.model import TagKind

IN_HEADLINE, IN_LEAD = 0.9, 0.3
SURE = 0.75  # of a name that the first paragraph has, and nothing else
PLACE_IN_HEADLINE = 0.5  # of a place that the headline has, and nothing else
TWICE: dict[TagKind, float] = {"organisation": 0.6, "place": 0.35}  # of one that comes twice, and not at the top
DEK = 120  # code points of a dek at most
LEAD = 400  # code points that count as the lead where a text has no paragraphs
FULL_STOP = re.compile(r"[.!?][\"'\u2019\u201d)]?\Z")
# "the senator from Tarn", "(R-Tarn)", "Ms Holm of Tarn": where somebody comes from.
COMES_FROM = re.compile(r"(?:\b(?:of|from) (?:the )?|\([RDI]-)\Z")
NEXT = re.compile(rf" ([{CAPITALS}]|[^\W\d_]+)")
# After a name that stands for itself; before any other word it is an attribute ("the Tarn businessman").
FREE = listed(
    """
    a about above across after against ago all along although an and are around as at be because been before behind
    below between both but by came can comes could did do does during earlier even for from gets goes got had has have
    he here if in into is it just last later may might more must near nearly never next not now of off on once one only
    or out over said says she should since so still tells than that the then there they this though through to today
    told tomorrow tonight took too toward towards two under until up very was we went were what when where whether
    which while who whose will with within without won would yesterday yet you
    """
)
VERB = re.compile(r".{2,}(?:ed|ing|ly)\Z")
WORKS_THERE = listed(
    """
    reporter reporters contributor correspondent host anchor columnist journalist editor analyst poll survey votes
    interview spokesman spokeswoman spokesperson employee worker professor student graduate researcher alumnus
    presidential candidate contender nominee frontrunner
    """
)
REACH = 12  # code points before a name that are looked at


class Top(NamedTuple):
    """Where an article's headline ends, and where its first paragraph; whether the headline is in Title Case."""

    headline_end: int
    lead_end: int
    loud: bool

    @classmethod
    def of(cls, text: str, headline_end: int) -> Top:
        return cls(headline_end, _lead_end(text, headline_end), is_title_case(text[:headline_end]))


def _lead_end(text: str, headline_end: int) -> int:
    """The end of the first paragraph; of the second, if the first is a dek without a full stop.  LEAD at most."""
    end = text.find("\n", headline_end + 1)
    if 0 <= end - headline_end < DEK and not FULL_STOP.search(text, headline_end, end):
        end = text.find("\n", end + 1)
    longest = min(len(text), headline_end + LEAD)
    return min(end, longest) if end >= 0 else longest


def weighed(text: str, named: Sequence[Named], headline_end: int, known: Container[str]) -> list[tuple[float, Named]]:
    """Those that are subjects, with their weights; `known`: keys of names that are known by the word."""
    top = Top.of(text, headline_end)
    keys = {fold(name.name) for name in named}
    clear = [name for name in named if not (_longer(name, keys) or _is_vague(name, top))]
    return [(w, name) for name in clear if (w := _weight(text, name, top, fold(name.name) in known))]


def _longer(named: Named, keys: set[str]) -> bool:
    """Is this said once, and holds another name that says it better ("Remain In European Union")?"""
    key = f" {fold(named.name)} "
    return len(named.mentions) == 1 and " " in named.name and any(f" {other} " in key for other in keys - {key.strip()})


def _is_vague(named: Named, top: Top) -> bool:
    """Is it too unlikely to be listed, and no place that the headline has and the text again?"""
    headline = len(named.told) > 1 and named.told[0] < top.headline_end
    return not named.listed and not (headline and named.kind == "place")


def _weight(text: str, named: Named, top: Top, known: bool) -> float:
    """0 for what is mentioned once in passing, or only as a source."""
    headline = any(start < top.headline_end for start in named.told)
    lead = any(top.headline_end <= start < top.lead_end for start in named.told)
    count = len(named.told)
    if count == 1 and named.again:
        count = 2
    if count < 2 and not (_is_headlined(named, top, known) if headline else lead and _is_subject(text, named)):
        return 0.0
    if count == 2 and not (headline or lead or known) and named.probability < TWICE[named.kind]:
        return 0.0
    return math.log2(1 + count) * (1 + IN_HEADLINE * headline + IN_LEAD * lead)


def _is_headlined(named: Named, top: Top, known: bool) -> bool:
    """Is it surely what the headline has?  Title Case does not say where an organisation's name begins and ends."""
    if named.kind == "place":
        return named.probability >= PLACE_IN_HEADLINE
    return named.probability >= SURE and (known or not top.loud)


def _is_subject(text: str, named: Named) -> bool:
    """Does the one mention stand for itself, and say nothing of somebody only?"""
    if named.probability < SURE:
        return False
    start = named.told[0]
    end = next(end for begin, end in named.mentions if begin == start)
    after = NEXT.match(text, end)
    if named.kind == "organisation":
        return after is None or after[1] not in WORKS_THERE
    if COMES_FROM.search(text, max(0, start - REACH), start):
        return False
    return after is None or after[1] in FREE or bool(VERB.match(after[1]))
