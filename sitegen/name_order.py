"""Names that begin with the family's: Chinese ones in pinyin, Korean ones with a hyphen.

Only what can hardly be another thing is turned round: "Xi Jinping", "Li Na", "Park Geun-hye".  "Lin Chen" may be either
and stays as it is, and so does every name whose second part is no syllable of these languages ("Kim Clark")."""

from __future__ import annotations

import re

CHINESE = frozenset(
    """li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang
    feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu lü su jiang cai jia ding wei xue ye yan pan du dai xia
    zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan
    duan qian yin mo xi bo ouyang sima""".split()
)
KOREAN = frozenset(
    """kim lee park choi jung jeong kang cho yoon yun jang lim han oh seo shin kwon hwang ahn an song yoo yu hong moon
    ko chung bae baek ban roh rhee ryu son yang noh nam min woo im paik chun cha joo ha gu heo pyo""".split()
)
# the syllables of pinyin: initials, and the finals that follow them
_BACK = "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"
_FRONT = "i ia ian iang iao ie in ing iong iu u uan ue un"
SYLLABLES = {
    "b p m": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "f": "a an ang ei en eng o ou u",
    "d t": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "n l": "a ai an ang ao e ei en eng i ia ian iang iao ie in ing iu ong ou u uan un uo",
    "g k h zh ch sh": f"{_BACK} i",
    "j q x": _FRONT,
    "r z c s": "an ang ao e en eng i ong ou u uan ui un uo",
    "z c s": "a ai",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLE = "|".join(
    f"(?:{'|'.join(initials.split())})(?:{'|'.join(sorted(finals.split(), key=len, reverse=True))})"
    for initials, finals in SYLLABLES.items()
)
PINYIN = re.compile(f"(?:{_SYLLABLE}|an|ao|ai|en|er|ou)(?:[-']?(?:{_SYLLABLE}|an|ao|ai|en|er))?\\Z")
HYPHENATED = re.compile(r"([bcdghjkmnprstwy]{0,2}[aeiouwy]{1,3}(?:ng|[nmklprt])?-?){2}\Z")


def given_name_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """The folded words of a name with the family name last, whatever the order it is written in."""
    if len(words) != 2:
        return words
    family, given = words
    korean = family in KOREAN and "-" in given and HYPHENATED.match(given)
    chinese = family in CHINESE and given not in CHINESE and PINYIN.match(given)
    return (given, family) if korean or chinese else words
