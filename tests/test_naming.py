"""Names as keys."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import naming
from sitegen.model import PERSON, TAG


@given(st.text())
def test_a_slug_is_never_empty_and_safe_in_any_url(name: str) -> None:
    slug = naming.slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug != "index"
    assert "--" not in slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ann O’Neill", "ann-oneill"),
        ("Łukasz Żal", "lukasz-zal"),
        ("李白", "libai"),
        ("index", "index-1"),
        ("Hal & Sons", "hal-sons"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert naming.slug(name) == slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ann Roe", "roe ann"),
        ("Jan van der Berg", "van der berg jan"),
        ("Dr Ann Roe Jr", "roe ann"),
        ("Zoë", "zoe"),
    ],
)
def test_people_stand_under_their_surname(name: str, key: str) -> None:
    assert naming.sort_key(PERSON, name) == key


def test_tags_stand_under_their_first_letter() -> None:
    assert naming.letter(TAG, "Élan") == "e"
    assert naming.letter(TAG, "7 Up") == "0"


def test_an_apostrophe_is_an_apostrophe() -> None:
    """Typographic, straight, or what a keyboard gave."""
    forms = ["Siobhán O’Dea", "Siobhán O'Dea", "Siobhan O`Dea", "SIOBHÁN OʼDEA"]
    assert {naming.words(name) for name in forms} == {("siobhan", "o'dea")}
    assert len({naming.surname(name) for name in forms}) == 1
    assert naming.fold("Workers’ Union") == naming.fold("workers' union")


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Xi Jinping", "xi"),
        ("Li Na", "li"),
        ("Xu Meilin", "xu"),
        ("Ma Ying-jeou", "ying-jeou"),  # not pinyin: left as it is written
        ("Park Geun-hye", "park"),
        ("Moon Jae-in", "moon"),
        ("Lin Chen", "chen"),
        ("Kim Clark", "clark"),
        ("Park Chan-wook", "park"),
        ("Kim Smith-Jones", "smith-jones"),
        ("Han Solo", "solo"),
        ("Su Morgan", "morgan"),
        ("Ann Lee", "lee"),
    ],
)
def test_a_name_that_begins_with_the_familys(name: str, surname: str) -> None:
    assert naming.surname(name) == surname
    assert naming.sort_key(PERSON, name).split()[0] == surname


def test_signs_of_vowels_are_part_of_words() -> None:
    assert naming.words("मीना शर्मा") != naming.words("मोना शर्मा")
    assert len(naming.words("राम कुमार")) == 2
    assert naming.words("かとう はな") != naming.words("がとう はな")
    assert naming.words("Zoë Ášh") == ("zoe", "ash")
    assert naming.words("Йо́сиф Бро́дский")[-1] == naming.words("Иосиф Бродский")[-1]


def test_a_bearer_is_told_by_words_and_generation() -> None:
    same = ["José Smith", "Dr Jose Smith", "JOSE SMITH"]
    assert len({naming.bearer(name) for name in same}) == 1
    assert naming.bearer("José Smith Jr.") != naming.bearer("José Smith")
