"""Plain text -> article, rule by rule.  How many lines of whole pages are read right is pinned in tests/quality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sitegen.model import Article, Correction, Date, Evidence
from sitegen.parse import text as plain
from sitegen.parse.text.lines import keys_of

BODY = """The council of Millton said on Monday that it would build the old mill again, in stone this time.

“We have waited for a mill since the fire, and we shall wait no longer,” said Ann Roe, who leads the town.

The mill burned down in the spring, and nobody has found out why the doors had been locked from the outside.
"""


def read(text: str, path: str = "x.txt", recurring: dict[str, int] | None = None, **known: Any) -> Article:
    """`recurring`: key of a line -> the level at which it recurs."""
    levels = recurring or {}
    found = Evidence(lambda keys: {key: levels[key] for key in keys if key in levels}, **known)
    return plain.read(path, text, "utf-8", found)


def rules(article: Article) -> dict[int, str]:
    return {line.line: line.rule for line in article.dropped()}


def test_repeated_caption_stands_once_with_its_credit_apart() -> None:
    caption = "Mayor Ann Roe walks through the ruins of the mill in Millton. (AP Photo/ Bo Ek)"
    article = read(f"Mill of Millton to rise again\n\n{caption}\n{caption}\nHave your say\n\n{BODY}")
    assert article.words(article.title) == "Mill of Millton to rise again"
    (figure,) = article.figures
    assert article.words(figure.caption) == "Mayor Ann Roe walks through the ruins of the mill in Millton."
    assert article.words(figure.credit) == "AP Photo/ Bo Ek"
    assert rules(article) == {4: "repeated caption", 5: "comment prompt"}
    assert article.published is None and article.authors == () and article.dek is None
    assert [article.words(block.passage) for block in article.blocks] == BODY.strip().split("\n\n")


def test_links_between_paragraphs_are_dropped() -> None:
    first, *rest = BODY.split("\n\n")
    article = read("\n\n".join(["Mill to rise again", first, "Click here for more news from The Millton Post", *rest]))
    assert rules(article) == {5: "related link"}


def test_credit_before_and_after_its_caption() -> None:
    first, second, third = BODY.strip().split("\n\n")
    after = read(
        f"Mill to rise again\n\n{first}\n\nThe ruins of the mill at dawn\n\nBo Ek/Reuters\n\n{second}\n\n{third}"
    )
    (figure,) = after.figures
    assert (after.words(figure.caption), after.words(figure.credit)) == (
        "The ruins of the mill at dawn",
        "Bo Ek/Reuters",
    )
    assert figure.credit is not None and figure.credit.line == 7


@pytest.mark.parametrize(
    ("line", "value", "precision"),
    [
        ("Published: 9 March 2014 18:40 GMT", "2014-03-09T18:40+00:00", "minute"),
        ("Oct. 3, 2018 7:15 PM EST", "2018-10-03T19:15-05:00", "minute"),
        ("Updated 12 May 2019, published 11 May 2019", "2019-05-11", "day"),
        ("14.02.2020, 17:30 Uhr", "2020-02-14T17:30", "minute"),
        ("2021-05-06", "2021-05-06", "day"),
        ("May 2016", "2016-05", "month"),
        ("Publié le 5 mai 2021 à 9h10", "2021-05-05T09:10", "minute"),
    ],
)
def test_dates_that_are_stated(line: str, value: str, precision: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{line}\n\n{BODY}")
    assert article.published == Date(value, precision, "text")  # type: ignore[arg-type]
    assert [entry.role for entry in article.lines if entry.number == 3] == ["date"]


@pytest.mark.parametrize("line", ["7 hours ago", "Today 9:00 AM", "Yesterday"])
def test_relative_dates_are_none(line: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{line}\n\n{BODY}")
    assert article.published is None
    assert 3 in rules(article)


def test_a_date_in_a_caption_or_the_body_is_no_date_of_publication() -> None:
    article = read(
        f"Mill to rise again\n\nAnn Roe at the mill on 3 May 2010. Photo: Bo Ek\n\n{BODY}\n\n"
        "The last fire, on 4 June 1987, had spared the house beside it and the bridge that leads to it.\n"
    )
    assert article.published is None


def test_the_file_name_may_hold_the_date() -> None:
    article = read(f"Mill to rise again\n\n{BODY}", "2012/04/04/mill.txt")
    assert article.published == Date("2012-04-04", "day", "file name")
    stated = read(f"Mill to rise again\n\n5 April 2012\n\n{BODY}", "2012/04/04/mill.txt")
    assert stated.published == Date("2012-04-05", "day", "text")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Roe and Bo Ek, Harbour Correspondents", ("Ann Roe", "Bo Ek")),
        ("BY ANN ROE", ("Ann Roe",)),
        ("Ann RoeMay 5, 2021", ("Ann Roe",)),
        ("Por María Pérez", ("María Pérez",)),
        ("By Associated Press", ()),
    ],
)
def test_by_lines(line: str, authors: tuple[str, ...]) -> None:
    article = read(f"Mill of Millton to rise again\n\n{line}\n\n{BODY}")
    assert article.authors == authors
    assert [article.words(block.passage) for block in article.blocks] == BODY.strip().split("\n\n")


def test_the_name_of_the_site_is_no_part_of_the_headline() -> None:
    article = read(f"Mill of Millton to rise again | The Harbour Post\n\n{BODY}")
    assert article.words(article.title) == "Mill of Millton to rise again"


def test_a_headline_over_several_lines_is_one() -> None:
    article = read(f"MILL OF MILLTON\nTO RISE AGAIN\n\n{BODY}")
    assert article.title is not None
    assert article.title.rewritten == article.words(article.title) == "MILL OF MILLTON TO RISE AGAIN"


def test_dateline_stays_in_its_paragraph() -> None:
    article = read(f"Mill to rise again\n\nMILLTON, Ohio (AP) — {BODY}")
    assert article.dateline == "MILLTON, Ohio"
    assert article.words(article.blocks[0].passage).startswith("MILLTON, Ohio (AP) — The council")


def test_lines_of_a_printed_column_are_joined() -> None:
    column = """FIRE AT THE MILL
The council of Millton said on Monday that it
would build the old mill again, in stone this
time, before the winter, and that a new wheel
had been ordered from the iron works, which
will take some weeks. Nobody has yet found
out why the doors had been locked from the out-
side when the fire began, and the council has
asked the mayor to look into it again.
"""
    article = read(column)
    assert article.words(article.title) == "FIRE AT THE MILL"
    (block,) = article.blocks
    words = article.words(block.passage)
    assert words.startswith("The council of Millton said on Monday that it would build") and "outside" in words
    assert "\n" not in words


def test_paragraphs_glued_together_are_parted_without_losing_a_letter() -> None:
    first, second, third = BODY.strip().split("\n\n")
    article = read(f"Mill of Millton to rise again\n\n{first}{second}{third}\n")
    assert [article.words(block.passage) for block in article.blocks] == [first, second, third]


def test_lines_of_many_articles_are_furniture() -> None:
    line = "Millton and its harbour, told by its people"
    text = f"Mill of Millton to rise again\n\n{BODY}\n{line}\n\n{BODY}"
    number = text.split("\n").index(line) + 1
    known = read(text, recurring={line.lower(): 12})
    assert rules(known) == {number: "line of many articles"}
    assert number not in rules(read(text))


def test_invented_words_are_all_kept() -> None:
    text = """Amber Huntby: Up sceall not how quizell shescod fux lofreac

Amber Huntby at the north bridge on 1 January 2005. Photo: Sandra Carlden

One praiphist where is bracrigrust keezesost thiadrifleex the thiflar, is and peeroung bruboaross into or weaglo.

"Could phi this fema for thophum be tragleard, of striablepeeck cunijiab trax," said Huntby.

Diflaredai moabost than plop tripioglux them muclall spab shislechoab and, still man grifrikaill their two only.
"""
    article = read(text)
    assert [line.role for line in article.lines] == ["title", "caption", "paragraph", "paragraph", "paragraph"]
    assert article.words(article.figures[0].credit) == "Sandra Carlden"
    assert article.published is None


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "???", "Word", "***\n***"])
def test_hardly_any_text(text: str) -> None:
    article = read(text)
    assert len(article.lines) == sum(bool(line.strip()) for line in text.split("\n"))


def test_text_in_other_scripts_is_kept() -> None:
    text = "市長が水車小屋の再建を発表\n\n" + "市議会は月曜日、古い水車小屋を石造りで再建すると発表した。" * 4 + "\n"
    article = read(text)
    assert not article.dropped()
    assert len(article.blocks) + (article.title is not None) == 2


def test_the_file_name_points_to_the_headline() -> None:
    text = f"The Harbour Post and Millton Echo\n\nCouncil votes to build the mill again\n\n{BODY}"
    article = read(text, "2012/council-votes-to-build-mill.txt")
    assert article.words(article.title) == "Council votes to build the mill again"
    assert rules(article) == {1: "line above the headline"}


def test_evidence_is_asked_once_and_of_countable_lines_only() -> None:
    asked: list[list[str]] = []
    long = "The mill of Millton " * 30
    text = f"Mill to rise again\n\n{BODY}\n***\n{long}\nMill to rise again\n"

    def recurring(keys: Sequence[str]) -> dict[str, int]:
        asked.append(list(keys))
        return {}

    plain.read("x.txt", text, "utf-8", Evidence(recurring))
    (keys,) = asked
    assert keys == keys_of(text)
    assert keys[0] == "mill to rise again" and len(keys) == 4


def test_lines_above_the_start_are_somebody_elses() -> None:
    head = "---\ntitle: Something\n---\n"
    article = plain.read("x.txt", f"{head}Mill to rise again\n\n{BODY}", "utf-8", start=len(head))
    assert article.lines[0].number == 4 and article.words(article.title) == "Mill to rise again"


def test_an_editor_may_state_the_role_of_a_line() -> None:
    correction = Correction(lines=(("The wheel turns ", "title"), ("x", "dek")))
    text = f"Mill of Millton to rise again\n\nThe wheel turns\n\n{BODY}"
    article = read(text, correction=correction)
    assert article.words(article.title) == "The wheel turns"
    assert [(line.number, line.role) for line in article.lines if line.rule == "correction"] == [
        (1, "dropped"),
        (3, "title"),
    ]
