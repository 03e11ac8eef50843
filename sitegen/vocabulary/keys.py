"""One key for the spellings of a word or phrase: case, plural, hyphen; British and American.

Keys are English: what is written in other letters keeps them, but for case."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def listed(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


IRREGULAR = dict(
    pair.split(":")
    for pair in listed(
        """
        men:man women:woman children:child feet:foot teeth:tooth mice:mouse lives:life wives:wife knives:knife
        leaves:leaf wolves:wolf thieves:thief shelves:shelf halves:half loaves:loaf crises:crisis axes:axis
        analyses:analysis theses:thesis diagnoses:diagnosis hypotheses:hypothesis oases:oasis criteria:criterion
        parentheses:parenthesis phenomena:phenomenon bacteria:bacterium curricula:curriculum viruses:virus
        memoranda:memorandum referenda:referendum buses:bus gases:gas heroes:hero potatoes:potato tomatoes:tomato
        echoes:echo torpedoes:torpedo embargoes:embargo vetoes:veto volcanoes:volcano mosquitoes:mosquito
        cargoes:cargo quizzes:quiz movies:movie cookies:cookie zombies:zombie ties:tie calories:calorie pies:pie
        lies:lie selfies:selfie rookies:rookie prairies:prairie shoes:shoe foes:foe toes:toe canoes:canoe
        avalanches:avalanche caches:cache aches:ache headaches:headache niches:niche statuses:status campuses:campus
        bonuses:bonus censuses:census choruses:chorus circuses:circus spokesmen:spokesman policemen:policeman
        firemen:fireman businessmen:businessman fishermen:fisherman congressmen:congressman grandchildren:grandchild
        """
    )
)
SAME_IN_PLURAL = listed(
    """
    news series species means headquarters crossroads gallows innings sheep alias bias atlas canvas christmas gas
    lens chaos diabetes measles mumps rabies herpes texas arkansas kansas paris always perhaps its his this thus us
    yes pus plus proceeds earnings savings billiards darts dominoes checkers customs arms goods remains premises
    surroundings belongings thanks odds amends barracks works suburbs outskirts humanities aids sars mers olympics
    paralympics
    """
)


@lru_cache(200_000)
def word_key(word: str) -> str:
    """The word in small letters and the singular (English)."""
    word = word.lower().replace("\u2019", "'")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word[-1] != "s" or word in SAME_IN_PLURAL or word.endswith(("ss", "us", "is", "ics")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "sses", "xes", "zzes", "'s")):
        return word[:-2]
    return word[:-1]


def key_of(words: Iterable[str]) -> str:
    """The key of a phrase: the keys of its words, a hyphen as a blank."""
    return " ".join(word_key(part) for word in words for part in word.split("-") if part)


AMERICAN = (
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"ising\b"), "izing"),
    (re.compile(r"(?:(?<=[aeiou][bdlmnrtv])|(?<=ol|ab|av|on|um|ig))our\b"), "or"),
    (re.compile(r"\b(cent|theat|lit|fib|calib)re\b"), r"\1er"),
    (re.compile(r"\b(def|off|lic|pret)ence\b"), r"\1ense"),
    (re.compile(r"\bprogramme\b"), "program"),
)


def american(key: str) -> str:
    """The key as Americans spell it, roughly: good for telling that two keys which both occur are one."""
    for pattern, ending in AMERICAN:
        key = pattern.sub(ending, key)
    return key
