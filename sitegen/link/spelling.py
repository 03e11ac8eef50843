"""What the resolver is asked with, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sitegen.model import Entry, Heading

Company = Callable[[int], frozenset[str]]  # form id -> folded names of the other people of its articles


def nobody(_: int) -> frozenset[str]:
    """The company of forms of which none is known."""
    return frozenset()


class Spelling(NamedTuple):
    """A form as the resolver sees it: a name as `articles` articles spell it, in one sense (see senses).  `kind` of
    people is "person", "given" (front matter) or "author" (a byline), of tags "given" or what the build took it for;
    the sense of an organisation is the letters that stand for it in these articles; `first` and `last` are the years
    of its first and last dated article, 0 where none is dated."""

    id: int
    kind: str
    name: str
    sense: str = ""
    articles: int = 1
    first: int = 0
    last: int = 0


class Cluster(NamedTuple):
    """Forms that stand for one person or tag.  The first one heads it and gives the name, unless there is an entry.
    `kind` is "person"; of a tag a TagKind, or "keyword" where no article says more.

    `status` of people: "found"; "surname joined"; "surname only"; "unverified" where conflicting evidence keeps one
    name apart; "stated" by an entry of people.toml, "checked" where it says so.  Of tags: "", or "stated" by
    tags.toml."""

    forms: tuple[Spelling, ...]
    status: str
    entry: Entry | Heading | None = None
    kind: str = "person"

    @property
    def head(self) -> Spelling:
        return self.forms[0]


def plain_frequency(form: Spelling) -> tuple[int, str, str, str]:
    """The commonest first; the ids, which are history, decide nothing."""
    return -form.articles, form.name, form.kind, form.sense
