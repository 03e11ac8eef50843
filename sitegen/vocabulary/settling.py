"""Settles the vocabulary of an archive: which phrases are topics that have a page.

Phrases that enough articles have and that are good headings are assigned as if they were all topics; what too few or
too many articles are then about is dropped, and so is what only stands inside a longer term; and again.  Where a
vocabulary was settled before, its terms leave later than others enter, and keep their names, and their weights until
the archive has twice as many articles of them: so the tags of old articles hardly change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import permutations

from sitegen.vocabulary.choosing import ESTABLISHED, choose, minimum
from sitegen.vocabulary.counting import Counts, Stream, Used, articles_of, top, usages
from sitegen.vocabulary.keys import american
from sitegen.vocabulary.mediatopics import code_of
from sitegen.vocabulary.naming import spelling
from sitegen.vocabulary.packing import Phrases
from sitegen.vocabulary.profiles import Profiles
from sitegen.vocabulary.quality import FLOOR, Judge
from sitegen.vocabulary.term import Term, Vocabulary
from sitegen.vocabulary.weighing import Weigher, rarity

ROUNDS = 4
TOP, TOP_FOR_PROFILE = 9, 5  # terms of an article that count in the first rounds, and towards profiles
LEAVES, MORE = 0.5, 1.25  # of the minimum and of the maximum, at which a term leaves
FLOOR_OF_OLD = FLOOR - 0.15
INSIDE, INSIDE_OF_OLD = 0.6, 0.85  # share of a phrase's articles in which it is part of the same longer one
WITH = 0.65  # share of a term's articles that have a longer term, so that it says nothing of its own
SAME_SENTENCE = 0.4  # share of its articles in which a phrase stands in the same sentence: furniture
FEWEST_SEEN, FEWEST_SENTENCES = 2, 4
GOOD = 0.5
AGAIN = 2.0  # times as many articles as when it was weighed: then it is weighed again


def settle(phrases: Stream, sources: int, before: Vocabulary | None = None) -> Vocabulary:
    """The vocabulary of an archive of so many sources.

    `phrases()` streams the packed phrases of its articles, or of a sample of them, each time in the same order; it is
    gone through six times, and no article is kept.  `before`: the vocabulary that it had, if any."""
    settling = Settling(phrases, before)
    for number in range(ROUNDS):
        settling.round(nested=number < ROUNDS // 2, last=number == ROUNDS - 1)
    return settling.vocabulary(sources)


def maximum(articles: int) -> int:
    """Articles above which a term tells nothing in an archive of so many."""
    share = 0.25 + 0.35 * max(0.0, 1 - articles / 100)
    return max(5, int(articles * share))


class Settling:
    """The terms while they are settled."""

    def __init__(self, phrases: Stream, before: Vocabulary | None) -> None:
        self.stream, self.judge = phrases, Judge()
        self.old = {} if before is None else {term.key: term for term in before.terms}
        self.counts = Counts(phrases)
        self.least, self.most = minimum(self.counts.articles), maximum(self.counts.articles)
        self.also, live = self._live()
        self.used = usages(phrases, live)
        self.qualities = self._qualities()
        self._drop_inside_and_furniture()
        self.articles: Counter[str] = Counter()
        self.profiles: dict[str, tuple[tuple[str, float], ...]] = {}

    def _least(self, key: str) -> float:
        least = self.judge.least(key, self.least)
        return least * LEAVES if key in self.old else least

    def _most(self, key: str) -> float:
        return self.most * (MORE if key in self.old else 1)

    def _live(self) -> tuple[dict[str, str], set[str]]:
        """Keys that are another spelling of a key ("health care" and "healthcare", British and American), with that
        key; and all that enough articles have, their spellings counted together."""
        also = {other: term.key for term in self.old.values() for other in term.also}
        counts, spelt = self.counts.keys, defaultdict[str, set[str]](set)
        for key, count in counts.items():
            if count >= LEAVES * self._least(key):
                spelt[american(key).replace(" ", "")].update((key, also.get(key, key)))
        live: set[str] = set()
        for keys in spelt.values():
            first, *others = sorted(keys, key=lambda key: (key in also, key not in self.old, -counts[key], key))
            if sum(counts[key] for key in keys) >= self._least(first):
                live |= keys
                also.update((other, first) for other in others if other not in self.old)
        return also, live

    def _qualities(self) -> dict[str, float]:
        rare, of = self.counts.rarity(self.judge), self.counts.articles
        found = {}
        for key, used in self.used.items():
            if key not in self.also:
                tags, capital = top(used.tags)[0], used.capital / used.articles
                named = min(self._named(part) for part in key.split(" "))
                quality = self.judge.quality(key, tags, capital, used.usage(of, rare), named)
                if quality >= (FLOOR_OF_OLD if key in self.old else self.judge.floor(key, of)):
                    found[key] = quality
        return found

    def _named(self, word: str) -> float:
        """The share of a word's articles in which it is inside a name."""
        named = self.counts.named[word]
        return named / (named + self.counts.keys[word] + 0.5)

    def _drop_inside_and_furniture(self) -> None:
        for key in sorted(self.qualities, key=lambda key: (len(key), key)):
            used = self.used[key]
            if used.articles >= FEWEST_SEEN and (self._inside(key, used) or self._furniture(key, used)):
                del self.qualities[key]

    def _inside(self, key: str, used: Used) -> bool:
        """Is it nearly always part of the same longer good phrase?"""
        share = (INSIDE_OF_OLD if key in self.old else INSIDE) * used.articles
        (after, count_after), (before, count_before) = top(used.after), top(used.before)
        longer = after[:1] == "+" and count_after > share and self._good(f"{key} {after[1:]}")
        return longer or (before[:1] == "+" and count_before > share and self._good(f"{before[1:]} {key}"))

    def _good(self, key: str) -> bool:
        return self.qualities.get(self.also.get(key, key), 0.0) > FLOOR

    def _furniture(self, key: str, used: Used) -> bool:
        """Is it nearly always in the same sentence?"""
        if used.articles < FEWEST_SENTENCES:
            return False
        share = max(2.0, SAME_SENTENCE * used.articles)
        if max(used.sentences.values()) > share:
            return True
        return top(used.beside)[1] > share and not self.judge.familiar(key)

    # ---- rounds of assigning and dropping

    def round(self, nested: bool, last: bool) -> None:
        """Assigns all terms, and drops those that too few or too many articles are about."""
        weigher = Weigher(self._provisional(), self.judge)
        profiles, articles, pairs = Profiles(self.counts), Counter[str](), Counter[tuple[str, str]]()
        for article in articles_of(self.stream):
            ranked = [one.key for one in weigher.weigh(article)]
            chosen = ranked[:TOP] if nested else choose(weigher, article)
            articles.update(chosen)
            if nested:
                pairs.update(_nested(chosen, article))
            if not last:
                profiles.add(article, ranked[:TOP_FOR_PROFILE])
        self.articles = articles
        self._keep(key for key in self.qualities if self._least(key) <= articles[key] <= self._most(key))
        self._keep(
            self.qualities.keys() - {a for (a, b), count in sorted(pairs.items()) if self._needless(a, b, count)}
        )
        if not last:
            self.profiles = profiles.made(self.qualities)

    def _keep(self, keys: Iterable[str]) -> None:
        self.qualities = {key: self.qualities[key] for key in sorted(keys)}

    def _needless(self, short: str, long: str, count: int) -> bool:
        """Do hardly any articles have the short term without the long one?"""
        if short not in self.qualities or self.qualities.get(long, 0.0) < GOOD or short in self.old:
            return False
        established = self.judge.settled(long) or self.articles[long] >= ESTABLISHED
        return count >= WITH * self.articles[short] and (established or not self.judge.settled(short))

    # ---- terms

    def _provisional(self) -> Vocabulary:
        terms = tuple(self._term(key, "") for key in sorted(self.qualities))
        return Vocabulary(0, self.counts.articles, terms)

    def vocabulary(self, sources: int) -> Vocabulary:
        names = self._names()
        terms = tuple(self._term(key, names[key]) for key in sorted(self.qualities))
        return Vocabulary(sources, self.counts.articles, terms)

    def _names(self) -> Mapping[str, str]:
        known = self.judge.known
        persons = {key: key for key in self.qualities if known[key].kind == "person" and " " not in key}
        return {key: spelling(self.used[key], self._others(key), persons.get(key, "")) for key in self.qualities}

    def _others(self, key: str) -> list[Used]:
        return [self.used[other] for other in self._also(key) if other in self.used]

    def _also(self, key: str) -> tuple[str, ...]:
        return tuple(sorted(other for other, main in self.also.items() if main == key))

    def _term(self, key: str, name: str) -> Term:
        old, also = self.old.get(key), self._also(key)
        if old is not None and self._as_before(old):
            return Term(key, old.name, old.articles, old.quality, old.rarity, old.code, also, old.profile)
        known = self.judge.known.rarity(key, 8.0)
        rare = round(rarity(self.counts.keys[key], self.counts.articles, known), 2)
        name = name if old is None else old.name
        quality = round(self.qualities[key], 2)
        return Term(key, name, self.articles[key], quality, rare, code_of(key), also, self.profiles.get(key, ()))

    def _as_before(self, old: Term) -> bool:
        return self.articles[old.key] < AGAIN * old.articles


def _nested(chosen: Iterable[str], article: Phrases) -> Iterable[tuple[str, str]]:
    """Pairs of terms of an article of which one is part of the other."""
    said = {phrase.key for phrase in article.phrases if phrase.count}
    for short, long in permutations(chosen, 2):
        if len(short) < len(long) and f" {short} " in f" {long} " and long in said:
            yield short, long
