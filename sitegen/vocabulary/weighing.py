"""How much an article is about each term of a vocabulary."""

from __future__ import annotations

import math
from collections.abc import Set
from typing import NamedTuple

from sitegen.vocabulary.packing import Phrase, Phrases
from sitegen.vocabulary.quality import Judge
from sitegen.vocabulary.term import Term, Vocabulary

LEANT = 40  # articles of open text that are added to an archive's own when the rarity of a term is told
RAREST, RAREST_HERE = 11.0, 8.0
IN_HEADLINE, IN_LEAD, ONCE = 0.9, 0.3, 0.4
USUAL, FEWEST = 400.0, 200  # tokens of an article, from where repetition counts less; of the shortest
FIT, MOST_FIT, UNNAMED = 0.22, 8.0, 1.2
ONCE_FIT = 50  # tenths of a deviation, from which a lone word may be said once
SIMILAR, ENOUGH_PROFILE = 1.6, 8
STRONG, FAIR, ALIKE = 1.15, 0.75, 0.4
OF_WORDS = 1.25
COMMON, COMMON_ARTICLES = 0.03, 3  # share of articles, and articles, above which more is asked of a term


class Weighed(NamedTuple):
    """A term of an article, and how much the article is about it."""

    key: str
    weight: float


def rarity(articles: int, of: int, known: float) -> float:
    """Minus the logarithm of the share of articles that mention a term; a small archive leans on open text.

    `known`: its rarity there."""
    return -math.log((articles + LEANT * math.exp(-min(known, RAREST_HERE))) / (of + LEANT))


def salience(phrase: Phrase, size: int) -> float:
    """How much an article of so many tokens is about a phrase: occurrences, headline, opening, subject."""
    weight = math.log2(1 + phrase.count) * (1 + IN_HEADLINE * phrase.headline + IN_LEAD * phrase.lead)
    if phrase.count == 1 and not phrase.where:
        weight *= ONCE
    length = 1 + 0.18 * max(0.0, math.log2(max(size, FEWEST) / USUAL))  # a long text repeats more
    return FIT * min(phrase.fit / 10, MOST_FIT) + weight / length


class Weigher:
    """The terms of a vocabulary, by all their keys, ready to be weighed in articles."""

    def __init__(self, vocabulary: Vocabulary, judge: Judge) -> None:
        self.judge, self.articles = judge, vocabulary.articles
        self.terms = {term.key: term for term in vocabulary.terms}
        self.key_of = {key: term.key for term in vocabulary.terms for key in (term.key, *term.also)}
        self._whole = {t.key: 0.3 * sum(weight for _, weight in t.profile) + 3.0 for t in vocabulary.terms}

    def weigh(self, article: Phrases) -> list[Weighed]:
        """The terms of an article, weightiest first."""
        best: dict[str, float] = {}
        words = frozenset(article.words.split(" ")).union(p.key for p in article.phrases if " " not in p.key)
        for phrase in article.phrases:
            key = self.key_of.get(phrase.key)
            if key is not None:
                weight = self._weight(phrase, key, article.size, words)
                if weight > best.get(key, 0.0):
                    best[key] = weight
        return [Weighed(key, weight) for key, weight in sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))]

    def _weight(self, phrase: Phrase, key: str, size: int, words: Set[str]) -> float:
        """0 where the article is not about it."""
        term, alone = self.terms[key], " " not in key
        like = self._similar(key, words)
        if not self.may_be_about(phrase, key, like):
            return 0.0
        said = salience(phrase, size)
        if alone and phrase.count and not phrase.where and not phrase.fit:
            said *= 0.7  # a lone word, in the body only, on no subject known
        weight = said + SIMILAR * like * min(1.0, said + 0.3)
        if not phrase.count:
            weight = max(weight, UNNAMED)
        strong = self._strong(phrase, weight, term, like)
        if not strong and (weight < FAIR or like < ALIKE or (phrase.count == 1 and alone and not phrase.fit)):
            return 0.0
        known = self.judge.known.rarity(key, RAREST)
        rare = 0.5 * min(known, RAREST) / 8 + 0.5 * term.rarity / math.log(max(self.articles, LEANT) + 2.0)
        good = 0.45 + 0.55 * min(term.quality, 1.4)
        return weight * (0.35 + rare) * good * (1.0 if alone else OF_WORDS) * (1.0 if strong else 0.45)

    def may_be_about(self, phrase: Phrase, key: str, like: float = 0.0) -> bool:
        """May the article be about it?  Not if it is said in passing, or of one person ("a woman shouted").  What is
        too broad as a rule must be in the headline, again, and by itself."""
        alone = " " not in key
        if phrase.count == 1 and not phrase.headline and phrase.fit < ONCE_FIT:
            return phrase.lead and (like >= ALIKE or not alone)
        if alone and phrase.count and self.judge.known[key].kind == "person" and phrase.name.lower() == key:
            return False
        if key not in self.judge.lists.in_headlines:
            return True
        return phrase.headline and phrase.count >= 2 and phrase.whole >= 0.4 * phrase.count

    def _strong(self, phrase: Phrase, weight: float, term: Term, like: float) -> bool:
        """Is it enough by itself?  More is asked of what many articles mention; what is not named must also be like
        the articles that name it."""
        if not phrase.count:
            return like >= ALIKE or len(term.profile) < ENOUGH_PROFILE
        common = 10 * max(0.0, math.exp(-term.rarity) - max(COMMON, COMMON_ARTICLES / max(self.articles, 1)))
        return weight >= STRONG + min(0.9 if " " in term.key else 2.2, common)

    def _similar(self, key: str, words: Set[str]) -> float:
        """0 to 1: how much of the term's profile the article has."""
        profile = self.terms[key].profile
        if len(profile) < ENOUGH_PROFILE:
            return 0.0
        return min(1.0, sum([weight for word, weight in profile if word in words]) / self._whole[key])
