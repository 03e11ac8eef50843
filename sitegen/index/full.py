"""All facts from all rows, in one pass by date: after many articles were read, and the way back after a kill."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from sitegen import ids
from sitegen.index import days, hierarchy, lists, redirects, relate, ways
from sitegen.index.company import Companions
from sitegen.index.names import Limits, Linker, merged, term_of, unpack, with_slugs
from sitegen.index.organisations import organisations
from sitegen.index.pictures import show_all
from sitegen.index.places import places
from sitegen.index.versions import gather_all
from sitegen.model import PERSON, TAG
from sitegen.store import Form, Store, TermRow


def everything(store: Store, linker: Linker, limits: Limits, why: int, assets: Iterable[int]) -> None:
    """Make every fact anew and put every page on the to-do list for the reason `why`."""
    with store.db.transaction():
        store.terms.clear()
        forms, articles, quoted = _postings(store, linker)
        large = len(articles) >= limits.small
        terms = _terms(store, forms, linker, large, limits)
        store.terms.put_forms(forms[i] for i in sorted(forms))
        store.terms.put_terms(sorted(terms.values()))
        store.index_names()
        months = lists.months_of(articles)
        store.periods.put(sorted(months.items()))
        store.periods.put((ids.QUOTED | month, n) for month, n in sorted(quoted.items()))
        redirects.settle(store, linker)
        ways.settle_all(store)
        hierarchy.settle(store, linker)
        gather_all(store)
        relate.everything(store)
        pages = _pages(store, articles, forms, terms, months, quoted, limits, assets)
        store.pages.want_only(((page, why) for page in pages), ids.PICTURE << ids.SHIFT)
        show_all(store)
        store.db.put("large", int(large))
        store.db.put("indexed", 1)


def _postings(store: Store, linker: Linker) -> tuple[dict[int, Form], array[int], Counter[int]]:
    """Every form with its articles, unused ones dropped; the ids of all articles; quotations a month."""
    forms = {form.id: form for form in store.terms.names()}
    for form in forms.values():  # an editor may have joined or parted blocks since
        form.block = linker.block(form.family, form.name)
    articles = array("q")
    said: Counter[int] = Counter()
    for article, blob in store.articles.stream():
        articles.append(article)
        for form_id, quoted in unpack(blob):
            form = forms[form_id]
            form.post.append(article)
            form.quoted += quoted
            if quoted:
                said[ids.month_of(article)] += quoted
    store.terms.drop_forms([i for i, form in forms.items() if not form.post])
    return {i: form for i, form in forms.items() if form.post}, articles, said


def _terms(store: Store, forms: dict[int, Form], linker: Linker, large: bool, limits: Limits) -> dict[int, TermRow]:
    company = Companions(store, forms).of
    blocks: dict[tuple[int, str], list[Form]] = defaultdict(list)
    for form in forms.values():
        blocks[form.family, form.block].append(form)
    bases: dict[tuple[int, str], list[TermRow]] = defaultdict(list)
    terms: dict[int, TermRow] = {}
    for (family, block), members in blocks.items():
        for cluster in linker.clusters(family, block, members, company):
            of_cluster = [forms[f.id] for f in cluster.forms]
            for form in of_cluster:
                form.term = cluster.head.id
            row = term_of(cluster, family, of_cluster, large, limits)
            terms[row.id] = row
            if row.base:
                bases[family, row.base].append(row)
    for group in bases.values():
        if len(group) > 1:
            terms.update((t.id, t) for t in with_slugs(group))
    return terms


def _pages(
    store: Store,
    articles: array[int],
    forms: dict[int, Form],
    terms: dict[int, TermRow],
    months: dict[int, int],
    quoted: dict[int, int],
    limits: Limits,
    assets: Iterable[int],
) -> Iterator[int]:
    yield from articles
    of_term: dict[int, list[Form]] = defaultdict(list)
    for form in forms.values():
        of_term[form.term].append(form)
    for id in sorted(terms):
        if terms[id].slug:
            post = merged([f.post for f in of_term[id]])
            yield from sorted(lists.term_pages(terms[id], post, limits.split, limits.feeds))
    yield from sorted(lists.month_pages(months) | lists.quotation_pages(quoted, limits.split))
    for month in sorted(months):
        yield from sorted(days.pages_of(store, month, limits.split))
    names = lists.name_pages(PERSON, store.terms.letters(PERSON)) | lists.name_pages(TAG, store.terms.letters(TAG))
    yield from sorted(names | lists.sitemap_pages(months))
    yield from (ids.fact(ids.SITE, n) for n in range(ids.SITE_PAGES))
    yield from places(store).pages | organisations(store).pages
    yield from sorted(store.redirects.all())
    yield from ways.pages(store)
    yield from assets
