"""Pull quotes on the pages of articles: how many, and where."""

from __future__ import annotations

import re

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sitegen.pages.quotes import WORDS_A_PULL
from tests.conftest import NO_SEARCH, SETTINGS, Archive

SPOKEN = "The {n}th ferry was late again and nobody on the pier could say why it was so, or for how long"
PLAIN = "The council met on a wet evening and heard what the harbour had to say about tides, tolls and timber. " * 2
BLOCK = re.compile(r'<aside class="pull" role="note">.*?</aside>|<p>.*?</p>', re.S)


def body(kinds: list[bool]) -> str:
    """Paragraphs, one a turn: something said (True) or nothing (False)."""
    said = (f"“{SPOKEN.format(n=n)},” said Mr Quill. {PLAIN}" if k else PLAIN for n, k in enumerate(kinds))
    return "\n\n".join(("Harbour master Bo Quill closed the port on Monday.", *said))


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).replace("&#34;", '"').split())


@settings(max_examples=8, phases=[Phase.generate])  # a build each: no time to shrink
@given(st.lists(st.booleans(), min_size=3, max_size=24))
def test_pulls_are_few_and_stand_where_they_may(tmp_path_factory: pytest.TempPathFactory, kinds: list[bool]) -> None:
    archive = Archive(tmp_path_factory.mktemp("pulls"), SETTINGS + NO_SEARCH)
    text = body(kinds)
    archive.seed("ferry.md", f"---\ntitle: A ferry\ndate: 2019-05-06\n---\n\n{text}\n")
    archive.build()
    page = archive.page("articles/ferry.html")
    blocks = BLOCK.findall(page[page.index('<div class="prose"') : page.index('<aside class="margin"')])
    at = [n for n, block in enumerate(blocks) if block.startswith("<aside")]
    assert len(at) <= len(text.split()) // WORDS_A_PULL
    for n in at:
        (words,) = re.findall(r"<q>(.*?)</q>", blocks[n])
        assert sum(not b.startswith("<aside") for b in blocks[:n]) >= 2, "never in the first two paragraphs"
        beside = [blocks[m] for m in (n - 1, n + 1) if m < len(blocks)]
        assert all(plain(words) not in plain(block) for block in beside), "never beside its own"
        assert any(plain(words) in plain(b) for b in blocks if not b.startswith("<aside"))
