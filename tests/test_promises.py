"""Promises on what readers get: words are verbatim slices of the source, and the old site stands until the new
one is whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from tests.conftest import SETTINGS, Archive
from tests.test_histories import Killed, killed

FERRY = """Ferry kept in port by gales

Harbour master Ann Roe closed the port of Lowick on Monday after gales of up to seventy knots along the coast.

“We could not let anybody out in that sea, and nobody asked us to,” Ms Roe told reporters. “It was not worth a life.”

Transport minister Bo Lindqvist said the ferry company would have to answer for the delay before the week was out.

“Nobody was told for hours, and that is not good enough for the people who wait on the quay,” said Mr Lindqvist.

“They ought to have known by noon.

“We shall ask them why they did not.”

The ferry is to sail again on Wednesday, if the wind drops as the forecasters at Lowick expect it to do.
"""
OPENING, CLOSING = "“", "”"


@pytest.fixture
def ferry(new_archive: Callable[..., Archive]) -> Archive:
    archive = new_archive("ferry", SETTINGS)
    archive.seed("ferry.txt", FERRY)
    archive.build()
    return archive


def quoted(page: str) -> list[str]:
    """What stands inside <q> on a page."""
    return [html.unescape(re.sub("<[^>]+>", "", q)) for q in re.findall(r"<q>(.*?)</q>", page, re.S)]


def is_whole_quotation(words: str) -> bool:
    """Do the words stand in the source from an opening mark to a closing one or to the end of their paragraph?  The
    comma that leads on to who said them is left off."""
    at = FERRY.find(words)
    return at > 0 and FERRY[at - 1] == OPENING and FERRY[at + len(words) :].removeprefix(",")[0] in CLOSING + "\n"


@pytest.mark.parametrize(("person", "count"), [("ann-roe", 2), ("bo-lindqvist", 2)])
def test_quotations_are_whole_and_verbatim(ferry: Archive, person: str, count: int) -> None:
    said = quoted(ferry.page(f"people/{person}.html"))
    assert len(said) == count
    for words in said:
        parts = [words] if words in FERRY else re.split(r"(?<=\.) (?=We shall)", words)
        assert all(is_whole_quotation(part) for part in parts), words


def test_pull_quotes_are_slices_that_link_to_their_sentence(ferry: Archive) -> None:
    more = "The harbour at Lowick lay quiet, and nobody had much to do there but watch the water go by.\n\n" * 15
    ferry.seed("ferry.txt", FERRY + "\n" + more)  # a pull quote is allowed for every 300 words
    ferry.build()
    page = ferry.page("articles/ferry-kept-in-port-by-gales.html")
    pulls = re.findall(r'<aside class="pull" role="note">.*?</aside>', page, re.S)
    assert pulls
    for pull in pulls:
        (words,) = quoted(pull)
        assert words in FERRY
        (target,) = re.findall(r'class="there" href="#(s\d+)"', pull)
        sentence = re.search(rf'<span id="{target}">(.*?)</span>', page, re.S)
        assert sentence
        assert words.rstrip(",.") in html.unescape(re.sub("<[^>]+>", "", sentence[1]))


def test_a_killed_build_leaves_a_whole_site(archive: Archive) -> None:
    """Every page is as it was or as it will be, and what is to go still stands."""
    for n in range(4):
        archive.article(f"n{n}.md", f"Article {n}", f"200{n}-01-01", ("Ann Lee",), ("rain",))
    archive.build()
    old = archive.site()
    archive.article("n1.md", "Another title", "2001-01-01", ("Bo Ek",), ("rain",))
    (archive.root / "seeds/n3.md").unlink()
    with killed("record", 0), pytest.raises(Killed):
        archive.build()
    between = archive.site()
    archive.build()
    new = archive.site()
    assert old.keys() <= between.keys()
    assert "articles/n3.html" in between
    assert b"No longer in the archive" in new["articles/n3.html"]
    assert all(data in (old.get(path), new.get(path)) for path, data in between.items())
