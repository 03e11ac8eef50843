"""The head of a page: which line is the headline, who wrote it, when; classes of pages, invented."""

from __future__ import annotations

import pytest

from sitegen.model import Article, Date, Evidence
from sitegen.parse import text as plain
from sitegen.parse.bylines import read_byline
from sitegen.parse.dates import clock_after, find_dates

BODY = """\
The council of Millton said on Monday that it would build the old mill again, in stone, and that wheels were ordered, \
and that all of this would be done before the winter, at no cost to those who live beside the river.

“We have waited for a mill since the fire, and we shall wait no longer,” said Ann Roe, who leads the town.

The mill burned down in the spring, and nobody has found out why the doors had been locked that night.
"""
HEADLINE = "Mill of Millton to rise again"


def read(text: str, *recurring: str) -> Article:
    levels = {line.lower(): 3 for line in recurring}
    return plain.read(
        "x.txt", text, "utf-8", Evidence(lambda keys: {key: levels[key] for key in keys if key in levels})
    )


def title(text: str, *recurring: str) -> str:
    article = read(text, *recurring)
    return article.words(article.title)


@pytest.mark.parametrize(
    "head",
    [
        f"Home » Harbour » {HEADLINE}\n\n{HEADLINE}\n\nBy Bo Ek",
        f"The Harbour Post\n\nNews for the coast since 1902\n\nMenu\n\nSearch\n\n{HEADLINE}\n\nBy Bo Ek\n\n5 May 2021",
        f"Menu\n\nHarbour\n\n{HEADLINE}\n\nThe council votes for stone, and orders a wheel from afar\n\nBy Bo Ek",
        f"Council\n\n{HEADLINE}\n\n5 May 2021\n\nBo Ek",
        f"Monday 4 May 2020\n\n{HEADLINE}\n\nBy Bo Ek",
        HEADLINE,
        f"Water\n\nMenu\n\n{HEADLINE} after a year of talks with all of its neighbours\n\nBy Bo Ek",
        f"Menu\n\nSport, Football\n\n{HEADLINE}\n\nBy Bo Ek",
        f"Menu\n\n{HEADLINE}\n\nBy Bo Ek\n\n… and it goes round once more.",
    ],
    ids=[
        "crumbs",
        "site name and slogan",
        "standfirst",
        "section",
        "day of the page",
        "alone",
        "topic",
        "two sections",
        "continued",
    ],
)
def test_the_headline_stands_near_by_line_and_body(head: str) -> None:
    assert title(f"{head}\n\n{BODY}").startswith(HEADLINE)


def test_what_another_line_says_again_is_the_headline() -> None:
    text = f"A letter from the harbour to its friends\n\n{HEADLINE}\n\n{BODY}\n\nOne comment on “{HEADLINE}”\n"
    assert title(text) == HEADLINE


def test_words_of_the_file_name_outweigh_place_and_echo() -> None:
    text = f"Ferry kept in port\n\n{HEADLINE}\n\nBy Bo Ek\n\n{BODY}\n\nOne comment on “{HEADLINE}”\n"
    article = plain.read("2021/ferry-kept-in-port.txt", text, "utf-8")
    assert article.words(article.title) == "Ferry kept in port"


def test_a_line_of_many_articles_is_no_headline() -> None:
    slogan = "Millton tells what Millton builds"
    assert title(f"{slogan}\n\n{HEADLINE}\n\n{BODY}", slogan) == HEADLINE


def test_a_lone_label_is_the_headline_where_there_is_no_other() -> None:
    assert title(f"Correction\n{BODY.split(chr(10))[0]}\n") == "Correction"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("4.02.2022 par Hélène Marchal", ("Hélène Marchal",)),
        ("May 5, 2021 at 6:08 PM ET by Ann Roe", ("Ann Roe",)),
        ("by Ann Roe 5 Comments", ("Ann Roe",)),
        ("By Ann Roe 5 minute read", ("Ann Roe",)),
        ("Kolumnist*in: Greta Holm", ("Greta Holm",)),
        ("Autorin: Greta Holm, Projektleiterin der Mühle", ("Greta Holm",)),
        ("von Greta Holm am", ("Greta Holm",)),
        ("durch Greta Holm", ("Greta Holm",)),
        ("Post author By Ann Roe", ("Ann Roe",)),
        ("A portrait by Ann Roe", ("Ann Roe",)),
        ("Door Anouk de Wit", ("Anouk de Wit",)),
        ("Ann Roe/", ("Ann Roe",)),
        ("By Millton Harbour Foundation", ("Millton Harbour Foundation",)),
        ("By Staff Writer", ()),
        ("Keine Kommentare", ()),
        ("Mühlen Consulting GmbH", ()),
    ],
)
def test_by_lines_of_many_hands(line: str, authors: tuple[str, ...]) -> None:
    assert read(f"{HEADLINE}\n\n{line}\n\n{BODY}").authors == authors


def test_a_name_on_the_line_below_its_by() -> None:
    assert read(f"{HEADLINE}\n\nEin Beitrag von:\n\nGreta Holm\n\n{BODY}").authors == ("Greta Holm",)


def test_the_subject_of_a_text_is_not_its_author() -> None:
    body = BODY.replace("Ann Roe", "Jane Oram").replace("The mill burned", "Oram says that the mill burned")
    text = f"A life at the wheel\n\nJane Oram\n\nBy Bo Ek\n\n{body}\n\nOram has led the town for nine years.\n"
    assert read(text).authors == ("Bo Ek",)


@pytest.mark.parametrize(
    "end",
    [
        "Ann Roe\n\nRelated articles\n\nFerry kept in port",
        "Ann Roe covers the harbour for this paper.",
        "View all posts by Ann Roe",
        "About Ann Roe",
    ],
)
def test_an_author_named_below_the_text(end: str) -> None:
    text = f"{HEADLINE}\n\n{BODY.replace('Ann Roe', 'the mayor')}\n\n{end}\n"
    article = read(text)
    assert article.authors == ("Ann Roe",)
    assert "byline" in {line.role for line in article.lines}


def test_an_author_among_other_words_of_the_masthead() -> None:
    assert read(f"{HEADLINE}\n\nHarbour | Ann Roe | 3 min\n\n{BODY}").authors == ("Ann Roe",)


def test_tags_below_the_text_are_no_authors() -> None:
    assert read(f"{HEADLINE}\n\n{BODY.replace('Ann Roe', 'the mayor')}\n\nTags:\n\nAnn Roe\n\nBo Ek\n").authors == ()


def test_two_words_of_a_sentence_are_no_name() -> None:
    assert read_byline("Sprachregeln, Politik und ganz normalem Deutsch", single=True) == ([], [])


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9 March 2014 18:40 GMT", "T18:40+00:00"),
        ("PUBLISHED: 09:12, 21 June 2019", "T09:12"),
        ("May 5, 2021 at 4:30 p.m.", "T16:30"),
        ("12 a.m. EST, May 5, 2021", "T00:00-05:00"),
        ("5 mai 2021 à 9h10", "T09:10"),
        ("14.02.2020, 17:30 Uhr", "T17:30"),
        ("2021-05-06T10:00:00Z", "T10:00+00:00"),
        ("5 maja 2021, 10:20", "T10:20"),
        ("May 5, 2021 12 comments", ""),
        ("5 May 2021 - 6 May 2021", ""),
        ("May 5, 2021 25:70", ""),
    ],
)
def test_times_of_day_beside_a_date(text: str, clock: str) -> None:
    assert clock_after(text, find_dates(text)[0]) == clock


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ann RoeMay 5, 2021", "2021-05-05"),
        ("5 de mayo de 2021", "2021-05-05"),
        ("5 maggio 2021", "2021-05-05"),
        ("5 mei 2021", "2021-05-05"),
        ("5 de março de 2021", "2021-03-05"),
        ("5 maja 2021", "2021-05-05"),
        ("5. toukokuuta 2021", "2021-05-05"),
        ("4. 2. 2022", "2022-02-04"),
        ("Sold out 2019", None),
    ],
)
def test_dates_of_many_languages(text: str, value: str | None) -> None:
    assert [date.value for date in find_dates(text)] == ([value] if value else [])


def test_the_day_of_the_page_gives_way_to_the_date_of_the_article() -> None:
    article = read(f"Thursday 6 May 2021\n\n{HEADLINE}\n\nBo Ek\n\n4 May 2021\n\n{BODY}")
    assert article.published == Date("2021-05-04", "day", "text")


def test_dates_of_comments_and_of_other_articles_are_not_the_date() -> None:
    other = "Related articles\n\nFerry kept in port\n\n3 May 2010\n\nHarbour wall breaks\n\n9 June 2011"
    assert read(f"{HEADLINE}\n\n{BODY}\n\n{other}\n").published is None
    comments = "Jo says:\n\n3 May 2010 at 10:20\n\nAbout time.\n\nBo says:\n\n4 May 2010 at 11:00\n\nIndeed.\n"
    assert read(f"{HEADLINE}\n\n{BODY}\n\n{comments}").published is None


def test_numbers_are_day_first_where_the_language_is_not_english() -> None:
    body = (
        "O conselho disse que vai reconstruir o moinho, em pedra, e que a roda já foi encomendada para este ano. " * 2
    )
    article = plain.read("x.txt", f"O moinho volta\n\n04/05/2022 05:49\n\n{body}\n", "utf-8")
    assert article.published == Date("2022-05-04T05:49", "minute", "text")
