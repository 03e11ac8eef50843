"""Whose list of related articles a few changed articles may change.

A list depends on the neighbourhoods of its article in the lists of its names and words, and on how many articles each
of those holds.  So, of a name that weighs what it did, the neighbours of what came or went are concerned; of one that
weighs another thing, or is made of other forms, all who have it.  To look at too many changes nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sitegen import ids, naming
from sitegen.index import relate, related
from sitegen.index.changes import Changes
from sitegen.index.related import size_of, weight, weight_of
from sitegen.index.relink import Names
from sitegen.store import Store

PART = 500  # lists made at a time


class Ripples:
    """Gathers what came, went or is otherwise; `settle` makes the lists that may follow again."""

    def __init__(self, store: Store, names: Names, changes: Changes) -> None:
        self.store, self.names, self.changes = store, names, changes
        self.size = size_of(store.articles.count())
        self.moved: set[int] = set()
        self.by_form: dict[int, set[int]] = defaultdict(set)
        self.by_word: dict[int, set[int]] = defaultdict(set)
        self.more: Counter[int] = Counter()  # word -> articles that have it now and did not before, less the others

    def named(self, article: int, forms: Iterable[int]) -> None:
        """An article has or had these forms, and something about that is otherwise."""
        self.moved.add(article)
        for form in forms:
            self.by_form[form].add(article)

    def told(self, article: int, words: bytes) -> None:
        """An article has these words now, none if it goes."""
        before = set(memoryview(self.store.words.replace(article, words)).cast("I"))
        after = set(memoryview(words).cast("I"))
        for key in before ^ after:
            self.moved.add(article)
            self.by_word[key].add(article)
            self.more[key] += 1 if key in after else -1

    def regathered(self, articles: Iterable[int]) -> None:
        """These became versions of another report, or ceased to be."""
        for article, forms in self.store.articles.simple(sorted(articles), "forms"):
            self.named(article, ids.form_ids(forms))
            for key in memoryview(self.store.words.of([article]).get(article, b"")).cast("I"):
                self.by_word[key].add(article)

    # ---- what follows

    def settle(self) -> None:
        """Write the lists that are others now, and tell whose page shows one; names and versions are settled."""
        size = size_of(self.store.articles.count())
        if size != self.size:
            self._write(relate.changed(self.store))
            return
        concerned = sorted(self.moved.union(self._by_terms(), self._by_words()))
        leads = self._leads(concerned)
        kept = [id for id, _ in self.store.articles.simple(sorted({leads.get(a, a) for a in concerned}), "id")]
        for start in range(0, len(kept), PART):
            self._write(self._differing(kept[start : start + PART]))

    def _differing(self, articles: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """(article, its list) of those whose list is another; versions have that of their lead."""
        lists = relate.some(self.store, articles, self.size)
        for lead in articles:
            for article in (lead, *self.store.versions.of(lead)):
                if (self.store.relations.of(article) or b"") != lists.get(lead, b""):
                    yield article, lists.get(lead, b"")

    def _write(self, lists: Iterable[tuple[int, bytes]]) -> None:
        rows = list(lists)
        self.store.relations.put(rows)
        for article, _ in rows:
            self.changes.fact(ids.fact(ids.ARTICLE, article))

    def _by_terms(self) -> Iterator[int]:
        whole: set[int] = set()
        for term, (old, row) in sorted(self.names.compared.items()):
            was, now = weight_of(old, self.size), weight_of(row, self.size)
            if (was or now) and (was != now or term in self.names.regrouped):
                whole.add(term)
                yield from self._had(term) if was else ()
                yield from self.store.terms.post_of(term, written=False) if now else ()
        moved: dict[int, set[int]] = defaultdict(set)
        for form, articles in self.by_form.items():
            if self.names.form(form).kind != naming.AUTHOR:
                moved[self.names.form(form).term] |= articles
        for term in sorted(moved.keys() - whole):
            if weight_of(self.store.terms.term(term), self.size):
                yield from self._around(self.store.terms.post_of(term, written=False), moved[term])

    def _had(self, term: int) -> Iterator[int]:
        """The articles of the forms that were a term's; those that went from it are known."""
        for form in sorted(self.names.had.get(term, ())):
            if self.names.form(form).kind != naming.AUTHOR:
                yield from self.names.form(form).post

    def _by_words(self) -> Iterator[int]:
        for key, articles in sorted(self.by_word.items()):
            found = self.store.words.under(key, related.MOST + 1 + abs(self.more[key]))
            was, now = weight(len(found) - self.more[key], self.size), weight(len(found), self.size)
            if was != now:
                yield from found
            elif now:
                yield from self._around(found, articles)

    def _around(self, post: Sequence[int], moved: Collection[int]) -> Iterator[int]:
        """Those near what moved, before or after it did."""
        versions = self._leads(post).keys() - moved
        line = sorted({*post, *moved} - versions)
        reach = related.WINDOW + len(moved)
        for article in moved:
            at = bisect_left(line, article)
            yield from line[max(0, at - reach) : at + reach + 1]

    def _leads(self, articles: Iterable[int]) -> dict[int, int]:
        return self.store.versions.leads(articles) if self.store.versions.any() else {}
