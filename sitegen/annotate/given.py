"""What front matter states: it wins over what is found."""

from __future__ import annotations

from sitegen.model import Article, PersonHere, Topic

EVIDENCE = "front matter"


def people(article: Article) -> tuple[PersonHere, ...]:
    """The people that front matter names."""
    return tuple(PersonHere(name, evidence=EVIDENCE) for name in article.given.people or ())


def topics(article: Article) -> tuple[Topic, ...]:
    """The tags that front matter gives."""
    return tuple(Topic(tag, "topic") for tag in article.given.tags or ())


def subjects(article: Article) -> tuple[str, ...]:
    """What the page says of its own subject: its section, its keywords."""
    return (*filter(None, (article.section,)), *article.hints)
