"""Patterns that assign a tag: which tags the words of an article have by what editors state in tags.toml."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from sitegen.model import Annotations, Article, Topic
from sitegen.naming import fold

Pattern = tuple[str, str]  # a regular expression, and the name of the tag


class Patterns:
    """Patterns, ready: they match whole words, whatever their case ("flood\\w*" also finds "flooding")."""

    def __init__(self, stated: Iterable[Pattern]) -> None:
        self._of_tag: dict[str, list[re.Pattern[str]]] = {}
        for pattern, tag in stated:
            self._of_tag.setdefault(tag, []).append(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE))

    def tags(self, words: str) -> list[str]:
        """The tags that one of whose patterns matches these words, in the order in which they were stated."""
        return [tag for tag, patterns in self._of_tag.items() if any(p.search(words) for p in patterns)]


def words_of(article: Article) -> str:
    """What patterns look at: the headline and the body, a paragraph a line, words one blank apart."""
    passages = [article.title, *(block.passage for block in article.blocks)]
    return "\n".join([" ".join(article.words(passage).split()) for passage in passages])


def with_tags(article: Article, found: Annotations, tags: Iterable[str]) -> tuple[Article, Annotations]:
    """An article as if these tags had been given beside those that it has."""
    known = {fold(topic.name) for topic in found.topics}
    new = tuple(tag for tag in tags if fold(tag) not in known)
    if not new:
        return article, found
    given = structs.replace(article.given, tags=(*(article.given.tags or ()), *new))
    topics = (*found.topics, *(Topic(tag, "topic") for tag in new))
    return structs.replace(article, given=given), structs.replace(found, topics=topics)
