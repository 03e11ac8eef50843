"""Front matter: the short way is YAML, no file can hurt the build, headers in Pelican's manner."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.model import Article, Date
from sitegen.parse import account, parse
from sitegen.parse.frontmatter import NO_HEAD, find_head, short_fields, yaml_fields

MOST = 9  # aliases a line: eight lines of them are 43 million words


def read(text: str) -> Article:
    return parse("mill.md", text.encode())


def with_fields(fields: str) -> Article:
    return read(f"---\n{fields}\n---\n\nThe mill burned.\n")


EASY_KEYS = st.sampled_from(["title", "date", "tags", "caption", "draft", "weight", "Author"])
HARD_KEYS = st.sampled_from(["on", "x-y", "a b", "", "Null", "\u00aa"])
WORDS = st.text(alphabet="ab Z09-,.()/:#'\"\\[]{}&*!|>%@`~éß—\t\xa0\u2028", max_size=14)
EASY_WORDS = st.text(alphabet="ab Z09-,.()/:#'[]{}&*!|>%@`~éß—𝒜", max_size=14)
EASY_VALUES = st.one_of(
    EASY_WORDS.map(lambda words: json.dumps(words, ensure_ascii=False)),
    st.lists(EASY_WORDS, max_size=3).map(lambda words: json.dumps(words, ensure_ascii=False)),
    st.sampled_from(["2010-05-03", "2010-05-03T08:09:10+02:00", "2010-05-03 08:09", "true", "12", "0"]),
    st.sampled_from(["A plain word", "yesterday ", "Ann Roe, Bo Ek", "U.S. (south)", "nullify"]),
)
HARD_VALUES = st.one_of(
    WORDS,
    WORDS.map(lambda words: json.dumps(words, ensure_ascii=False)),
    st.text(alphabet="a \u2028\u2029\x85\x7f\ufeff\ufffe\xa0", max_size=6).map(lambda words: f'"{words}"'),
    st.text(alphabet='a\\"/n', max_size=5).map(lambda words: f'"{words}"'),
    st.sampled_from(["True", "TRUE", "False", "Yes", "OFF", "On", "null x", "no, no", "true "]),
    st.sampled_from(["No", "NULL", "null", "012", "1_0", "1:30", "yes ", "12e3", "1.5", "~", "-", "?", ".inf", "0x1f"]),
    st.sampled_from(["[1, 2]", '["a", 1]', '"a" # b', "a # b", "a b: c", "{a: b}", "&x a", "*x", "!!str a", "[a"]),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(EASY_KEYS, EASY_VALUES), min_size=1, max_size=5))
def test_usual_front_matter_takes_the_short_way_and_is_yaml(fields: list[tuple[str, str]]) -> None:
    source = "".join(f"{key}: {value}\n" for key, value in fields)
    assert short_fields(source) == yaml_fields(source)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(["title", "x_1", "é"]) | EASY_KEYS | HARD_KEYS, HARD_VALUES | EASY_VALUES)
def test_what_else_takes_the_short_way_is_yaml_too(key: str, value: str) -> None:
    source = f"title: Mill\n{key}: {value}\n"
    short = short_fields(source)
    if short is not None:
        assert short == yaml_fields(source)


@pytest.mark.parametrize("word", ["True", "Yes", "no", "OFF", "NULL", "~"])
def test_words_that_yaml_reads_as_something_else(word: str) -> None:
    fields = yaml_fields(f"draft: {word}")
    assert not isinstance(fields["draft"], str)
    assert short_fields(f"draft: {word}") in (None, fields)


def bomb(field: str) -> str:
    lines = ["a0: &a0 [x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * MOST)}]" for n in range(1, MOST))]
    return "\n".join([*lines, f"{field}: *a{MOST - 1}"])


@pytest.mark.parametrize("field", ["title", "tags", "people", "author", "date", "image", "caption", "other"])
@pytest.mark.parametrize("value", ["&a [*a]", "&a {name: *a}", "[" * 60_000, "[" * 60_000 + "]" * 60_000, "bomb"])
def test_values_without_end_are_refused(field: str, value: str) -> None:
    with pytest.raises(SourceError, match=r"repeats itself without end|not valid YAML"):
        with_fields(bomb(field) if value == "bomb" else f"{field}: {value}")


def test_nesting_that_ends_the_process_is_refused_in_lists_of_lines() -> None:
    with pytest.raises(SourceError, match="nested too deep"):
        with_fields("tags:\n  " + "- " * 60_000 + "a")


def test_aliases_that_repeat_a_little_are_read() -> None:
    article = with_fields("people: &names [Ann Roe]\nauthors: *names\ntitle: Mill")
    assert (article.given.people, article.authors) == (("Ann Roe",), ("Ann Roe",))


@pytest.mark.parametrize("field", ["title", "tags", "date", "slug"])
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_numbers_without_end_are_refused(field: str, fence: str) -> None:
    sign = ":" if fence == "---" else " ="
    with pytest.raises(SourceError, match="too many digits") as told:
        read(f"{fence}\n{field}{sign} 0x{'f' * 6000}\n{fence}\nThe mill burned.\n")
    assert told.value.hint


def test_a_set_has_an_order() -> None:
    assert yaml_fields("tags: !!set {quay, mill, ash, boat}") == {"tags": ["ash", "boat", "mill", "quay"]}


VALUES = st.recursive(
    WORDS | st.integers() | st.floats() | st.booleans() | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("title", "date", "people", "tags", "author", "byline", "caption", "image", "slug", "aliases", "lang", "dek")


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1, max_size=4))
@example({"image": [[]]})
@example({"date": {}})
def test_fields_of_any_shape_are_read_or_refused(fields: dict[str, object]) -> None:
    source = "\n".join(f"{name}: {json.dumps(value, default=str)}" for name, value in fields.items())
    try:
        article = with_fields(source)
    except SourceError as error:
        assert error.message.startswith("has front matter")
        return
    assert len(account(article)) == sum(1 for line in article.text.split("\n") if line.strip())
    for names in (article.given.people, article.given.tags):
        assert names is None or (all(map(str.strip, names)) and len(set(names)) == len(names))


HEADERS = """Title: Mill burns: again
Date: 2010-05-03 08:09
Tags: mills, fires
Summary: A fire at night
Slug: mill-burns

The mill *burned* on Monday.
"""


def test_headers_in_the_manner_of_pelican() -> None:
    article = read(HEADERS)
    assert article.words(article.title) == "Mill burns: again"
    assert article.title is not None and article.title.start == len("Title: ")
    assert article.words(article.dek) == "A fire at night"
    assert article.published == Date("2010-05-03T08:09", "minute", "front matter")
    assert (article.given.tags, article.given.slug) == (("mills", "fires"), "mill-burns")
    assert [article.words(block.passage) for block in article.blocks] == ["The mill burned on Monday."]
    assert [line.number for line in account(article)] == [1, 2, 3, 4, 5, 7]
    assert read(HEADERS.replace("*", "")).title == article.title


def test_a_draft_in_the_headers() -> None:
    assert read(HEADERS.replace("Slug: mill-burns", "Status: draft")).given.draft
    assert not read(HEADERS.replace("Slug: mill-burns", "Status: published")).given.draft


@pytest.mark.parametrize("text", ["Photo: A mill\n\nIt burned.\n", "Title: Mill\nIt burned.\n\nAll of it.\n"])
def test_lines_with_colons_that_are_no_headers(text: str) -> None:
    assert find_head(text) is NO_HEAD
