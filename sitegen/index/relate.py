"""The related articles of an archive: of all, or of some."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import numpy as np

from sitegen import ids
from sitegen.index import related
from sitegen.index.related import Numbers, Ties, least, size_of, ties_of, weight, weight_of
from sitegen.store import Store, TermRow


def everything(store: Store) -> None:
    """The lists of all articles, in the caller's transaction; the terms and the versions are in the store."""
    owners, keys = _words(store)
    store.words.invert(zip(keys.tolist(), owners.tolist(), strict=True))
    store.relations.put(_all(store, owners, keys))


def changed(store: Store) -> Iterator[tuple[int, bytes]]:
    """The lists of all that are others now: where the archive has grown to another size."""
    before = store.relations.all()
    after = dict(_all(store, *_words(store)))
    for article in sorted(before.keys() | after.keys()):
        if before.get(article) != after.get(article):
            yield article, after.get(article, b"")


def some(store: Store, articles: Collection[int], size: int) -> dict[int, bytes]:
    """The lists of these articles, none of which is a version of another; of those that have one."""
    forms = store.articles.simple(articles, "forms")
    terms = set(store.terms.terms_of(chain.from_iterable(ids.form_ids(blob) for _, blob in forms)).values())
    keys = sorted(set(chain.from_iterable(memoryview(b).cast("I") for b in store.words.of(articles).values())))
    shared = [store.words.under(key, related.MOST + 1) for key in keys]
    told = [np.array(one, np.int64) for one in shared]
    ties = _named(store.relations.ties(related.MOST, sorted(terms)), size).beside(_told(told, size))
    versions = store.versions.leads(np.unique(ties.article).tolist()) if store.versions.any() else {}
    asked = np.array(sorted(articles), np.int64)
    return dict(related.lists(asked, ties.without(np.array(sorted(versions), np.int64)), least(size)))


def _all(store: Store, owners: Numbers, keys: Numbers) -> Iterator[tuple[int, bytes]]:
    """(article, its list) of all that have one; a version has that of its lead."""
    size = size_of(store.articles.count())
    ties = _named(store.relations.ties(related.MOST), size).beside(_by_word(owners, keys, size))
    reports = store.versions.reports()
    versions = np.array(sorted(chain.from_iterable(reports.values())), np.int64)
    for article, found in related.lists(np.unique(ties.article), ties.without(versions), least(size)):
        yield article, found
        yield from ((version, found) for version in reports.get(article, ()))


def _named(terms: Iterable[tuple[TermRow, list[bytes]]], size: int) -> Ties:
    """What terms tie together."""
    lists, weights = [], []
    for row, posts in terms:
        told = weight_of(row, size)
        if told:
            parts = [np.frombuffer(post, np.int64) for post in posts]
            lists.append(parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts)))
            weights.append(told)
    return ties_of(lists, weights)


def _told(lists: Iterable[Numbers], size: int) -> Ties:
    """What words tie together."""
    kept = [one for one in lists if weight(len(one), size)]
    return ties_of(kept, [weight(len(one), size) for one in kept])


def _words(store: Store) -> tuple[Numbers, Numbers]:
    """(article, word) of all articles, sorted by word and article."""
    found = list(store.words.all())
    articles = np.array([id for id, _ in found], np.int64)
    keys = np.frombuffer(b"".join(blob for _, blob in found), np.uint32).astype(np.int64)
    owners = np.repeat(articles, [len(blob) // 4 for _, blob in found])
    order = np.argsort(keys, kind="stable")
    return owners[order], keys[order]


def _by_word(owners: Numbers, keys: Numbers, size: int) -> Ties:
    """What words tie together, from those of all articles."""
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(starts, append=len(keys))
    weights = np.array([weight(n, size) for n in range(int(counts.max(initial=0)) + 1)], np.uint8)[counts]
    tie = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    told = np.repeat(weights, counts)
    return Ties(tie[told > 0], owners[told > 0], told[told > 0])
