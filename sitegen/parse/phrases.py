"""The language tables (`languages/*.toml`) and the search for their phrases in a line.

A phrase is found by its longest word: one look-up a word of the line, then a substring test on the line's words
joined by single blanks, so the cost does not grow with the tables."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

KINDS = {  # table -> name of the feature that its phrases raise
    "label_related": "related_label",
    "prompt": "prompt",
    "share": "share",
    "comment": "comment",
    "comment_form": "comment_form",
    "advert": "advert",
    "rights": "rights",
    "bio": "biography",
    "editorial": "editorial_note",
    "tags": "tag_list",
    "section": "section",
    "media": "media_control",
    "caption_word": "caption_word",
}
TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|[©@]")
PHRASE_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|[©@#]")
LEAST_SMALL_WORDS = 10  # of a language, in a text of that language
IN_NAMES = frozenset(("function", "verb", "you", "name_never"))
# function words and verbs that are also parts of names
NAME_PARTS = frozenset(
    "a de la del der den du des al may will y le das el los las von e an es so win or".split(),
)
NOT_COMPOSED = str.maketrans("łøðđıæœß", "lododaos")  # letters that Unicode does not take apart


class Phrase(NamedTuple):
    """`padded` is the phrase between blanks; `anchor` one of "" "=" "^" "$" "!" (see the tables)."""

    padded: str
    anchor: str
    kind: str


@dataclass(frozen=True)
class Tables:
    """All languages together; `sets` holds the tables that are plain lists of words or phrases."""

    languages: Mapping[str, Mapping[str, Any]]
    sets: Mapping[str, frozenset[str]]
    function_words: Mapping[str, frozenset[str]]
    months: Mapping[str, int]
    given_names: frozenset[str]
    name_stop: frozenset[str]
    agency_ends: frozenset[str]
    credit_starts: frozenset[str]

    @property
    def function(self) -> frozenset[str]:
        return self.sets["function"]


def tokens(text: str) -> list[str]:
    """Words in lower case, with straight apostrophes; numbers, "©" and "@" count as words."""
    return TOKEN.findall(text.lower().replace("’", "'"))


def is_given_name(word: str) -> bool:
    """Is this word, in lower case, a given name of the table, with its accents or without, or the first of two?"""
    given = tables().given_names
    if word in given or (word.isascii() and "-" not in word):
        return word in given
    first = word.split("-")[0]
    return first in given or _without_accents(first) in given


def _without_accents(word: str) -> str:
    plain = "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))
    return plain.translate(NOT_COMPOSED)


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of every table, in order of their names."""
    folder = Path(__file__).with_name("languages")
    return tuple(sorted((entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.is_file()))


@cache
def tables() -> Tables:
    """The tables, read once a process."""
    languages = {
        name.removesuffix(".toml"): tomllib.loads(data.decode()) for name, data in sources() if name.endswith(".toml")
    }
    given = frozenset(dict(sources())["given_names.txt"].decode().split())
    sets: dict[str, frozenset[str]] = {}
    for name, table in languages.items():
        for key, values in table.items():
            if key not in KINDS and key != "months":
                words = frozenset(values)
                if key in IN_NAMES and name != "en":  # one language's "till" is another's Till
                    words -= given
                sets[key] = sets.get(key, frozenset()) | words
    sections = (entry for table in languages.values() for entry in table["section"])
    sets["section_names"] = frozenset(entry[1:] for entry in sections if entry.startswith("="))
    return Tables(
        languages=languages,
        sets=sets,
        function_words={name: frozenset(table["function"]) for name, table in languages.items()},
        months=_months(languages["en"], *languages.values()),
        given_names=given,
        name_stop=(sets["function"] | sets["verb"] | sets["you"]) - NAME_PARTS,
        agency_ends=frozenset(name.split()[-1] for name in sets["agency"]) | {"caption", "image"},
        credit_starts=frozenset(label.split()[0] for label in sets["credit_label"]) - {"by", "via", "source", "dr"},
    )


@cache
def triggers(language: str | None) -> dict[str, tuple[Phrase, ...]]:
    """Longest word of a phrase -> phrases, of English (its furniture is everywhere) and of this language; of all
    languages for None."""
    known = tables().languages
    found: dict[str, list[Phrase]] = {}
    for table in known.values() if language is None else [known[name] for name in sorted({"en", language})]:
        for key, kind in KINDS.items():
            for entry in table.get(key, ()):
                words = ["#" if word.isdigit() else word for word in PHRASE_WORD.findall(entry.lower())]
                trigger = max((word for word in words if word != "#"), key=len, default="#")
                anchor = entry[0] if entry[0] in "=^$!" else ""
                found.setdefault(trigger, []).append(Phrase(f" {' '.join(words)} ", anchor, kind))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _months(*languages: Mapping[str, Any]) -> dict[str, int]:
    months: dict[str, int] = {}
    for table in languages:
        for number, forms in enumerate(table["months"], 1):
            for form in forms.split("|"):
                months.setdefault(form, number)
    return months


def find_phrases(words: list[str], numbers: bool, language: str | None = None) -> list[Phrase]:
    """The phrases of the tables that stand in a line of these words; `numbers`: digits may match "#"; `language`: of
    the text, None where it is not known."""
    known = triggers(language)
    if numbers:
        words = ["#" if word.isdigit() else word for word in words]
    hits = known.keys() & words
    if not hits:
        return []
    line = f" {' '.join(words)} "
    return [phrase for word in sorted(hits) for phrase in known[word] if _stands(phrase, line)]


def language_of(words: Iterable[str]) -> str | None:
    """The language whose small words are most frequent among these, where they are frequent at all."""
    counts, small = Counter(words), _languages_of_small_words()
    found = dict.fromkeys(sorted(tables().function_words), 0)
    for word in counts.keys() & small.keys():
        for name in small[word]:
            found[name] += counts[word]
    best = max(found, key=found.__getitem__)
    return best if found[best] >= LEAST_SMALL_WORDS else None


@cache
def _languages_of_small_words() -> dict[str, list[str]]:
    languages: dict[str, list[str]] = {}
    for name, words in tables().function_words.items():
        for word in words:
            languages.setdefault(word, []).append(name)
    return languages


def _stands(phrase: Phrase, line: str) -> bool:
    if phrase.anchor == "=":
        return line == phrase.padded
    if phrase.anchor == "^":
        return line.startswith(phrase.padded)
    if phrase.anchor == "$":
        return line.endswith(phrase.padded)
    return phrase.padded in line


def alternatives(name: str) -> str:
    """A table as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, tables().sets[name]), key=lambda form: (-len(form), form)))
