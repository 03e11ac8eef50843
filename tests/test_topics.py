"""Organisations and places of single articles: invented ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import names, topics
from sitegen.annotate.names import Entity
from sitegen.annotate.names.tagger import Tagger
from sitegen.annotate.topics.finder import MOST, Finder
from sitegen.annotate.topics.named import Named, gather
from sitegen.annotate.topics.spelling import fold
from sitegen.model import Topic
from sitegen.vocabulary.keys import word_key

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
    found = finder.tags(text, finder.named(text, entities, people), text.find("\n") if headline else 0)
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
    assert {"Norway": "place", "Denmark": "place", "United States": "place"}.items() <= kinds.items()
    assert kinds["Nordic Power Agency"] == "organisation"
    assert next(iter(tags)) in ("Norway", "Denmark")


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


def test_mentions_are_the_words(tagger: Tagger, finder: Finder) -> None:
    tags = tags_of(FLOOD, tagger, finder)
    for tag in tags.values():
        assert list(tag.mentions) == sorted(set(tag.mentions))
    assert len(tags["Norway"].mentions) == FLOOD.count("Norway")
    assert {FLOOD[start:end] for start, end in tags["Nordic Power Agency"].mentions} == {"Nordic Power Agency", "NPA"}


def test_a_passing_mention_is_no_tag(tagger: Tagger, finder: Finder) -> None:
    text = (
        "Bakers strike in Lyon\nBakers in Lyon went on strike on Monday.\nThe strike may last, as one did in Dublin.\n"
        "Lyon is quiet, and the strike is cheered.\n"
    )
    tags = tags_of(text, tagger, finder)
    assert "Lyon" in tags
    assert "Dublin" not in tags


def test_no_more_than_twelve(tagger: Tagger, finder: Finder) -> None:
    lands = "France Spain Italy Greece Turkey Egypt Sudan Kenya Ghana Mali Chad Peru Chile Brazil Cuba Japan".split(" ")
    text = "Lands\n" + "\n".join(f"He flew to {land}. It rained in {land}." for land in lands)
    assert len(tags_of(text, tagger, finder)) == MOST


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
    for tag in finder.tags(text, finder.named(text, tagger.entities(text)), headline_end):
        assert tag.name.strip()
        assert all(0 <= start < end <= len(text) for start, end in tag.mentions)


def named_in(text: str, tagger: Tagger, finder: Finder) -> dict[str, Named]:
    entities = tagger.entities(text)
    people = [(entity.start, entity.end) for entity in entities if entity.kind == "person"]
    return {name.written: name for name in finder.named(text, entities, people) if name.listed}


def test_demonyms_are_their_country(finder: Finder) -> None:
    text = "The Dutch government and French officials met. She spoke in Danish, then at the Swiss Open."
    found = {name.name: (name.kind, name.told) for name in finder.named(text, [], [])}
    assert found == {"Netherlands": ("place", ()), "France": ("place", ())}


def test_a_demonym_before_a_person_or_an_office_counts(finder: Finder) -> None:
    text = "Norwegian Kari Solberg met the Polish President. African American voters cheered."
    start = text.index("Kari")
    found = [name.name for name in finder.named(text, [], [(start, start + len("Kari Solberg"))])]
    assert found == ["Norway", "Poland"]


def test_a_demonym_inside_a_name_is_part_of_it(finder: Finder) -> None:
    text = "The German Bakers Guild met."
    assert [n.name for n in finder.named(text, organisations(text, "German Bakers Guild"), [])] == [
        "German Bakers Guild"
    ]


def test_short_forms_of_a_company_and_the_university(finder: Finder) -> None:
    text = (
        "Bramley Paper Company hired the University of Tarn. Bramley Paper pays. The university agreed, and the "
        "University said so. The university of life did not."
    )
    entities = organisations(text, "Bramley Paper Company", "University of Tarn", "Bramley Paper")
    found = {name.name: len(name.mentions) for name in finder.named(text, entities, [])}
    assert found == {"Bramley Paper Company": 2, "University of Tarn": 3}


def test_the_university_of_two_is_neither(finder: Finder) -> None:
    text = "The University of Tarn and the University of Holm met. The university agreed."
    found = finder.named(text, organisations(text, "University of Tarn", "University of Holm"), [])
    assert [len(name.mentions) for name in found] == [1, 1]


def test_united_nations_is_one_by_letters(finder: Finder) -> None:
    text = "The United Nations met. The UN rested, and the U.N. slept."
    entities = organisations(text, "United Nations", "UN", "U.N")
    assert [(n.name, len(n.mentions)) for n in finder.named(text, entities, [])] == [("United Nations", 3)]


def test_countries_stand_as_the_article_writes_them(finder: Finder) -> None:
    text = "Britain left. The UK stayed."
    found = finder.named(text, [place(text, "Britain"), place(text, "UK")], [])
    assert [(n.name, n.written) for n in found] == [("United Kingdom", "Britain")]


def test_credits_are_not_listed(finder: Finder) -> None:
    text = "It rained in Tarn. (Photo by Kim Lee/Getty Images)"
    found = finder.named(text, organisations(text, "Getty Images"), [])
    assert [name.name for name in found if name.listed] == []


def test_who_is_called_as_a_place_stays_a_person(tagger: Tagger, finder: Finder) -> None:
    text = "Mary Washington, 41, is a baker. Washington said on Monday that the oven was hers."
    assert "Washington" not in named_in(text, tagger, finder)


def test_a_town_is_a_club_in_football_only(finder: Finder) -> None:
    match = "The striker beat the goalkeeper and the midfielder against Norwich."
    walk = "A walk round Norwich."
    assert [n.kind for n in finder.named(match, [place(match, "Norwich")], [])] == ["organisation"]
    assert [n.kind for n in finder.named(walk, [place(walk, "Norwich")], [])] == ["place"]


@given(st.text(alphabet="USN. Dutchgovermn'\u2019-\n", max_size=80))
@settings(max_examples=60, deadline=None)
def test_mentions_are_in_order_and_apart(text: str) -> None:
    for name in topics.load().named(text, [], []):
        assert all(0 <= start < end <= len(text) for start, end in name.mentions)
        assert all(one[1] <= two[0] for one, two in zip(name.mentions, name.mentions[1:], strict=False))
