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
ADVERBS, ROLE_WORDS, MODIFIED, APPOSITION, PLAIN_WORDS = 3, 7, 6, 25, 9  # tokens at most
CLOSING = {",": ",", "(": ")", "-": "-"}


def verb_link(tokens: list[Token], at: int) -> tuple[str, int]:
    """(code, index of the verb or NO_VERB) for the mention at `tokens[at]`."""
    token = tokens[at]
    if token.link is None:
        token.link = link_within(tokens, at)
    return token.link


def link_within(tokens: list[Token], at: int) -> tuple[str, int]:
    """The same for a part of a paragraph, not kept."""
    if tokens[at].kind == "N" and _describes_another(tokens, at):
        return MODIFIER, NO_VERB
    return _beside(tokens, at) or _before(tokens, at) or _behind_apposition(tokens, at) or _behind_words(tokens, at)


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


def _before(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """Verb, name; verb, role, name; according to name."""
    sentence, place, steps = tokens[at].sentence, at - 1, 0
    while place >= 0 and steps < ROLE_WORDS and tokens[place].sentence == sentence:
        named = tokens[place].kind == "N" and steps and tokens[place + 1].kind in "wC"
        if not (named or tokens[place].kind in "wCdn"):
            break
        place -= 1
        steps += 1
    if place >= 0 and tokens[place].kind == "V" and tokens[place].sentence == sentence:
        return ("Lr" if steps else "L") + ("i" if _inverted(tokens, place) else "o"), place
    if place >= 1 and tokens[place].word == "to" and tokens[place - 1].word == "according":
        return ACCORDING, place - 1
    return None


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
            return "RB", place
    return None


def _after_adverbs(tokens: list[Token], place: int) -> int:
    while place < len(tokens) and tokens[place].kind == "a":
        place += 1
    return place


def _own_verb(verb: Token, before: Token) -> bool:
    return verb.verb in "STAWQ" and not verb.word.endswith("ing") and before.kind not in "NPo"


def _behind_words(tokens: list[Token], at: int) -> tuple[str, int]:
    """The first verb of the sentence, nothing but plain words between."""
    count, sentence, place = len(tokens), tokens[at].sentence, at + 1
    end = min(count, at + PLAIN_WORDS)
    while place < end and tokens[place].kind in "waCdic" and tokens[place].sentence == sentence:
        place += 1
    if place < count and tokens[place].kind == "V" and tokens[place].sentence == sentence:
        return PLAIN_SUBJECT, place
    return NONE, NO_VERB


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


def _subject_of(tokens: list[Token], verb: int) -> int | None:
    before = verb - 1
    while before >= 0 and tokens[before].kind == "a":
        before -= 1
    subject = tokens[before] if before >= 0 else None
    if subject and subject.kind in "wCno" and subject.sentence == tokens[verb].sentence and subject.word != "who":
        return before
    if _may_invert(tokens, verb):
        return None if _name_follows(tokens, verb) else verb + 1
    if subject and subject.kind == "d" and subject.word in ("another", "one", "some", "many", "others"):
        return before
    return None


def _may_invert(tokens: list[Token], verb: int) -> bool:
    follows = verb + 1 < len(tokens) and tokens[verb + 1].kind in "wCdno"
    return follows and (verb == 0 or tokens[verb - 1].kind in "Q,")


def _name_follows(tokens: list[Token], verb: int) -> bool:
    """ "said strategist Ana Roe": the name is the subject."""
    place, end = verb + 1, min(len(tokens), verb + 8)
    while place < end and tokens[place].kind in "wCdn":
        place += 1
    return place < len(tokens) and tokens[place].kind == "N" and not tokens[place].possessive
