"""The nouns and noun phrases that an article repeats."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NamedTuple

from sitegen.annotate.names.words import listed
from sitegen.annotate.topics.article import NAME, Article, Place
from sitegen.annotate.topics.keys import word_key

LISTS = Path(__file__).parent.parent / "data" / "topics.txt"
HEADING = re.compile(r"^\[([\w ]+)\].*\n", re.MULTILINE)

NOUN_PHRASE = re.compile(r"[JND]*N")
DIGIT = re.compile(r"\d")
LONGEST = 3  # words of a topic
LETTERS = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Z0-9&-]{1,6}\Z")
NO_TOPIC = listed(
    """
    TV MP MPS CEO CFO COO PM AM GMT EST EDT PST UTC ET II III IV VI VII VIII IX XI XII NO OK PR HQ VIP MR MRS DR JR
    SR PHD ID USA US UK UN EU AP AFP PA CNN BBC FAQ PDF URL RSS FM CCTV SUV SMS PC IT HR VP ATM AKA ASAP DC LA NY
    NYT WSJ
    """
)
# How often a topic must be said, in how many paragraphs: fewer where the headline has it.
PHRASE_COUNT, WORD_COUNT, PARAGRAPHS, ENGLISH = 2, 3, 2, 0.18
IN_HEADLINE, IN_LEAD, OF_WORDS, SPREAD = 0.9, 0.3, 1.25, 0.3
NESTED = 0.6  # a longer phrase stands for a shorter one from this share of its occurrences


class Topic(NamedTuple):
    """A topic: its name, its weight (about 1 to 8), its occurrences as spans of the text."""

    name: str
    weight: float
    mentions: tuple[tuple[int, int], ...]


class Lists(NamedTuple):
    """Words (by their keys): see the data file."""

    modifiers: frozenset[str]
    heads: frozenset[str]
    subjects: frozenset[str]
    headline_subjects: frozenset[str]
    peoples: frozenset[str]
    expressions: frozenset[str]

    @classmethod
    def load(cls, path: Path = LISTS) -> Lists:
        _, *parts = HEADING.split(path.read_text("utf-8"))
        sections = dict(zip(parts[::2], parts[1::2], strict=True))
        names = ("modifiers", "heads", "subjects", "headline subjects", "peoples")
        words = [listed(sections[name]) | frozenset(map(word_key, sections[name].split())) for name in names]
        expressions = frozenset(sections["expressions"].strip().split("\n"))
        return cls(words[0], words[1], words[2], words[3], words[4], expressions)


def topics(article: Article, lists: Lists, vocabulary: Container[str] = ()) -> list[Topic]:
    """The topics of an article, the weightiest first; none where it is not English.

    `vocabulary`: words that exist in small letters."""
    words = len(article.tags) - article.tags.count(".")
    if article.tags.count("F") < ENGLISH * words:
        return []
    found = _phrases(article, lists)
    _see_headline(article, found)
    kept = {key: places for key, places in found.items() if _enough(article, key, places, lists)}
    made = [_topic(article, key, places) for key, places in kept.items() if not _nested(key, kept)]
    return sorted([*made, *_letters(article, vocabulary)], key=lambda topic: (-topic.weight, topic.mentions))


def _phrases(article: Article, lists: Lists) -> dict[str, list[Place]]:
    """Every run of one to three words inside a noun phrase that ends in a noun, by its key."""
    found: dict[str, list[Place]] = defaultdict(list)
    for match in NOUN_PHRASE.finditer(article.tags, article.headline):
        start, end = match.span()
        for first in range(start, end):
            for last in range(first, min(first + LONGEST, end)):
                if article.tags[last] == "N" and _is_topic(article.keys[first : last + 1], lists):
                    found[" ".join(article.keys[first : last + 1])].append((first, last + 1))
    return found


def _is_topic(keys: Sequence[str], lists: Lists) -> bool:
    if len(keys) == 1:
        return keys[0] in lists.subjects or keys[0] in lists.headline_subjects
    if keys[-1] in lists.heads or not lists.modifiers.isdisjoint(keys):
        return False
    phrase = " ".join(keys)
    return len(keys[0]) > 1 and phrase not in lists.expressions and not DIGIT.search(phrase)


def _see_headline(article: Article, found: dict[str, list[Place]]) -> None:
    """Headlines are often in Title Case: their words are compared, not tagged."""
    keys = article.keys[: article.headline]
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for key in found:
        words = key.split(" ")
        by_first[words[0]].append(words)
    for number, word in enumerate(keys):
        for words in by_first.get(word, ()):
            place = (number, number + len(words))
            if keys[number : place[1]] == words and NAME not in article.tags[number : place[1]]:
                found[" ".join(words)].insert(0, place)


def _enough(article: Article, key: str, places: list[Place], lists: Lists) -> bool:
    """Is it said often enough, and not only in somebody's own words?"""
    phrase, headline = " " in key, places[0][0] < article.headline
    if not (phrase or headline or key in lists.subjects):
        return False
    participle = article.tags[places[-1][0]] == "D"  # "reminded voters" are rarely a topic, "pledged delegates" are
    if len(places) < (WORD_COUNT if participle or not (phrase or headline) else PHRASE_COUNT):
        return False
    if len({article.paragraph(first) for first, _ in places}) < PARAGRAPHS:
        return False
    return headline or not all(article.quoted(first) for first, _ in places)


def _nested(key: str, kept: dict[str, list[Place]]) -> bool:
    """Is it better said by a longer phrase, or is it one that a shorter says better?"""
    count = len(kept[key])
    for other, places in kept.items():
        if other != key and f" {other} " in f" {key} " and count < NESTED * len(places):
            return True
        if other != key and f" {key} " in f" {other} " and len(places) >= NESTED * count:
            return True
    return False


def _weight(article: Article, key: str, places: list[Place]) -> float:
    """Frequency, spread, and whether the headline or the first paragraph has it."""
    first, last = places[0][0], places[-1][0]
    body = next((start for start, _ in places if start >= article.headline), first)
    weight = math.log2(1 + len(places)) * (OF_WORDS if " " in key else 1)
    weight *= 1 + IN_HEADLINE * (first < article.headline) + IN_LEAD * (body < article.lead)
    return weight * (1 + SPREAD * (last - first) / len(article.words))


def _name(article: Article, places: list[Place]) -> str:
    """The commonest spelling, in small letters."""
    body = [place for place in places if place[0] >= article.headline] or places
    forms = Counter(" ".join(article.words[first:last]) for first, last in body)
    quiet = {form: count for form, count in forms.items() if not form[0].isupper()}
    form = max(quiet or forms, key=lambda form: forms[form])
    return form if quiet or form.isupper() else form[0].lower() + form[1:]


def _topic(article: Article, key: str, places: list[Place]) -> Topic:
    return Topic(_name(article, places), _weight(article, key, places), tuple(map(article.span, places)))


def _letters(article: Article, vocabulary: Container[str]) -> list[Topic]:
    """Names in letters that are no organisation or place: "G7", "COP26", "DNA"; no words in capitals."""
    found: dict[str, list[Place]] = defaultdict(list)
    for number, word in enumerate(article.words):
        if word.isupper() and article.tags[number] != NAME and LETTERS.match(word) and not article.shouted(number):
            found[word].append((number, number + 1))
    return [
        _topic(article, word, places)
        for word, places in found.items()
        if len(places) >= PHRASE_COUNT and word not in NO_TOPIC and word.lower() not in vocabulary
    ]
