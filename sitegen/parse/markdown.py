"""Markdown with front matter -> an article.

A body of plain paragraphs, most of an archive, is cut by hand; anything else goes through markdown-it-py
(`markup.py`), with the same blocks for the same paragraphs: a test compares both."""

from __future__ import annotations

import re

from msgspec import structs

from sitegen.model import Article, Block, Evidence, Passage
from sitegen.parse.accounting import account_markdown
from sitegen.parse.frontmatter import NO_HEAD, find_head, read_fields
from sitegen.parse.given import DEK, LANGUAGE, Stated

# characters that mark text up wherever they stand; brackets and "&" do so only in company
SIGNS = b"*_`<\\~\0"
BRACKET_MARKUP = ("](", "]:", "[^", "^[")
ENTITY = re.compile(r"&(?:#[0-9xX]|[A-Za-z])[0-9A-Za-z]*;")
# characters that may open something other than a paragraph at the start of a line
STARTS = frozenset("-+=#>|: \t0123456789")
ENUMERATED = re.compile(r"[0-9]{1,9}[.)](?:[ \t]|\Z)")
LONGEST = 1_000_000  # characters of a body in which markup is looked for: nobody marks up a longer one by hand
BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
DEEP, MOST_DEEP = 10, 1000  # brackets in so many others, and how many of them a body may hold


def read(path: str, text: str, encoding: str, evidence: Evidence) -> Article:
    """The article in a decoded Markdown source.

    A source without front matter and without markup is read as plain text, headline and all.  `lines` stays empty
    where every paragraph is plain: `accounting.account` tells them when they are asked for.

    Raises:
        SourceError: the front matter is broken, or states a date that is none.
    """
    head = find_head(text)
    body = text[head.body :] if head.body else text
    short = len(body) > LONGEST or is_plain(body) or _is_tangled(body)
    if short and head is NO_HEAD:
        from sitegen.parse import text as plain_text

        return plain_text.read(path, text, encoding, evidence)
    stated = Stated(path, text, head, read_fields(text, head) if head is not NO_HEAD else {})
    line = text.count("\n", 0, head.body) + 1
    figure = stated.figure()
    article = Article(
        text=text,
        title=stated.passage("title"),
        dek=stated.passage(*DEK),
        authors=stated.authors(),
        published=stated.published(),
        dateline=stated.word("dateline"),
        section=stated.word("section"),
        language=stated.word(*LANGUAGE),
        figures=(figure,) if figure else (),
        blocks=plain_blocks(body, head.body, line) if short else (),
        encoding=encoding,
        given=stated.given(),
    )
    return article if short else _with_markup(path, article, head.body)


def _with_markup(path: str, article: Article, start: int) -> Article:
    from sitegen.parse.markup import read_markup

    title, blocks, figures, dropped = read_markup(path, article.text, start, article.words(article.title))
    shown = {figure.image for figure in article.figures}
    figures = tuple(figure for figure in figures if figure.image is None or figure.image not in shown)
    article = structs.replace(article, title=article.title or title, blocks=blocks, figures=article.figures + figures)
    return structs.replace(article, lines=account_markdown(article, dropped))


def is_plain(body: str) -> bool:
    """True for paragraphs without anything that Markdown reads as markup; in doubt False."""
    raw = body.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, SIGNS)) != len(raw) or "  \n" in body:
        return False
    if "[" in body and any(mark in body for mark in BRACKET_MARKUP):
        return False
    if "&" in body and ENTITY.search(body):
        return False
    lines = body.split("\n")
    if STARTS.isdisjoint([line[:1] for line in lines]):
        return True
    return not any(line[:1] in STARTS and _may_open(line) for line in lines if line)


def _is_tangled(body: str) -> bool:
    """Brackets in brackets without end: the parser takes a hundred times as long for each of them."""
    if body.count("[") <= MOST_DEEP:
        return False
    depth = deep = 0
    for found in BRACKETS.findall(body):
        depth = depth + 1 if found == "[" else max(depth - 1, 0) if found == "]" else 0
        deep += found == "[" and depth > DEEP
    return deep > MOST_DEEP


def _may_open(line: str) -> bool:
    return not line[0].isdigit() or ENUMERATED.match(line) is not None


def plain_blocks(body: str, start: int, line: int) -> tuple[Block, ...]:
    """The paragraphs of a plain body that begins at `start` of the source, in line number `line`."""
    blocks: list[Block] = []
    for paragraph in body.split("\n\n"):
        words = paragraph.strip()
        if words:
            skipped = paragraph.index(words)
            first = start + skipped
            above = paragraph.count("\n", 0, skipped) if skipped else 0
            blocks.append(Block("paragraph", Passage(first, first + len(words), line + above)))
        start += len(paragraph) + 2
        line += 2 + (paragraph.count("\n") if "\n" in paragraph else 0)
    return tuple(blocks)
