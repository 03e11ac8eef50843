"""What a text says that a person is: the words before the name, behind it in commas, or after "who is".

Roles are slices of the text as they stand, without the article before them ("US Secretary of State", "chief
executive of Acme").  A phrase is a role only where its head is a word of office or trade."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitegen.annotate.people.names import NOT_FIRST, Span
from sitegen.annotate.people.offices import NARROWING, OFFICES, SHORTENED
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.words import FUNCTION_WORD, VERB_CLASS, fold

REACH = 90  # characters before a name in which its role stands
MOST_WORDS = 10
WORD = re.compile(r"\S+")
CLAUSE = re.compile(r"[,:;!?()\[\]\"“”„«»—–\n]|[a-z]\.\s")
# an initial's full stop ends no phrase: "the U.S. ambassador"
_PHRASE = r"((?:\b[A-Z]\.(?=[A-Z]\.|[ \u00a0’'])|[^,.;:()\"“”„«»—–\n]){3,110})"
BEHIND = (
    re.compile(rf"(?:, \d{{1,3}})?, {_PHRASE}(?=[,.;\n]|\Z)"),
    re.compile(rf" \({_PHRASE}\)"),
    re.compile(
        rf",? who (?:is|was|serves as|served as|works as|has been) (?:currently |now |also )?"
        rf"(?=an? |the |[a-z’']+ )(?:{_PHRASE})(?=[,.;:\n]|\Z)"
    ),
)
WHO_LEADS = re.compile(
    r", who ((?:heads|leads|runs|chairs|founded|co-founded|owns|directs|manages|coaches|represents|edits|teaches|"
    r"presides over|headed|led|chaired) [^,.;:()\"“”\n]{3,60})(?=[,.;:\n]|\Z)"
)
PARTY = re.compile(
    r",? \(((?:Lab|Labour|Con|Cons|Conservative|Tory|LD|Lib Dem|Lib-Dem|SNP|Plaid|Plaid Cymru|Green|Greens|UKIP|Reform|"
    r"DUP|Sinn Féin|SDLP|UUP|Alliance|FF|FG|SF|Ind|Independent|CDU|CSU|SPD|FDP|AfD|ANC|DA|ALP|Lib|Nats|NDP|Liberal|"
    r"Bloc|PQ|BJP|PML-N|PPP|PTI|Rep|Dem|[DRI]-[A-Z][\w. ]{1,14}))\)"
)
APPOSED = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y) ([^,.;:()\"“”\n]{3,70}), \Z")
AFTER_APPOSED = re.compile(r"[,.;)\n]|\Z")
LIST_GOES_ON = re.compile(r",? (?:and|or|&) ")
ARTICLES = frozenset("the a an his her their its our my your this that".split())
OF = frozenset("of for to".split())
# where the head of a phrase ends
HEAD_END = frozenset("of for at in on with from to by who whose which that where when since under and until".split())
# where a role ends
ROLE_END = frozenset("who whose which that where when since until while but".split())
# words that open sentences and yet are a part of a role
NATIONS = frozenset("us u.s american republican democrat senate house white congress gop news post press times".split())
OPENERS = NOT_FIRST - NATIONS


def roles(text: str, mentions: Iterable[Span], names: Taken) -> tuple[str, ...]:
    """The roles beside these mentions, the most frequent first, then in the text's order.  `names` are all
    mentions of persons: no role reaches into another's name."""
    counts: dict[str, int] = {}
    forms: dict[str, str] = {}
    for start, end in mentions:
        for role in (before(text, start, names) or apposed(text, start, end, names), behind(text, end)):
            if role:
                key = fold(role)
                forms.setdefault(key, role)
                counts[key] = counts.get(key, 0) + 1
    return tuple(forms[key] for key in sorted(forms, key=lambda key: -counts[key]))


def before(text: str, start: int, names: Taken) -> str | None:
    """The role right before a name: "Italian foreign minister", "US Secretary of State"."""
    words = _words_before(text, start, names)
    head = _head(text, words)
    if head is None:
        return None
    first = head
    while first > 0 and _narrows(text[slice(*words[first - 1])], words[first - 1][0], text):
        first -= 1
    return text[words[first][0] : words[-1][1]]


def apposed(text: str, start: int, end: int, names: Taken) -> str | None:
    """The role before a name in commas: "the mayor, Ann Roe, said"; a list of people is none."""
    if text[start - 2 : start] != ", " or not AFTER_APPOSED.match(text, end) or LIST_GOES_ON.match(text, end):
        return None
    low = max(0, start - REACH)
    found = APPOSED.search(text[low:start])
    if found is None or not names.free(low + found.start(1), low + found.end(1)):
        return None
    return _role_of_phrase(found[1])


def _words_before(text: str, start: int, names: Taken) -> list[Span]:
    """The words of the clause before a name, back to another's name."""
    low = max(0, start - REACH)
    for found in CLAUSE.finditer(text, low, start):
        low = found.end()
    if text[start - 1 : start] not in (" ", "\u00a0"):
        return []
    words = [found.span() for found in WORD.finditer(text, low, start)]
    while words and not names.free(*words[0]):
        words.pop(0)
    for place in range(len(words) - 1, -1, -1):
        if not names.free(*words[place]):
            return words[place + 1 :]
    return words


def _head(text: str, words: Sequence[Span]) -> int | None:
    """Which word is the office: the last one, or one that "of ..." follows up to the name."""
    if not words:
        return None
    last = len(words) - 1
    word = text[slice(*words[last])]
    if is_office(word) or fold(word).strip(".") in SHORTENED:
        return last
    for place in range(last - 1, max(-1, last - 5), -1):
        word = text[slice(*words[place])]
        if is_office(word) and fold(text[slice(*words[place + 1])]) in OF:
            return place
        if not word[0].isupper() and fold(word) not in OF and word != "the":
            return None
    return None


def is_office(word: str) -> bool:
    """Is this a word of office: "minister", "vice-president", "then-Secretary"?"""
    folded = fold(word).strip(".,'’")
    return folded in OFFICES or ("-" in folded and folded.rpartition("-")[2] in OFFICES)


def _narrows(word: str, at: int, text: str) -> bool:
    """May this word before an office belong to the role?"""
    folded = fold(word).strip(".,'’")
    if folded in NARROWING or folded in OFFICES:
        return folded not in OPENERS or not word[0].isupper()
    if not word[0].isupper() or (folded in FUNCTION_WORD and word not in ("US", "U.S.")):
        return word.endswith("-based")
    return folded not in OPENERS and folded not in VERB_CLASS and not word.endswith("ly")


def behind(text: str, end: int) -> str | None:
    """The role behind a name: "Ann Roe, chief executive of Acme,", "who is the mayor"."""
    party = PARTY.match(text, end)
    if party:
        return party[1]
    leads = WHO_LEADS.match(text, end)
    if leads:
        return leads[1]
    for pattern in BEHIND:
        found = pattern.match(text, end)
        if found:
            role = _role_of_phrase(found[1])
            if role:
                return role
    return None


def _role_of_phrase(phrase: str) -> str | None:
    """The role that a phrase in commas tells, without its article and what "who ..." adds."""
    spans = [found.span() for found in WORD.finditer(phrase)]
    while spans and _is_article_or_age(fold(phrase[slice(*spans[0])])):
        spans.pop(0)
    words = [phrase[start:end] for start, end in spans]
    head = _head_length(words)
    end = next((i for i, word in enumerate(words) if word in ROLE_END), len(words))
    if not 0 < head <= end or not is_office(words[head - 1]) or any(word in VERB_CLASS for word in words[:head]):
        return None
    last = end if end <= MOST_WORDS else head
    return phrase[spans[0][0] : spans[last - 1][1]]


def _is_article_or_age(word: str) -> bool:
    return word in ARTICLES or word.endswith("-year-old")


def _head_length(words: Sequence[str]) -> int:
    """How many words come before the first preposition or relative pronoun; "and" between two offices is none."""
    for place, word in enumerate(words):
        joined = word == "and" and place > 0 and is_office(words[place - 1])
        if word in HEAD_END and not (joined and any(is_office(later) for later in words[place + 1 : place + 4])):
            return place
    return len(words)
