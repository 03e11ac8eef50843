"""Related articles: what is shared counts by how rare it is, lists are short where little is shared, and neither the
order in which articles come nor the way in which lists are made shows."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.index import related
from sitegen.index.related import MOST, NAMED, RELATED, TOLD, WINDOW, least, size_of, ties_of, weight, weight_of
from sitegen.model import PERSON, Name
from sitegen.store import Store, TermRow
from sitegen.work.words import own_words
from tests.conftest import Archive

DAY = 1440 << 31
LISTS = st.lists(
    st.tuples(st.lists(st.integers(1, 30), min_size=1, unique=True), st.integers(1, 36)), min_size=1, max_size=12
)


def lists_of(shared: list[tuple[list[int], int]], minimum: int, asked: list[int] | None = None) -> dict[int, list[int]]:
    """article -> those related to it, where lists of articles have these weights."""
    ties = ties_of([np.array(sorted(one), np.int64) for one, _ in shared], [told for _, told in shared])
    wanted = np.array(asked if asked is not None else sorted(set().union(*(one for one, _ in shared))), np.int64)
    return {article: array("q", blob).tolist() for article, blob in related.lists(wanted, ties, minimum)}


def plainly(shared: list[tuple[list[int], int]], minimum: int) -> dict[int, list[int]]:
    """The same, as one would say it."""
    score: dict[tuple[int, int], int] = {}
    for one, told in shared:
        line = sorted(one)
        for place, article in enumerate(line):
            for other in line[max(0, place - WINDOW) : place] + line[place + 1 : place + 1 + WINDOW]:
                score[article, other] = score.get((article, other), 0) + told
    found: dict[int, list[int]] = {}
    for (article, other), total in sorted(score.items(), key=lambda s: (-s[1], abs(s[0][0] - s[0][1]), s[0][1])):
        if total >= minimum and len(found.setdefault(article, [])) < RELATED:
            found[article].append(other)
    return {article: others for article, others in found.items() if others}


@given(LISTS, st.integers(1, 80))
def test_lists_are_those_of_the_plain_words(shared: list[tuple[list[int], int]], minimum: int) -> None:
    assert lists_of(shared, minimum) == plainly(shared, minimum)


@given(LISTS, st.integers(1, 80), st.randoms(use_true_random=False), st.integers(1, 30))
def test_the_order_of_names_does_not_matter_nor_who_else_is_asked_for(
    shared: list[tuple[list[int], int]], minimum: int, rng: random.Random, one: int
) -> None:
    every = lists_of(shared, minimum)
    other = rng.sample(shared, len(shared))
    assert lists_of(other, minimum) == every
    assert lists_of(other, minimum, [one]) == {a: others for a, others in every.items() if a == one}


@given(LISTS, st.integers(1, 80))
def test_a_list_that_is_not_full_is_answered(shared: list[tuple[list[int], int]], minimum: int) -> None:
    found = lists_of(shared, minimum)
    for article, others in found.items():
        assert article not in others and len(set(others)) == len(others) <= RELATED
        assert all(article in found[other] or len(found[other]) == RELATED for other in others)


def test_many_articles_are_ranked_in_parts() -> None:
    shared = [([n, n + 1], 9) for n in range(1, 3 * related.CHUNK, 2)]
    assert lists_of(shared, 9) == {a: [b] for (pair, _) in shared for a, b in (pair, pair[::-1])}


def test_nothing_shared_is_no_list() -> None:
    assert list(related.lists(np.array([1, 2], np.int64), ties_of([], []), 1)) == []


def test_what_is_rare_counts_more() -> None:
    size = size_of(10_000)
    told = [weight(n, size) for n in (2, 3, 4, 60, 500, MOST)]
    assert told == sorted(told, reverse=True) and told[0] > told[3] > told[-1] > 0
    assert weight(2, size) == weight(3, size), "a count that grows changes nothing until it has doubled"
    assert weight(1, size) == weight(MOST + 1, size) == 0
    assert [weight(n, size_of(40)) for n in (20, 30, 39)] == [0, 0, 0], "what half of an archive shares"


def test_one_rare_name_is_enough_and_two_common_ones_are_not() -> None:
    for articles in (3, 35, 500, 10_000, 1_000_000):
        size = size_of(articles)
        assert weight(3, size, NAMED) >= least(size) > weight(2, size, TOLD), "one word is not"
        assert 2 * weight(articles // 3, size, NAMED) < least(size)
    assert 2 * weight(60, size_of(10_000), NAMED) >= least(size_of(10_000))


def row(kind: str = "person", status: str = "found", n: int = 2) -> TermRow:
    return TermRow(1, PERSON, kind, "Ann Lee", "", "", "l", status, "", "", "", b"", "", 0, n, 0)


def test_what_was_struck_out_does_not_count_and_a_bare_surname_counts_less() -> None:
    size = size_of(100)
    assert weight_of(row("rejected"), size) == weight_of(None, size) == 0
    assert 0 < weight_of(row(status="surname only"), size) == weight_of(row("keyword"), size) < weight_of(row(), size)


def test_ties_leave_out_versions_and_stand_beside_each_other() -> None:
    one, other = ties_of([np.array([1, 2, 3])], [4]), ties_of([np.array([2, 9])], [5])
    both = one.beside(other).without(np.array([2, 8]))
    assert [both.tie.tolist(), both.article.tolist(), both.weight.tolist()] == [[0, 0, 1], [1, 3, 9], [4, 4, 5]]
    nothing = ties_of([], [])
    for same in (nothing.beside(other), other.beside(nothing)):
        assert [one.tolist() for one in (same.tie, same.article, same.weight)] == [[0, 0], [2, 9], [5, 5]]


def test_words_that_are_names_of_the_article_do_not_count_twice() -> None:
    names = (Name(PERSON, "person", "Ann Lee"), Name(1, "organisation", "Harbour Trust"))
    assert own_words(["Lee", "harbour trust", "dredging"], names) == own_words(["Dredging"], ())
    assert own_words(["two votes"], ()) == own_words(["Two vote"], ()) != own_words(["two boats"], ())
    assert own_words(["gas", "crisis"], ()) != own_words(["ga", "crisi"], ())
    assert own_words([], ()) == b""


# ---- in a site


@pytest.fixture
def town(archive: Archive) -> Archive:
    """Forty articles on the mayor, one each ten days; what tells some of them from others is rare."""
    rare = {3: ("Bo Ek",), 11: ("Cy Day",), 20: ("Bo Ek",), 30: ("Cy Day", "Flo Hall"), 33: ("Flo Hall",)}
    for n in range(40):
        date = f"2019-{1 + n // 3:02}-{1 + n % 3 * 10:02}" if n < 36 else f"2020-01-0{n - 35}"
        archive.article(f"a{n}.md", f"Report {n}", date, ("Ann Lee", *rare.get(n, ())), ("council",))
    return archive


def others(archive: Archive, n: int) -> list[str]:
    """The titles under "Others like it"."""
    page = archive.page(f"articles/a{n}.html").partition("Others like it")[2].partition("</section>")[0]
    return [title for k in range(60) if f">{(title := f'Report {k}')}<" in page]


def test_a_site_relates_what_shares_rare_names_and_looks_both_ways(town: Archive) -> None:
    town.build()
    assert [others(town, n) for n in (3, 20, 11, 30)] == [
        ["Report 20"],
        ["Report 3"],
        ["Report 30"],
        ["Report 11", "Report 33"],
    ]
    assert all(others(town, n) == [] for n in (0, 1, 2, 39)), "the mayor is in all, and tells nothing"


def test_the_order_in_which_articles_come_does_not_matter(town: Archive, new_archive: Callable[..., Archive]) -> None:
    slowly = new_archive("slowly")
    files = sorted((town.root / "seeds").iterdir(), key=lambda path: path.name[::-1])
    for part in (files[:25], files[25:27], files[27:]):
        for path in part:
            slowly.seed(path.name, path.read_bytes())
        slowly.build()
    town.build()
    assert town.site() == slowly.site()


def test_words_relate_articles_that_no_name_does(new_archive: Callable[..., Archive]) -> None:
    archive = new_archive("words", 'title = "The Courier"\nbase_url = "https://example.org/"\n')
    archive.seed(
        "a.txt", "Beaver dams return\n\nThe beaver dams surprised everybody. Trout swim above the beaver dams.\n"
    )
    archive.seed(
        "b.txt", "Farmers and beaver dams\n\nMeadows flood where beaver dams stand, for beaver dams hold water.\n"
    )
    archive.seed("c.txt", "Tram fares rise\n\nPassengers pay more. The tram fares were lower once, as tram fares go.\n")
    archive.build()
    store = Store.read(archive.root / ".sitegen")
    lists = store.relations.all()
    words = dict(store.words.all())
    store.db.close()
    assert len(words) == 3 and all(words.values())
    assert len(lists) == 2 and all(len(blob) == 8 for blob in lists.values())
