"""Front matter: the short way is YAML, no file can hurt the build, headers in Pelican's manner."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen import permalink
from sitegen.errors import SourceError
from sitegen.model import Article, Date
from sitegen.parse import account, frontmatter, parse
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


@pytest.mark.parametrize(
    "word", ["True", "Yes", "no", "OFF", "1984", "0123", "12:30", "1_000", "1.10", ".inf", "=", "y"]
)
def test_words_stay_as_they_are_written(word: str) -> None:
    """YAML 1.1 would make a truth value, a number, a count of minutes, a number to the base of eight of some."""
    assert yaml_fields(f"title: {word}") == {"title": word}
    article = with_fields(f"title: {word}\ntags: [{word}]")
    assert (article.words(article.title), article.given.tags) == (word, (word,))
    assert short_fields(f"title: {word}") in (None, {"title": word})


@pytest.mark.parametrize("word", ["~", "null", "NULL", ""])
def test_nothing_is_nothing(word: str) -> None:
    assert yaml_fields(f"draft: {word}") == {"draft": None}
    assert short_fields(f"draft: {word}") is None


def test_yaml_is_read_in_c() -> None:
    """By libyaml: the loader in Python takes nine times as long."""
    assert issubclass(frontmatter._loader(), yaml.CSafeLoader)


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
@pytest.mark.parametrize("value", [f" = 0x{'f' * 6000}", f": !!int 0x{'f' * 6000}"])
def test_numbers_without_end_are_refused(field: str, value: str) -> None:
    fence = "+++" if "=" in value else "---"
    with pytest.raises(SourceError, match="too many digits") as told:
        read(f"{fence}\n{field}{value}\n{fence}\nThe mill burned.\n")
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


@pytest.mark.parametrize(
    "field",
    [
        "draft: true",
        'draft: "true"',
        "draft: yes",
        "draft: 'True'",
        "published: false",
        'published: "no"',
        "status: draft",
    ],
)
def test_drafts_with_quotation_marks_or_without(field: str) -> None:
    assert with_fields(f"title: Mill\n{field}").given.draft


@pytest.mark.parametrize(
    "field", ['draft: "false"', "draft: no", "draft: 2010", 'published: "true"', "status: published"]
)
def test_no_drafts(field: str) -> None:
    article = with_fields(f"title: Mill\n{field}")
    assert not article.given.draft
    assert article.published is None


def test_toml_states_truth_and_numbers_too() -> None:
    article = read("+++\ntitle = true\ndraft = true\ntags = [1984]\n+++\nThe mill burned.\n")
    assert (article.words(article.title), article.given.draft, article.given.tags) == ("true", True, ("1984",))


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("author: Ann Roe and Bo Ek", ("Ann Roe", "Bo Ek")),
        ("author: By Ann Roe & Bo Ek", ("Ann Roe", "Bo Ek")),
        ("author: Ann Roe, Bo Ek and Cy Lee", ("Ann Roe", "Bo Ek", "Cy Lee")),
        ("author: Ann Roe und Bo Ek", ("Ann Roe", "Bo Ek")),
        ("authors: [Ann Roe and Bo Ek, Cy Lee, Ann Roe]", ("Ann Roe", "Bo Ek", "Cy Lee")),
        ("authors: Roe, A.; Ek, B.", ("Roe, A.", "Ek, B.")),
        ("author: {name: Ann Roe}", ("Ann Roe",)),
        ("author: Ministry of Trade and Industry", ("Ministry of Trade and Industry",)),
        ("author: Ann and Bo Ek", ("Ann and Bo Ek",)),
        ("author: Ann Roe", ("Ann Roe",)),
    ],
)
def test_authors(field: str, names: tuple[str, ...]) -> None:
    assert with_fields(f"title: Mill\n{field}").authors == names


def test_authors_in_the_headers() -> None:
    assert read(HEADERS.replace("Slug:", "Authors: Ann Roe; Bo Ek\nSlug:")).authors == ("Ann Roe", "Bo Ek")


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("Mon, 03 May 2010 08:09:10 +0200", "2010-05-03T08:09+02:00"),
        ("3 May 2010 08:09 GMT", "2010-05-03T08:09+00:00"),
        ("Mon, 3 May 2010 08:09:10 -0000", "2010-05-03T08:09"),
    ],
)
def test_dates_as_in_mail(stated: str, value: str) -> None:
    assert with_fields(f"date: {stated}").published == Date(value, "minute", "front matter")


def test_a_date_as_in_mail_that_is_none() -> None:
    with pytest.raises(SourceError, match="a date that is none"):
        with_fields("date: Mon, 31 Feb 2010 08:09:10 +0200")


@pytest.mark.parametrize("field", ["lastmod", "Modified", "last_modified_at", "updated"])
def test_the_day_of_a_change_is_no_day_of_publication(field: str) -> None:
    assert with_fields(f"{field}: 2020-01-02").published is None
    assert with_fields(f"{field}: 2020-01-02\ndate: 2010-05-03").published == Date("2010-05-03", "day", "front matter")


@pytest.mark.parametrize(
    "field",
    [
        "cover:\n  image: pic/mill.jpg\n  alt: A mill\n  caption: The mill at dawn",
        "cover: {src: pic/mill.jpg, alt: A mill, caption: The mill at dawn}",
        "featured_image: {url: pic/mill.jpg, alt: A mill}\ncaption: The mill at dawn",
        "images: [{path: pic/mill.jpg, alt: A mill, caption: The mill at dawn}]",
    ],
)
def test_pictures_of_themes(field: str) -> None:
    (figure,) = (article := with_fields(f"title: Mill\n{field}")).figures
    assert (figure.image, figure.alt, article.words(figure.caption)) == ("pic/mill.jpg", "A mill", "The mill at dawn")
    assert figure.caption is not None and not figure.caption.rewritten


@pytest.mark.parametrize("field", ["featuredImage: /mill.jpg", "thumbnail: mill.jpg", "images: [mill.jpg, b.jpg]"])
def test_other_names_of_pictures(field: str) -> None:
    assert [figure.image for figure in with_fields(field).figures] == ["mill.jpg"]


def test_a_summary_is_the_line_below_the_headline() -> None:
    article = with_fields("title: Mill\nsummary: A fire at night")
    assert article.words(article.dek) == "A fire at night"


def test_words_are_found_behind_the_name_of_their_field() -> None:
    article = with_fields('"Title": Ti\ndek: k')
    assert [article.words(p) for p in (article.title, article.dek)] == ["Ti", "k"]
    assert article.title is not None and article.text[: article.title.start].endswith('"Title": ')
    assert article.dek is not None and article.text[: article.dek.start].endswith("dek: ")


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "a\\0b", "/", "..", ".", "\\n", "a/../b", "C:\\\\x", "<script>", "\\u202ex"]
)
def test_slugs_are_harmless(slug: str) -> None:
    article = with_fields(f'title: Mill\nslug: "{slug}"')
    address = permalink.wanted("articles/:slug.html", "mill.md", article, "Mill")
    assert re.fullmatch(r"articles/[a-z0-9-]+\.html", address)
