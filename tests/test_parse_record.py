"""A record becomes the document that a person would have typed: front matter, then the text."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.columns import USUAL, guess, is_stated, read_line
from sitegen.errors import SourceError
from sitegen.model import Date, Evidence
from sitegen.parse import account, record
from sitegen.parse.frontmatter import find_head, read_fields, short_fields, yaml_fields
from sitegen.parse.given import Stated, read_date
from sitegen.parse.stamps import iso_of

PARAGRAPH = "The ferry came back to the harbour on Tuesday, and nobody had seen it leave during the night."
BODY = "The ferry came back.\n\nNobody had seen it leave.\n"


def made(fields: dict[str, Any], path: str = "wire/a.jsonl/1", **columns: str) -> record.Document:
    return record.document(json.dumps(fields).encode(), columns, path)


def stated(document: record.Document) -> Stated:
    """What the front matter says to the rest of the program."""
    head = find_head(document.text)
    return Stated("", document.text, head, read_fields(document.text, head))


# ---- which column holds what


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (  # news-please
            "title maintext text date_publish date_download authors description image_url language source_domain url",
            "title=title text=maintext date=date_publish author=authors description=description image=image_url "
            "language=language url=url",
        ),
        (  # Hugging Face
            "title text domain date description url image_url",
            "title=title text=text date=date description=description url=url image=image_url",
        ),
        ("article highlights id", "text=article description=highlights id=id"),
        (
            "Headline Content Publication Author Date",
            "title=Headline text=Content author=Author date=Date",
        ),
        (
            "headline body published byline category keywords",
            "title=headline text=body date=published author=byline section=category tags=keywords",
        ),
        (
            "url seendate socialimage title domain language",
            "url=url date=seendate image=socialimage title=title language=language",
        ),
        ("_id pubDate urlToImage", "id=_id date=pubDate image=urlToImage"),
    ],
)  # fmt: skip
def test_the_usual_names_are_guessed(names: str, found: str) -> None:
    assert guess(dict.fromkeys(names.split(), "x")) == dict(pair.split("=") for pair in found.split())


def test_a_column_without_a_value_is_passed_over() -> None:
    assert guess({"maintext": None, "text": "x", "date_publish": "None", "date": "2017"}) == {
        "text": "text",
        "date": "date",
    }


def test_what_is_stated_wins_and_may_lie_deeper() -> None:
    fields = {"text": "x", "meta": {"head": "Ferry"}, "title": "y", "a.b": "z"}
    assert guess(fields, {"title": "meta.head", "section": "a.b", "format": "html"}) == {
        "text": "text",
        "title": "meta.head",
        "section": "a.b",
    }
    assert "title" not in guess(fields, {"title": "nowhere"})
    assert made(fields, title="meta.head", section="a.b").fields["title"] == "Ferry"


@pytest.mark.parametrize("value", [None, "", "  \n", "None", "nan", "null", "NaT", [], {}, float("nan"), float("inf")])
def test_nothing_has_many_names(value: object) -> None:
    assert not is_stated(value)


def test_no_name_serves_two_roles() -> None:
    names = [name for usual in USUAL.values() for name in usual]
    assert len(names) == len(set(names))


# ---- documents


def test_front_matter_then_the_text() -> None:
    document = made(
        {
            "id": 17,
            "maintext": "One.\r\n\r\nTwo.\rThree.",
            "title": "Ferry returns",
            "authors": ["Ada Moor", "Ben Quay"],
            "date_publish": "2017-04-11 08:30:00",
            "source_domain": "example.org",
            "words": 4,
            "score": 0.5,
            "paid": False,
            "language": None,
        }
    )
    assert document.text == (
        '---\ntitle: "Ferry returns"\ndate: "2017-04-11T08:30"\nauthor: ["Ada Moor", "Ben Quay"]\n'
        'id: 17\nsource_domain: "example.org"\nwords: 4\nscore: "0.5"\npaid: false\n---\n\nOne.\n\nTwo.\nThree.'
    )
    assert document.text[document.start :] == "One.\n\nTwo.\nThree."
    assert (document.kind, document.doubts) == ("text", ())
    head = find_head(document.text)
    assert short_fields(document.text[head.start : head.end]) is not None  # no need of YAML's loader


UGLY = [
    "a: b", "'", '"', '"x" said', "\\", "\\n", "a\nb", "a\r\nb", "---", "\n---\n", "...", "yes", "null", "~", "# no",
    "- x", "[a", "{a: b}", "&a", "*a", "!t", "%", "@", "`", "1e3", "0o7", "2017-04-11", "<<", "=", "\t", "\0", "\x85",
    "\u2028", "\ufeff", "\xa0", "\xad", "😀", "雨", "e\u0301", "\ud7ff", "\ue000", "\uffff", " x ", "a #b", "?", ": ",
    "x:",
]  # fmt: skip


@pytest.mark.parametrize("value", UGLY)
def test_any_value_can_be_read_again(value: str) -> None:
    document = made({"text": BODY, "note": value, "list": [value, "x"], "more": {"a": value}})
    again = stated(document).fields
    if is_stated(value):
        assert again["note"] == value.replace("\r\n", "\n")
    assert again["list"] == [value, "x"]
    assert json.loads(again["more"]) == {"a": value}
    assert document.text.count("\n", 0, document.start) == len(again) + 3  # a field a line


@pytest.mark.parametrize("name", [*UGLY, "yes", "Title", "", "x" * 2000])
def test_any_name_can_be_read_again(name: str) -> None:
    document = made({"title": "Ferry", "text": BODY, name: "here"})
    again = stated(document).fields
    assert again["title"] == "Ferry"
    assert list(again.values()) == ["Ferry", "here"]


texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
names = texts | st.sampled_from(sorted(name for usual in USUAL.values() for name in usual))


@given(st.dictionaries(names, values, max_size=8), st.text())
def test_every_field_of_every_record_comes_back_from_its_document(fields: dict[str, Any], text: str) -> None:
    data = json.dumps({**fields, "maintext": text}).encode()
    try:
        document = record.document(data, {"format": "text"})
    except SourceError as error:
        assert error.message.startswith("has no text") and "[[source]]" in error.hint
        return
    read, _ = read_line(data)
    assert document.text[document.start :].strip() != ""
    assert document == record.document(data, {"format": "text"})
    head = find_head(document.text)
    again = read_fields(document.text, head)
    by_yaml = yaml_fields(document.text[head.start : head.end])
    assert again == {name.lower(): value for name, value in by_yaml.items()}  # both ways of reading agree
    assert {name.lower(): as_front_matter(value) for name, value in document.fields.items()} == again
    unsaid = sum(is_stated(value) for value in read.values()) - len(again) - 1 - len(document.doubts)
    assert unsaid <= sum(is_stated(read.get(name)) for name in USUAL["image"] + USUAL["author"] + USUAL["tags"])


def as_front_matter(value: Any) -> Any:
    """Numbers and truth values are the text that they are written as."""
    return str(value).lower() if isinstance(value, (bool, int)) else value


def test_a_column_of_ours_in_the_way_is_kept_under_another_name() -> None:
    document = made({"text": BODY, "when": "2017-04-11", "date": "yesterday", "Date": "x"}, date="when")
    assert document.fields == {"date": "2017-04-11", "date_": "yesterday", "Date__": "x"}


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (["Ada Moor", "Ben Quay"], ("Ada Moor", "Ben Quay")),
        ([{"name": "Ada Moor"}, {"name": None}], ("Ada Moor",)),
        ("Ada Moor; Ben Quay", ("Ada Moor", "Ben Quay")),
        ("['Ada Moor', \"Ben O'Quay\"]", ("Ada Moor", "Ben O'Quay")),
        ('["Ada Moor", "Ben Quay"]', ("Ada Moor", "Ben Quay")),
        ("['Ada Moor' 'Ben Quay']", ("Ada Moor", "Ben Quay")),
        ("['Ada\\'s Moor']", ("Ada's Moor",)),
        ("Ada Moor|Ben Quay", ("Ada Moor", "Ben Quay")),
        ("By Ada Moor and Ben Quay", ("Ada Moor", "Ben Quay")),
        ("By Ada Moor", ("Ada Moor",)),
        ({"name": "Ada Moor"}, ("Ada Moor",)),
        ("[]", ()),
        ("None", ()),
        ("[Ada", ("[Ada",)),
    ],
)
def test_authors_come_in_many_forms(value: Any, names: tuple[str, ...]) -> None:
    assert stated(made({"text": BODY, "author": value})).authors() == names


@pytest.mark.parametrize(
    "value", [["sea", "ferries"], "sea, ferries", "sea;ferries", "sea|ferries", "['sea', 'ferries']"]
)
def test_tags_come_in_many_forms(value: Any) -> None:
    assert stated(made({"text": BODY, "keywords": value})).given().tags == ("sea", "ferries")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2017-04-11", "2017-04-11"),
        ("2017-04", "2017-04"),
        (2017, "2017"),
        ("2017-04-11 08:30:00", "2017-04-11T08:30"),
        ("2017-04-11T08:30:59.123Z", "2017-04-11T08:30+00:00"),
        ("2017-04-11T08:30:00+0200", "2017-04-11T08:30+02:00"),
        ("2017-04-11 08:30:00 UTC", "2017-04-11T08:30+00:00"),
        ("2017-04-11 00:00:00", "2017-04-11"),
        ("2017-04-11T00:00:00Z", "2017-04-11"),
        ("2017-04-11T00:00:00+02:00", "2017-04-11T00:00+02:00"),
        (1491899400, "2017-04-11T08:30+00:00"),
        (1491899400.0, "2017-04-11T08:30+00:00"),
        (1491899400123, "2017-04-11T08:30+00:00"),
        (1491899400123456, "2017-04-11T08:30+00:00"),
        ("1491899400", "2017-04-11T08:30+00:00"),
        (-86400, "1969-12-31"),
        (20170411, "2017-04-11"),
        ("20170411083000", "2017-04-11T08:30"),
        ("20170411T083000Z", "2017-04-11T08:30"),
        ("Tue, 11 Apr 2017 08:30:00 GMT", "2017-04-11T08:30+00:00"),
        ("Tue, 11 Apr 2017 08:30:00 -0400", "2017-04-11T08:30-04:00"),
        ({"$date": "2017-04-11T08:30:00Z"}, "2017-04-11T08:30+00:00"),
        ("April 11, 2017", "April 11, 2017"),
        ("2017/04/11", "2017/04/11"),
        ("soon", ""),
        (17, ""),
        ("2017-13-40 08:30:00", ""),
    ],
)
def test_dates_as_programs_write_them(value: Any, iso: str) -> None:
    assert iso_of(value) == iso
    document = made({"text": BODY, "date": value})
    assert bool(document.doubts) is not bool(iso)
    assert "date" not in document.fields or stated(document).published() is not None


@given(values)
def test_no_value_makes_the_reading_of_dates_fail(value: Any) -> None:
    iso = iso_of(value)
    assert not iso or isinstance(read_date(iso), Date)


@given(
    st.datetimes(
        datetime.datetime(1700, 1, 1), datetime.datetime(2100, 1, 1), timezones=st.one_of(st.none(), st.timezones())
    )
)
def test_every_moment_keeps_its_day(moment: datetime.datetime) -> None:
    assert read_date(iso_of(moment.isoformat())).value[:10] == moment.date().isoformat()


def test_a_date_that_is_none_is_told_and_the_article_is_read() -> None:
    document = made({"text": BODY, "date": "soon"})
    assert document.doubts == ("states a date that is none: soon",)
    assert document.fields == {"date_as_given": "soon"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>One.</p><p>Two.</p>", "html"),
        ("\n <div class=x><P class=y>One.</P></div>", "html"),
        ("<div>One.<br>Two.</div>", "html"),
        ("<!DOCTYPE html><title>x</title>", "html"),
        ("<b>Not</b> a page.", "text"),
        ("One <p> two.", "text"),
        ("5 < 6\n<p>", "text"),
    ],
)
def test_html_in_a_column_of_text_is_known_by_its_tags(text: str, kind: str) -> None:
    assert made({"text": text}).kind == kind
    assert made({"text": text}, format="text").kind == "text"
    assert made({"text": text}, format="markdown").kind == "markdown"


def test_what_stands_beside_html_is_stated_beside_it() -> None:
    document = made({"url": "https://example.org/x", "html": "<p>One.</p>", "fetched": "2017-04-11T08:00:00Z"})
    assert (document.kind, document.text, document.start) == ("html", "<p>One.</p>", 0)
    assert document.fields == {"url": "https://example.org/x", "fetched": "2017-04-11T08:00:00Z"}


def test_a_picture_lies_beside_the_container() -> None:
    assert made({"text": BODY, "image": "img/a.jpg"}).fields["image"] == "/wire/img/a.jpg"
    assert made({"text": BODY, "image": "a.jpg"}, "a.jsonl/x/y").fields["image"] == "/a.jpg"
    for place in ("https://example.org/a.jpg", "/a.jpg"):
        assert made({"text": BODY, "image": [{"url": place}]}).fields["image"] == place


def test_paragraphs_may_come_as_a_list() -> None:
    assert made({"content": ["One.", "", "Two."]}).text.endswith("---\n\nOne.\n\nTwo.")


def test_a_record_without_other_fields_keeps_a_text_that_looks_like_front_matter() -> None:
    text = "---\ntitle: not ours\n---\n\nOne."
    document = made({"text": text})
    assert find_head(document.text).body + 1 == document.start
    assert document.text[document.start :] == text


@pytest.mark.parametrize("fields", [{"title": "x"}, {"text": " \n"}, {"text": 5}, {"text": [" ", ""]}, {}])
def test_a_record_without_text_says_what_there_is(fields: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match="has no text; its columns: ") as error:
        made(fields)
    assert "[[source]]" in error.value.hint


# ---- articles


def read(fields: dict[str, Any], **columns: str) -> Any:
    return record.read("a.jsonl/1", json.dumps(fields).encode(), Evidence(columns=columns))


def test_a_record_is_read_as_its_document_is() -> None:
    text = "\n\n".join([PARAGRAPH] * 3)
    fields = {"title": "Ferry returns", "text": text, "date": 1491899400, "authors": "['Ada Moor']", "tags": ["sea"]}
    article = read(fields)
    assert article.words(article.title) == "Ferry returns"
    assert article.authors == ("Ada Moor",)
    assert article.published == Date("2017-04-11T08:30+00:00", "minute", "front matter")
    assert article.given.tags == ("sea",)
    words = [article.words(block.passage) for block in article.blocks]
    assert words == [PARAGRAPH] * 3
    assert article.text == record.text_of("a.jsonl/1", json.dumps(fields).encode(), {})
    numbers = {line.number for line in article.lines}
    assert numbers == {n for n, line in enumerate(article.text.split("\n"), 1) if line.strip()}


def test_a_record_of_markdown() -> None:
    article = read({"title": "Ferry", "text": "One *two*.\n\n## Three\n\nFour."}, format="markdown")
    assert article.words(article.title) == "Ferry"
    assert [block.kind for block in article.blocks] == ["paragraph", "subhead", "paragraph"]


def test_a_date_that_is_none_is_told_of_the_article() -> None:
    article = read({"title": "Ferry", "text": BODY, "date": "soon"})
    assert (article.published, article.unmatched) == (None, ("states a date that is none: soon",))


def test_a_record_of_html() -> None:
    pytest.importorskip("trafilatura")
    page = f"<html><body><article><h1>Ferry</h1><p>{'The ferry came back to us. ' * 9}</p></article></body></html>"
    fields = {"title": "Ferry returns", "html": page, "date": "2017-04-11", "author": "Ada Moor"}
    article = read(fields)
    assert article.words(article.title) == "Ferry returns"
    assert (article.authors, article.published) == (("Ada Moor",), Date("2017-04-11", "day", "front matter"))
    assert article.text == record.text_of("a.jsonl/1", json.dumps(fields).encode(), {})


@given(
    st.binary(max_size=60) | st.dictionaries(names, values, max_size=6).map(lambda f: json.dumps(f).encode()),
    texts | st.sampled_from([BODY, "<p>One.</p>", "---\ntitle: x\n---\nOne.", "# One\n\n![](x)"]),
    st.sampled_from(["auto", "text", "markdown", "html"]),
)
def test_no_record_makes_the_reading_fail(data: bytes, text: str, kind: str) -> None:
    if data.endswith(b"}"):
        data = b'{"maintext": ' + json.dumps(text).encode() + b", " * (len(data) > 2) + data[1:]
    evidence = Evidence(columns={"format": kind})
    try:
        article = record.read("a.jsonl/https://example.org/x", data, evidence)
    except SourceError as error:
        assert error.message and error.hint
        return
    assert article.text == record.text_of("a.jsonl/https://example.org/x", data, {"format": kind})
    lines = article.text.split("\n")
    assert [line.number for line in account(article)] == [n for n, line in enumerate(lines, 1) if line.strip()]


def test_a_stated_headline_is_not_looked_for_in_the_text() -> None:
    """Short first paragraphs stay paragraphs; the headline repeated above them is known for it."""
    body = "The ferry came back.\n\nNobody had seen it leave.\n\nIt was empty, said the harbour master on Monday."
    for text, blocks in ((body, 3), ("Ferry returns\n\n" + body, 3)):
        data = json.dumps({"title": "Ferry returns", "text": text}).encode()
        article = record.read("a.jsonl/x", data, Evidence(columns={}))
        assert article.words(article.title) == "Ferry returns"
        assert [article.words(b.passage) for b in article.blocks] == body.split("\n\n"), blocks
        assert all(line.role != "dropped" for line in article.lines)
