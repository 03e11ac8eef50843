"""Mentions made persons: the longest names first, then bare surnames each to its bearer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.annotate.people import first_names
from sitegen.annotate.people.bearers import Bearers, Named
from sitegen.annotate.people.names import PARTICLES, SUFFIXES, TITLES, Span, Words, bare, surname
from sitegen.annotate.people.person import Person
from sitegen.annotate.people.spans import Others
from sitegen.annotate.people.stated import Nicknamed
from sitegen.annotate.words import fold

LAST_WORD = re.compile(r"(?<![\w’'.-])[A-ZÀ-Þ][\w’'-]+\Z")
DOTTED = ("Mr.", "Dr.", "Sen.", "Rep.", "Gov.")
# given names that are surnames far oftener in news
OFTENER_SURNAMES = frozenset(
    """anderson allen bush carson carter clay clinton cruz dallas davis ford franklin garcia grant harrison hayes
    houston jackson jefferson johnson kennedy lincoln lopez madison marshall martinez mason monroe murphy nelson
    nixon pierce reagan roosevelt ryan sanders sanchez scott taylor thompson truman tyler walker warren
    washington wilson""".split()
)
SHORTEST = 3  # letters of a surname that is looked for in the whole text


def named(text: str, spans: Iterable[Span]) -> list[Named]:
    """The spans whose names have words besides titles."""
    found = []
    for start, end in spans:
        words, _, generation = bare(text[start:end])
        if words:
            found.append(Named(start, end, words, generation))
    return found


def cluster(
    text: str, mentions: Sequence[Named], nicknames: Sequence[Nicknamed] = (), others: Others = frozenset()
) -> list[Person]:
    """The persons whom these mentions name; their bare surnames are looked for in the whole text."""
    full = _apart([mention for mention in mentions if len(mention.words) > 1])
    lone: dict[Span, Words] = {(m.start, m.end): m.words for m in mentions if len(m.words) == 1}
    full += [Named(*couple) for couple in _couples(text, lone, full, others)]
    bearers = Bearers(text)
    for found in nicknames:
        bearers.add_nicknamed(found)
    for mention in sorted(full, key=lambda m: (-len(m.words), not m.generation, m.start)):
        bearers.add_full(mention)
    bearers.full_names_known()
    lone |= _surnames(text, bearers)
    bearers.expect(Counter(surname(words) for words in lone.values()))
    last = 0
    for (start, end), words in sorted(lone.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start >= last:
            bearers.add_single(start, end, surname(words))
            last = end
    return bearers.persons


def _apart(mentions: Iterable[Named]) -> list[Named]:
    """Of names that overlap the longer one."""
    kept: list[Named] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept


def _couples(text: str, lone: dict[Span, Words], full: Sequence[Named], others: Others) -> list[Named]:
    """ "Mike and Jane Roe": the first name of a couple gets the surname too; it leaves `lone`."""
    surnames = {surname(mention.words) for mention in full} | OFTENER_SURNAMES
    known, found = first_names.load(), []
    for other in full:
        first = _first_of_couple(text, other.start)
        if first is None:
            continue
        start, end = first
        word = fold(text[start:end])
        if word in known and word not in surnames and text[start:end] not in others and not _follows_name(text, start):
            lone.pop(first, None)
            family = _family(text[other.start : other.end])
            found.append(Named(start, end, (word, *bare(family).words), "", f"{text[start:end]} {family}"))
    return found


def _first_of_couple(text: str, start: int) -> Span | None:
    """The word before the "and" before a full name."""
    end = start - 5 if text.endswith(" and ", 0, start) else start - 3 if text.endswith(" & ", 0, start) else -1
    if end < 0:
        return None
    found = LAST_WORD.search(text[max(0, end - 24) : end])
    return (end - len(found[0]), end) if found else None


def _follows_name(text: str, start: int) -> bool:
    """Does a title or another capitalised word stand before the name?  Then it is a surname."""
    word = text[max(0, start - 20) : start].rpartition(" ")[0].rpartition(" ")[2]
    return (text[start - 1 : start] == " " and word[:1].isupper() and word[-1:] not in ".,") or word in DOTTED


def _family(name: str) -> str:
    """The surname as written, with its particles."""
    words = name.split()
    while len(words) > 2 and fold(words[-1]).strip(".") in SUFFIXES:
        words.pop()
    first = len(words) - 1
    while first > 1 and fold(words[first - 1]) in PARTICLES:
        first -= 1
    return " ".join(words[first:]).rstrip(",")


def _surnames(text: str, bearers: Bearers) -> dict[Span, Words]:
    """Where the surnames of full names stand alone, and family names that stand first: span -> folded words."""
    written = {word for person in bearers.persons for word in family_names(person)}
    wanted = sorted((w for w in written if _may_stand_alone(w)), key=lambda w: (-len(w), w))
    if not wanted:
        return {}
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, wanted))})\b")
    found, taken = {}, bearers.taken
    for match in pattern.finditer(text):
        start, end = match.span()
        if taken.free(start, end) and not (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            words = bare(match[0]).words
            if words and not (words[0] in FAMILY_NAMES and _ends_name(text, start)):
                found[start, end] = words
    return found


def _may_stand_alone(word: str) -> bool:
    return word[0].isupper() and (len(word) >= SHORTEST or fold(word) in FAMILY_NAMES)


def _ends_name(text: str, start: int) -> bool:
    """Does another name go on here: "Hyde Park" where the text tells of Park Mun-hee?"""
    before = text[max(0, start - 24) : start]
    word = before[:-1].rpartition(" ")[2]
    return before[-1:] == " " and word[:1].isupper() and fold(word).strip(".") not in TITLES


def family_names(person: Person) -> Iterable[str]:
    """The words of a full name, as written, that may stand alone for it."""
    if len(person.words) < 2:
        return
    words = [word.strip(",.") for word in person.name.split()]
    while len(words) > 1 and fold(words[-1]) in SUFFIXES:
        words.pop()
    yield words[-1]
    if family_first(person.words):
        yield words[0]
    for name in person.also:
        yield name.split()[-1]


def family_first(words: Sequence[str]) -> bool:
    """Is this a Chinese, Korean or Vietnamese name, its family name before the given one?"""
    return words[0] in FAMILY_NAMES and words[-1] not in first_names.load() and words[-1] not in FAMILY_NAMES


FAMILY_NAMES = frozenset(
    """ahn bae bai baek bui cai cao chan chang chen cheng cheung choi chow chu chua chung cui dang deng ding dinh doan
    du duan duong fang feng fong fu gao gu guo han hao ho hoang hong hou hsu hu huang hui hung huynh jang jeon jeong
    ji jia jiang jin jo jung kang kim ko koh kong ku kwok kwon lai lam lau lee leung li liang liao lim lin ling liu
    lo loh lu luo luong luu ly ma mai mao meng nam ng ngo nguyen noh ong ou park peng pham phan qi qian qin qiu ren
    rhee ryu seo shao shen shi shin sim sohn soh su suh tan tang tao teo tian toh ton tong tran trinh truong tsai
    tsang tse tsui tung vo vu wan wang wee wei wen wong woo wu xi xia xiao xie xu xue yan yang yao yau ye yeo yeoh
    yeung yi yim yin yoo yoon yu yuan yun zeng zhang zhao zheng zhong zhou zhu zou""".split()
)
