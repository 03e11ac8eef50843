"""Promises of the reader of plain text, for any text whatever."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model import RECURS, Article, Correction, Evidence, Passage
from sitegen.parse import text as plain

FRAGMENTS = (
    "By Ann Roe",
    "By ",
    "by by by",
    "Ann Roe",
    "3 May 2010",
    "Published: 3 May 2010 | Updated: 04/05/2010",
    "7 hours ago",
    "31 February 2010",
    "Photo: Bo Ek",
    "(AP Photo/ Bo Ek)",
    "The mill at dawn. (Photo: Bo Ek/Harbour Post)",
    "The mill at dawn. (Photo: Bo Ek/Harbour Post)",
    "Getty Images",
    "caption",
    "Read more",
    "Share",
    "Have your say",
    "MILLTON (AP) —",
    "MILLTON: The council met.",
    "Mill burns down in Millton | The Harbour Post",
    "Mill burns down in Millton",
    "The council of Millton said on Monday that it would build the mill again, in stone this time, before the winter.",
    "“We will build it again,” said Ann Roe.The council met on Tuesday.\u200b",
    "• one thing",
    "What now?",
    "***",
    '""',
    "\u200b",
    "\ufeff",
    "\x1c",
    "\x85",
    "\u2028",
    "\xa0",
    "(",
    "it went on and",
    "on without a stop-",
)
LINES = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.text(max_size=60),
    st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join),
    st.text(alphabet="aB .,-\"'“”()/|:@1©\t", max_size=60),
)
TEXTS = st.one_of(st.lists(LINES, max_size=40).map("\n".join), st.lists(LINES, max_size=40).map("\n\n".join), st.text())


def passages(article: Article) -> list[Passage]:
    found = [article.title, article.dek, *(block.passage for block in article.blocks)]
    for figure in article.figures:
        found += [figure.caption, figure.credit]
    return [passage for passage in found if passage is not None]


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_every_line_is_accounted_for(text: str) -> None:
    account(text, plain.read("x.txt", text, "utf-8"))


def account(text: str, article: Article) -> None:
    lines = text.split("\n")
    assert [line.number for line in article.lines] == [n for n, line in enumerate(lines, 1) if line.strip()]
    assert all(line.rule for line in article.lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    kept = passages(article)
    for line in article.lines:
        source, start = lines[line.number - 1], starts[line.number - 1]
        end = start + len(source)
        here = [passage for passage in kept if passage.start < end and start < passage.end]
        if line.role == "byline":
            assert any(word in source.casefold() for name in article.authors for word in name.casefold().split())
        elif line.role == "date":
            assert article.published is not None and article.published.origin == "text"
        elif line.role in ("title", "dek", "caption", "credit"):
            assert here
        elif line.role != "dropped":
            assert letters(source) in "".join(letters(article.words(passage)) for passage in here)


ROLES = ("title", "dek", "byline", "date", "dateline", "caption", "credit", "paragraph", "subhead", "list", "question")


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_every_line_is_accounted_for_whatever_is_known_of_it(text: str, data: st.DataObject) -> None:
    """The archive's evidence and an editor's roles move lines, and lose none."""
    lines = sorted({line.strip() for line in text.split("\n") if line.strip()})
    stated = data.draw(st.lists(st.tuples(st.sampled_from(lines), st.sampled_from(ROLES)), max_size=4)) if lines else []
    level = data.draw(st.sampled_from((0, *RECURS)))
    evidence = Evidence(
        lambda keys: dict.fromkeys(keys[::2], level) if level else {}, (), Correction(lines=tuple(stated))
    )
    account(text, plain.read("x.txt", text, "utf-8", evidence))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_passages_are_slices(text: str) -> None:
    article = plain.read("x.txt", text, "utf-8")
    assert article.text == text
    for passage in passages(article):
        words = article.words(passage)
        assert 0 <= passage.start < passage.end <= len(text)
        assert words == words.strip() != ""
        assert passage.line == text.count("\n", 0, passage.start) + 1
        assert passage.rewritten or "\n" not in words


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_blocks_stand_in_order_and_do_not_overlap(text: str) -> None:
    blocks = plain.read("x.txt", text, "utf-8").blocks
    for before, after in pairwise(blocks):
        assert before.passage.end <= after.passage.start


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert plain.read("x.txt", text, "utf-8") == plain.read("x.txt", text, "utf-8")


@pytest.mark.parametrize(
    "piece", ['"', " ", "By ", "(", "a.B", "/", "a@b", "By Ann Roe and ", "1 May 2010 ", "\u200b", "|"]
)
def test_a_line_without_end(piece: str) -> None:
    text = piece * 200_000
    article = plain.read("x.txt", text, "utf-8")
    assert len(article.lines) == bool(text.strip())
