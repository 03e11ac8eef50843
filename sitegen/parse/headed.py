"""Plain text below front matter, and found fields below given ones.

A record of a container becomes such a text; so does a file to which somebody added the lines by hand."""

from __future__ import annotations

from msgspec import structs

from sitegen.errors import SourceError
from sitegen.model import Article, Evidence
from sitegen.parse.accounting import FRONT_MATTER, account_markdown
from sitegen.parse.frontmatter import NO_HEAD, Fields, Head, find_head, read_fields
from sitegen.parse.given import DEK, LANGUAGE, Stated
from sitegen.parse.overruling import Instead, put

OVERRULED = "front matter says otherwise"


def read(path: str, text: str, encoding: str, evidence: Evidence) -> Article:
    """The article in a plain text, with front matter or without.

    Raises:
        SourceError: the front matter states a date that is none.
    """
    from sitegen.parse import text as plain_text  # an archive of Markdown never needs it

    head, fields = _head(text)
    if head is NO_HEAD:
        return plain_text.read(path, text, encoding, evidence)
    stated = Stated(path, text, head, fields)
    found = plain_text.read(path, text, encoding, evidence, head.body, stated.word("title") or "")
    above = account_markdown(Article(text=text[: head.body], published=found.published), {})
    return overrule(structs.replace(found, lines=above + found.lines), stated)


def overrule(article: Article, stated: Stated) -> Article:
    """The article with what is stated in place of what was found; words that lose their place stay in the body."""
    title, dek = stated.passage("title") or article.title, stated.passage(*DEK) or article.dek
    figure, authors, published = stated.figure(), stated.authors() or article.authors, stated.published()
    given = stated.given()
    if given.tags is None and given.people is None and not stated.fields:
        return article
    is_stated = published is not None and published.origin == FRONT_MATTER
    new = Instead(title, dek, authors, published if is_stated else article.published)
    article = put(article, new, OVERRULED, stated.text.count("\n", 0, stated.head.body))
    return structs.replace(
        article,
        published=article.published or published,
        dateline=stated.word("dateline") or article.dateline,
        section=stated.word("section") or article.section,
        language=stated.word(*LANGUAGE) or article.language,
        figures=(figure, *article.figures) if figure else article.figures,
        given=given,
    )


def _head(text: str) -> tuple[Head, Fields]:
    """Front matter between fences, if it is that: a rule above a text is none, nor are its first words "Title:"."""
    if not text.startswith(("---", "+++")):
        return NO_HEAD, {}
    try:
        head = find_head(text)
        return head, read_fields(text, head) if head is not NO_HEAD else {}
    except SourceError:
        return NO_HEAD, {}
