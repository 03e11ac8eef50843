"""Flat tables for whoever counts: which there are, what their columns mean, and the rows of one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from sitegen.dataset.rows import Row, Rows
from sitegen.model import Entry
from sitegen.pages.quotes import published
from sitegen.store import TermRow

Type = Literal["string", "integer", "number", "boolean"]
Cell = str | int | float | bool | None
SEPARATOR = "; "


class Column(NamedTuple):
    """One column; `of`: the table whose key it holds."""

    name: str
    type: Type
    description: str
    of: str = ""
    required: bool = False


class Table(NamedTuple):
    """One table; `key` is its first column where `keyed`."""

    name: str
    description: str
    columns: tuple[Column, ...]
    keyed: bool = False


ARTICLE = Column("article", "string", "The article.", "articles", True)
PERSON = Column("person", "string", "The person, where the name has a page.", "people")
TABLES = (
    Table(
        "people",
        "Everybody with a page.",
        (
            Column("id", "string", "The last part of the page's address.", required=True),
            Column("name", "string", "The name that is shown.", required=True),
            Column("url", "string", "The address of the page."),
            Column("status", "string", "How sure the joining of names is; 'checked' or 'stated': by an editor."),
            Column("wikidata", "string", "As editors state it."),
            Column("born", "string", "As editors state it, cut to what is known."),
            Column("died", "string", "As editors state it, cut to what is known."),
            Column("articles", "integer", "Articles that name the person."),
            Column("wrote", "integer", "Articles by the person."),
            Column("quotations", "integer", "Quotations published under the name."),
        ),
        True,
    ),
    Table(
        "tags",
        "Every topic, organisation and place with a page.",
        (
            Column("id", "string", "The last part of the page's address.", required=True),
            Column("name", "string", "The name that is shown.", required=True),
            Column("kind", "string", "topic, organisation or place.", required=True),
            Column("url", "string", "The address of the page."),
            Column("articles", "integer", "Articles that have it."),
        ),
        True,
    ),
    Table(
        "articles",
        "Every article, by date.",
        (
            Column("id", "string", "Stable for this article in this archive.", required=True),
            Column("url", "string", "The address of its page.", required=True),
            Column("title", "string", "The headline, or the first words.", required=True),
            Column("dek", "string", "The standfirst below it."),
            Column("authors", "string", "The byline, names with a semicolon between."),
            Column("date", "string", "ISO 8601, cut to what is stated: 2017, 2017-04, 2017-04-11 ..."),
            Column("year", "integer", "The year of that date."),
            Column("dateline", "string", "The place that opens the report."),
            Column("section", "string", "The section of the newspaper, as stated."),
            Column("language", "string", "As stated or found."),
            Column("words", "integer", "Words of the body."),
            Column("body", "string", "The body as it is read, a blank line between blocks."),
            Column("keyphrases", "string", "What it is about in its own words, semicolons between."),
            Column("version_of", "string", "The article that leads the versions of its report.", "articles"),
            Column("source", "string", "The file below seeds/.", required=True),
            Column("record", "string", "The record in that file, where it holds several."),
            Column("sha256", "string", "Of the bytes of the file or of the record's line.", required=True),
        ),
        True,
    ),
    Table(
        "authors",
        "Bylines, a name a row.",
        (
            ARTICLE,
            Column("position", "integer", "In the byline, from 1.", required=True),
            Column("name", "string", "As the byline has it.", required=True),
            PERSON,
        ),
    ),
    Table(
        "mentions",
        "Who is named in which article.",
        (
            ARTICLE,
            PERSON,
            Column("name", "string", "The fullest form that the article uses.", required=True),
            Column("roles", "string", "As the article states them, semicolons between."),
            Column("age", "integer", "As the article states it."),
            Column("gender", "string", "m or f, where sure."),
            Column("mentions", "integer", "How often the article names the person.", required=True),
            Column("quotations", "integer", "Statements of this person in it.", required=True),
            Column("confidence", "number", "0 to 1: that this is a person.", required=True),
        ),
    ),
    Table(
        "quotations",
        "Somebody's own words.",
        (
            Column("id", "string", "The article's id, and which of its quotations.", required=True),
            ARTICLE,
            Column("text", "string", "The words, verbatim.", required=True),
            Column("speaker", "string", "The name, or the speaker as written."),
            PERSON,
            Column("cue", "string", "The word that introduces it: said, told ..."),
            Column("how", "string", "What tells the speaker."),
            Column("confidence", "number", "0 to 1: that this is the speaker.", required=True),
            Column("statement", "boolean", "false: words in quotation marks that state nothing.", required=True),
            Column("published", "boolean", "Does it stand under a name on the site?", required=True),
        ),
        True,
    ),
    Table(
        "article_tags",
        "What each article is about.",
        (
            ARTICLE,
            Column("tag", "string", "The tag, where it has a page.", "tags"),
            Column("name", "string", "The tag's name.", required=True),
            Column("kind", "string", "topic, organisation or place.", required=True),
        ),
    ),
    Table(
        "organisations",
        "All organisations that an article names.",
        (
            ARTICLE,
            Column("name", "string", "As the article has it.", required=True),
            Column("mentions", "integer", "How often.", required=True),
        ),
    ),
    Table(
        "places",
        "All places that an article names, and where they are.",
        (
            ARTICLE,
            Column("name", "string", "As the article has it.", required=True),
            Column("mentions", "integer", "How often.", required=True),
            Column("kind", "string", "Country, region, city ...; empty: not known, or several have the name."),
            Column("country", "string", "Two letters, ISO 3166."),
            Column("latitude", "number", "Degrees north."),
            Column("longitude", "number", "Degrees east."),
        ),
    ),
    Table(
        "pictures",
        "Captions and credits.",
        (
            ARTICLE,
            Column("position", "integer", "In the article, from 1.", required=True),
            Column("caption", "string", "Without the credit."),
            Column("credit", "string", "Who took or owns it."),
        ),
    ),
)
Cells = tuple[Cell, ...]


def of_terms(rows: Rows) -> Iterator[tuple[str, Cells]]:
    """(table, row) of everybody and of every tag with a page."""
    for term in rows.people():
        yield "people", _person(term, rows.url_of(term))
    for term in rows.tags():
        yield "tags", (term.slug, term.name, term.kind, rows.url_of(term), term.n)


def _person(term: TermRow, url: str | None) -> Cells:
    entry = msgspec.msgpack.decode(term.entry, type=Entry) if term.entry else None
    stated = (entry.wikidata or None, entry.born or None, entry.died or None) if entry else (None, None, None)
    return (term.slug, term.name, url, term.status, *stated, term.n, term.wrote, term.quoted)


def of_article(row: Row, level: float) -> Iterator[tuple[str, Cells]]:
    """(table, row) of one article, its own row first.  `level`: how sure a speaker must be to be published."""
    key = f"{row.id:x}"
    yield "articles", _article(key, row)
    for n, (name, term) in enumerate(zip(row.object["authors"], row.authors, strict=True), 1):
        yield "authors", (key, n, name, _slug(term))
    yield from (("mentions", (key, *cells)) for cells in _mentions(row))
    yield from (("quotations", cells) for cells in _quotations(key, row, level))
    for tag in row.tags:
        yield "article_tags", (key, tag.slug or None, tag.name, tag.kind)
    for x in row.object["organisations"]:
        yield "organisations", (key, x["name"], len(x["mentions"]))
    for x in row.object["places"]:
        yield (
            "places",
            (
                *(key, x["name"], len(x["mentions"])),
                *(x[name] for name in ("kind", "country", "latitude", "longitude")),
            ),
        )
    for n, caption in enumerate(row.object["captions"], 1):
        yield "pictures", (key, n, caption["text"] or None, caption["credit"])


def _article(key: str, row: Row) -> Cells:
    x = row.object
    body = "\n\n".join(block["text"] for block in x["blocks"])
    return (
        *(key, row.url, row.title, x["dek"], _joined(x["authors"])),
        *(x["date"], int(x["date"][:4]) if x["date"] else None, x["dateline"], x["section"], x["language"]),
        *(len(body.split()), body, _joined(x["keyphrases"]), f"{row.lead:x}" if row.lead is not None else None),
        *(x["source"]["path"], x["source"]["record"], x["source"]["sha256"]),
    )


def _mentions(row: Row) -> Iterator[Cells]:
    said = [0] * len(row.people)
    for q in row.got.found.quotations:
        if q.statement and q.speaker is not None:
            said[q.speaker] += 1
    for person, term, quoted in zip(row.got.found.people, row.people, said, strict=True):
        if term is not None:
            yield (
                *(_slug(term), person.name, _joined(person.roles), person.age, person.gender or None),
                *(len(person.mentions), quoted, person.confidence),
            )


def _quotations(key: str, row: Row, level: float) -> Iterator[Cells]:
    kept = [q for q in row.got.found.quotations if q.statement or q.speaker is not None]
    for n, (q, x) in enumerate(zip(kept, row.object["quotes"], strict=True), 1):
        term = row.people[q.speaker] if q.speaker is not None else None
        shown = published(q, level) and term is not None
        yield (
            *(f"{key}-{n}", key, x["text"], x["speaker"], _slug(term)),
            *(q.cue, q.how or None, q.confidence, q.statement, shown),
        )


def _slug(term: TermRow | None) -> str | None:
    return (term.slug or None) if term else None


def _joined(words: Iterable[str]) -> str | None:
    return SEPARATOR.join(words) or None
