"""What a name is made of: titles, suffixes, words that no name begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sitegen.annotate.words import Gender, fold

Span = tuple[int, int]

_OF_MEN = "mr sir lord father fr brother king prince duke pope congressman chairman spokesman councilman"
_OF_WOMEN = (
    "mrs ms miss mme dame lady sister queen princess duchess baroness congresswoman chairwoman spokeswoman councilwoman"
)
_OF_EITHER = (
    "dr prof professor president senator sen rep representative governor gov gov't mayor judge justice chief gen "
    "general secretary minister premier chancellor councillor cllr councilor alderman speaker col colonel maj "
    "major capt captain lt lieutenant sgt sergeant cpl pvt adm admiral cmdr commander commissioner constable "
    "const inspector insp detective det superintendent supt officer sheriff attorney rev reverend bishop "
    "archbishop cardinal rabbi imam sheikh ambassador coach mp mla mpp ceo chairperson spokesperson director "
    "candidate leader former ex then vice deputy prime nominee host reporter agent pastor doctor author "
    "strategist democrat republican ag coordinator manager columnist resident supporter"
)
# title or role before a name -> the gender that it tells
TITLES: dict[str, Gender | None] = {
    **dict.fromkeys(_OF_EITHER.split()),
    **dict.fromkeys(_OF_MEN.split(), "m"),
    **dict.fromkeys(_OF_WOMEN.split(), "f"),
}
SUFFIXES = frozenset("jr sr ii iii iv phd md esq qc kc obe mbe cbe mp".split())
PARTICLES = frozenset("de van von bin al el la le del di da".split())
NOT_FIRST = frozenset(
    """the a an this that these those he she it they we i you his her their our my your its and or but if when while
    as at in on of for to from by with after before since according monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december yes no not
    so what who why how where which asked there here then now also still even just one two three both some many
    most all each every other another today yesterday republicans democrats republican democrat american americans
    gop congress senate house u.s us white twitter facebook reuters ap cnn fox nbc abc cbs msnbc politico times
    post journal news press god read photo image video breitbart huffpost breaking update live getty images
    associated share advertisement despite during under over about against because although though however
    meanwhile moreover instead perhaps maybe once later earlier jan feb mar apr jun jul aug sep sept oct nov dec
    somehow certainly knowing additionally further furthermore nevertheless finally overall brexit obamacare watch
    christmas easter thanksgiving halloween mom dad everyone somebody nobody none neither either rather yet thus
    hence indeed besides otherwise speaking citing given like unlike among amid between through without within
    upon around above below behind beyond near outside inside across along toward towards via per plus minus""".split()
)
NOT_LAST = frozenset(
    """rep gov sen dr mr mrs ms gen col coordinator manager spokesman spokeswoman director chairman chairwoman secretary
    minister president leader resident columnist officer commissioner editor professor spokesperson""".split()
)
# the words in -ing that are names all the same
ING_NAMES = frozenset("sterling irving king ming ling bing ding ping ning jing ying xing qing".split())
ORGANISATION_WORD = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|University|College|School|Institute|Foundation|Association|Committee|Council|Commission|"
    r"Department|Agency|Bureau|Office|Party|Bank|Group|Company|Center|Centre|Church|Court|Times|Post|Journal|News|Press|"
    r"Tribune|Herald|Gazette|Magazine|Network|Radio|Show|Street|Avenue|Road|Hotel|Tower|Towers|Casino|Hospital|Airport|"
    r"Stadium|Park|Fund|Union|Society|League|Club|Team|Campaign|Administration|Act|Amendment|Award|Prize|Super|PAC|Pac|"
    r"County|City|State|States|House|Senate|Congress|Army|Navy|Police|Service|Services|Ministry|Parliament|Government|"
    r"Airlines?|Democrats|Republicans|Americans|Coalition|Alliance|Project|Initiative|Action|Island|River|Lake|Mountain|"
    r"Valley|Doctrine|Cup|Games|Championship|Resort|International|Partners|Research|Studies|Security|Night)\b"
)
WORD = re.compile(r"[^\W\d_][\w'’.-]*")


class Bare(NamedTuple):
    """A name's folded words without titles and suffixes, and the gender that a title told."""

    words: list[str]
    gender: Gender | None


def bare(name: str) -> Bare:
    """ "Mr. Jo Roe Jr." -> (["jo", "roe"], "m")."""
    folded = [fold(word).strip(".,'’") for word in WORD.findall(name)]
    words = [word[:-2] if word.endswith(("'s", "’s")) else word for word in folded]
    words = [word for word in words if word]
    last, gender = -1, None
    for place, word in enumerate(words[:-1]):
        if word in TITLES:
            last, gender = place, TITLES[word] or gender
    words = words[last + 1 :]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    return Bare(words, gender)


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """May two names of two words and more be one person's?  The same surname, first names that agree."""
    if one[-1] != other[-1]:
        return False
    a, b = one[0], other[0]
    if a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]):
        return True
    if len(a) > 2 and len(b) > 2 and (a.startswith(b) or b.startswith(a)):
        return True
    return a in other[1:-1] or b in one[1:-1]
