"""What became of each line of a Markdown source: read off the article, since its passages say where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.model import Article, Line, Passage, Role
from sitegen.parse.frontmatter import find_head
from sitegen.parse.given import AUTHORS, DATE

FRONT_MATTER = "front matter"
MARKUP = "markup"


def account(article: Article) -> tuple[Line, ...]:
    """One entry for each non-blank line of the source, in order; where `lines` is empty they are told here."""
    return article.lines or account_markdown(article, {})


def account_markdown(article: Article, dropped: Mapping[int, str]) -> tuple[Line, ...]:
    """The same from an article and the lines that were dropped (number -> rule)."""
    head = find_head(article.text)
    fates = dict(_of_passages(article))
    above = article.text.count("\n", 0, head.body)
    lines = []
    for number, line in enumerate(article.text.split("\n"), 1):
        if not line.strip():
            continue
        if number in dropped:
            lines.append(Line(number, "dropped", dropped[number]))
        elif number <= above:
            role = fates.get(number, ("other", ""))[0]
            lines.append(Line(number, _role_of_field(line, article) if role == "other" else role, FRONT_MATTER))
        else:
            worded = number in fates and any(map(str.isalnum, line))
            lines.append(Line(number, *fates[number]) if worded else Line(number, "other", MARKUP))
    return tuple(lines)


def _of_passages(article: Article) -> Iterator[tuple[int, tuple[Role, str]]]:
    """Line number -> role and rule; later ones win, so the fields come last."""
    for block in article.blocks:
        role: Role = block.kind
        for number in _lines(article.text, block.passage):
            yield number, (role, f"Markdown {'block' if role == 'other' else role}")
    for figure in article.figures:
        for part in (figure.caption, figure.credit):
            if part is not None:
                yield part.line, ("caption" if part is figure.caption else "credit", "picture")
    for field, name in ((article.dek, "dek"), (article.title, "title")):
        if field is not None:
            named: Role = "dek" if name == "dek" else "title"
            for number in _lines(article.text, field):
                yield number, (named, "Markdown heading")


def _lines(text: str, passage: Passage) -> range:
    return range(passage.line, passage.line + text.count("\n", passage.start, passage.end) + 1)


def _role_of_field(line: str, article: Article) -> Role:
    name = line.partition(":")[0].partition("=")[0].strip().lower()
    if name in DATE and article.published is not None and article.published.origin == FRONT_MATTER:
        return "date"
    return "byline" if name in AUTHORS or name == "byline" else "other"
