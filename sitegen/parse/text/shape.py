"""What a line looks like: its length, how it ends, its case, its small words, its quotation marks."""

from __future__ import annotations

import re

from sitegen.parse.phrases import tables
from sitegen.parse.text.lines import RawLine

FULL_STOPS = ".!?…。！？؟۔।"
CLOSING = "\"”’'»)]“"
OPENING = "\"'“‘«„"
DOUBLE_OPENING = re.compile('["“«„‘]')
# "... for us all." -- A READER
SIGNED = re.compile(r"[.?!][\"”’]?\s*(?:--|—|–)\s*[A-Z][A-Z .,\'’-]+$")
MARKS = re.compile(r"^[\W_]+$")
# The stop first: it is far rarer than the letters before it.
SEVERAL_SENTENCES = re.compile(r"[.?!](?<=[^\W\d_]{2}.)[\"”’\')]? [\"“‘\'A-ZÀ-Þ]")
PICTURE_BRACKET = re.compile(
    r"(?i)\((?:[\w ]{0,25}\bpictured\b[\w ]{0,25}|above|below|(?:far |top |bottom |centre |center )?(?:left|right)|"
    r"centre|center|inset|file (?:photo|image|picture))\)"
)
LENGTHS = (
    (1, "one_word"),
    (4, "words_2_4"),
    (8, "words_5_8"),
    (14, "words_9_14"),
    (24, "words_15_24"),
    (40, "words_25_40"),
)


def read_shape(line: RawLine) -> None:
    """Length and end of any line."""
    features = line.features
    line.full_stop = _has_full_stop(line.text)
    features[next((name for most, name in LENGTHS if line.words <= most), "words_41_up")] = 1.0
    line.long = line.words >= 45 or (line.words >= 25 and line.full_stop)
    last = line.text[-1]
    if last == "?" and line.words <= 16:
        features["question"] = 1.0
    elif last == ":" and line.words >= 5:
        features["ends_in_colon"] = 1.0
    else:
        features["full_stop" if line.full_stop else "no_full_stop"] = 1.0


def _has_full_stop(text: str) -> bool:
    if (text.rstrip(CLOSING)[-1:] or text[-1]) in FULL_STOPS:
        return True
    if text[-1] in ")]":
        opening = max(text.rfind("("), text.rfind("["))
        if opening > 0 and text[:opening].rstrip(' "”’»')[-1:] in tuple(FULL_STOPS):
            return True
    return SIGNED.search(text[-60:]) is not None


def read_marks(line: RawLine) -> None:
    """A line without a word: a rule of stars or dashes, or stray symbols."""
    line.features["marks_only" if MARKS.match(line.text[:60]) else "symbols"] = 1.0
    line.noise = 1.0


def read_letters(line: RawLine) -> None:
    """Case and proportion of letters."""
    text, features, words = line.text, line.features, line.words
    if text[0].islower():
        features["small_letter_first"] = 1.0
    if words <= 30:
        letters = sum(map(str.isalpha, text))
        if words < 30 and letters < 0.5 * len(text.replace(" ", "")):
            features["few_letters"] = 1.0
        if letters >= 3 and text.isupper():
            features["capitals"] = 1.0
            line.capitals = True
    if 3 <= words <= 20 and not line.capitals:
        long_words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
        if len(long_words) >= 2 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words):
            features["title_case"] = 1.0


def read_words(line: RawLine, words: set[str]) -> None:
    """Function words, verbs, quotation with a verb of saying."""
    features, known = line.features, tables()
    small = len(words & known.function)
    if small == 0 and line.words <= 8:
        features["no_function_words"] = 1.0
    elif small >= 0.28 * len(words) and line.words >= 5:
        features["function_words"] = 1.0
    if line.text[0] in OPENING and line.words >= 3:
        features["opens_quotation"] = 1.0
    if DOUBLE_OPENING.search(line.text):
        features["quotation"] = 1.0
        if words & known.sets["say"]:
            features["quotation_said"] = 1.0
    if line.words <= 40 and words & known.sets["verb"]:
        features["verb"] = 1.0


def read_sentences(line: RawLine) -> None:
    """One or several sentences of prose; called when furniture, addresses and the like are known."""
    features, text = line.features, line.text
    if 8 <= line.words <= 60 and SEVERAL_SENTENCES.search(text):
        features["several_sentences"] = 1.0
    if "(" in text and PICTURE_BRACKET.search(text):
        features["picture_bracket"] = 1.0
    if not line.full_stop:
        return
    prose = "function_words" in features
    if line.words >= 6 and line.noise < 0.3 and (prose or "verb" in features) and not line.has(NOT_PLAIN):
        features["plain"] = 1.0
    if line.words >= 8 and prose and "title_case" not in features:
        features["sentence"] = 1.0


NOT_PLAIN = frozenset(("address", "handle", "you"))
