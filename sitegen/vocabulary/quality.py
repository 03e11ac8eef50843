"""How good a subject heading a phrase is, from about -1 to 2; what an archivist would not file under is below FLOOR.

What a dictionary, the Media Topics and open text say of it comes first, then what this archive says: a subject stands
in headlines and comes again in the article that has it (K. Church and W. Gale, Poisson mixtures, 1995), and its words
stand together more often than by chance.  The weights are set by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from sitegen.vocabulary.background import Background, Known, background
from sitegen.vocabulary.mediatopics import MediaTopic, by_key
from sitegen.vocabulary.words import Words, words

FLOOR, DOUBTFUL_FLOOR = 0.15, 0.3  # the least quality of a term; of what tables do not know as a subject
UNKNOWN_FLOOR = 0.45  # of that, where too few articles speak for it
CAPITALISED = 0.8  # share of occurrences from which a phrase is a name
FEW, SMALL = 86, 100  # articles below which an archive says little, and below which chance is not told from habit
OF_KIND = {
    **{"act": 0.5, "event": 0.6, "state": 0.5, "process": 0.6, "phenomenon": 0.7, "artifact": 0.25, "cognition": 0.2},
    **{"communication": 0.1, "group": 0.0, "possession": 0.4, "substance": 0.5, "food": 0.5, "animal": 0.6},
    **{"plant": 0.5, "body": 0.2, "feeling": -0.2, "attribute": -0.1, "person": -0.6, "location": -0.4, "time": -1.0},
    **{"quantity": -1.0, "relation": -0.6, "shape": -0.6, "object": 0.2, "motive": -0.5, "Tops": -0.2},
}
NO_SUBJECT = frozenset(("time", "quantity", "shape", "location", "Tops"))
NO_HEAD = frozenset(("time", "quantity", "location", "relation"))
DEMONYM = re.compile(r"(?:ian|ean|can|ish|ese|ani|eli|aqi|ench|utch|reek|udi|stan|eni|ali|tic|an|lic|man)\Z")
NEVER = -1.0


class Usage(NamedTuple):
    """How an archive of `of` articles uses a phrase: in how many it is, is it repeated, in the headline; the share of
    its occurrences that are whole noun phrases; minus the logarithm of the share of articles that have a word."""

    articles: int
    again: int
    headlines: int
    whole: float
    of: int
    rarity: Callable[[str], float]

    def speaks(self) -> float:
        """What the archive adds, -0.3 to 0.65; less than three articles say little."""
        again = (math.log((self.again + 0.6) / (self.articles + 1.5)) + 1.2) * 0.3
        says = max(-0.3, min(0.35, again)) + 0.3 * self.headlines / self.articles
        return says * min(1.0, self.articles / 3)


class Judge:
    """The tables that quality is told from."""

    def __init__(self) -> None:
        self.known: Background = background()
        self.topics: dict[str, MediaTopic] = by_key()
        self.lists: Words = words()
        self.little = self.lists.says_little

    def settled(self, key: str) -> bool:
        """Does a dictionary or the Media Topics have it?"""
        return bool(self.known[key].kind) or key in self.topics

    def is_subject(self, key: str) -> bool:
        """Is it the label of a Media Topic, or one of the words that are good alone?"""
        topic = self.topics.get(key)
        return key in self.lists.subjects or (topic is not None and topic.whole)

    def familiar(self, key: str) -> bool:
        """Does any table know it as a phrase, or as a subject?"""
        return self.settled(key) or key in self.lists.subjects or (" " in key and self.known[key].rarity is not None)

    def floor(self, key: str, articles: int) -> float:
        """The least quality of a term in an archive of so many articles."""
        if self.is_subject(key) or (" " in key and self.familiar(key)):
            return FLOOR
        return DOUBTFUL_FLOOR if articles > FEW else UNKNOWN_FLOOR

    def least(self, key: str, minimum: int) -> int:
        """Articles that a term needs, where `minimum` is what others need: more for what no table knows."""
        return minimum if self.familiar(key) else max(minimum + 1, round(1.5 * minimum))

    def quality(self, key: str, tags: str, capital: float, usage: Usage | None = None, named: float = 0.0) -> float:
        """`tags`: of its words; `capital`: share of its occurrences that are capitalised; `named`: the share of its
        least named word that is inside names of people, organisations and places."""
        parts = key.split(" ")
        if "'" in key or key in self.lists.expressions or len(parts[-1]) < 3:
            return NEVER
        archive = 0.0 if usage is None else usage.speaks()
        if len(parts) == 1:
            if capital >= CAPITALISED and key not in self.lists.subjects:
                return self._lone_name(key, tags, archive, usage, named)
            return self._lone(key, archive)
        lists = self.lists
        if any(part in lists.describing or part in lists.calendar for part in parts):
            return NEVER
        if tags[-1:] == "G" and not self.settled(key) and not self.known[parts[-1]].kind:
            return NEVER
        topic = self.topics.get(key)
        if topic is not None and topic.whole:
            return 1.5 + 0.3 * archive
        if capital >= CAPITALISED:
            return self._name(key, parts, tags, archive, usage, named)
        if self.known[key].kind:
            return self._collocation(key, parts, archive, usage)
        return self._phrase(key, parts, tags, archive, usage)

    def _lone_name(self, key: str, tags: str, archive: float, usage: Usage | None, named: float) -> float:
        """A capitalised word that is no person, organisation or place."""
        lists, entry, topic = self.lists, self.known[key], self.topics.get(key)
        poor = key in lists.empty_heads or key in lists.broad_alone or key in lists.never_alone
        if named > 0.3 or poor or len(key) < 4 or key in lists.in_headlines:
            return NEVER
        if topic is not None and topic.whole:
            return 1.0
        person = entry.kind in ("person", "location") and tags != "N"
        if entry.rarity is None or entry.rarity < 8 or DEMONYM.search(key) or person:
            return -0.5
        few = usage is None or usage.of <= FEW
        return 0.1 + archive * 1.3 + (0.2 if tags != "J" else -0.4) - (0.3 if few else 0)

    def _lone(self, key: str, archive: float) -> float:
        lists, entry, topic = self.lists, self.known[key], self.topics.get(key)
        if key in lists.subjects:
            return 1.1 + 0.5 * archive
        if key in lists.in_headlines:
            return 0.5 + 0.5 * archive
        if key in self.little:
            return NEVER
        if topic is not None and topic.whole:
            return 1.0 + 0.5 * archive
        if entry.burst is None and not entry.kind:
            return -0.5
        burst, titles = _or(entry.burst, 0.6), _or(entry.titles, 0.4)
        rare = 0.05 * max(-1.5, min(4.0, self.known.rarity(key, 7.0) - 5.5))
        own = rare + OF_KIND.get(entry.kind, -0.3) * 0.6 + (burst - 0.68) * 2.2 + (titles - 0.5) * 0.9
        return own + (0.5 if topic is not None else 0) + 0.5 * archive

    def _name(self, key: str, parts: list[str], tags: str, archive: float, usage: Usage | None, named: float) -> float:
        """A capitalised phrase that is no person, organisation or place."""
        head = parts[-1]
        empty = head in self.lists.empty_heads and head not in ("act", "party", "right")
        if named > 0.5 or empty or any("." in part for part in parts) or tags[-1:] == "J":
            return NEVER
        if self.known[head].kind in ("person", "time", "quantity", "location"):
            return NEVER
        if head not in self.lists.named_heads and not self.known[key].kind:
            return NEVER
        if usage is not None and usage.whole < 0.5:
            return NEVER
        return 0.55 + archive - 0.5 * named

    def _collocation(self, key: str, parts: list[str], archive: float, usage: Usage | None) -> float:
        """What a dictionary has as a phrase."""
        entry, topic, subjects = self.known[key], self.topics.get(key), self.lists.subjects
        if entry.kind in NO_SUBJECT:
            return -0.3
        if parts[-1] in self.lists.empty_heads and topic is None:
            return NEVER
        if topic is None and self._is_calling(entry, parts[-1], usage):
            return -0.1
        own = 0.75 + 0.5 * OF_KIND.get(entry.kind, 0) + 0.5 * archive + (_or(entry.burst, 0.55) - 0.6) * 1.2
        return own + (0.35 if parts[-1] in subjects or parts[0] in subjects or topic is not None else 0)

    def _is_calling(self, entry: Known, head: str, usage: Usage | None) -> bool:
        """ "Security guard", "policy maker": what somebody is, unless headlines speak of such people."""
        in_headlines = usage is not None and 2 * usage.headlines >= usage.articles
        return entry.kind == "person" and head not in self.lists.subjects and not in_headlines

    def _phrase(self, key: str, parts: list[str], tags: str, archive: float, usage: Usage | None) -> float:
        """Any other: by its modifiers, by its head, by how firmly its words stand together."""
        head, subjects = parts[-1], self.lists.subjects
        if head in self.lists.empty_heads:
            return NEVER
        entry = self.known[key]
        own = 0.1 if entry.burst is None else 0.2 + (entry.burst - 0.6) * 1.4
        own += 0.6 if key in self.topics else 0
        own += sum(self._modifier(part, tag, key) for part, tag in zip(parts[:-1], tags, strict=False))
        own += self._head(head)
        own += 0.2 if head in subjects or head in self.topics else 0
        own += 0.2 if any(part in subjects or part in self.topics for part in parts[:-1]) else 0
        if usage is not None:
            firm = (self._cohesion(key, parts, usage) - 3.0) * 0.12
            own += max(-0.4, min(0.4, firm)) + archive + (usage.whole - 0.5) * 0.6
        return own - 0.25 * (len(parts) - 2)

    def _modifier(self, word: str, tag: str, key: str) -> float:
        if tag == "J":
            if self.known[word].relational or word in self.lists.subjects:
                return 0.15
            return -0.3 if self.known[key].rarity is not None else -0.55
        return {"D": -0.4, "G": -0.4, "N": 0.15, "P": -0.05}.get(tag, 0.0)

    def _head(self, head: str) -> float:
        entry = self.known[head]
        own = 0.0 if entry.burst is None else (entry.burst - 0.65) * 0.6
        if entry.kind == "person" and head not in self.lists.subjects:
            return own - 0.5
        return own - 0.5 if entry.kind in NO_HEAD else own

    def _cohesion(self, key: str, parts: list[str], usage: Usage) -> float:
        """How much more often together than by chance, as a logarithm; of few articles open text tells it."""
        if usage.of >= SMALL:
            return math.log(usage.articles / usage.of) + sum(map(usage.rarity, parts))
        together = self.known[key].rarity
        return 2.0 if together is None else sum(self.known.rarity(part, 9.0) for part in parts) - together


def _or(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number
