"""How a verb of speech hangs on a mention: patterns over tokens instead of a parser.

R    Roe said                      RA   Roe, the mayor, said       L?   "...", said Roe
Ra   Roe later said                RB   Roe, who leads it, said    L?r  "...", said strategist Ana Roe
Rw   Roe of the union said         K    according to Roe           ?    i inverted (a mark or comma before), else o
mod  Roe aide Jo Doe said (Roe only describes the other)           0    none
"""

from __future__ import annotations

from sitegen.annotate.quotations.tokens import Token

NONE, MODIFIER, ACCORDING, PLAIN_SUBJECT = "0", "mod", "K", "Rw"
NO_VERB = -1
# tokens at most
ADVERBS, ROLE_WORDS, MODIFIED, APPOSITION, PLAIN_WORDS = 3, 7, 6, 25, 9
SECOND_VERB, NAME_PHRASE, BRACKETS = 25, 12, 8
ATTACHED = frozenset("of to for from with close".split())
CLOSING = {",": ",", "(": ")", "-": "-"}


def verb_link(tokens: list[Token], at: int) -> tuple[str, int]:
    """(code, index of the verb or NO_VERB) for the mention at `tokens[at]`."""
    token = tokens[at]
    if token.link is None:
        token.link = link_within(tokens, at)
    return token.link


def link_within(tokens: list[Token], at: int) -> tuple[str, int]:
    """The same for a part of a paragraph, not kept."""
    if tokens[at].kind == "N" and (_describes_another(tokens, at) or _is_object(tokens, at)):
        return MODIFIER, NO_VERB
    return (
        _beside(tokens, at)
        or _before(tokens, at)
        or _behind_apposition(tokens, at)
        or _behind_words(tokens, at)
        or _second_verb(tokens, at)
        or (NONE, NO_VERB)
    )


def _describes_another(tokens: list[Token], at: int) -> bool:
    """ "Clinton campaign manager Robby Mook": the first name only describes the second."""
    sentence, place = tokens[at].sentence, at + 1
    end = min(len(tokens), at + MODIFIED)
    while place < end and tokens[place].kind in "wC" and tokens[place].sentence == sentence:
        place += 1
    if place == at + 1 or place == len(tokens):
        return False
    return tokens[place].kind == "N" and tokens[place].sentence == sentence


def _beside(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """Name, adverbs, verb."""
    place, end = at + 1, len(tokens)
    while place < end and tokens[place].kind == "a" and place - at <= ADVERBS:
        place += 1
    if place == end or tokens[place].kind != "V" or tokens[place].sentence != tokens[at].sentence:
        return None
    adverbs = place - at - 1
    # "Roe explaining ..." is no attribution yet
    if not adverbs and tokens[place].verb == "D" and tokens[place].word.endswith("ing"):
        return None
    return ("Ra" if adverbs else "R"), place


def _is_object(tokens: list[Token], at: int) -> bool:
    """ "An aide to Roe said": the aide speaks."""
    if tokens[at].kind != "N" or at < 2 or at + 1 == len(tokens) or tokens[at - 1].word not in ATTACHED:
        return False
    if tokens[at + 1].kind != "V" or tokens[at + 1].verb == "K":
        return False
    return tokens[at - 2].kind in "wC" and tokens[at - 2].sentence == tokens[at].sentence


def _before(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """Verb, name; verb, role, name; according to name."""
    sentence, place, steps = tokens[at].sentence, at - 1, 0
    linked = ""
    if _follows_role(tokens, at):
        place, linked = at - 2, "a"
    while place >= 0 and steps < ROLE_WORDS and tokens[place].sentence == sentence:
        if not _in_role(tokens, place, at):
            break
        if tokens[place].kind in "ic":
            linked = linked or "p"
        place -= 1
        steps += 1
    if place >= 0 and tokens[place].kind == "V" and tokens[place].sentence == sentence:
        return (f"Lr{linked}" if steps else "L") + ("i" if _inverted(tokens, place) else "o"), place
    if place >= 1 and tokens[place].word == "to" and tokens[place - 1].word == "according":
        return ACCORDING, place - 1
    return None


def _follows_role(tokens: list[Token], at: int) -> bool:
    """ "said the headmaster, Jo Roe, on Monday": the name stands behind the role, between commas."""
    if at < 3 or tokens[at - 1].kind != "," or tokens[at - 2].kind not in "wC" or tokens[at].kind != "N":
        return False
    return at + 1 == len(tokens) or tokens[at + 1].kind in ",.Q"


def _in_role(tokens: list[Token], place: int, at: int) -> bool:
    """May this token stand between a verb and the name at `at`: "said Acme's former head of state and trade Jo Roe"?"""
    token = tokens[place]
    if token.kind in "wCdn":
        return True
    if place == at - 1:
        return False
    if token.kind == "N":
        return tokens[place + 1].kind in "wC"
    return token.word in ("of", "and") and tokens[place + 1].kind in "wC"


def _inverted(tokens: list[Token], verb: int) -> bool:
    if verb == 0 or tokens[verb - 1].kind in "Q,":
        return True
    return verb > 1 and tokens[verb - 1].kind == "a" and tokens[verb - 2].kind in "Q,"


def _behind_apposition(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """Name , ... , verb; name ( ... ) verb; name, who is called X verb."""
    count, sentence, opening = len(tokens), tokens[at].sentence, at + 1
    if opening == count or tokens[opening].kind not in CLOSING:
        return None
    closing = CLOSING[tokens[opening].kind]
    for place in range(opening + 1, min(count, opening + APPOSITION)):
        token = tokens[place]
        if token.sentence != sentence:
            return None
        if token.kind == closing:
            verb = _after_adverbs(tokens, place + 1)
            if verb < count and tokens[verb].kind == "V" and tokens[verb].sentence == sentence:
                return "RA", verb
            if closing != ",":
                return None
        elif token.kind == "Q":
            return None
        elif token.kind == "V" and closing == "," and place > opening + 2 and _own_verb(token, tokens[place - 1]):
            return ("RB" if any(t.kind not in "wCdnic" for t in tokens[opening + 1 : place]) else "RU"), place
    return None


def _after_adverbs(tokens: list[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].kind == "a":
        place += 1
    return place


def _own_verb(verb: Token, before: Token) -> bool:
    return verb.verb in "STAWQ" and not verb.word.endswith("ing") and before.kind not in "NPo"


def _behind_words(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The first verb of the sentence, nothing but plain words between."""
    count, sentence, place = len(tokens), tokens[at].sentence, at + 1
    end = min(count, at + PLAIN_WORDS)
    while place < end and tokens[place].kind in "waCdic" and tokens[place].sentence == sentence:
        place += 1
    if place < count and tokens[place].kind == "V" and tokens[place].sentence == sentence:
        return PLAIN_SUBJECT, place
    return None


def _second_verb(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "Roe stepped down and said": the first of a sentence is the subject of a verb behind "and" too."""
    sentence = tokens[at].sentence
    if tokens[at].possessive or (at and tokens[at - 1].sentence == sentence and tokens[at - 1].kind == "i"):
        return None
    for place in range(at - 1, max(-1, at - SECOND_VERB), -1):
        if tokens[place].sentence != sentence:
            break
        if tokens[place].kind in "NPQ":
            return None
    for place in range(at + 1, min(len(tokens), at + SECOND_VERB)):
        token = tokens[place]
        if token.sentence != sentence or token.kind == "Q":
            return None
        if token.kind == "V" and token.verb != "K" and not token.word.endswith("ing"):
            before = place - 1
            while before > at and tokens[before].kind == "a":
                before -= 1
            return ("Rc", place) if tokens[before].kind == "c" else None
    return None


def plain_subjects(tokens: list[Token], start: int, end: int) -> list[tuple[int, int]]:
    """(index of the subject, index of the verb) where a plain word is the subject of a verb of speech in
    `tokens[start:end]`: "the ministry said", "said a spokesman", "many say"."""
    found = []
    for verb in range(start, end):
        if tokens[verb].kind == "V" and tokens[verb].verb != "K":
            subject = _subject_of(tokens, verb)
            if subject is not None:
                found.append((subject, verb))
    return found


def source_of(tokens: list[Token], verb: int) -> int | None:
    """ "according to the report": the first word of the source."""
    first = verb + 2
    if first >= len(tokens) or tokens[verb + 1].word != "to" or tokens[first].kind not in "wCdn":
        return None
    return None if _name_follows(tokens, verb + 1) else first


def _subject_of(tokens: list[Token], verb: int) -> int | None:
    before = verb - 1
    while before >= 0 and tokens[before].kind == "a":
        before -= 1
    before = _before_brackets(tokens, before)
    if before >= 0 and _is_object(tokens, before) and tokens[before].sentence == tokens[verb].sentence:
        return before - 2
    subject = tokens[before] if before >= 0 else None
    if subject and subject.kind in "wCno" and subject.sentence == tokens[verb].sentence and subject.word != "who":
        return None if subject.kind != "o" and _ends_name_phrase(tokens, before) else before
    if _may_invert(tokens, verb):
        return None if _name_follows(tokens, verb) else verb + 1
    if subject and subject.kind == "d" and subject.word in ("another", "one", "some", "many", "others"):
        return before
    return None


def _before_brackets(tokens: list[Token], at: int) -> int:
    """ "The World Health Organisation (WHO) said": the token before the brackets that end at `at`."""
    if at >= 0 and tokens[at].kind == ")":
        for place in range(at - 1, max(0, at - BRACKETS), -1):
            if tokens[place].kind == "(":
                return place - 1
    return at


def _may_invert(tokens: list[Token], verb: int) -> bool:
    follows = verb + 1 < len(tokens) and tokens[verb + 1].kind in "wCdno"
    return follows and (verb == 0 or tokens[verb - 1].kind in "Q,")


def _name_follows(tokens: list[Token], verb: int) -> bool:
    """ "said strategist Ana Roe", "said former secretary of state Ana Roe": the name is the subject."""
    place, end = verb + 1, min(len(tokens), verb + 8)
    while place < end and (tokens[place].kind in "wCdn" or tokens[place].word in ("of", "and")):
        place += 1
    if place + 1 < len(tokens) and tokens[place].kind == "," and _follows_role(tokens, place + 1):
        return True
    if place >= len(tokens) or tokens[place].kind != "N" or tokens[place].possessive:
        return False
    return tokens[place - 1].kind not in "ic"


def _ends_name_phrase(tokens: list[Token], at: int) -> bool:
    """ "Gov. Ana Roe of Oregon said", "Roe, chief of the Acme Union said": the last word only tells who Roe is."""
    sentence, place = tokens[at].sentence, at
    while (
        place > 0 and at - place < NAME_PHRASE and tokens[place].kind in "wCdnic" and tokens[place].sentence == sentence
    ):
        place -= 1
    name = place if tokens[place].kind == "N" else place - 1 if tokens[place].kind == "," else -1
    if name < 0 or tokens[name].kind != "N" or tokens[name].possessive or tokens[name].sentence != sentence:
        return False
    if name == place and tokens[place + 1].kind != "i":
        return False
    return not (name and tokens[name - 1].kind == "i" and tokens[name - 1].sentence == sentence)
