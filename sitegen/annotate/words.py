"""Word classes of English news prose: verbs of speech by what they do, and the small words around them.

A class is one letter (see `TOKEN_KINDS`), so that a pattern over tokens reads `kind in "wC"`."""

from __future__ import annotations

import unicodedata
from typing import Literal

from sitegen.annotate import foreign

Gender = Literal["m", "f"]

# S the neutral one, T takes a listener, A goes on, Q questions, W writing, M manner, D statement, K according to.
# Verbs of opinion, praise and blame were tried and brought nothing.
SPEECH_VERBS = {
    "S": "say",
    "T": "tell inform remind assure",
    "A": "add continue conclude begin finish reiterate repeat elaborate",
    "Q": "ask wonder inquire question press",
    "W": "write tweet post retweet email text blog",
    "M": "joke quip shout yell exclaim mutter whisper cry scream laugh lament complain plead boast brag gush snap fume "
    "sneer thunder interject interrupt retort counter reply respond answer fire shoot muse chime deadpan crack sigh "
    "implore",
    "D": "explain note state declare announce argue insist warn claim admit acknowledge concede stress emphasize point "
    "observe suggest contend assert maintain testify predict remark comment recall confirm deny allege report reveal "
    "disclose clarify caution advise urge vow promise pledge estimate recount relate speak describe propose charge "
    "demand confess proclaim opine reason surmise volunteer affirm offer recommend reflect remember marvel speculate",
}
IRREGULAR_PAST = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "speak": "spoke",
    "begin": "began",
    "shoot": "shot",
    "swear": "swore",
}
DOUBLED = frozenset("admit quip brag snap blog".split())
# "they say", "we note": the bare form is a verb of speech for these alone
BARE = frozenset("say add argue note insist warn explain".split())
# forms that are nouns far more often than verbs in news
NOUNS = "point emails texts comments questions remarks charges charge promises press comment question email text"

TOKEN_KINDS = {
    "V": "verb of speech",
    "P": "he, she",
    "o": "another pronoun",
    "t": "that",
    "c": "conjunction",
    "i": "preposition",
    "d": "determiner",
    "a": "adverb or auxiliary",
    "C": "another capitalised word",
    "n": "number",
    "w": "another word",
    "N": "name of a person",
    "Q": "quotation",
}
SUBJECT_PRONOUNS: dict[str, Gender] = {
    "he": "m",
    "she": "f",
    **dict.fromkeys(foreign.PRONOUNS["m"].split(), "m"),
    **dict.fromkeys(foreign.PRONOUNS["f"].split(), "f"),
}
PREPOSITIONS = (
    "of in on at by for from with about against to into over under after before during since through between among "
    "toward towards like unlike near outside inside behind beyond without within despite as than via per upon "
    + foreign.PREPOSITIONS
)
CONJUNCTIONS = "and but or nor yet so while when where as if because although though whereas"
DETERMINERS = (
    "the a an this that these those his her their its our my your some many several another one other both each"
)
AUXILIARIES = (
    "has had have also later then further once recently previously is was are were be been being would will could "
    "should can may might must did does do not never often still just even simply only reportedly famously repeatedly "
    "again soon already always sometimes now himself herself finally quickly initially wryly"
)
ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt capt rev prof hon vs inc corp co ltd u.s d.c jan feb mar apr jun jul aug "
    "sep sept oct nov dec ont que n.s b.c d r calif fla ga va pa mass conn lt.gov maj cmdr insp supt const coun".split()
)


def fold(text: str) -> str:
    """Lower case without accents, a typographic apostrophe made plain where accents are looked at."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _inflections(verb: str) -> tuple[str, str, str]:
    """(says, said, saying) of a regular English verb, and of the irregular ones above."""
    if verb.endswith("e"):
        forms = verb + "s", verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    elif verb.endswith(("s", "sh", "ch", "x")):
        forms = verb + "es", verb + "ed", verb + "ing"
    else:
        forms = verb + "s", verb + "ed", verb + "ing"
    if verb in DOUBLED:
        forms = forms[0], verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    return forms[0], IRREGULAR_PAST.get(verb, forms[1]), forms[2]


def _verb_forms() -> dict[str, str]:
    """Form of a verb of speech -> its class.  A form of two classes keeps the commoner one, which comes last."""
    table = dict.fromkeys(sorted(foreign.VERBS), "S")
    table |= dict.fromkeys(foreign.SOURCES.split(), "K")
    for letter in "DMWQATS":
        for verb in SPEECH_VERBS[letter].split():
            for form in _inflections(verb):
                table[form] = letter
            if letter in "SAD" and verb in BARE:
                table[verb] = letter
    table["according"] = "K"
    for noun in NOUNS.split():
        table.pop(noun, None)
    return table


def _function_words() -> dict[str, str]:
    """Small word -> its class.  Where a word has two, the class written later here holds."""
    table: dict[str, str] = {}
    for letter, words in (("a", AUXILIARIES), ("d", DETERMINERS), ("i", PREPOSITIONS), ("c", CONJUNCTIONS)):
        table |= dict.fromkeys(words.split(), letter)
    table["that"] = "t"
    table |= dict.fromkeys("they it i we you who".split(), "o")
    return table | dict.fromkeys(SUBJECT_PRONOUNS, "P")


VERB_CLASS = _verb_forms()
FUNCTION_WORD = _function_words()
