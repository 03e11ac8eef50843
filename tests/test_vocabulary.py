"""The vocabulary of invented archives: what becomes a topic, what does not, and what stays as it was."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.topics.phrasing import Gatherer
from sitegen.annotate.topics.tagging import PartsOfSpeech
from sitegen.errors import ConfigError
from sitegen.vocabulary import Assigner, Term, Vocabulary, differences, due, media_topic, settle
from sitegen.vocabulary.packing import Phrase, Phrases, pack, unpack

SUBJECTS = ("wind farm", "school meal", "coal mine", "ferry service", "flood defence", "rent control")
VERBS = ("cut", "praised", "paid for", "feared", "closed", "saved", "discussed", "visited", "mended", "blamed")
THINGS = ("hedges", "kettles", "gates", "lanterns", "barrels", "ropes", "cellars", "fences", "bricks", "chimneys")


@pytest.fixture(scope="module")
def gather() -> Gatherer:
    return Gatherer(parts().vocabulary)


def parts() -> PartsOfSpeech:
    return PARTS[0] if PARTS else PARTS.append(PartsOfSpeech.load()) or PARTS[0]


PARTS: list[PartsOfSpeech] = []


def packed(gather: Gatherer, text: str, names: Sequence[str] = (), hints: Iterable[str] = ()) -> bytes:
    spans = [(start, start + len(name)) for name in names for start in _all(text, name)]
    return gather.pack(parts().tag(text), spans, max(text.find("\n"), 0), hints)


def _all(text: str, name: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(name, place)]


def report(subject: str, number: int, more: str = "") -> str:
    """An article about a subject; no two are the same."""
    draw = random.Random(f"{subject} {number}")
    things = iter(draw.sample(THINGS, len(THINGS)))
    lines = [f"They {draw.choice(VERBS)} the {next(things)} for us." for _ in range(6)]
    lines[1] += f" It is said that a {subject} {draw.choice(VERBS)} some {next(things)} here."
    lines[3] += f" Who {draw.choice(VERBS)} the {subject}s, and why was it so?"
    lines[4] += f" She {draw.choice(VERBS)} every {subject} that we {draw.choice(VERBS)} there."
    return f"What the {subject} {draw.choice(VERBS)} for us\n" + "\n".join(lines) + f"\n{more}\n"


def archive(gather: Gatherer, count: int, more: str = "") -> list[bytes]:
    return [packed(gather, report(SUBJECTS[n % len(SUBJECTS)], n, more)) for n in range(count)]


def settled(articles: Sequence[bytes], before: Vocabulary | None = None) -> Vocabulary:
    return settle(lambda: articles, len(articles), before)


def keys(vocabulary: Vocabulary) -> set[str]:
    return {term.key for term in vocabulary.terms}


# ---- what becomes a topic


@pytest.mark.parametrize("count", [24, 60, 240])
def test_subjects_of_an_archive(gather: Gatherer, count: int) -> None:
    articles = archive(gather, count)
    vocabulary = settled(articles)
    assert keys(vocabulary) == {
        "wind farm",
        "school meal",
        "coal mine",
        "ferry service",
        "flood defence",
        "rent control",
    }
    assigner = Assigner(vocabulary)
    for number, article in enumerate(articles):
        names = [topic.name for topic in assigner.topics(article) if topic.page]
        assert len(names) == 1 and names[0].startswith(SUBJECTS[number % len(SUBJECTS)])


def test_one_article_is_judged_by_itself(gather: Gatherer) -> None:
    topics = Assigner(None).topics(packed(gather, report("wind farm", 1)))
    assert [(topic.name.rstrip("s"), topic.page) for topic in topics] == [("wind farm", True)]


def test_an_empty_archive_has_no_topics() -> None:
    vocabulary = settle(lambda: [b"", b""], 2)
    assert vocabulary.terms == () and Assigner(vocabulary).topics(b"") == []


def test_the_same_sentence_in_many_articles_makes_no_topic(gather: Gatherer) -> None:
    furniture = (
        "For more stories on climate change and on renewable energy, sign up to our daily letter. Climate change!"
    )
    assert keys(settled(archive(gather, 60, furniture))) == keys(settled(archive(gather, 60)))


def test_names_are_no_topics(gather: Gatherer) -> None:
    text = "Holm Bank pays\nHolm Bank pays, says Holm Bank.\nIt has a coal mine. The coal mine is new.\n"
    text += "The Holm Bank and Anna Tarn were there. So was Anna Tarn.\n"
    found = unpack(packed(gather, text, ["Holm Bank", "Anna Tarn"]))
    assert not {"holm bank", "anna tarn", "bank", "holm", "tarn"} & {phrase.key for phrase in found.phrases}
    assert {"holm", "bank", "anna", "tarn"} <= set(found.names.split())


def test_other_languages_have_no_candidates(gather: Gatherer) -> None:
    assert packed(gather, "Der Fluss\n" + "Der Fluss steigt weiter und das Wasser steht in der Stadt.\n" * 6) == b""


def test_what_a_headline_alone_has_in_capitals_is_no_candidate(gather: Gatherer) -> None:
    text = "STOP THE WAR NOW SAY THEY\nThey say it is so that we have it, and it is.\nThey say so again of it.\n"
    assert not {"stop", "now", "say"} & {phrase.key for phrase in unpack(packed(gather, text)).phrases}


def test_what_is_said_in_passing_is_no_topic(gather: Gatherer) -> None:
    articles = archive(gather, 60)
    passing = packed(
        gather, "What it was\n" + "So it was, and so it is for us.\n" * 20 + "There is a coal mine in it.\n"
    )
    assert [topic for topic in Assigner(settled(articles)).topics(passing) if topic.page] == []


def test_a_verb_in_the_headline_is_no_topic(gather: Gatherer) -> None:
    body = (
        "\nSo it was, and it is for us all. She said that the trade of it is here.\n" + "It was so, and it is.\n" * 30
    )
    heads = ("They will trade it for us", "They said that the trade of it is here")
    where = [{p.key: p.headline for p in unpack(packed(gather, head + body)).phrases}["trade"] for head in heads]
    assert where == [False, True]


@pytest.mark.parametrize("office", ["professor of", "minister for", "Department of"])
def test_what_somebody_is_is_no_topic(gather: Gatherer, office: str) -> None:
    text = (
        "What is it\n" + f"She is the {office} public health here, and he is not.\nSo it was, and it is for us.\n" * 4
    )
    assert "public health" not in {phrase.key for phrase in unpack(packed(gather, text)).phrases}
    other = text.replace(office, "friend of")
    assert "public health" in {phrase.key for phrase in unpack(packed(gather, other)).phrases}


def test_one_person_is_no_topic_but_many_are(gather: Gatherer) -> None:
    one = "What is it\n" + "There the refugee was, and so it is for us.\nSo it was, and it is for us all.\n" * 4
    many = one.replace("refugee was", "refugees were")
    assert [Assigner(None).topics(packed(gather, text)) for text in (one, many)] == [
        [],
        [("refugees", "20000645", True)],
    ]


def test_a_subject_need_not_be_named(gather: Gatherer) -> None:
    text = (
        "It rained on us\nThe designer sent each gown down the runway, and a stylist pinned the fabric of a garment.\n"
    )
    text += "Her outfit was from a boutique. The designers like a gown in a fabric that is of luxury on the catwalk.\n"
    text += "There was a handbag on the catwalk, and the runway was for menswear. A retailer saw the clothing of it.\n"
    assert "fashion" in {topic.name for topic in Assigner(None).topics(packed(gather, text))}


def test_a_hint_counts_where_the_text_has_the_phrase(gather: Gatherer) -> None:
    text = "What was it\nIt was all about this, they said to us.\n" + "So it was, and so it is for us.\n" * 20
    text += "There is a coal mine in it.\n"
    assert Assigner(None).topics(packed(gather, text)) == []
    assert [t.name for t in Assigner(None).topics(packed(gather, text, hints=["Coal mines", "Whales"]))] == [
        "coal mine"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("coal mine", "coal-mine"), ("flood defence", "flood defense"), ("healthcare plan", "health care plan")],
)
def test_spellings_are_one_term(gather: Gatherer, one: str, other: str) -> None:
    articles = [packed(gather, report(one if n % 3 else other, n)) for n in range(6)]
    rest = archive(gather, 60)
    new = keys(settled([*articles, *rest])) - keys(settled(rest))
    assert len(new) <= 1
    names = {topic.name for article in articles for topic in Assigner(settled([*articles, *rest])).topics(article)}
    assert len(names) == 1


def test_media_topics_by_label() -> None:
    assert media_topic("Elections") == ("20000574", "election")
    assert media_topic("labour dispute") == media_topic("Labor disputes") is not None
    assert media_topic("kettle") is None


# ---- what stays


def test_the_order_of_articles_is_nothing(gather: Gatherer) -> None:
    articles = archive(gather, 60)
    shuffled = random.Random(4).sample(articles, len(articles))
    assert settled(articles).text() == settled(shuffled).text()


def test_a_topic_stays_longer_than_it_takes_to_enter(gather: Gatherer) -> None:
    many = archive(gather, 240)
    fewer = [article for n, article in enumerate(many) if n % len(SUBJECTS) or n == 0]
    before = settled(many)
    assert SUBJECTS[0] in keys(before)
    assert SUBJECTS[0] not in keys(settled(fewer))
    assert SUBJECTS[0] in keys(settled(fewer, before))
    assert SUBJECTS[0] not in keys(settled(fewer[1:], before))


def test_settling_again_over_the_same_changes_nothing(gather: Gatherer) -> None:
    articles = archive(gather, 60)
    before = settled(articles)
    assert settled(articles, before) == before


def test_a_term_keeps_its_name_and_weights_until_it_doubled(gather: Gatherer) -> None:
    before = settled(archive(gather, 60))
    kept = {term.key: term for term in settled(archive(gather, 72), before).terms}
    assert all(kept[term.key] == term for term in before.terms)
    doubled = {term.key: term for term in settled(archive(gather, 180), before).terms}
    assert all(doubled[term.key].articles > term.articles for term in before.terms)


def test_when_it_is_due() -> None:
    before = Vocabulary(100, 100, ())
    assert due(1, None) and due(120, before) and not due(119, before) and not due(10, before)


def test_what_changed_is_said(gather: Gatherer) -> None:
    rest = archive(gather, 24)
    more = [packed(gather, report("minimum wage", n)) for n in range(8)]
    before, after = settled(rest), settled([*more, *rest[::6], *rest[1::6]])
    changes = differences(before, after)
    assert [change.name.rstrip("s") for change in changes.came] == ["minimum wage"]
    assert len(changes.went) == len(before.terms) - 2 and all(change.why for change in changes.went)
    assert not differences(after, after) and len(differences(None, after).came) == len(after.terms)


# ---- the file

WORD = st.text("abcdefghijklmnopqrstuvwxyzäß0'", min_size=1, max_size=8)
NUMBER = st.integers(-300, 900).map(lambda n: n / 100)
TERMS = st.lists(
    st.builds(
        Term,
        st.lists(WORD, min_size=1, max_size=3).map(" ".join),
        st.lists(WORD, min_size=1, max_size=3).map(" ".join),
        st.integers(0, 10**6),
        NUMBER,
        NUMBER,
        st.sampled_from(["", "20000574"]),
        st.just(()),
        st.lists(st.tuples(WORD, NUMBER), max_size=4).map(tuple),
    ),
    unique_by=lambda term: term.key,
    max_size=6,
).map(lambda terms: tuple(sorted(terms, key=lambda term: term.key)))


@given(st.integers(0, 10**7), st.integers(0, 50_000), TERMS)
@settings(deadline=None)
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory, sources: int, articles: int, terms: tuple[Term, ...]
) -> None:
    path = tmp_path_factory.mktemp("round") / "vocabulary.tsv"
    vocabulary = Vocabulary(sources, articles, terms)
    path.write_bytes(vocabulary.text().encode())
    assert Vocabulary.read(path) == vocabulary


def test_what_is_settled_is_what_is_read(gather: Gatherer, tmp_path: Path) -> None:
    vocabulary = settled(archive(gather, 60))
    (tmp_path / "vocabulary.tsv").write_bytes(vocabulary.text().encode())
    assert Vocabulary.read(tmp_path / "vocabulary.tsv") == vocabulary
    assert Vocabulary.read(tmp_path / "none.tsv") is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("tea\tTea", "2 columns"),
        ("tea\tTea\tmany\t1.00\t2.00\t\t\t", "'many'"),
        ("tea\tTea\t3\tgood\t2.00\t\t\t", "'good'"),
        ("tea\tTea\t3\t1.00\t2.00\t\t\tcup", "'cup'"),
        ("\tTea\t3\t1.00\t2.00\t\t\t", "lacks"),
        ("wind farm\tTea\t3\t1.00\t2.00\t\t\t", "a second time"),
    ],
)
def test_a_damaged_line_is_said(gather: Gatherer, tmp_path: Path, line: str, said: str) -> None:
    text = settled(archive(gather, 24)).text() + line + "\n"
    (tmp_path / "vocabulary.tsv").write_bytes(text.encode())
    with pytest.raises(ConfigError, match=said) as error:
        Vocabulary.read(tmp_path / "vocabulary.tsv")
    assert f"vocabulary.tsv:{len(text.splitlines())}:" in str(error.value) and error.value.hint


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "vocabulary.tsv").write_bytes(b"# one\n\xff\n")
    with pytest.raises(ConfigError, match=r"vocabulary\.tsv:2: .*UTF-8"):
        Vocabulary.read(tmp_path / "vocabulary.tsv")


# ---- packing

PHRASE = st.builds(
    Phrase, WORD, st.integers(0, 99), st.integers(0, 7), st.integers(0, 99), st.integers(0, 10), st.just("N"), WORD
)


@given(st.integers(1, 10**6), st.lists(PHRASE, min_size=1, max_size=5), WORD)
def test_packing(size: int, phrases: list[Phrase], words: str) -> None:
    article = Phrases(size, tuple(phrases), words, words)
    assert unpack(pack(article)) == article


def test_packed_phrases_are_small(gather: Gatherer) -> None:
    text = report("wind farm", 1, "\n".join(report(subject, n) for n, subject in enumerate(SUBJECTS)))
    assert len(packed(gather, text)) < 3 * len(text.split())


@given(st.text(max_size=200), st.integers(0, 40))
@settings(deadline=None)
def test_any_text(text: str, headline_end: int) -> None:
    gatherer = Gatherer(parts().vocabulary)
    found = unpack(gatherer.pack(parts().tag(text), [], headline_end))
    assert all(phrase.key and 0 <= phrase.capital <= 10 for phrase in found.phrases)
