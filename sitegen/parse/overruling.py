"""What is stated takes the place of what was found, and no word is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import structs

from sitegen.model import Article, Block, Date, Line, Passage


class Instead(NamedTuple):
    """Fields as they shall be from now on; those that nobody states are the article's own."""

    title: Passage | None
    dek: Passage | None
    authors: tuple[str, ...]
    published: Date | None


def put(article: Article, new: Instead, rule: str, above: int = 0) -> Article:
    """The article with these fields.  A headline, or a line below it, that is none after all becomes a paragraph at
    the head of the body; the lines of a by-line or a date that does not count any more are dropped.

    Args:
        article: with an entry for every line.
        new: what is to be in it.
        rule: the name under which lines change their role.
        above: lines of front matter, whose role stands.
    """
    found = [was for was in (article.title, article.dek) if was is not None and was.line > above]
    kept = [was for was in found if _is_lost(article, was, new)]
    lost = set()
    if article.authors and article.authors != new.authors:
        lost.add("byline")
    if article.published not in (None, new.published):
        lost.add("date")
    again = {number for passage in kept for number in lines_of(article.text, passage)}
    return structs.replace(
        article,
        title=new.title,
        dek=new.dek,
        authors=new.authors,
        published=new.published,
        blocks=(*(Block("paragraph", passage) for passage in kept), *article.blocks),
        lines=tuple(_fates(article, again, lost, rule, above)),
    )


def lines_of(text: str, passage: Passage) -> range:
    """The numbers of the lines that a passage stands in."""
    return range(passage.line, passage.line + text.count("\n", passage.start, passage.end) + 1)


def _is_lost(article: Article, was: Passage, new: Instead) -> bool:
    """Would words of the text stand nowhere?  Not where others are read at their place."""
    if was.start == was.end:
        return False  # stated, beside a text that does not hold them
    now = [passage for passage in (new.title, new.dek) if passage is not None]
    if any(was.start < passage.end and passage.start < was.end for passage in now):
        return False
    return _folded(article.words(was)) not in [_folded(article.words(passage)) for passage in now]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _fates(article: Article, again: set[int], lost: set[str], rule: str, above: int) -> Iterator[Line]:
    for line in article.lines:
        if line.number <= above:
            yield line
        elif line.number in again:
            yield Line(line.number, "paragraph", rule)
        elif line.role in lost:
            yield Line(line.number, "dropped", rule)
        else:
            yield line
