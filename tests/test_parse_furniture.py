"""What stands between and below the paragraphs, told by more than one line; each rule with an invented page."""

from __future__ import annotations

import re

import pytest

from sitegen.model import RECURS, Article, Evidence
from sitegen.parse import text as plain
from sitegen.parse.phrases import find_phrases, language_of, sources, tables, tokens
from sitegen.parse.text.lines import keys_of

FIRST = "The council of Millton said on Monday that it would build the old mill again, in stone this time, it said."
SECOND = "“We have waited for a mill since the fire, and we shall wait no longer,” said Ann Roe, who leads the town."
THIRD = (
    "The mill burned down in the spring of last year, and nobody has found out why the doors had been locked from the "
    "outside on that night, nor who had ordered the two carts."
)
HEAD = f"Mill of Millton to rise again\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}"


def read(text: str, level: int = 0, recurring: tuple[str, ...] = ()) -> Article:
    keys = {key for line in recurring for key in keys_of(line)}
    return plain.read("x.txt", text, "utf-8", Evidence(lambda asked: {key: level for key in asked if key in keys}))


def roles(text: str) -> list[str]:
    return [line.role for line in read(text).lines]


LETTERS = f"""Letters: bells, potholes and a bridge

Bells must ring

on Sundays too

{THIRD}

{FIRST}

Gary Oram

Lower Wick

Mind the potholes

{THIRD}

Anne Tull

Dunmore

A bridge is overdue

{THIRD}

Nora Pell

Wexcombe
"""


def test_letters_have_headings_and_are_signed() -> None:
    article = read(LETTERS)
    kinds = [(block.kind, article.words(block.passage)) for block in article.blocks if block.kind != "paragraph"]
    assert kinds == [
        ("subhead", "Bells must ring"),
        ("subhead", "on Sundays too"),
        ("subhead", "Mind the potholes"),
        ("subhead", "A bridge is overdue"),
    ]
    assert article.authors == ("Gary Oram", "Anne Tull", "Nora Pell")
    assert [line.rule for line in article.lines if line.number == 13] == ["signature of a letter"]


def test_sales_talk_goes_on_in_dashes() -> None:
    talk = (
        "To read the full story, please subscribe. You get unlimited digital access to all our articles.\n\n"
        "Join now to get:\n\n— Stories from all of the harbour\n\n— Lists and maps for sailors\n\n"
        "Subscribers also receive a mug that you will love.\n"
    )
    assert set(roles(f"{HEAD}\n\n{talk}")[4:]) == {"dropped"}


def test_a_note_on_the_author_of_the_by_line() -> None:
    note = (
        "Bo Ek is the author of a book on mills, and he has written for this paper since the old bridge fell, first on "
        "sport, and then on the harbour, its people and its many cats."
    )
    article = read(f"Mill to rise again\n\nBy Bo Ek\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{note}\n")
    assert article.authors == ("Bo Ek",)
    assert [line.rule for line in article.lines][-1] == "note on the author"


@pytest.mark.parametrize(
    "line",
    [
        "Ann Roe helps her son with a model of the mill on April 14, 2024, in Millton.",
        "Mayor Ann Roe walks past the ruins of the old mill in Millton on May 3, 2010",
        "Firefighters and neighbours carrying water from the river, Millton, 3 May 2010",
    ],
)
def test_a_scene_on_a_stated_day_is_a_caption(line: str) -> None:
    article = read(f"Mill to rise again\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n")
    assert [article.words(figure.caption) for figure in article.figures] == [line]


def test_what_somebody_said_on_a_day_is_no_caption() -> None:
    line = "Ann Roe, who leads the town, told the council on May 3, 2010, that the mill would be built again."
    assert read(f"Mill to rise again\n\n{FIRST}\n\n{line}\n\n{SECOND}\n\n{THIRD}\n").figures == ()


def test_a_longer_heading_among_headings() -> None:
    heads = ["The fire", "Stone or wood", "What the town has learned from its neighbours up the river"]
    parts = ["Mill to rise again", FIRST, heads[0], SECOND, heads[1], THIRD, heads[2], f"{THIRD} Or so."]
    article = read("\n\n".join(parts))
    assert [article.words(block.passage) for block in article.blocks if block.kind == "subhead"] == heads


def test_headlines_in_a_row_are_those_of_other_articles() -> None:
    others = [
        "Ferry kept in port by heavy seas",
        "Harbour wall to be mended in the spring",
        "School opens its new kitchen",
    ]
    article = read(f"{HEAD}\n\n" + "\n\n".join(others) + f"\n\n{THIRD} Or so.\n")
    assert [line.role for line in article.lines if line.number in (9, 11, 13)] == ["dropped"] * 3


@pytest.mark.parametrize(
    "link",
    [
        "RELATED: What it is like to mend a harbour wall in the middle of the winter storms",
        "READ MORE | The ferry of Millton is kept in port by heavy seas for the third day",
    ],
)
def test_a_labelled_link_is_one_however_long(link: str) -> None:
    article = read(f"Mill of Millton to rise again\n\n{FIRST}\n\n{link}\n\n{SECOND}\n\n{THIRD}\n")
    assert [line.rule for line in article.lines if line.number == 5] == ["related link"]


def test_a_credit_above_its_labelled_caption() -> None:
    picture = "Image copyright Reuters\n\nImage caption The mill at dawn"
    article = read(f"Mill to rise again\n\n{FIRST}\n\n{SECOND}\n\n{picture}\n\n{THIRD}\n")
    (figure,) = article.figures
    assert (article.words(figure.caption), article.words(figure.credit)) == ("The mill at dawn", "Reuters")


@pytest.mark.parametrize("form", ["Leave a Reply", "Required fields are marked *", "Jo says:\n\n3 May 2010"])
def test_the_article_ends_where_readers_begin(form: str) -> None:
    comment = (
        "I have lived beside that mill for forty years, and I have never seen so much as a mouse in it, or a cart."
    )
    article = read(f"{HEAD}\n\n{form}\n\n{comment}\n\n{comment} So there.\n")
    assert [article.words(block.passage) for block in article.blocks] == [FIRST, SECOND, THIRD]


def test_a_call_for_comments_above_the_text_ends_nothing() -> None:
    article = read(f"Mill of Millton to rise again\n\nLeave a comment\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n")
    assert len(article.blocks) == 3


def test_copies_of_one_report_keep_their_paragraphs() -> None:
    article = read(HEAD, RECURS[1], (HEAD,))
    assert [line.role for line in article.lines] == ["title", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize("line", ["By Ann Roe", "MILLTON, Ohio (AP) — " + FIRST, "Ann Roe/Reuters"])
def test_some_lines_recur_rightly(line: str) -> None:
    text = f"Mill of Millton to rise again\n\n{line}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
    assert read(text, RECURS[1], (line,)).lines == read(text).lines


def test_a_long_sentence_that_recurs_may_be_a_paragraph() -> None:
    assert "dropped" not in [line.role for line in read(HEAD, RECURS[0], (SECOND,)).lines]


LANGUAGES = sorted(name.removesuffix(".toml") for name, _ in sources() if name.endswith(".toml"))
SPOKEN = {
    "da": "Det er ikke nok at sige, at vi skal have en ny mølle, og derfor har byen nu bedt om hjælp fra hele landet.",
    "de": "Die Stadt will die alte Mühle wieder aufbauen, und das soll nach dem Willen der Bürger auch aus Stein sein.",
    "en": "The town is to build the old mill again, and it will be of stone, as the people who live there have asked.",
    "es": "El pueblo quiere que el viejo molino vuelva a estar en pie, y para eso ha pedido la ayuda de los vecinos.",
    "fi": "Kaupunki on kertonut, että vanha mylly rakennetaan, ja se on nyt myös kivestä, mutta ei vielä tänä vuonna.",
    "fr": "La ville veut que le vieux moulin soit reconstruit, et elle a demandé de l'aide à tous ceux qui y vivent.",
    "it": "Il paese vuole che il vecchio mulino sia ricostruito, e per questo ha chiesto anche aiuto a tutti i vicini.",
    "nl": "De stad wil dat de oude molen weer wordt gebouwd, en heeft daarom ook hulp aan het hele land gevraagd.",
    "no": "Det er ikke nok å si at vi skal ha en ny mølle, og derfor har byen nå bedt om hjelp fra hele landet.",
    "pl": "Miasto chce, aby stary młyn był znów taki jak dawniej, i nie może już czekać na to, co jest po drodze.",
    "pt": "A cidade quer que o velho moinho volte a estar de pé, e para isso não pediu mais do que ajuda dos vizinhos.",
    "sv": "Staden vill att den gamla kvarnen ska byggas igen, och det är nu inte för sent att be om hjälp från alla.",
}


def test_every_language_is_spoken_here() -> None:
    assert sorted(SPOKEN) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_text_is_told_by_its_small_words(language: str) -> None:
    assert language_of(tokens(SPOKEN[language] * 2)) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_of_the_tables_is_found(language: str) -> None:
    for entry in tables().languages[language]["label_related"]:
        words = tokens(entry.lstrip("=^$!"))
        assert "related_label" in {phrase.kind for phrase in find_phrases(words, True, language)}, entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_are_in_order(language: str) -> None:
    table = tables().languages[language]
    assert len(table["months"]) == 12 and len(table["function"]) >= 30
    for name, entries in table.items():
        assert len(set(entries)) == len(entries), name
        assert all(entry == entry.lower().strip() and not re.search("[’,;]", entry) for entry in entries), name
