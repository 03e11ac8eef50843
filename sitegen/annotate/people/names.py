"""What a name is made of: titles, suffixes, particles, words that no name begins or ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sitegen.annotate.people import first_names
from sitegen.annotate.people.offices import OFFICES
from sitegen.annotate.words import Gender, fold

Span = tuple[int, int]
Words = tuple[str, ...]

_OF_MEN = (
    "mr mister sir lord father fr brother king prince duke pope congressman chairman spokesman councilman "
    "herr senor monsieur shri encik"
)
_OF_WOMEN = (
    "mrs ms miss mme dame lady sister queen princess duchess baroness countess congresswoman chairwoman spokeswoman "
    "councilwoman frau senora madame smt puan"
)
_OF_EITHER = (
    "dr prof professor president senator sen rep representative governor gov gov't mayor judge justice chief gen "
    "general secretary minister premier chancellor councillor cllr councilor alderman speaker col colonel maj major "
    "capt captain lt lieutenant sgt sergeant cpl corporal pte pvt adm admiral cmdr commander commissioner constable "
    "const inspector insp detective det superintendent supt officer sheriff attorney rev reverend bishop archbishop "
    "cardinal rabbi imam sheikh ambassador coach mp mla mpp ceo pm chairperson spokesperson director candidate leader "
    "former ex then vice deputy prime nominee host reporter agent pastor doctor author strategist democrat republican "
    "ag coordinator manager columnist resident supporter datuk dato datin seri tengku tun haji hajah ustaz mallam "
    "madam abbot canon hon alhaji maulana mufti swami"
)
# title or role before a name -> the gender that it tells
TITLES: dict[str, Gender | None] = {
    **dict.fromkeys(_OF_EITHER.split()),
    **dict.fromkeys(_OF_MEN.split(), "m"),
    **dict.fromkeys(_OF_WOMEN.split(), "f"),
}
SUFFIXES = frozenset("jr sr ii iii iv phd md esq qc kc obe mbe cbe mp".split())
GENERATIONS = frozenset("jr sr ii iii iv".split())  # the suffixes that tell a father from a son
PARTICLES = frozenset(
    "de van von bin bint ibn al el la le del della di da du dos das der den ter ten zu af av y".split()
)
ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|at|ad|an|ar|az)-(?=\w{3})")
NOT_FIRST = frozenset(
    """the a an this that these those he she it they we i you his her their our my your its and or but if when while
    as at in on of for to from by with after before since according monday tuesday wednesday thursday friday
    saturday sunday january february march april june july august september october november december yes no not
    so what who why how where which asked there here then now also still even just one two three both some many
    most all each every other another today yesterday republicans democrats republican democrat democratic
    american americans gop congress senate house u.s us white twitter facebook reuters ap cnn fox nbc abc cbs
    msnbc politico times post journal news press god read photo image video breitbart huffpost breaking update
    live getty images associated share advertisement despite during under over about against because although
    though however meanwhile moreover instead perhaps maybe once later earlier jan feb mar apr jun jul aug sep
    sept oct nov dec somehow certainly knowing additionally further furthermore nevertheless finally overall
    brexit obamacare watch christmas easter thanksgiving halloween mom dad everyone somebody nobody none neither
    either rather yet thus hence indeed besides otherwise speaking citing given like unlike among amid between
    through without within upon around above below behind beyond near outside inside across along toward towards
    via per plus minus would could should can might must did does is are was were has have had am been let
    regarding concerning including considering whether whose anyone someone something nothing everything""".split()
)
NOT_LAST = frozenset(
    """rep gov sen dr mr mrs ms gen col coordinator manager spokesman spokeswoman director chairman chairwoman secretary
    minister president leader resident columnist officer commissioner editor professor spokesperson""".split()
)
# given names as well as months: no name where "in", "on", "last" ... stand before
MONTH_NAMES = frozenset("jan april may june jun august".split())
# the words in -ing that are names all the same
ING_NAMES = frozenset("sterling irving king ming ling bing ding ping ning jing ying xing qing".split())
ORGANISATION_WORD = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|LLC|University|College|School|Institute|Foundation|Association|Committee|Council|Commission|"
    r"Department|Agency|Bureau|Office|Party|Bank|Group|Company|Center|Centre|Church|Court|Times|Post|Journal|News|Press|"
    r"Tribune|Herald|Gazette|Magazine|Network|Radio|Show|Street|Avenue|Road|Hotel|Tower|Towers|Casino|Hospital|Airport|"
    r"Stadium|Park|Fund|Union|Society|League|Club|Team|Campaign|Administration|Act|Amendment|Award|Prize|Super|PAC|Pac|"
    r"County|City|State|States|House|Senate|Congress|Army|Navy|Police|Service|Services|Ministry|Parliament|Government|"
    r"Airlines?|Democrats|Republicans|Americans|Coalition|Alliance|Project|Initiative|Action|Island|River|Lake|Mountain|"
    r"Valley|Doctrine|Cup|Games|Championship|Resort|International|Partners|Research|Studies|Security|Night|Gallery|Museum|"
    r"Library|Theatre|Theater|Festival|Airways|Railway|Arena|Beach|Cay\Z|Creek|Square|Palace|Cathedral|Monastery|Clinic|"
    r"Laborator(?:y|ies)|Motors|Holdings|Industries|Solutions|Systems|Technologies|Ventures|Insurance|Energy|Records|"
    r"Studios|Pictures|Films|Entertainment|Publishing|Expo|Trophy|Peninsula|Harbou?r|Species|Tunnel|Canal|Colliery|"
    r"Barracks|Cemetery|Academy|Infirmary|Station|Terminal|Plaza|Highway|Aggregates|Bridge|Castle|Chapel)\b"
)
# of these the words that are surnames as well ("Emily Post"); "Park Joo-ho" bears one in front
_SURNAMES_TOO = frozenset("Bridge Castle Chapel Church Court House Lake Post Press".split())
WORD = re.compile(r"[^\W\d_][\w'’.-]*")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?")
CACHED = 1 << 15  # distinct names kept between texts


class Bare(NamedTuple):
    """A name's folded words without titles and suffixes, the gender that a title told, and "jr", "sr", "ii" ..."""

    words: Words
    gender: Gender | None
    generation: str = ""


@lru_cache(CACHED)
def bare(name: str) -> Bare:
    """ "Mr. J.K. Roe Jr." -> (("j", "k", "roe"), "m", "jr")."""
    words = [word for part in WORD.findall(name) for word in _folded(part)]
    generation = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = words.pop()
        generation = suffix if suffix in GENERATIONS else generation
    last, gender = -1, None
    for place, word in enumerate(words[:-1]):
        if word in TITLES:
            last, gender = place, TITLES[word] or gender
    return Bare(tuple(words[last + 1 :]), gender, generation)


def _folded(part: str) -> list[str]:
    """The folded words of one written word: one, none for a lone mark, two for "J.K."."""
    if len(part) > 2 and INITIALS.fullmatch(part):
        return [fold(letter) for letter in part if letter.isalpha()]
    word = fold(part).strip(".,'’")
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    return [word] if word else []


def surname(words: Sequence[str]) -> str:
    """What bearers of one name share: the last word, without an Arabic article joined to it."""
    return ARABIC_ARTICLE.sub("", words[-1]) if "-" in words[-1] else words[-1]


def compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """May two names of two words and more be one person's?  The same surname, first names that agree, and no
    middle name against another."""
    if one[-1] != other[-1] and surname(one) != surname(other):
        return False
    a, b = one[0], other[0]
    if a == b or ((len(a) == 1 or len(b) == 1) and a[0] == b[0]):
        return _middles_agree(one, other)
    if len(a) > 2 and len(b) > 2 and (a.startswith(b) or b.startswith(a)):
        return True
    return a in other[1:-1] or b in one[1:-1]


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Jo W. Roe" and "Jo H. Roe" are two; "Jo Roe" may be either."""
    if len(one) < 3 or len(other) < 3:
        return True
    a, b = one[1], other[1]
    if a.startswith(b) or b.startswith(a):
        return True
    return (len(a) > 1 and a in other[1:-1]) or (len(b) > 1 and b in one[1:-1])


@lru_cache(CACHED)
def is_organisation(name: str) -> bool:
    """Has the name a word that only organisations and places have?"""
    found = ORGANISATION_WORD.search(name.title() if name.isupper() else name)
    if found is None:
        return False
    first, _, rest = name.partition(" ")
    family_first = first == "Park" and rest and not ORGANISATION_WORD.search(rest)
    surname_too = found[0] in _SURNAMES_TOO and found.end() == len(name) and fold(first) in first_names.load()
    return not (family_first or surname_too)


# offices that are surnames as well: "Ann Baker", but never "Ann Volunteer"
_ALSO_SURNAMES = frozenset(
    """agent archbishop baron bishop boss butcher builder captain cardinal carpenter chancellor chaplain chef chief
    clerk constable counsel dancer dean driver earl farmer fisher gardener general head host judge justice keeper
    king knight landlord lord major mariner marshal mayor monk painter partner pilot player poet pope porter
    prefect priest prime prince proctor provost rector sailor sergeant sheriff singer skipper smith soldier
    speaker steward sultan teacher trader tutor vicar warden weaver winner whip chair model minor president
    friend counsellor""".split()
)
TRADES = OFFICES - _ALSO_SURNAMES
