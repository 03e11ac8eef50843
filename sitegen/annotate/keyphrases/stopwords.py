"""Words of English that are never a keyphrase, and neither begin nor end one."""

from __future__ import annotations

import re

from sitegen.annotate.names.words import listed
from sitegen.vocabulary.keys import word_key

STOP_WORDS = listed(
    """
    a an the this that these those such same other others another each every either neither both all any some none
    no not nor and or but if then else than as at by for from in into of off on onto out over to toward towards under
    until unless up upon via with within without about above across after against along among amongst around because
    before behind below beneath beside besides between beyond despite down during except inside like near outside
    per since through throughout till underneath unlike versus vs whereas while whether though although however
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves one ones who whom whose which what when where why how
    whoever whatever whichever someone somebody something somewhere anyone anybody anything anywhere everyone
    everybody everything everywhere nobody nothing nowhere there here thing things way ways lot lots
    am is are was were be been being do does did done doing have has had having can could may might must shall should
    will would ought cannot let lets get gets got gotten getting go goes went gone going make makes made making
    say says said saying tell tells told take takes took taken taking come comes came coming
    also again almost already always anyway away back else enough especially even ever far few fewer first further
    hence here indeed instead just last least less lately later little many maybe meanwhile more moreover most much
    nearly never next now often once only otherwise perhaps previously quite rather really recently second several
    simply so sometimes soon still thereby therefore third thus together too usually very well yet yes ok
    new old own certain able various
    according including regarding concerning percent percentage
    zero two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion
    mr mrs ms dr sir madam
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight
    january february march april june july august september october november december
    jan feb mar apr jun jul aug sept oct nov dec
    """
)
NAME_OPENERS = listed("New Old First Second Third Little")  # "New York", "First Lady"
CONTRACTION = re.compile(r"(?:n't|'(?:s|re|ve|ll|d|m|em))\Z")


SHORTEST = 3  # letters of a word, but for abbreviations
COUNTRY = "US"


def is_stop_word(word: str) -> bool:
    """Is this token no word that tells anything of a text?  "May" and "Monday" are none, nor are numbers and marks."""
    if word == COUNTRY:
        return False
    if len(word) < (SHORTEST - 1 if word.isupper() else SHORTEST) or not any(map(str.isalpha, word)):
        return True
    small = word.lower().replace("\u2019", "'")
    return not STOP_WORDS.isdisjoint((small, word_key(small))) or CONTRACTION.search(small) is not None
