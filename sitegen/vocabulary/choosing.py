"""Which of an article's terms are its topics: few, and of nested ones the longer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sitegen.vocabulary.packing import Phrase, Phrases
from sitegen.vocabulary.quality import Judge
from sitegen.vocabulary.weighing import UNNAMED, Weighed, Weigher, salience

LEAST, MOST = 3, 7
DOWN_TO = 0.4  # of the best one's weight, after the third
LONGER = 0.45  # of its own weight, for which a longer term takes a shorter one's place
ESTABLISHED = 3  # articles from which a compound is no chance one
KEYWORD_SALIENCE, KEYWORD_QUALITY = 1.5, 0.6


def minimum(articles: int) -> int:
    """Articles that a term needs in an archive of so many: 1 below 87, 2 below 574, 3 below 1,993, 8 of 50,000."""
    return max(1, round(0.45 * math.pow(articles, 0.27)))


def choose(weigher: Weigher, article: Phrases) -> list[str]:
    """The keys of an article's topics, best first."""
    ranked = weigher.weigh(article)
    chosen: list[str] = []
    for one in ranked:
        if len(chosen) >= MOST or (len(chosen) >= LEAST and one.weight < DOWN_TO * ranked[0].weight):
            break
        if any(_in(one.key, key) or (_in(key, one.key) and " " in key) for key in chosen):
            continue
        key = _longer(weigher, ranked, _plainer(weigher, ranked, one))
        if not any(_in(key, other) for other in chosen):
            chosen.append(key)
    return chosen


def keywords(judge: Judge, weigher: Weigher, article: Phrases, topics: Sequence[str]) -> list[Phrase]:
    """Phrases that tables know as subjects and that earn no page, where an article has fewer than LEAST topics."""
    fitting = (phrase for phrase in article.phrases if weigher.may_be_about(phrase, phrase.key))
    weighed = [(_keyword(judge, phrase, article.size), phrase) for phrase in fitting]
    said = [key for topic in topics for key in (topic, *weigher.terms[topic].also)]
    chosen: list[Phrase] = []
    for weight, phrase in sorted(weighed, key=lambda pair: (-pair[0], pair[1].key)):
        if not weight or len(topics) + len(chosen) >= LEAST:
            break
        if phrase.key not in weigher.key_of and not any(_in(phrase.key, key) or _in(key, phrase.key) for key in said):
            chosen.append(phrase)
            said.append(phrase.key)
    return chosen


def _keyword(judge: Judge, phrase: Phrase, size: int) -> float:
    key, many = phrase.key, " " in phrase.key
    known = judge.familiar(key) if many else judge.is_subject(key)
    if not phrase.count:
        return UNNAMED  # surely its subject
    if not known or phrase.capital >= 8 or key in judge.lists.in_headlines:
        return 0.0
    said, good = salience(phrase, size), judge.quality(key, phrase.tags, phrase.capital / 10)
    if said < KEYWORD_SALIENCE or good < KEYWORD_QUALITY or not (phrase.headline or phrase.count > 1):
        return 0.0
    return said * min(good, 1.4) * (1.25 if many else 1.0)


def _in(key: str, other: str) -> bool:
    """Is a key a part of another, or the same?"""
    return f" {key} " in f" {other} "


def _plainer(weigher: Weigher, ranked: Sequence[Weighed], one: Weighed) -> Weighed:
    """Instead of a rare compound ("chemical weapons attack") the settled phrase in it."""
    if " " not in one.key or weigher.judge.settled(one.key) or weigher.terms[one.key].articles >= ESTABLISHED:
        return one
    inside = (z for z in ranked if z.key != one.key and " " in z.key and _in(z.key, one.key))
    return next((Weighed(z.key, one.weight) for z in inside if weigher.judge.settled(z.key)), one)


def _longer(weigher: Weigher, ranked: Sequence[Weighed], one: Weighed) -> str:
    """The longer term that says it better, or the term itself."""
    for other in ranked:
        if other.key != one.key and _in(one.key, other.key) and other.weight >= LONGER * one.weight:
            established = weigher.terms[other.key].articles >= max(ESTABLISHED, minimum(weigher.articles))
            if " " not in one.key or weigher.judge.settled(other.key) or established:
                return other.key
    return one.key
