"""One key for the spellings of a word: case, plural, apostrophe."""

from __future__ import annotations

from functools import lru_cache

from sitegen.annotate.names.words import listed

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
