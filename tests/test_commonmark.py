"""Markdown is read as CommonMark 0.31 says: the same text content, wherever sanitising does not intervene.

Own examples over every section of the specification, and the specification's own where `SITEGEN_COMMONMARK` names its
examples: a JSON list of objects with `markdown`, `html`, `example` and `section`, which is not part of this project."""

from __future__ import annotations

import json
import os
from pathlib import Path

import html5lib
import pytest
from markdown_it import MarkdownIt

from sitegen.model import Article
from sitegen.parse import parse

EXAMPLES = os.environ.get("SITEGEN_COMMONMARK", "")
HEAD = '---\ntitle: "Head"\n---\n'


def in_body(markdown: str) -> Article:
    return parse("x.md", (HEAD + markdown).encode())


def words_of(html: str) -> str:
    """The text content of a piece of HTML, as a browser finds it, each run of white space as one blank."""
    return " ".join("".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext()).split())


def shown(article: Article) -> str:
    """The text content of the blocks."""
    blocks = article.blocks
    return " ".join(" ".join(words_of(b.html) if b.html else article.words(b.passage) for b in blocks).split())


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        # tabs
        ("\tcode of the\tmill", "code of the mill"),
        ("- mill\n\n\tsecond paragraph of it", "mill second paragraph of it"),
        (">\t\tcode in a quotation", "code in a quotation"),
        ("#\tMill", "Mill"),
        # backslashes and entities
        (r"\*not emphasis\* and \# no heading", "*not emphasis* and # no heading"),
        (r"C:\mill\quay", r"C:\mill\quay"),
        ("AT&amp;T &copy; &#65; &#x42; &nosuch;", "AT&T © A B &nosuch;"),
        ("&#42;mill&#42;", "*mill*"),
        # precedence: blocks before inlines, code before emphasis
        ("- `one\n- two`", "`one two`"),
        ("*mill `quay*`", "*mill quay*"),
        # thematic breaks
        ("mill\n\n* * *\n\nquay", "mill quay"),
        ("mill\n***\nquay", "mill quay"),
        ("--", "--"),
        # ATX headings
        ("### Mill ###\n", "Mill"),
        ("####### seven are too many", "####### seven are too many"),
        ("#mill", "#mill"),
        ("# Mill #1", "Mill #1"),
        # setext headings
        ("Mill\nburns\n===\nIt did.", "Mill burns It did."),
        ("Mill\n-----\nIt did.", "Mill It did."),
        ("> Mill\n---", "Mill"),
        # indented and fenced code
        ("    a < b\n\n    *c*", "a < b *c*"),
        ("mill\n    no code here", "mill no code here"),
        ("```python\nx = '*'\n```", "x = '*'"),
        ("~~~\nmill\n```\n~~~", "mill ```"),
        ("```\nnever closed", "never closed"),
        ("````\n```\n````", "```"),
        # HTML blocks and raw HTML are shown, not run
        ("<div>\nmill\n</div>", "<div> mill </div>"),
        ("<!-- mill -->", "<!-- mill -->"),
        ('mill <b class="x">quay</b>', 'mill <b class="x">quay</b>'),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        # link reference definitions
        ("[mill]: /mill 'The mill'\n\nSee the [mill].", "See the mill."),
        ("See the [quay][MILL].\n\n[mill]: <https://example.org/a b>", "See the quay."),
        ("[mill]: /one\n[mill]: /two\n\n[mill]", "mill"),
        ("See [nothing].", "See [nothing]."),
        ("mill\n[quay]: /quay", "mill [quay]: /quay"),
        # paragraphs and blank lines
        ("mill\n   and quay\n\n\n\nash", "mill and quay ash"),
        # quotations
        ("> mill\nstill quoted\n\nno more", "mill still quoted no more"),
        ("> > deep\n> less", "deep less"),
        # lists, tight and loose
        ("- one\n- two\n\n\n- three", "one two three"),
        ("1) one\n2) two\n\n3. other list", "one two other list"),
        ("- one\n  - inner\n    more\n- two", "one inner more two"),
        ("The year was\n1984. A mill burned.", "The year was 1984. A mill burned."),
        ("1984\\. A mill burned.", "1984. A mill burned."),
        ("-one\n\n2.two", "-one 2.two"),
        ("10000000000. is no list", "10000000000. is no list"),
        ("- \n  mill", "mill"),
        # code spans
        ("`` a ` b ``", "a ` b"),
        ("`a\nb`", "a b"),
        ("`` mill`", "`` mill`"),
        # emphasis
        ("*mill* _quay_ **ash** __oak__ ***elm***", "mill quay ash oak elm"),
        ("snake_case_word and 5*6*7", "snake_case_word and 567"),
        ("a * mill * b", "a * mill * b"),
        ("**mill*", "*mill"),
        ("*mill **quay***", "mill quay"),
        ("*(mill)*quay", "*(mill)*quay"),  # the second star stands after a mark and before a letter
        # links
        ('[mill](/mill "title") and [quay](<b c>)', "mill and quay"),
        ("[a [b] c](/x)", "a [b] c"),
        ("[mill](not a link)", "[mill](not a link)"),
        ("[outer [inner](/a) x](/b)", "[outer inner x](/b)"),
        ("[*mill*](/a)", "mill"),
        # images leave the text: they are figures
        ("See ![the mill](/mill.jpg) here", "See here"),
        ("[![the mill](/mill.jpg) at dawn](/a)", "at dawn"),
        # autolinks
        ("<https://example.org/a?b=c> and <ann@example.org>", "https://example.org/a?b=c and ann@example.org"),
        ("https://example.org is no link", "https://example.org is no link"),
        ("< https://example.org >", "< https://example.org >"),
        # hard and soft breaks
        ("mill  \nquay\\\nash\noak", "mill quay ash oak"),
        ("mill\\", "mill\\"),
        ("`mill  \nquay`", "mill quay"),
        # text
        ("雨が降った。**強く**降った。", "雨が降った。強く降った。"),
        ("雨が**「強く」**降った", "雨が**「強く」**降った"),
        ("mill  and\t quay", "mill and quay"),
    ],
)
def test_text_content(markdown: str, words: str) -> None:
    assert shown(in_body(markdown)) == words


def test_blocks_of_a_mixed_body() -> None:
    article = in_body("Mill\n====\n\n> said\n\n- one\n- two\n\n```\ncode\n```\n\n***\n\nEnd *of* it.\n")
    assert [block.kind for block in article.blocks] == [
        "subhead",
        "other",
        "list",
        "list",
        "other",
        "other",
        "paragraph",
    ]
    assert [block.html for block in article.blocks if block.html] == [
        "<blockquote>\n<p>said</p>\n</blockquote>",
        "<pre><code>code\n</code></pre>",
        "<hr>",
        "End <em>of</em> it.",
    ]


def test_code_keeps_its_white_space() -> None:
    (block,) = in_body("```\na\n\n\n    b\tc\n```").blocks
    assert block.html == "<pre><code>a\n\n\n    b\tc\n</code></pre>"


def test_addresses_of_links() -> None:
    (block,) = in_body('[a](/ä?b=c&d "T") [b][r] <ann@example.org>\n\n[r]: <x y>').blocks
    tree = html5lib.parseFragment(block.html, namespaceHTMLElements=False)
    assert [a.get("href") for a in tree.iter("a")] == ["/%C3%A4?b=c&d", "x%20y", "mailto:ann@example.org"]


@pytest.mark.skipif(not EXAMPLES, reason="SITEGEN_COMMONMARK names no file of examples")
def test_the_examples_of_the_specification() -> None:
    """All of them but those with raw HTML, which is shown as text here and not let through."""
    examples = json.loads(Path(EXAMPLES).read_text("utf-8"))
    told = [
        f"{example['example']} {example['section']}: {read!r} instead of {wanted!r}"
        for example in examples
        if not holds_raw_html(example["markdown"])
        for read, wanted in [(shown(in_body(example["markdown"])), words_of(example["html"]))]
        if read != wanted
    ]
    assert not told, "\n".join(told)
    assert len(examples) > 600


def holds_raw_html(markdown: str) -> bool:
    """Does the parser find HTML in it, where it is let through?"""
    tokens = MarkdownIt("js-default", {"html": True}).parse(markdown)
    return any(t.type == "html_block" or any(c.type == "html_inline" for c in t.children or ()) for t in tokens)
