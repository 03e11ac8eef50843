"""Kinds of pages that have rules of their own: interviews, rolling reports, lists, topics, posts of other sites."""

from __future__ import annotations

import pytest

from sitegen.model import Article
from sitegen.parse import text as plain
from sitegen.parse.phrases import is_given_name

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


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Ferry kept in port by fog for the third day",
        "RELATED | Ferry kept in port by fog for the third day",
        "MIRA: La niebla deja al transbordador en el puerto por tercer día",
        "Lesen Sie auch: Nebel hält die Fähre den dritten Tag im Hafen",
        ">>> Ferry kept in port by fog for the third day",
    ],
)
def test_a_label_with_a_colon_or_bar_opens_a_link(line: str) -> None:
    article = read(TITLE, PARAGRAPHS[0], line, PARAGRAPHS[1], PARAGRAPHS[2])
    assert [(entry.text, entry.rule) for entry in article.dropped()] == [(line, "related link")]


def test_works_that_an_article_quotes_are_a_list() -> None:
    works = [
        "Roe, A.; Ek, B. (2012): Mills and their keepers. Journal of Wheels, 22(4), S. 1-11",
        "Lind, P. et al. (2016) Water rights of the upper river. Harbour Studies 3, 14-29",
    ]
    article = read(TITLE, *PARAGRAPHS, *works, PARAGRAPHS[0])
    assert blocks(article, "list") == works


def test_numbered_headings_however_long() -> None:
    heads = [
        "1. The wheel has to turn even when the river is low and the miller asleep",
        "2. Oak",
        "3. Whoever builds in stone must first of all ask what the frost will do to it in the long run",
    ]
    lines = [line for pair in zip(heads, PARAGRAPHS, strict=False) for line in pair]
    article = read(TITLE, PARAGRAPHS[3], *lines)
    assert blocks(article, "subhead") == heads


def test_points_between_headline_and_by_line_are_a_list() -> None:
    points = (
        "The mill burned down in the spring",
        "It will be built again in stone",
        "Nobody has found out who locked it",
    )
    article = read(TITLE, *points, "By Ann Roe", "5 April 2012", *PARAGRAPHS)
    assert article.words(article.title) == TITLE and article.authors == ("Ann Roe",)
    assert blocks(article, "list") == list(points)


def test_a_label_of_a_list_heads_it() -> None:
    points = ("The mill burned down", "It will be built again in stone")
    article = read(TITLE, PARAGRAPHS[0], "Key points:", *points, PARAGRAPHS[1], PARAGRAPHS[2])
    assert blocks(article, "subhead") == ["Key points:"]
    assert blocks(article, "list") == list(points)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The mill at dawn.(Harbour News: Jo Fenn)", "The mill at dawn.", "Harbour News: Jo Fenn"),
        ("Nur noch die Mauern stehen. © Timo Kessel/dpa", "Nur noch die Mauern stehen.", "Timo Kessel/dpa"),
        ("El molino, la mañana después. ÓSCAR LINARES", "El molino, la mañana después.", "ÓSCAR LINARES"),
        ("The mill at dawn. Jo Fenn for Plains Radio hide caption", "The mill at dawn.", "Jo Fenn for Plains Radio"),
        ("Młyn po wielkim pożarze. Fot. Piotr Lis/PAP", "Młyn po wielkim pożarze.", "Piotr Lis/PAP"),
        ("The mill at dawn. (Jo Fenn/The Bend Courier via AP)", "The mill at dawn.", "Jo Fenn/The Bend Courier via AP"),
    ],
)
def test_forms_of_credits(line: str, caption: str, credit: str) -> None:
    article = read(TITLE, PARAGRAPHS[0], PARAGRAPHS[1], line, PARAGRAPHS[2], PARAGRAPHS[3])
    (figure,) = article.figures
    assert (article.words(figure.caption), article.words(figure.credit)) == (caption, credit)


@pytest.mark.parametrize(
    "lines",
    [
        ("Image copyright", "Getty Images", "Image caption", "The mill of Millton at dawn, seen from the bridge"),
        ("image sourceGetty Images", "image captionThe mill of Millton at dawn, seen from the bridge"),
        ("The mill of Millton at dawn, seen from the bridge", "Getty Images"),
    ],
)
def test_credit_and_caption_on_lines_of_their_own(lines: tuple[str, ...]) -> None:
    article = read(TITLE, "5 April 2012", *lines, *PARAGRAPHS)
    (figure,) = article.figures
    assert article.words(figure.caption) == "The mill of Millton at dawn, seen from the bridge"
    assert article.words(figure.credit) == "Getty Images"


def test_an_agency_that_signs_its_report_took_no_picture() -> None:
    last = f"{PARAGRAPHS[3]} The town will ask again. (AFP)."
    article = read(TITLE, *PARAGRAPHS[:3], last)
    assert article.figures == () and blocks(article, "paragraph")[-1] == last


@pytest.mark.parametrize(
    ("word", "known"), [("ann", True), ("heloísa", True), ("marie-claire", True), ("millton", False)]
)
def test_given_names_with_accents_and_hyphens(word: str, known: bool) -> None:
    assert is_given_name(word) is known


def test_rhetorical_questions_among_quotations_make_no_interview() -> None:
    essay = [
        "So you might be asking what all of this has to do with the mill, and the mill with you?",
        "“It has to do with all of us,” said Ann Roe, who leads the town and the choir and the fire brigade.",
        "And who are you to say that she is wrong, when your own fathers stood in the same river with the same doubts?",
        "“Nobody asked my father,” said Bo Ek, who has fished there since he could hold a rod in his hand.",
        "Would you have asked him, if you had known how well he could keep a secret about the depth of the water?",
        "“I would not have told you,” said his father, who was ninety at the time and did not fish any more.",
    ]
    assert blocks(read(TITLE, *essay, PARAGRAPHS[0]), "question") == []


def test_one_word_answers_of_an_interview_are_kept() -> None:
    turns = [line for pair in zip(QUESTIONS, ANSWERS, strict=True) for line in pair]
    article = read(
        "The mill builder", PARAGRAPHS[0], *turns[:2], "Are you ever afraid of it?", "Completely.", *turns[2:]
    )
    assert "Completely." in blocks(article, "paragraph")


@pytest.mark.parametrize("line", ["Roe continued:", "Dr. Roe stated:", "The Harbour Post confirmed it, and wrote:"])
def test_words_that_introduce_a_speech_are_no_heading(line: str) -> None:
    article = read(TITLE, PARAGRAPHS[0], line, f"“{PARAGRAPHS[1]}”", PARAGRAPHS[2])
    assert line in blocks(article, "paragraph")


@pytest.mark.parametrize("line", ["Enter the mayor.", "Nobody laughed."])
def test_a_short_sentence_between_paragraphs_is_one(line: str) -> None:
    article = read(TITLE, PARAGRAPHS[0], PARAGRAPHS[1], line, PARAGRAPHS[2], PARAGRAPHS[3])
    assert line in blocks(article, "paragraph")


@pytest.mark.parametrize("line", ["- Who pays -", "– Dimming limelight –", "WHO PAYS FOR IT?", "MONEY FOR THE WHEEL."])
def test_forms_of_sub_headings(line: str) -> None:
    article = read(TITLE, PARAGRAPHS[0], PARAGRAPHS[1], line, PARAGRAPHS[2], PARAGRAPHS[3])
    assert blocks(article, "subhead") == [line]


def test_the_writer_below_a_long_paragraph_took_no_picture() -> None:
    paragraph = " ".join((*PARAGRAPHS, *PARAGRAPHS[:2])) + " JON FERRIS"
    article = read(TITLE, PARAGRAPHS[0], paragraph, PARAGRAPHS[1], PARAGRAPHS[2])
    assert article.figures == ()


def test_labels_of_a_database_are_furniture() -> None:
    article = read(TITLE, "ABSTRACT", PARAGRAPHS[0], "FULL TEXT", *PARAGRAPHS[1:], "LOAD-DATE: May 5, 2010")
    assert [line.text for line in article.dropped() if line.text.isupper()] == ["ABSTRACT", "FULL TEXT"]
    assert blocks(article, "paragraph") == list(PARAGRAPHS)
