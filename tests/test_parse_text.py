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


CAPTION = "Mayor Ann Roe walks through the ruins of the mill in Millton. (Illustration: Bo Ek/Harbour Post)"


def roles(article: Article) -> dict[int, str]:
    return {line.number: line.role for line in article.lines}


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("MILLTON, March 12, 2003", "MILLTON", "2003-03-12"),
        ("PORT ARLEY, Shire, 22 April 2009", "PORT ARLEY, Shire", "2009-04-22"),
        ("MILLTON, Monday, MAY 4, 2020", "MILLTON", "2020-05-04"),
        ("MILLTON (Harbour Wire), Sept. 3, 2004", "MILLTON", "2004-09-03"),
        ("MILLTON | May 5, 2021", "MILLTON", "2021-05-05"),
        ("SPORT, March 12, 2003", None, "2003-03-12"),
        ("UPDATED, MARCH 12, 2003", None, "2003-03-12"),
        ("THE HARBOUR POST, March 12, 2003", None, "2003-03-12"),
    ],
)
@pytest.mark.parametrize("head", ["Town > Mills\n\nMill to rise again\n\nBy Bo Ek\n\n", "Mill to rise again\n\n"])
def test_place_and_date_in_a_line_of_their_own(head: str, line: str, place: str | None, day: str) -> None:
    article = read(f"{head}{line}\n\n{CAPTION}\n\n{BODY}")
    assert article.dateline == place
    assert article.published == Date(day, "day", "text")
    assert [block.kind for block in article.blocks] == ["paragraph"] * 3
    (figure,) = article.figures
    assert article.words(figure.credit) == "Bo Ek/Harbour Post"


@pytest.mark.parametrize("line", ["Ann Roe | May 5, 2021", "Jo Fenn – May 5, 2021", "ANN ROE, May 5, 2021"])
def test_a_person_before_the_date_is_no_place(line: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{line}\n\n{BODY}")
    assert len(article.authors) == 1 and article.dateline is None
    assert article.published == Date("2021-05-05", "day", "text")


def test_a_dateline_with_a_whole_date_names_the_place_and_states_the_date() -> None:
    article = read(f"Mill to rise again\n\nMILLTON, March 12, 2003. {BODY}")
    assert article.dateline == "MILLTON"
    assert article.published == Date("2003-03-12", "day", "text")


@pytest.mark.parametrize("path", ["ann-van-der-roe.txt", "mayor-ann-roe-ruins.txt", "x.txt"])
def test_a_caption_with_its_credit_is_no_headline_whatever_the_file_is_called(path: str) -> None:
    head = "THE SATURDAY PROFILE\n\nShe has never sold a sack of flour\n\nJo Fenn\nAugust 12, 2006"
    article = read(f"{head}\n\n{CAPTION}\n\n{BODY}", path)
    assert article.words(article.title) == "She has never sold a sack of flour"
    assert roles(article)[8] == "caption"


def test_a_headline_may_end_in_the_name_of_an_agency() -> None:
    article = read(f"Council of Millton votes to build the old mill again (Reuters)\n\n{BODY}")
    assert article.words(article.title).startswith("Council of Millton votes")


@pytest.mark.parametrize(
    "line",
    [
        "The trial continues.",
        "No date has been set.",
        "Entry is free.",
        "She was 81.",
        "Der Prozess wird fortgesetzt.",
    ],
)
def test_a_report_may_end_in_a_short_sentence(line: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{BODY}\n{line}\n")
    assert article.words(article.blocks[-1].passage) == line
    furnished = read(f"Mill of Millton to rise again\n\n{BODY}\n{line}\n\nShare this article: Facebook | Email\n")
    assert furnished.words(furnished.blocks[-1].passage) == line


@pytest.mark.parametrize(
    "line",
    [
        "Sign up today and never miss a story.",
        "Our newsletter is free.",
        "Get the Post on your doorstep.",
        "More sport on page 14.",
        "Sport 14",
        "Ann Roe covers the courts.",
        "Fenn reported from Millton.",
        "Jo Fenn contributed to this report.",
        "Sicher, ökologisch und fair.",
        "Comments are closed.",
    ],
)
def test_a_short_sentence_about_the_paper_is_none_of_the_report(line: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{BODY}\n{line}\n")
    assert [article.words(block.passage) for block in article.blocks] == BODY.strip().split("\n\n")


def test_what_recurs_over_the_archive_is_no_last_sentence_unless_reports_end_so() -> None:
    text = f"Mill of Millton to rise again\n\n{BODY}\nThe trial continues.\n\nThe Post is a paper for Millton.\n"
    article = read(text, recurring={"the trial continues.": 3, "the post is a paper for millton.": 3})
    assert [article.words(block.passage) for block in article.blocks][3:] == ["The trial continues."]


MATCH = """Millton Town had a good deal to forget on Saturday, when Arley came with a side not beaten since autumn.

“I could hear my mother from the halfway line,” said Ann Roe, who scored both. “I had better do something.”

Arley had led since the ninth minute, when a corner was let through by everybody, the referee included.
"""


@pytest.mark.parametrize(
    "result",
    [
        "Millton Town 2\nArley Rovers 1",
        "Millton Town 2 (Roe 61, 67)\nArley Rovers 1 (Ek 9)",
        "MILLTON TOWN 2 ARLEY ROVERS 1",
        "Millton Town 2-1 Arley Rovers",
    ],
)
@pytest.mark.parametrize("head", ["Town win the cup\n\nBy Jo Fenn\nMay 16, 2005\n\n", "Town win the cup\n\n"])
def test_the_result_of_the_match_is_kept(head: str, result: str) -> None:
    article = read(f"{head}{result}\n\n{MATCH}")
    assert [article.words(block.passage) for block in article.blocks if block.kind == "list"] == result.split("\n")
    assert article.words(article.title) == "Town win the cup"


@pytest.mark.parametrize("lines", ["Sport 14\nLetters 12", "Weather 9\nSport 14\nLetters 12", "Hexley 3\nBrannock 0"])
def test_a_list_of_pages_or_the_result_of_another_match_is_none(lines: str) -> None:
    article = read(f"Town win the cup\n\nBy Jo Fenn\n\n{lines}\n\n{MATCH}")
    assert [block.kind for block in article.blocks] == ["paragraph"] * 3


def test_letters_begin_with_whom_they_are_to() -> None:
    first, _, third = BODY.strip().split("\n\n")
    letters = f"A mill of stone\n\nSir,\n\n{first}\n\nAnn Roe\nMillton\n\nThe old doors\n\nDear Editor,\n\n{third}"
    article = read(f"Letters to the editor\n\nMarch 12, 2003\n\n{letters}\n\nBo Ek\nArley\n\nLetters may be edited.\n")
    assert [(block.kind, article.words(block.passage)) for block in article.blocks] == [
        ("paragraph", "Sir,"),
        ("paragraph", first),
        ("subhead", "The old doors"),
        ("paragraph", "Dear Editor,"),
        ("paragraph", third),
    ]
    assert article.authors == ("Ann Roe", "Bo Ek")


@pytest.mark.parametrize("signature", ["(Harbour Wire)", "— Reuters", "AFP"])
@pytest.mark.parametrize("after", ["", "\nShare this article: Facebook | Email\n"])
def test_an_agency_below_the_last_sentence_signs_the_report(signature: str, after: str) -> None:
    said = "The council of Arley said that it would send its own masons in the spring."
    article = read(f"Mill of Millton to rise again\n\n{BODY}\n{said}\n\n{signature}\n{after}")
    assert article.words(article.blocks[-1].passage) == said and article.figures == ()
    assert "signature of an agency" in rules(article).values()


def test_an_agency_below_a_last_caption_is_its_credit() -> None:
    article = read(f"Mill of Millton to rise again\n\n{BODY}\nThe ruins of the mill at dawn\n\nReuters\n")
    (figure,) = article.figures
    assert (article.words(figure.caption), article.words(figure.credit)) == ("The ruins of the mill at dawn", "Reuters")
