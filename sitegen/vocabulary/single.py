"""What stands in for a vocabulary where an archive is too small for one: an article's own phrases, told by tables."""

from __future__ import annotations

from sitegen.vocabulary.mediatopics import code_of, label_of
from sitegen.vocabulary.packing import Phrase, Phrases
from sitegen.vocabulary.quality import UNKNOWN_FLOOR, Judge
from sitegen.vocabulary.term import Term, Vocabulary
from sitegen.vocabulary.weighing import rarity


def on_its_own(article: Phrases, judge: Judge) -> Vocabulary:
    """The vocabulary of one article."""
    terms = [term for phrase in article.phrases if (term := _term(phrase, judge)) is not None]
    return Vocabulary(1, 1, tuple(sorted(terms, key=lambda term: term.key)))


def _term(phrase: Phrase, judge: Judge) -> Term | None:
    if not _stands_out(phrase, judge):
        return None
    quality = judge.quality(phrase.key, phrase.tags, phrase.capital / 10)
    if quality < (judge.floor(phrase.key, 1) if phrase.capital < 8 else UNKNOWN_FLOOR):
        return None
    rare = round(rarity(1, 1, judge.known.rarity(phrase.key, 8.0)), 2)
    name = label_of(phrase.key) or phrase.name
    return Term(phrase.key, name, 1, round(quality, 2), rare, code_of(phrase.key))


def _stands_out(phrase: Phrase, judge: Judge) -> bool:
    """No archive speaks for it, so it is said again, or in the headline, or is itself a subject of news."""
    if phrase.count == 1 and " " in phrase.key and not judge.is_subject(phrase.key):
        return phrase.headline and judge.familiar(phrase.key)
    return True
