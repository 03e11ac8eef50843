"""The keyphrases of single articles: invented ones."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import keyphrases, open_annotator
from sitegen.annotate.keyphrases.background import Background
from sitegen.annotate.keyphrases.candidates import MOST_TOKENS
from sitegen.annotate.keyphrases.ranker import MOST, Ranker
from sitegen.annotate.keyphrases.stems import stem
from sitegen.annotate.keyphrases.stopwords import is_stop_word
from sitegen.annotate.topics.tagging import PartsOfSpeech
from sitegen.model import Evidence
from sitegen.parse import text as plain
from tools.keyphrases import porter

FERRY = """Harbour council votes to scrap the Tarn ferry
The harbour council of Port Hollin voted on Monday to scrap the ferry to Tarn Island, which has lost money for years.
The ferry carried 41,000 passengers last year, half as many as in 2009, and the council said that a bridge would be \
cheaper. "Nobody wants to see the ferry go, but we can't pay for empty boats," Ingrid Moss, the council's chairwoman, \
told reporters.
Islanders said that they would fight the decision. Tarn Island has no doctor, and its pupils cross by ferry to the \
school in Port Hollin. A petition against the vote had 900 signatures on Tuesday.
"""
OVEN = """Bakery in New Lindow reopens after blaze
A bakery in New Lindow that burned down in March reopened on Friday with a new oven, which the baker, Tom Arkwright, \
built of bricks from the ruin. Neighbours had raised the money for the oven. The blaze began in a flour store.
"""
GERMAN = """Der Stadtrat von Lindau stimmt gegen die neue Brücke
Der Stadtrat hat am Montag gegen den Bau einer zweiten Brücke gestimmt, weil das Geld dafür fehlt. Viele Einwohner \
hatten sich eine Brücke gewünscht, doch der Bürgermeister sagte, die Stadt könne sich keinen solchen Bau leisten.
"""


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return keyphrases.load()


@pytest.fixture(scope="module")
def speech() -> PartsOfSpeech:
    return PartsOfSpeech.load()


def ranked(text: str, ranker: Ranker, speech: PartsOfSpeech) -> tuple[str, ...]:
    return ranker.rank(speech.tag(text), text.find("\n") + 1)


def test_the_words_of_the_headline_that_the_text_repeats_come_first(ranker: Ranker, speech: PartsOfSpeech) -> None:
    found = ranked(FERRY, ranker, speech)
    assert {"council", "ferry"} <= set(found[:4])
    assert "Port Hollin" in found
    assert len(found) == MOST


def test_names_are_kept_whole_though_they_begin_with_a_common_word(ranker: Ranker, speech: PartsOfSpeech) -> None:
    found = ranked(OVEN, ranker, speech)
    assert "New Lindow" in found
    assert not {"New", "new", "new oven"} & set(found)


def test_a_word_is_written_as_the_text_mostly_writes_it(ranker: Ranker, speech: PartsOfSpeech) -> None:
    shouted = FERRY.replace(FERRY.split("\n")[0], FERRY.split("\n")[0].upper())
    assert {"council", "ferry"} <= set(ranked(shouted, ranker, speech))


def test_stop_words_are_none(ranker: Ranker, speech: PartsOfSpeech) -> None:
    for text in (FERRY, OVEN, FERRY.title(), OVEN.upper()):
        for phrase in ranked(text, ranker, speech):
            assert not any(is_stop_word(word) for word in phrase.split(" ")[-1:]), phrase
            assert not is_stop_word(phrase)


@pytest.mark.parametrize("word", ["The", "said", "Monday", "May", "don\u2019t", "41,000", "x", "IT'S", "percent"])
def test_what_tells_nothing(word: str) -> None:
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["US", "EU", "ferry", "Übung", "covid-19"])
def test_what_tells_something(word: str) -> None:
    assert not is_stop_word(word)


def test_the_forms_of_a_word_are_one() -> None:
    assert len({stem(word) for word in "Reporter reporters reported reporting reports".split()}) == 1
    assert stem("Councils") == stem("council")
    assert stem("stopped") == stem("stopping") != stem("store")


def test_no_form_of_a_word_is_a_second_keyphrase(ranker: Ranker, speech: PartsOfSpeech) -> None:
    found = [" ".join(map(stem, phrase.split(" "))) for phrase in ranked(FERRY, ranker, speech)]
    assert len(set(found)) == len(found)


def test_a_part_of_a_name_does_not_follow_the_name(ranker: Ranker, speech: PartsOfSpeech) -> None:
    found = ranked(OVEN, ranker, speech)
    assert "Lindow" not in found[found.index("New Lindow") :]


def test_other_languages_have_none(ranker: Ranker, speech: PartsOfSpeech) -> None:
    assert ranked(GERMAN, ranker, speech) == ()


@pytest.mark.parametrize(
    "text",
    ["", "\n", "...", "42", "a", "火", "市議会は橋の建設を否決した。\n" * 9, "مجلس المدينة", "\U0001f525 x\u0301"],
)
def test_texts_without_english_words_do_not_fail(text: str, ranker: Ranker, speech: PartsOfSpeech) -> None:
    assert all(phrase for phrase in ranked(text, ranker, speech))


def test_a_headline_alone_has_keyphrases(ranker: Ranker, speech: PartsOfSpeech) -> None:
    assert "Harbour Council" in ranked("Harbour Council Scraps Ferry\n", ranker, speech)


def test_the_rest_of_a_very_long_text_is_not_looked_at(ranker: Ranker, speech: PartsOfSpeech) -> None:
    long = speech.tag(FERRY * (2 * MOST_TOKENS // len(speech.tag(FERRY).words)) + "Zanzibar " * 999)
    found = ranker.candidates(long, 0)
    assert found is not None and len(found[0].words) == MOST_TOKENS
    assert "Zanzibar" not in ranker.rank(long)


WORDS = st.sampled_from(
    [
        *FERRY.split(),
        *OVEN.split(),
        "\n",
        "U.S.-led",
        "Ärztekammer",
        "foo_bar",
        "\u201cquote\u201d",
        "e\u0301t\u00e9",
        "ferry/boat",
    ]
)


SPEECH, RANKER, ANOTHER = PartsOfSpeech.load(), keyphrases.load(), keyphrases.load()


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(WORDS, max_size=120).map(" ".join), st.text(max_size=200)), st.integers(0, 200))
def test_keyphrases_are_few_different_and_of_the_text(text: str, headline_end: int) -> None:
    tagged = SPEECH.tag(text)
    found = RANKER.rank(tagged, headline_end)
    assert found == RANKER.rank(tagged, headline_end) == ANOTHER.rank(tagged, headline_end)
    assert len(found) <= MOST and len(set(found)) == len(found)
    for phrase in found:
        assert all(word in text for word in phrase.split(" "))
        assert not is_stop_word(phrase)


def test_the_order_does_not_hang_on_the_hash_seed() -> None:
    program = (
        "from sitegen.annotate import keyphrases, topics; import sys\n"
        "print(keyphrases.load().rank(topics.load().parts_of_speech.tag(sys.argv[1]), 40))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program, FERRY],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_the_annotator_gives_them_also_where_tags_are_given() -> None:
    annotator = open_annotator("builtin")
    article = plain.read("ferry.txt", FERRY, "utf-8", Evidence())
    assert "ferry" in annotator.annotate(article).keyphrases
    assert open_annotator("none").annotate(article).keyphrases == ()


def test_common_words_are_commoner_than_rare_ones_in_the_table() -> None:
    background = Background.load()
    assert background["the"].rarity < background["council"].rarity < background["ferry"].rarity
    assert background["ferry"].rarity < background["zzyzzx"].rarity
    assert len(background) > 30_000 and "zzyzzx" not in background


def test_candidates_stand_where_they_say(ranker: Ranker, speech: PartsOfSpeech) -> None:
    got = ranker.candidates(speech.tag(FERRY), 0)
    assert got is not None
    words, found = got[0].words, got[0].found
    for key, first, heard, whole in zip(*found, strict=True):
        assert " ".join(map(stem, words[first : first + key.count(" ") + 1])) == key
        assert 0 <= whole <= heard
    assert len(set(found.keys)) == len(found.keys)
    assert all(len(column) == len(found.keys) for column in got[1].values())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"),
        ("ponies", "poni"),
        ("agreed", "agre"),
        ("plastered", "plaster"),
        ("motoring", "motor"),
        ("hopping", "hop"),
        ("filing", "file"),
        ("happy", "happi"),
        ("relational", "relat"),
        ("triplicate", "triplic"),
        ("adjustment", "adjust"),
        ("controlling", "control"),
        ("rate", "rate"),
    ],
)
def test_the_stemmer_of_the_figures_is_porters(word: str, expected: str) -> None:
    assert porter.stem(word) == expected
