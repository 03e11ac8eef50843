"""Kinds of pages that have rules of their own: interviews, rolling reports, lists, topics, posts of other sites."""

from __future__ import annotations

import pytest

from sitegen.model import Article
from sitegen.parse import text as plain

PARAGRAPHS = (
    "The council of Millton said on Monday that it would build the old mill again, in stone this time.",
    "Ann Roe, who leads the town, said that the wheel would be of oak, as it had been before the fire.",
    "A man from the iron works has brought the plans, and they lie on the table by the door of the hall.",
    "The mill burned down in the spring, and nobody has found out why its doors had been locked.",
)
TITLE = "Mill of Millton to rise again"


def read(*lines: str) -> Article:
    return plain.read("x.txt", "\n\n".join(lines) + "\n", "utf-8")


def roles(article: Article) -> list[str]:
    return [line.role for line in article.lines]


def blocks(article: Article, kind: str) -> list[str]:
    return [article.words(block.passage) for block in article.blocks if block.kind == kind]


QUESTIONS = ("Why do you build mills?", "What did your father say of it?", "Will you ever build a windmill?")
ANSWERS = (
    "Because nobody else does, and because I like the noise that the water makes under the floor.",
    "He said that I would starve, and he came every morning to see how far the wheel had got.",
    "I have thought of it, but the wind is a bad servant, and the river has never let me down.",
)


def test_questions_of_an_interview_are_told_by_their_turns() -> None:
    turns = [line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair]
    article = read("“The river has never let me down”", PARAGRAPHS[0], *turns)
    assert blocks(article, "question") == list(QUESTIONS)
    assert blocks(article, "paragraph") == [PARAGRAPHS[0], *ANSWERS]


def test_questions_and_answers_that_open_with_the_speaker() -> None:
    turns = [
        f"{who}: {words}"
        for pair in zip(QUESTIONS, ANSWERS, strict=True)
        for who, words in zip("QA", pair, strict=True)
    ]
    request = "Q: Tell us about the wheel."
    article = read("The mill builder", PARAGRAPHS[0], *turns, request, "A: It is of oak, and it weighs two tons.")
    assert blocks(article, "question") == [*turns[::2], request]


def test_questions_that_speak_to_nobody_make_no_interview() -> None:
    heads = ("Who pays?", "How long will it take?", "And the heron?")
    lines = [line for pair in zip(PARAGRAPHS, heads, strict=False) for line in pair]
    article = read(TITLE, *lines, PARAGRAPHS[3])
    assert blocks(article, "question") == [] and blocks(article, "subhead") == list(heads)


@pytest.mark.parametrize(
    "times",
    [
        ("9:15 a.m.", "10:40 a.m.", "noon", "3 p.m."),
        ("09:15", "10:40", "12:00", "15:00"),
        ("9.15 Uhr", "10.40 Uhr", "12 Uhr", "15 Uhr"),
        ("9h15", "10h40", "12h", "15h"),
    ],
)
def test_clock_times_head_the_entries_of_a_rolling_report(times: tuple[str, ...]) -> None:
    entries = [line for pair in zip(times, PARAGRAPHS, strict=True) for line in (*pair, "___")]
    article = read(f"The Latest: {TITLE}", *entries)
    assert blocks(article, "subhead") == list(times)
    assert blocks(article, "paragraph") == list(PARAGRAPHS)


def test_one_clock_time_heads_nothing() -> None:
    article = read(TITLE, PARAGRAPHS[0], "9:15 a.m.", PARAGRAPHS[1], PARAGRAPHS[2])
    assert blocks(article, "subhead") == []


@pytest.mark.parametrize(
    ("lines", "hints"),
    [
        (("Tags: mills, Millton, fires",), ("mills", "Millton", "fires")),
        (("Tagged with Mills | Fires",), ("Mills", "Fires")),
        (("Topics", "Mills", "Fires and floods"), ("Mills", "Fires and floods")),
        (("Tags: MillsHarbourCouncilFires",), ("Mills", "Harbour", "Council", "Fires")),
        (("Tags: mills, Mills",), ("mills",)),
        (("Share", "Print"), ()),
    ],
)
def test_lists_of_topics_are_dropped_and_kept_as_hints(lines: tuple[str, ...], hints: tuple[str, ...]) -> None:
    article = read(TITLE, *PARAGRAPHS, *lines)
    assert article.hints == hints
    assert roles(article)[-len(lines) :] == ["dropped"] * len(lines)


def test_topics_of_a_text_in_another_language() -> None:
    text = (
        "Die Mühle am Rand der Stadt wird wieder aufgebaut, und zwar aus Stein, das hat der Rat am Montag beschlossen."
    )
    article = read(
        "Mühle wird wieder aufgebaut", text, text.replace("Montag", "Dienstag"), "Schlagwörter: Mühle, Brand (12)"
    )
    assert article.language == "de"
    assert article.hints == ("Mühle", "Brand")


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (("Sport",), "Sport"),
        (("POLITICS",), "Politics"),
        (("Home > News > Harbour",), "Harbour"),
        (("Sport", "Culture", "Opinion", "Travel"), None),
        (("Share",), None),
    ],
)
def test_the_section_is_named_above_the_headline(above: tuple[str, ...], section: str | None) -> None:
    article = read(*above, TITLE, "By Ann Roe", *PARAGRAPHS)
    assert article.words(article.title) == TITLE
    assert article.section == section


def test_a_list_of_whole_sentences_is_a_list() -> None:
    entries = [f"• {paragraph}" for paragraph in PARAGRAPHS]
    article = read(TITLE, PARAGRAPHS[0], *entries, PARAGRAPHS[1])
    assert blocks(article, "list") == entries


def test_speech_after_a_dash_is_no_list() -> None:
    speech = [
        "– Vi har väntat länge nog, säger Anna Roos efter mötet.",
        "– Nu får det vara slut på att vänta, säger hon.",
    ]
    text = "Kvarnen i Ekfors, som brann ner i våras, ska byggas upp igen. Det beslutade man på onsdagen."
    article = read("Kvarnen byggs upp igen", text, *speech, text)
    assert blocks(article, "list") == []


def test_the_last_line_below_a_label_may_be_a_sub_heading() -> None:
    links = ("Fishing fleet fears new rules for its nets", "Ten walks along the shore of the long lake")
    article = read(TITLE, PARAGRAPHS[0], "Read more", *links, "Who pays?", PARAGRAPHS[1], PARAGRAPHS[2])
    assert blocks(article, "subhead") == ["Who pays?"]
    assert [line.text for line in article.dropped()] == ["Read more", *links]


def test_posts_of_other_sites_are_dropped_with_their_text() -> None:
    article = read(
        TITLE, PARAGRAPHS[0], "I like it. It has his ears.", "— Lil Gray (@lilgray) April 29, 2014", PARAGRAPHS[1]
    )
    assert [(line.line, line.rule) for line in article.dropped()] == [
        (5, "post of another site"),
        (7, "handle or address"),
    ]
    assert article.published is None


def test_a_column_begins_at_its_dateline() -> None:
    column = """BIG FIRE AT DOCKS
Three Warehouses Burn; Loss Is
Put at Half a Million
BRISTOW, July 14.-Three ware-
houses on the east dock burned to
the ground last night, and a fourth
was saved only by the crew of the
steamer Alice, who played a hose on
its roof for five hours. Nobody was
hurt. The loss is put at half a mil-
lion dollars. The owners say that
they will build again at once.
"""
    article = plain.read("x.txt", column, "utf-8")
    assert article.words(article.title) == "BIG FIRE AT DOCKS"
    assert article.words(article.dek) == "Three Warehouses Burn; Loss Is Put at Half a Million"
    (block,) = article.blocks
    assert article.words(block.passage).startswith("BRISTOW, July 14.-Three warehouses on the east dock")


@pytest.mark.parametrize("line", ["The Harbour Post with Reuters", "Le Courrier du Port avec AFP"])
def test_a_house_and_its_agency_are_a_by_line_without_names(line: str) -> None:
    article = read(TITLE, line, "5 April 2012", *PARAGRAPHS)
    assert article.authors == () and article.dek is None
    assert roles(article)[1] == "dropped"
