"""The same person across articles: which forms of a name stand for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.link import Spelling, resolve, same
from sitegen.model import PERSON, TAG


def clusters(*names: str, family: int = PERSON) -> list[list[str]]:
    spellings = [Spelling(n, "person", name, len(names) - n) for n, name in enumerate(names)]
    return sorted(sorted(f.name for f in c.forms) for c in resolve(family, spellings))


def test_a_lone_surname_joins_the_only_full_name() -> None:
    assert clusters("Ann Roe", "Roe") == [["Ann Roe", "Roe"]]


def test_a_lone_surname_joins_nobody_where_two_bear_it() -> None:
    assert clusters("Ann Roe", "Bo Roe", "Roe") == [["Ann Roe"], ["Bo Roe"], ["Roe"]]


def test_an_initial_joins_only_where_one_name_fits() -> None:
    assert clusters("Ann Roe", "A. Roe") == [["A. Roe", "Ann Roe"]]
    assert clusters("Ann Roe", "Alf Roe", "A. Roe") == [["A. Roe"], ["Alf Roe"], ["Ann Roe"]]


def test_middle_names_that_differ_keep_two_people_apart() -> None:
    assert clusters("Ann B. Roe", "Ann C. Roe") == [["Ann B. Roe"], ["Ann C. Roe"]]
    assert clusters("Ann B. Roe", "Ann Beth Roe") == [["Ann B. Roe", "Ann Beth Roe"]]


def test_merges_are_not_chained() -> None:
    """Ann Roe fits both, which does not make the two one."""
    found = clusters("Ann B. Roe", "Ann C. Roe", "Ann Roe")
    assert ["Ann B. Roe"] in found or ["Ann C. Roe"] in found


def test_titles_and_accents_do_not_count() -> None:
    assert clusters("Zoë Ash", "Dr Zoe Ash", "ZOE ASH") == [["Dr Zoe Ash", "ZOE ASH", "Zoë Ash"]]


def test_the_commonest_full_spelling_gives_the_name() -> None:
    (cluster,) = resolve(
        PERSON,
        [Spelling(1, "person", "A. Roe", 50), Spelling(2, "person", "Ann Roe", 3), Spelling(3, "person", "Roe", 90)],
    )
    assert cluster.head.name == "Ann Roe"
    assert cluster.status == "surname joined"


def test_tags_of_one_block_are_one_term() -> None:
    (cluster,) = resolve(TAG, [Spelling(1, "topic", "rain", 2), Spelling(2, "given", "Rain", 5)])
    assert cluster.head.name == "Rain"


NAMES = st.sampled_from("Ann Roe|A. Roe|Roe|Ann B. Roe|Ann C. Roe|Bo Roe|B Roe|ROE|ann roe|Mr Roe".split("|"))
SPELLINGS = st.lists(st.tuples(NAMES, st.integers(0, 4)), unique_by=lambda x: x[0], max_size=8)


@given(SPELLINGS, st.randoms())
def test_every_form_lands_in_one_cluster_whatever_the_order(forms: list[tuple[str, int]], random: object) -> None:
    spellings = [Spelling(n, "person", name, k) for n, (name, k) in enumerate(forms)]
    found = resolve(PERSON, spellings)
    assert sorted(f.id for c in found for f in c.forms) == [s.id for s in spellings if s.articles]
    shuffled = list(spellings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {frozenset(c.forms) for c in resolve(PERSON, shuffled)} == {frozenset(c.forms) for c in found}


def test_same_is_symmetric() -> None:
    for a in (("ann", "roe"), ("a", "roe"), ("ann", "b", "roe"), ("bo", "roe")):
        for b in (("ann", "roe"), ("a", "roe"), ("ann", "c", "roe")):
            assert same(a, b) == same(b, a)
