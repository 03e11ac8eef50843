"""Tags of single articles: invented ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import names, topics
from sitegen.annotate.names import Entity
from sitegen.annotate.names.tagger import Tagger
from sitegen.annotate.topics.finder import MOST, Finder
from sitegen.annotate.topics.keys import word_key
from sitegen.annotate.topics.named import gather
from sitegen.annotate.topics.spelling import fold
from sitegen.model import Topic

FLOOD = """Norway and Denmark quarrel over wind farms at the C9 summit
Norway will fight the sale of wind farms in the Skagerrak to Danish firms, its energy minister, Kari Solberg, said \
on Monday after talks in Copenhagen.
The wind farms belong to the Nordic Power Agency (NPA). The NPA told Sky News that it was reviewing the sanctions \
that Norway has asked for.
"We want a fair price and we want a fair deal. A fair deal is a fair price," Ms Solberg told reporters in Oslo.
Denmark called the sanctions unlawful, and said the sanctions would cost people, people and more people a year. \
The Solberg government has held the wind farms since last year.
Danish officials and Danish officials alone met twice at the C9. "Our wind farms are ours," Ms Solberg said, \
before the Convention for the Protection of Northern Sea Birds is signed. The US, which has wind farms of its own, is \
neutral: the U.S. buys nothing.
(Reporting by Lars Holm in Bergen; Editing by Eva Krag)
"""


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return names.load()


@pytest.fixture(scope="module")
def finder() -> Finder:
    return topics.load()


def tags_of(text: str, tagger: Tagger, finder: Finder, headline: bool = True) -> dict[str, Topic]:
    entities = tagger.entities(text)
    people = [(entity.start, entity.end) for entity in entities if entity.kind == "person"]
    found = finder.tags(text, entities, people, text.find("\n") if headline else 0)
    assert len({(tag.name, tag.kind) for tag in found}) == len(found)
    return {tag.name: tag for tag in found}


def place(text: str, name: str, probability: float = 0.99) -> Entity:
    start = text.index(name)
    return Entity(start, start + len(name), "place", probability)


def organisations(text: str, *names: str) -> list[Entity]:
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(Entity(at, at + len(name), "organisation", 0.9))
        at += len(name)
    return found


def test_an_article(tagger: Tagger, finder: Finder) -> None:
    tags = tags_of(FLOOD, tagger, finder)
    kinds = {name: tag.kind for name, tag in tags.items()}
    assert {"Norway": "place", "Denmark": "place", "wind farms": "topic", "sanctions": "topic"}.items() <= kinds.items()
    assert {"C9", "United States"} <= kinds.keys()
    assert kinds["Nordic Power Agency"] == "organisation"
    assert next(iter(tags)) in ("Norway", "Denmark", "wind farms")


def test_what_is_no_tag(tagger: Tagger, finder: Finder) -> None:
    tags = {name.lower() for name in tags_of(FLOOD, tagger, finder)}
    never = {
        "people",
        "year",
        "npa",
        "us",
        "sky news",
        "solberg",
        "kari solberg",
        "danish",
        "danish officials",
        "bergen",
    }
    assert not tags & never
    assert not {name for name in tags if "fair" in name}  # said inside quotation marks alone


def test_mentions_are_the_words(tagger: Tagger, finder: Finder) -> None:
    tags = tags_of(FLOOD, tagger, finder)
    for tag in tags.values():
        assert list(tag.mentions) == sorted(set(tag.mentions))
    assert {FLOOD[start:end] for start, end in tags["wind farms"].mentions} == {"wind farms"}
    assert len(tags["wind farms"].mentions) == FLOOD.count("wind farms")
    assert len(tags["Norway"].mentions) == FLOOD.count("Norway")
    assert {FLOOD[start:end] for start, end in tags["Nordic Power Agency"].mentions} == {"Nordic Power Agency", "NPA"}


def test_a_passing_mention_is_no_tag(tagger: Tagger, finder: Finder) -> None:
    text = (
        "Bakers strike in Lyon\nBakers in Lyon went on strike on Monday.\nThe strike may last, as one did in Dublin.\n"
        "Lyon is quiet, and the strike is cheered.\n"
    )
    tags = tags_of(text, tagger, finder)
    assert "Lyon" in tags and "strike" in tags
    assert "Dublin" not in tags


def test_no_more_than_twelve(tagger: Tagger, finder: Finder) -> None:
    lands = "France Spain Italy Greece Turkey Egypt Sudan Kenya Ghana Mali Chad Peru Chile Brazil Cuba Japan".split(" ")
    text = "Lands\n" + "\n".join(f"He flew to {land}. It rained in {land}." for land in lands)
    assert len(tags_of(text, tagger, finder)) == MOST


def test_other_languages_have_no_topics(finder: Finder) -> None:
    text = "Der Fluss\n" + "Der Fluss steigt weiter und das Wasser steht in der Stadt.\n" * 6
    assert not finder.tags(text, [], [], text.index("\n"))


def test_titles_in_capitals_name_nothing_new(finder: Finder) -> None:
    text = "STOP THE WAR NOW SAY THEY\nSTOP THE WAR NOW they say.\nThey say so again.\nSTOP THE WAR NOW they say.\n"
    assert not {"STOP", "NOW", "SAY"} & {tag.name for tag in finder.tags(text, [], [], text.index("\n"))}


def test_letters_in_brackets_and_initials_are_joined() -> None:
    text = "The European Rail Union (ERU) met. The ERU and the National Bakers Guild left; the NBG stayed."
    entities = organisations(text, "European Rail Union", "ERU", "ERU", "National Bakers Guild", "NBG")
    assert {n.name: len(n.mentions) for n in gather(text, entities, [])} == {
        "European Rail Union": 3,
        "National Bakers Guild": 2,
    }


@pytest.mark.parametrize(
    "forms",
    [("the Kremer Group", "Kremer Group"), ("Kremer Inc.", "Kremer"), ("Kremer\u2019s", "Kremer"), ("E.R.U.", "ERU")],
)
def test_spellings_of_one_name(forms: tuple[str, str]) -> None:
    assert fold(forms[0]) == fold(forms[1])


def test_people_are_no_places() -> None:
    text = "Anna Weber spoke. The Weber regime fell. Weber is a town. The Webers left."
    entities = [place(text, "Weber"), *organisations(text, "Weber regime"[:5]), *organisations(text, "Webers")]
    assert gather(text, entities, [(0, 10)]) == []


def test_a_place_called_as_a_person_stays_if_it_is_sure() -> None:
    text = "Jack London was born in San Francisco, not in London."
    start = text.rindex("London")
    sure, vague = (Entity(start, start + 6, "place", probability) for probability in (0.99, 0.6))
    assert [n.name for n in gather(text, [sure], [(0, 11)])] == ["London"]
    assert gather(text, [vague], [(0, 11)]) == []


def test_credits_datelines_and_who_was_told_do_not_count() -> None:
    text = "OSLO (Reuters) - It rained.\nIt was wet, she told Radio Nord. (Photo by Kim Lee/Getty Images)"
    entities = [place(text, "OSLO"), *organisations(text, "Reuters", "Radio Nord", "Getty Images")]
    found = {named.name: named.told for named in gather(text, entities, [])}
    assert found == {"Oslo": (), "Reuters": (), "Radio Nord": (), "Getty Images": ()}


def test_fragments_are_completed_or_dropped() -> None:
    text = "The Northern Army won. The Army rests. On Monday Congress met."
    entities = organisations(text, "Army", "Army", "Congress")
    assert [named.name for named in gather(text, entities, [])] == ["Northern Army", "Congress"]


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Weapons", "weapon"),
        ("parties", "party"),
        ("crises", "crisis"),
        ("news", "news"),
        ("children\u2019s", "children"),
        ("boss", "boss"),
    ],
)
def test_keys(word: str, key: str) -> None:
    assert word_key(word) == key


@given(
    st.lists(
        st.sampled_from(["chemical weapons", "the", "War", "\n", ".", '"', "\u2019s", "G7", "\ud83d\ude00", "said"]),
        max_size=60,
    ),
    st.text(max_size=50),
    st.integers(0, 40),
)
@settings(deadline=None)
def test_any_text(tagger: Tagger, finder: Finder, parts: list[str], more: str, headline_end: int) -> None:
    text = " ".join(parts) + more
    for tag in finder.tags(text, tagger.entities(text), [], headline_end):
        assert tag.name.strip()
        assert all(0 <= start < end <= len(text) for start, end in tag.mentions)
