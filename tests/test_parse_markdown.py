"""Markdown with front matter: stated fields, plain paragraphs the short way, markup the long way, every line told."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.model import Article, Date, Passage
from sitegen.parse import account, fingerprint, parse
from sitegen.parse.markdown import is_plain, plain_blocks
from sitegen.parse.markup import read_markup

STORY = """---
title: "Mill burns down in Millton"
date: 2010-05-03
caption: "The mill at dawn (Photo: Bo Ek/Harbour Post)"
people: ["Ann Roe", "Bo Ek"]
tags: ["mills", "fires"]
---

The mill burned on Monday.

Ann Roe saw it from the quay.
"""


def read(text: str, path: str = "mill.md") -> Article:
    return parse(path, text.encode())


def with_fields(*fields: str, body: str = "The mill burned.") -> Article:
    return read("---\n" + "\n".join(fields) + f"\n---\n\n{body}\n")


def shown(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.words(block.passage)) for block in article.blocks]


def in_body(body: str) -> Article:
    return with_fields('title: "Mill"', body=body)


def test_stated_fields_are_slices_of_the_source() -> None:
    article = read(STORY)
    (figure,) = article.figures
    assert article.title == Passage(12, 38, 2)
    assert article.words(article.title) == "Mill burns down in Millton"
    assert article.words(figure.caption) == "The mill at dawn"
    assert article.words(figure.credit) == "Bo Ek/Harbour Post"
    assert article.published == Date("2010-05-03", "day", "front matter")
    assert (article.given.people, article.given.tags) == (("Ann Roe", "Bo Ek"), ("mills", "fires"))
    assert shown(article) == [
        ("paragraph", "The mill burned on Monday."),
        ("paragraph", "Ann Roe saw it from the quay."),
    ]
    assert [block.passage.line for block in article.blocks] == [9, 11]


def test_other_names_of_fields() -> None:
    article = with_fields(
        "Title: Mill burns",
        "description: A fire at night",
        "authors: [Ann Roe, {name: Bo Ek}]",
        "categories: [News]",
        "keywords: mills, fires",
        "lang: de",
        "section: local",
        "slug: the-mill",
        "aliases: [/old/mill.html]",
        "image: {src: mill.jpg, alt: A mill}",
    )
    assert article.words(article.title) == "Mill burns"
    assert article.words(article.dek) == "A fire at night"
    assert article.authors == ("Ann Roe", "Bo Ek")
    assert article.given.tags == ("mills", "fires", "News")
    assert (article.language, article.section, article.given.slug) == ("de", "local", "the-mill")
    assert article.given.aliases == ("/old/mill.html",)
    assert (article.figures[0].image, article.figures[0].alt) == ("mill.jpg", "A mill")


def test_nothing_stated_is_none_and_an_empty_list_is_a_statement() -> None:
    article = with_fields('title: "Mill"')
    assert (article.given.people, article.given.tags) == (None, None)
    assert with_fields("title: Mill", "tags: []").given.tags == ()


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("people: Rex Roe, Jr.", ("Rex Roe, Jr.",)),
        ("people: Roe; Ek ; Roe", ("Roe", "Ek")),
        ("persons: [Ann Roe]", ("Ann Roe",)),
        ("people: []", ()),
        ("people:", None),
    ],
)
def test_people(field: str, people: tuple[str, ...] | None) -> None:
    assert with_fields("title: Mill", field).given.people == people


def test_topics_are_tags() -> None:
    assert with_fields("topics: [mills]", "keywords: fires, mills").given.tags == ("mills", "fires")


@pytest.mark.parametrize(
    ("byline", "names"),
    [("By Ann Roe and Bo Ek, Harbour Post", ("Ann Roe", "Bo Ek")), ("Ann Roe", ("Ann Roe",)), ("", ())],
)
def test_bylines(byline: str, names: tuple[str, ...]) -> None:
    assert with_fields(f'byline: "{byline}"').authors == names


@pytest.mark.parametrize("field", ["draft: true", "published: false"])
def test_drafts(field: str) -> None:
    assert with_fields("title: Mill", field).given.draft
    assert not with_fields("title: Mill", field.replace("true", "no").replace("false", "true")).given.draft


@pytest.mark.parametrize(
    ("stated", "value", "precision"),
    [
        ("2010-05-03", "2010-05-03", "day"),
        ("2010-5-3", "2010-05-03", "day"),
        ("2010-05-03T08:09:10Z", "2010-05-03T08:09+00:00", "minute"),
        ("2010-05-03T08:09:10+02:00", "2010-05-03T08:09+02:00", "minute"),
        ("2010-05-03 08:09:10 +0200", "2010-05-03T08:09+02:00", "minute"),
        ("2010-05-03 08:09", "2010-05-03T08:09", "minute"),
        ("2010-05", "2010-05", "month"),
        ("2010", "2010", "year"),
        ('"May 3, 2010"', "2010-05-03", "day"),
        ("3. Mai 2010", "2010-05-03", "day"),
    ],
)
def test_dates(stated: str, value: str, precision: str) -> None:
    published = with_fields(f"date: {stated}").published
    assert published is not None
    assert (published.value, published.precision, published.origin) == (value, precision, "front matter")


@pytest.mark.parametrize("stated", ["soon", "2010-02-31", "2010-05-03T25:00", "[1, 2]"])
def test_a_date_that_is_none(stated: str) -> None:
    with pytest.raises(SourceError, match="a date that is none"):
        with_fields(f"date: {stated}")


def test_a_date_in_the_name_where_none_is_stated() -> None:
    article = read("---\ntitle: Mill\n---\n\nThe mill burned.\n", "2010/05/03/mill.md")
    assert article.published == Date("2010-05-03", "day", "file name")


def test_toml_front_matter() -> None:
    article = read('+++\ntitle = "Mill"\ndate = 2010-05-03\ntags = ["fires"]\n+++\nThe mill burned.\n')
    assert article.words(article.title) == "Mill"
    assert article.published == Date("2010-05-03", "day", "front matter")
    assert article.given.tags == ("fires",)
    assert shown(article) == [("paragraph", "The mill burned.")]


def test_words_that_the_source_writes_otherwise_are_rewritten() -> None:
    article = with_fields('title: "A \\"mill\\" burns"', "description: >", "  Two lines", "  of it")
    assert article.words(article.title) == 'A "mill" burns'
    assert article.words(article.dek) == "Two lines of it"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: [\n---\n\nText.\n", "not valid YAML: line 3"),
        ("---\n- a\n- b\n---\n\nText.\n", "no list of fields"),
        ("---\ntitle: Mill\n\nText.\n", "never closed"),
        ("+++\ntitle = \n+++\nText.\n", "not valid TOML"),
    ],
)
def test_broken_front_matter(text: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as told:
        read(text)
    assert told.value.hint


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert ("paragraph", "The mill burned.") in shown(read("---\n\nThe mill burned.\n"))


def test_markdown_without_front_matter_or_markup_is_read_as_text() -> None:
    article = read(
        "Mill burns down\n\nBy Ann Roe\n\nThe mill at Millton burned on Monday, said Bo Ek, who lives in it.\n"
    )
    assert article.words(article.title) == "Mill burns down"
    assert article.authors == ("Ann Roe",)


def test_a_first_heading_is_the_title_where_none_is_stated() -> None:
    article = read("# Mill *burns*\n\nIt burned.\n\n## After\n\n# Later\n")
    assert article.words(article.title) == "Mill burns"
    assert shown(article) == [("paragraph", "It burned."), ("subhead", "After"), ("subhead", "Later")]


def test_a_first_heading_that_repeats_the_stated_title_is_dropped() -> None:
    article = in_body("# mill\n\nIt burned.")
    assert [(line.text, line.rule) for line in article.dropped()] == [("# mill", "repeated headline")]
    assert shown(article) == [("paragraph", "It burned.")]


def test_inline_markup_keeps_words_and_html() -> None:
    article = in_body("The *mill* [burned](https://example.org/?a=1&b=2) & fell.\n\nAnother `one`.")
    first, second = article.blocks
    assert article.words(first.passage) == "The mill burned & fell."
    assert first.html == (
        'The <em>mill</em> <a href="https://example.org/?a=1&amp;b=2" rel="noopener">burned</a> &amp; fell.'
    )
    assert article.text[first.passage.start : first.passage.end].startswith("The *mill*")
    assert second.html == "Another <code>one</code>."


INTERVIEW = """Ann Roe has run the mill for ten years.

**When you took over,
what did you find?**

Mud.

**You never *liked* the river.**

It never liked me.

__Will you go?__

When it does."""


def test_questions_in_bold() -> None:
    article = in_body(INTERVIEW)
    assert shown(article) == [
        ("paragraph", "Ann Roe has run the mill for ten years."),
        ("question", "When you took over,\nwhat did you find?"),
        ("paragraph", "Mud."),
        ("question", "You never liked the river."),
        ("paragraph", "It never liked me."),
        ("question", "Will you go?"),
        ("paragraph", "When it does."),
    ]
    assert [block.html for block in article.blocks if block.html] == ["You never <em>liked</em> the river."]
    assert [line.rule for line in article.lines if line.role == "question"] == ["Markdown question"] * 4


@pytest.mark.parametrize(
    "body",
    [
        "**The council has not answered.**\n\nIt will.\n\n**Nobody knows when.**\n\nNobody.",
        "**Who** pays and **when?**\n\nNobody.",
        "**Who pays?** The county, says Ann Roe.\n\nNobody else.",
        "**Ann Roe, who runs the mill, opens her books.**\n\n**A heading**\n\n*Who pays?*\n\nNobody.",
    ],
)
def test_bold_that_is_no_question(body: str) -> None:
    assert "question" not in [kind for kind, _ in shown(in_body(body))]


def test_bold_before_the_first_question_and_at_the_end_is_no_turn_of_the_interview() -> None:
    article = in_body(f"**She sold it on Monday.**\n\n{INTERVIEW}\n\n**The mill opens in May.**")
    kinds = [kind for kind, _ in shown(article)]
    assert (kinds[0], kinds[-1], kinds.count("question")) == ("paragraph", "paragraph", 3)


def test_paragraphs_among_markup_stay_slices() -> None:
    article = in_body("# Head\n\nA [sic] plain one.\n\nTwo lines\nof words.")
    assert all(not block.html and not block.passage.rewritten for block in article.blocks)
    assert shown(article)[1:] == [("paragraph", "A [sic] plain one."), ("paragraph", "Two lines\nof words.")]


def test_lists() -> None:
    article = in_body("- one\n- *two*\n\nAnd:\n\n1. first\n2. second\n\nEnd.")
    assert [kind for kind, _ in shown(article)] == ["list", "list", "paragraph", "other", "paragraph"]
    assert shown(article)[:2] == [("list", "one"), ("list", "two")]
    assert article.blocks[3].html == "<ol>\n<li>first</li>\n<li>second</li>\n</ol>"


def test_quotations_tables_code_and_footnotes_are_html() -> None:
    article = in_body("> said\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\nText.[^1]\n\n[^1]: A note.")
    html = [block.html for block in article.blocks]
    assert html[0] == "<blockquote>\n<p>said</p>\n</blockquote>"
    assert "<td>2</td>" in html[1]
    assert html[2] == "<pre><code>code\n</code></pre>"
    assert 'href="#fn1"' in html[3]
    assert 'id="fn1"' in html[4]
    assert [words for _, words in shown(article)] == ["said", "a b 1 2", "code", "Text.", "A note."]


def test_pictures_become_figures() -> None:
    article = read(
        '---\ntitle: Mill\n---\n\n![A mill](pic/mill.jpg "The mill at dawn")\n\nSee ![x](/quay.png) here.\n',
        "2010/mill.md",
    )
    first, second = article.figures
    assert (first.image, first.alt, article.words(first.caption)) == ("2010/pic/mill.jpg", "A mill", "The mill at dawn")
    assert second.image == "quay.png"
    assert shown(article) == [("paragraph", "See here.")]
    assert "<img" not in article.blocks[0].html


@pytest.mark.parametrize(
    "place", ["../../etc/passwd", "javascript:x", "//host/x.png", "data:image/png;base64,AA", ".."]
)
def test_a_picture_outside_the_seeds_is_none(place: str) -> None:
    assert all(figure.image is None for figure in in_body(f"![x]({place})").figures)
    assert all(figure.image is None for figure in with_fields(f'image: "{place}"').figures)


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<a href='javascript:alert(1)'>x</a>",
        "![x](javascript:alert(1))",
        '[x](https://a.b "\\" onmouseover=\\"alert(1)")',
        "<iframe src=https://a.b></iframe>",
        "> <svg onload=alert(1)>",
        "| <style>x</style> |\n|---|\n| <object> |",
        "`<script>` *<script>*",
    ],
)
def test_attacks_are_text(attack: str) -> None:
    for block in in_body(attack + "\n\n*x*").blocks:
        page = Tags()
        page.feed(block.html)
        assert not page.tags & {"script", "style", "iframe", "object", "svg", "img"}
        assert page.attributes.keys() <= {"href", "rel", "title", "id"}
        assert not page.attributes.get("href", "").lower().startswith(("javascript:", "data:"))


class Tags(HTMLParser):
    """The elements and attributes of a piece of HTML, as a browser finds them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)


LINES = st.one_of(
    st.sampled_from(
        [
            "The mill burned.",
            "A [sic] word; AT&T, 5 > 4, #1 | 2 = 2: done!",
            "2010 was a year",
            "1. one",
            "- one",
            "# Head",
            "---",
            "===",
            "|---|",
            "a | b",
            "[x]: y",
            "[x]",
            "*x*",
            "x  ",
            " x",
            "\t",
            "&amp; x",
            "\xa0x\x0b",
            "https://example.org www.example.org",
            ": x",
            "^[x]",
            # footnotes, tables, entities: markup only in company
            "A word[^1] and [^ 1]",
            "[^1]: A note.",
            "[^1] is no note",
            "| a | b |",
            "a|b",
            "-|-",
            ":--|--:",
            "--- | ---",
            "|",
            "&copy x; &; &#; &#x; &#65 AT&T; Q&A",
            "&copy;",
            "&#65;",
            "&#X41;",
            "x &nosuch; y",
            "&CounterClockwiseContourIntegral;",
            "|a|b|\n|-|-|",
            "~~a~~ ~b",
            "~~~",
            "<https://example.org> 5 < 6",
            "123456789. nine digits",
            "12) twelve",
            "12.twelve",
            "0123456789. ten digits",
            "2. ",
            "2.",
            "\u0662. in other digits",
            "\u2028x\u2029",
            "x\ufeff",
            "www.example.org/a_b",
            "!",
            "[",
            "]",
        ]
    ),
    st.text(max_size=20).filter(lambda line: "\n" not in line and "\r" not in line),
    st.text(alphabet="ab .#-=>|:[]()!&;1\t\x0c", max_size=12),
)


def bodies(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", "\n\n\n"])), max_size=12).map(
        lambda lines: "".join(line + end for line, end in lines)
    )


BODIES = bodies(LINES)


@settings(max_examples=800, deadline=None)
@given(bodies(LINES.filter(is_plain)))
@example("a\n2. b\n")
@example("a \nb\n\n\x0b\n\nc\n")
@example("a|b\n&copy x; &; &#; &#x; AT&T\n\n[^ 1] and [sic] and (x): y\n12.x\n0123456789. y\n")
def test_the_short_way_through_a_body_gives_the_blocks_of_the_long_way(body: str) -> None:
    assume(is_plain(body))
    markup = read_markup("x.md", body, 0, "")
    assert plain_blocks(body, 0, 1) == markup.blocks
    assert (markup.title, markup.figures, markup.dropped) == (None, (), {})


@pytest.mark.parametrize(
    "body",
    [
        "*a*",
        "_a_",
        "`a`",
        "<https://example.org>",
        "a\\\nb",
        "~~a~~",
        "a\0",
        "[a](b)",
        "[a]: b",
        "a[^1]\n\n[^1]: b",
        "a ^[b]",
        "&amp;",
        "&#65;",
        "&#X41;",
        "a  \nb",
        "- a",
        "+ a",
        "a\n===",
        "# a",
        "> a",
        "|a|\n|-|",
        "a|b\n:-|-",
        "    a",
        "\ta",
        "1. a",
        "123456789) a",
        "1.",
    ],
)
def test_each_sign_that_the_short_way_looks_for_is_needed(body: str) -> None:
    """Without the look at it the two ways would differ, which is what the test above would see."""
    assert not is_plain(body)
    assert plain_blocks(body, 0, 1) != read_markup("x.md", body, 0, "").blocks


@pytest.mark.parametrize("depth", [20, 45, 60, 99, 100, 101, 150])
@pytest.mark.parametrize("kind", ["quotation", "list", "both"])
def test_what_is_nested_too_deep_is_not_lost(depth: int, kind: str) -> None:
    """The parser drops what lies below its last level: such a piece is shown as it is written."""
    body = {
        "quotation": "> " * depth + "the mill",
        "list": "".join(f"{'  ' * n}- {'the mill' if n == depth - 1 else 'a'}\n" for n in range(depth)),
        "both": "> - " * depth + "the mill",
    }[kind]
    article = in_body(f"*Before.*\n\n{body}\n\n*After.*")
    words = "".join(block.html or article.words(block.passage) for block in article.blocks)
    assert words.startswith("<em>Before.</em>")
    assert "the mill" in words and "After." in words
    assert len(account(article)) == sum(1 for line in article.text.split("\n") if line.strip())


@pytest.mark.parametrize("piece", ["[", "![", "^[", "[^a", "[a][", "[[]", "[" * 50 + "]" * 50 + " "])
def test_brackets_in_brackets_without_end_are_text(piece: str) -> None:
    article = in_body("*x* " + piece * 20_000)
    assert [block.html for block in article.blocks] == [""]
    assert article.words(article.blocks[0].passage) == ("*x* " + piece * 20_000).strip()


def test_many_links_are_links() -> None:
    article = in_body("".join(f"[See [sic] {n}](/{n})\n\n[open [sic\n\n" for n in range(1500)))
    assert article.blocks[-2].html == '<a href="/1499" rel="noopener">See [sic] 1499</a>'


def passages(article: Article) -> list[Passage]:
    found = [article.title, article.dek, *(block.passage for block in article.blocks)]
    for figure in article.figures:
        found += [figure.caption, figure.credit]
    return [passage for passage in found if passage is not None]


@settings(max_examples=400, deadline=None)
@given(
    BODIES,
    st.sampled_from(
        ["", "---\ntitle: Head\nauthor: Ann Roe\n---\n", '---\ntitle: "x"\n---\n\n', "Title: Head\nTags: a\n\n"]
    ),
)
def test_every_line_is_told_and_every_passage_stands_in_the_source(body: str, head: str) -> None:
    text = head + body
    assume(text.strip())
    try:
        article = parse("x.md", text.encode("utf-8", "replace"))
    except SourceError as error:
        assert "\0" in text or "front matter" in error.message
        return
    lines = article.text.split("\n")
    told = account(article)
    assert [line.number for line in told] == [number for number, line in enumerate(lines, 1) if line.strip()]
    assert all(line.rule for line in told)
    for passage in passages(article):
        assert 0 <= passage.start < passage.end <= len(article.text)
        assert passage.line == article.text.count("\n", 0, passage.start) + 1
    if article.lines and article.blocks and article.blocks[0].html == "":
        assert article.words(article.blocks[0].passage).strip()


@settings(max_examples=400, deadline=None)
@given(BODIES)
def test_no_word_of_a_body_is_lost(body: str) -> None:
    """Letters of the body stand in a block, the title, a figure, or in markup's own places (addresses, notes)."""
    assume(not set(body) & set("[]&!\\<`\0"))
    text = "---\ntitle: Head\n---\n" + body
    article = parse("x.md", text.encode("utf-8", "replace"))
    kept = "".join(article.words(passage) for passage in passages(article)) + "".join(
        article.text.split("\n")[line.number - 1] for line in article.lines if line.role == "dropped"
    )
    written = article.text[len("---\ntitle: Head\n---\n") :]
    for word in re.findall(r"[^\W\d_]+", written):
        assert word in kept


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["x.txt", "x.md", "X.MD"]))
def test_any_bytes_are_read_or_refused(data: bytes, path: str) -> None:
    try:
        parse(path, data)
    except SourceError as error:
        assert error.message


def test_line_ends_do_not_matter() -> None:
    assert parse("x.md", STORY.replace("\n", "\r\n").encode()) == read(STORY)


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert fingerprint() == fingerprint() != b""
