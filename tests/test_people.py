"""Mentions made persons, on invented texts with the names given by hand."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate import open_annotator
from sitegen.annotate.names import Entity
from sitegen.annotate.people import People, find_people
from sitegen.annotate.people.ages import stated_age
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.forms import written
from sitegen.annotate.people.names import bare, compatible
from sitegen.annotate.people.roles import roles
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.people.subjects import subjects
from sitegen.parse import parse


def entities(text: str, *people: str, probability: float = 0.95, **others: str) -> list[Entity]:
    """Every occurrence of the given names; `place="..."`, `organisation="..."` for the other kinds."""
    found = [
        Entity(m.start(), m.end(), "person", probability) for name in people for m in re.finditer(rf"\b{name}\b", text)
    ]
    for kind, name in others.items():
        found += [Entity(m.start(), m.end(), kind, 0.9) for m in re.finditer(rf"\b{name}\b", text)]  # type: ignore[arg-type]
    return sorted(found)


def names(people: People, text: str) -> dict[str, list[str]]:
    return {p.name: [text[s:e] for s, e in sorted(p.mentions)] for p in people.persons}


def shown(text: str, *people: str, quoted: tuple[str, ...] = (), **others: str) -> list[str]:
    found = entities(text, *people, **others)
    persons = find_people(text, found)
    speaking = {k for k, p in enumerate(persons.persons) if p.name in quoted}
    return [persons.persons[k].name for k in subjects(text, persons, found, speaking)]


def roles_of(text: str, name: str) -> tuple[str, ...]:
    mentions = [m.span() for m in re.finditer(re.escape(name), text)]
    return roles(text, mentions, Taken(mentions))


def test_surnames_are_propagated() -> None:
    text = "Maud Tarrant arrived early. Ms Tarrant sat down, and nobody knew why Tarrant had come."
    assert names(find_people(text, entities(text, "Maud Tarrant")), text) == {
        "Maud Tarrant": ["Maud Tarrant", "Tarrant", "Tarrant"]
    }


def test_two_people_of_one_surname_are_kept_apart() -> None:
    text = (
        "Maud Tarrant and her husband Henry Tarrant run the yard.\n"
        "Ms Tarrant keeps the books, and Mr Tarrant builds the boats."
    )
    found = find_people(text, entities(text, "Maud Tarrant", "Henry Tarrant"))
    assert sorted(p.name for p in found.persons) == ["Henry Tarrant", "Maud Tarrant"]
    by_name = {p.name: sorted(p.mentions) for p in found.persons}
    assert text[: by_name["Maud Tarrant"][-1][0]].endswith("Ms ")
    assert text[: by_name["Henry Tarrant"][-1][0]].endswith("Mr ")


def test_a_speaker_whom_the_tagger_missed_is_found() -> None:
    text = "“The wall has to be rebuilt,” said Maud Tarrant."
    assert [p.name for p in find_people(text, []).persons] == ["Maud Tarrant"]


def test_genders() -> None:
    text = (
        "Mr Zor Quill spoke. Mrs Vex Ondry answered. Thraxo Lumm, a spokesman, listened.\n"
        "Quix Banderel came late. She sat down."
    )
    found = find_people(text, entities(text, "Zor Quill", "Vex Ondry", "Thraxo Lumm", "Quix Banderel"))
    assert {p.name: p.gender for p in found.persons} == {
        "Zor Quill": "m",
        "Vex Ondry": "f",
        "Thraxo Lumm": "m",
        "Quix Banderel": "f",
    }


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("Foreign Secretary Maud Tarrant", None),
        ("Mr. Henry Bolitho’s", "Henry Bolitho"),
        ("Henry Bolitho Jr.", "Henry Bolitho Jr."),
        ("Dr Maud Tarrant, 58", "Maud Tarrant"),
        ("Monday", None),
        ("According Tarrant", None),
        ("tarrant", None),
    ],
)
def test_spans_are_made_bare_names(span: str, name: str | None) -> None:
    found = clean(span, 0, len(span))
    if name is not None:
        assert found is not None and span[slice(*found)] == name
    elif found is not None:
        assert span[slice(*found)] == span  # a role of two words is left to the tagger


def test_bare_names_agree() -> None:
    assert bare("Sir Henry Bolitho Jr.").words == ("henry", "bolitho")
    assert bare("Sir Henry Bolitho").gender == "m"
    assert bare("Renée Côté").words == ("renee", "cote")
    assert compatible(["h", "bolitho"], ["henry", "bolitho"])
    assert compatible(["henry", "john", "bolitho"], ["john", "bolitho"])
    assert not compatible(["henry", "bolitho"], ["maud", "bolitho"])


def test_who_only_took_the_picture_is_no_subject() -> None:
    text = "Maud Tarrant at the harbour. (Henry Bolitho/Coast Press)"
    assert shown(text, "Maud Tarrant", "Henry Bolitho") == ["Maud Tarrant"]


@pytest.mark.parametrize("noun", ["regime", "family", "era", "administration", "campaign"])
def test_what_bears_a_name_is_no_person(noun: str) -> None:
    text = f"Maud Tarrant wrote about the Bolitho {noun} for years."
    assert shown(text, "Maud Tarrant", "Bolitho") == ["Maud Tarrant"]


def test_a_verb_behind_a_name_takes_nothing_away() -> None:
    text = "Maud Tarrant forces the board to act. Tarrant told supporters so."
    found = entities(text, "Maud Tarrant")
    (subject,) = subjects(text, find_people(text, found), found, ()).values()
    assert [text[s:e] for s, e in subject.mentions] == ["Maud Tarrant", "Tarrant"]


def test_a_foundation_is_no_mention() -> None:
    text = "Maud Tarrant gave the prize of the Tarrant Foundation."
    found = entities(text, "Maud Tarrant", organisation="Tarrant Foundation")
    (subject,) = subjects(text, find_people(text, found), found, ()).values()
    assert len(subject.mentions) == 1


def test_a_doubtful_lone_word_is_nobody_unless_it_speaks_or_bears_a_title() -> None:
    text = "Quillon was there. Mr Bolitho was not."
    found = [*entities(text, "Quillon", probability=0.5), *entities(text, "Bolitho", probability=0.5)]
    people = find_people(text, found)
    kept = subjects(text, people, found, ())
    assert [people.persons[k].name for k in kept] == ["Bolitho"]
    quoted = {k for k, p in enumerate(people.persons) if p.name == "Quillon"}
    assert len(subjects(text, people, found, quoted)) == 2


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("On Monday US Secretary of State Maud Tarrant left.", "US Secretary of State"),
        ("Support for Ruritania’s President Maud Tarrant fell.", "Ruritania’s President"),
        ("It was Foreign Secretary Maud Tarrant who left.", "Foreign Secretary"),
        ("She met her Ruritanian counterpart Maud Tarrant there.", "Ruritanian counterpart"),
        ("Ruritanian foreign minister Maud Tarrant told them.", "Ruritanian foreign minister"),
        ("However Ruritanian President Maud Tarrant stayed.", "Ruritanian President"),
        ("They asked Archbishop of Zenda Maud Tarrant.", "Archbishop of Zenda"),
        ("Maud Tarrant, chief executive of Acme, left.", "chief executive of Acme"),
        ("Maud Tarrant, 58, a teacher from Zenda, left.", "teacher from Zenda"),
        ("Maud Tarrant, the U.S. ambassador to Ruritania, left.", "U.S. ambassador to Ruritania"),
        ("Maud Tarrant, who is the mayor of Zenda, left.", "mayor of Zenda"),
        ("Maud Tarrant (professor of law) left.", "professor of law"),
        ("The then-chancellor Maud Tarrant left.", "then-chancellor"),
    ],
)
def test_roles_are_told_as_the_text_states_them(text: str, role: str) -> None:
    assert roles_of(text, "Maud Tarrant") == (role,)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Maud Tarrant left.",
        "The mayor met Maud Tarrant there.",
        "Maud Tarrant, 58, left.",
        "Maud Tarrant, who is due to meet the mayor, left.",
        "Maud Tarrant, Henry Bolitho, and the mayor left.",
        "The mayor of the town said Maud Tarrant left.",
        "“Ask the mayor!” Maud Tarrant cried.",
    ],
)
def test_what_is_no_role_is_none(text: str) -> None:
    assert roles_of(text, "Maud Tarrant") == ()


def test_no_role_reaches_into_another_name() -> None:
    text = "Mayor Henry Bolitho and Governor Maud Tarrant left."
    mentions = [m.span() for m in re.finditer("Henry Bolitho|Maud Tarrant", text)]
    assert roles(text, mentions[1:], Taken(mentions)) == ("Governor",)


# (text, names that the tagger finds, other kinds), and then every person with the different forms of the mentions
PERSONS = [
    pytest.param(
        "Ann Roe won. “We danced,” said Roe.", ["Ann Roe"], {"Ann Roe": ["Ann Roe", "Roe"]}, id="surname carried"
    ),
    pytest.param(
        "John Smith, a baker, met John A. Smith. Sergeant Mary Smith watched. Mr Smith paid; Ms Smith left.",
        ["John Smith", "John A. Smith", "Mary Smith"],
        {"John A. Smith": ["John Smith", "John A. Smith", "Smith"], "Mary Smith": ["Mary Smith", "Smith"]},
        id="two Smiths told by title",
    ),
    pytest.param(
        "Jo W. Roe beat Jo H. Roe by a vote.",
        ["Jo W. Roe", "Jo H. Roe"],
        {"Jo W. Roe": ["Jo W. Roe"], "Jo H. Roe": ["Jo H. Roe"]},
        id="two middle names",
    ),
    pytest.param(
        "Henry Roe Sr. built the mill.\nHenry Roe Jr. sold it.",
        ["Henry Roe Sr", "Henry Roe Jr"],
        {"Henry Roe Sr": ["Henry Roe Sr"], "Henry Roe Jr": ["Henry Roe Jr"]},
        id="father and son",
    ),
    pytest.param(
        "Mr and Mrs Roe were there. Henry Roe sang.\nHis wife, Ann Roe, danced. Mrs Roe laughed, Mr Roe wept.",
        ["Henry Roe", "Ann Roe"],
        {"Henry Roe": ["Henry Roe", "Roe"], "Ann Roe": ["Ann Roe", "Roe"]},
        id="Mr and Mrs Roe",
    ),
    pytest.param(
        "Hillary Vane spoke. She attacked Mr. Vane’s old friends.",
        ["Hillary Vane", "Vane"],
        {"Hillary Vane": ["Hillary Vane"], "Vane": ["Vane"]},
        id="a Mr is not the woman of that name",
    ),
    pytest.param(
        "Charles and David Koch gave money.",
        ["Charles", "David Koch"],
        {"David Koch": ["David Koch"], "Charles Koch": ["Charles"]},
        id="a couple shares the surname",
    ),
    pytest.param(
        "Carson and Donald Vane met.\nBen Carson left.",
        ["Carson", "Donald Vane", "Ben Carson"],
        {"Donald Vane": ["Donald Vane"], "Ben Carson": ["Carson", "Ben Carson"]},
        id="two surnames are no couple",
    ),
    pytest.param(
        "William “Bill” Thorne came. “I slept,” said Bill Thorne. Thorne left.",
        ["William", "Thorne", "Bill Thorne"],
        {"William Thorne": ["William “Bill” Thorne", "Bill Thorne", "Thorne"]},
        id="nickname in marks",
    ),
    pytest.param(
        "Robert Thorne won the seat.\nBob Thorne had no rival.",
        ["Robert Thorne", "Bob Thorne"],
        {"Robert Thorne": ["Robert Thorne", "Bob Thorne"]},
        id="Bob is Robert",
    ),
    pytest.param(
        "Robert Thorne won the seat.\nBob Thorne and Ann Thorne had no rival.",
        ["Robert Thorne", "Bob Thorne", "Ann Thorne"],
        {"Robert Thorne": ["Robert Thorne"], "Bob Thorne": ["Bob Thorne"], "Ann Thorne": ["Ann Thorne"]},
        id="Bob may be another where a third bears the name",
    ),
    pytest.param(
        "Robert Thorne and Bob Thorne are cousins.",
        ["Robert Thorne", "Bob Thorne"],
        {"Robert Thorne": ["Robert Thorne"], "Bob Thorne": ["Bob Thorne"]},
        id="Bob and Robert side by side",
    ),
    pytest.param(
        "Kristin Wilder teaches here.\nKristen Wilder won a prize.",
        ["Kristin Wilder", "Kristen Wilder"],
        {"Kristin Wilder": ["Kristin Wilder", "Kristen Wilder"]},
        id="a letter amiss in the first name",
    ),
    pytest.param(
        "Lydia Hochberger spoke. “It is late,” said Ms Hochbergr.",
        ["Lydia Hochberger", "Hochbergr"],
        {"Lydia Hochberger": ["Lydia Hochberger", "Hochbergr"]},
        id="a letter amiss in the surname",
    ),
    pytest.param(
        "Xi Jinlong spoke. Xi left.", ["Xi Jinlong"], {"Xi Jinlong": ["Xi Jinlong", "Xi"]}, id="family name first"
    ),
    pytest.param(
        "Park Mun-hee spoke in Hyde Park. President Park left.",
        ["Park Mun-hee"],
        {"Park Mun-hee": ["Park Mun-hee", "Park"]},
        id="Korean",
    ),
    pytest.param(
        "Camila Ortega Lunes spoke. Ms Ortega left.",
        ["Camila Ortega Lunes", "Ortega"],
        {"Camila Ortega Lunes": ["Camila Ortega Lunes", "Ortega"]},
        id="two surnames",
    ),
    pytest.param(
        "Karim al-Basri fled. Basri came back.",
        ["Karim al-Basri", "Basri"],
        {"Karim al-Basri": ["Karim al-Basri", "Basri"]},
        id="Arabic article",
    ),
    pytest.param(
        "Joost van der Meulen sang. Van der Meulen bowed.",
        ["Joost van der Meulen", "Van der Meulen"],
        {"Joost van der Meulen": ["Joost van der Meulen", "Van der Meulen"]},
        id="particles",
    ),
    pytest.param(
        "Siobhan O’Malley and Ian McTavish met. O’Malley smiled; McTavish did not.",
        ["Siobhan O’Malley", "Ian McTavish"],
        {"Siobhan O’Malley": ["Siobhan O’Malley", "O’Malley"], "Ian McTavish": ["Ian McTavish", "McTavish"]},
        id="O’ and Mac",
    ),
    pytest.param(
        "J.K. Thorne wrote it. Joan Thorne denies it.",
        [r"J\.K\. Thorne", "Joan Thorne"],
        {"J.K. Thorne": ["J.K. Thorne", "Joan Thorne"]},
        id="initials",
    ),
    pytest.param(
        "ANN ROE WINS\nAnn Roe won on Monday.",
        ["ANN ROE", "Ann Roe"],
        {"ANN ROE": ["ANN ROE", "Ann Roe"]},
        id="capitals",
    ),
    pytest.param(
        "Ann Hale, née Thorne, spoke. Ann Thorne had left.",
        ["Ann Hale", "Ann Thorne"],
        {"Ann Hale": ["Ann Hale", "Thorne", "Ann Thorne"]},
        id="née",
    ),
    pytest.param(
        "Cricketer Azim Rafik left. Azim smiled. Rafik wept.",
        ["Cricketer Azim", "Azim", "Azim Rafik"],
        {"Azim Rafik": ["Azim Rafik", "Azim", "Rafik"]},
        id="a trade is no first name",
    ),
    pytest.param(
        "Datuk Seri Anwar Karim spoke. Anwar left.",
        ["Datuk Seri Anwar Karim", "Anwar"],
        {"Anwar Karim": ["Anwar Karim", "Anwar"]},
        id="titles of elsewhere",
    ),
    pytest.param("Quellon sang. Quellon danced.", ["Quellon"], {"Quellon": ["Quellon"]}, id="mononym"),
    pytest.param(
        "In June Roe left. His wife, June Hale, stayed. Tom Roe slept.",
        ["June Roe", "June Hale", "Tom Roe"],
        {"June Hale": ["June Hale"], "Tom Roe": ["Tom Roe", "Roe"]},
        id="June the month and June the wife",
    ),
    pytest.param(
        "Tom Roe sat down. His wife, Amina, and their eldest son Kip sang.",
        ["Tom Roe"],
        {"Tom Roe": ["Tom Roe"], "Amina": ["Amina"], "Kip": ["Kip"]},
        id="relatives",
    ),
    pytest.param(
        "Bill and Marg Roe farm here. “It rained,” Mr Roe said. Mrs Roe laughed.",
        ["Marg Roe"],
        {"Marg Roe": ["Marg Roe", "Roe"], "Bill Roe": ["Bill", "Roe"]},
        id="a couple of whom the tagger found one",
    ),
    pytest.param("Ann Hale QC spoke. Hale sat.", ["Ann Hale QC"], {"Ann Hale": ["Ann Hale", "Hale"]}, id="honours"),
    pytest.param(
        "She works at Barkly Volunteer Coordinators, said Barkly Volunteer Coordinator Bonnie Yeo.",
        ["Barkly Volunteer", "Bonnie Yeo"],
        {"Bonnie Yeo": ["Bonnie Yeo"]},
        id="where somebody works",
    ),
    pytest.param(
        "Maud Church met Emily Lake at Charlotte Street.",
        ["Maud Church", "Emily Lake", "Charlotte Street"],
        {"Maud Church": ["Maud Church"], "Emily Lake": ["Emily Lake"]},
        id="Church and Lake are surnames, Street is none",
    ),
    pytest.param(
        "Trumper Train is a club. Donald Trumper left.",
        ["Trumper Train", "Donald Trumper"],
        {"Donald Trumper": ["Trumper", "Donald Trumper"]},
        id="a word behind a known surname",
    ),
]


@pytest.mark.parametrize(("text", "tagged", "expected"), PERSONS)
def test_persons(text: str, tagged: list[str], expected: dict[str, list[str]]) -> None:
    found = find_people(text, entities(text, *tagged))
    forms = {name: sorted(set(mentions)) for name, mentions in names(found, text).items()}
    assert forms == {name: sorted(mentions) for name, mentions in expected.items()}


def test_the_younger_one_is_the_junior() -> None:
    text = "Henry Roe Sr. built the mill with Henry Roe Jr. The younger Roe sold it; the elder Roe wept."
    found = names(find_people(text, entities(text, "Henry Roe Sr", "Henry Roe Jr")), text)
    assert found == {"Henry Roe Sr": ["Henry Roe Sr", "Roe"], "Henry Roe Jr": ["Henry Roe Jr", "Roe"]}


def test_a_junior_and_a_senior_share_no_bare_surname_by_chance() -> None:
    text = "Henry Roe Sr. built the mill.\nHenry Roe Jr. sold it. Roe left town."
    found = find_people(text, entities(text, "Henry Roe Sr", "Henry Roe Jr"))
    assert names(found, text)["Henry Roe Jr"] == ["Henry Roe Jr", "Roe"]


# (text, persons to the tagger, organisation, place), and the subjects
SUBJECTS = [
    ("Ann Roe lives in Bolitho Street, named after the mayor.", ["Ann Roe"], "", "Bolitho Street", ["Ann Roe"]),
    (
        "Henry Bolitho died. Bolitho Street is to bear his name.",
        ["Henry Bolitho"],
        "",
        "Bolitho Street",
        ["Henry Bolitho"],
    ),
    ("Victoria is a state. She was born in Victoria.", [], "", "Victoria", []),
    (
        "Victoria Roe was born in Melbourne. Victoria sings.",
        ["Victoria Roe", "Victoria"],
        "",
        "Melbourne",
        ["Victoria Roe"],
    ),
    ("Paris Thorne was seen in Paris on Monday.", ["Paris Thorne"], "", "Paris", ["Paris Thorne"]),
    ("They died in the riverside town Van Vilion on Monday.", ["Van Vilion"], "", "", []),
    ("Ann Roe spoke in the town.", ["Ann Roe"], "", "", ["Ann Roe"]),
    ("The ruling in Hobbes v. Quill stands.", ["Quill", "Hobbes"], "", "", []),
    ("Shares of Lanko Infratek (LAIN.NS) rose.", ["Lanko Infratek"], "", "", []),
    ("Basil Loyd Leisure was sold. Next year Basil Loyd may grow.", ["Basil Loyd"], "Basil Loyd Leisure", "", []),
    ("The Basil Loyd Foundation paid. Basil Loyd wept.", ["Basil Loyd"], "Basil Loyd Foundation", "", ["Basil Loyd"]),
    ("The HMS Ann Roe sank.", [], "HMS Ann Roe", "", []),
    ("Tarnham United lost. “We were bad,” Tarnham said.", [], "Tarnham United", "", []),
    ("Labour’s Baroness Quillan asked why.", [], "Baroness Quillan", "", ["Quillan"]),
    ("Ann Roe wrote it. — Jo Hale (@johale) May 4, 2016", ["Ann Roe", "Jo Hale"], "", "", ["Ann Roe"]),
    ("“No,” said one Democratic source. “No,” said French officials.", [], "", "", []),
    (
        "He opened the Trumpet Hotel. Donald Trumpet laughed. Trumpet Hotel rooms are full.",
        ["Donald Trumpet", "Trumpet Hotel"],
        "",
        "",
        ["Donald Trumpet"],
    ),
    ("Ann Roe spoke. Her husband, Roman, slept in Roman.", ["Ann Roe"], "", "Roman", ["Ann Roe", "Roman"]),
    ("Midfielder Ebo scored.", [], "", "", []),
]


@pytest.mark.parametrize(("text", "tagged", "organisation", "place", "expected"), SUBJECTS)
def test_subjects(text: str, tagged: list[str], organisation: str, place: str, expected: list[str]) -> None:
    others = {kind: name for kind, name in (("organisation", organisation), ("place", place)) if name}
    assert sorted(shown(text, *tagged, **others)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Ann Lee, 34, left.", 34),
        ("Ann Lee, 34.", 34),
        ("Ann Lee, aged 34, left.", 34),
        ("Ann Lee aged 34 left.", 34),
        ("Ann Lee, age 34, left.", 34),
        ("Ann Lee, who is 34, left.", 34),
        ("Ann Lee, now 34, left.", 34),
        ("Ann Lee, a 34-year-old nurse, left.", 34),
        ("The 34-year-old Ann Lee left.", 34),
        ("A 34-year-old nurse, Ann Lee, left.", 34),
        ("Ann Lee, 34, of Tarn", 34),
        ("Ann Lee, 0, is the youngest.", 0),
        ("Ann Lee, 34 per cent of the vote", None),
        ("Ann Lee, 34.5 metres", None),
        ("Ann Lee, 1,200 votes", None),
        ("Ann Lee, 134, left.", None),
        ("Ann Lee 34, Tarn 22", None),
        ("Ann Lee won. Her son, 4, slept.", None),
        ("Ann Lee, 34, met Ann Lee, 35.", None),
    ],
)
def test_ages(text: str, age: int | None) -> None:
    assert stated_age(text, [m.span() for m in re.finditer("Ann Lee", text)]) == age


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Labour leader Ann Lee left.", "Labour leader"),
        ("Ann Lee, who heads the union, left.", "heads the union"),
        ("The mayor, Ann Lee, left.", "mayor"),
        ("Its chief executive, Ann Lee, left.", "chief executive"),
        ("Ann Lee (Lab) left.", "Lab"),
        ("Ann Lee (R-Ohio) left.", "R-Ohio"),
        ("Ann Lee (left) and the mayor", None),
        ("They met the mayor, Ann Lee and Bob Roe.", None),
        ("They met the mayor, Ann Lee, and Bob Roe.", None),
        ("On Monday, Ann Lee, 34, left.", None),
        ("Ann Lee, who leaves, left.", None),
    ],
)
def test_more_roles(text: str, role: str | None) -> None:
    assert roles_of(text, "Ann Lee") == ((role,) if role else ())


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("Thorne left. Mr Thorne wept. Mr Thorne slept.", "Thorne", ["Thorne", "Mr Thorne"]),
        ("Sir Keir Thorne left.", "Keir Thorne", ["Keir Thorne", "Sir Keir Thorne"]),
        ("Datuk Seri Anwar Karim left.", "Anwar Karim", ["Anwar Karim", "Datuk Seri Anwar Karim"]),
        ("The mayor Ann Roe left.", "Ann Roe", ["Ann Roe"]),
        ("In May Ann Roe left.", "Ann Roe", ["Ann Roe"]),
        ("The Prime Minister\nAnn Roe left.", "Ann Roe", ["Ann Roe"]),
    ],
)
def test_forms_with_titles(text: str, name: str, forms: list[str]) -> None:
    assert written(text, [m.span() for m in re.finditer(name, text)]) == forms


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Ann Hale, née Thorne, left.", "Ann Thorne"),
        ("Ann Hale (née Thorne) left.", "Ann Thorne"),
        ("Ann Hale, formerly Thorne, left.", "Ann Thorne"),
        ("Ann Hale, born Ann Thorne in 1950, left.", "Ann Thorne"),
        ("Ann Hale, better known as Lady Lux, sang.", "Lady Lux"),
        ("Ann Hale, born Monday, left.", None),
        ("Ann Hale, formerly Chief of Staff, left.", None),
        ("Ann Hale, formerly of Thorne, left.", None),
    ],
)
def test_other_names_are_aliases(text: str, also: str | None) -> None:
    (person, *_) = find_people(text, entities(text, "Ann Hale")).persons
    assert person.also == ([also] if also else [])


@given(st.lists(st.sampled_from(["Ann Roe", "Roe", "Bob Roe", "Mr Roe", "said", "“", "”", "\n", ",", "34", "the"])))
def test_mentions_are_slices_that_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = find_people(text, entities(text, "Ann Roe", "Bob Roe"))
    assert found.mentions == sorted(found.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(found.mentions))
    assert all(0 <= start < end <= len(text) for start, end, _ in found.mentions)
    assert {number for _, _, number in found.mentions} == set(range(len(found.persons)))


def test_a_lone_name_behind_a_trade_is_somebody() -> None:
    text = "Midfielder Ebo scored; Ebbo did not."
    found = [*entities(text, "Ebo", probability=0.6), *entities(text, "Ebbo", probability=0.6)]
    people = find_people(text, found)
    assert [people.persons[k].name for k in subjects(text, people, found, ())] == ["Ebo"]


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("His wife, Quix, left.", "f"),
        ("Her husband, Quix, left.", "m"),
        ("The wife of Quix left.", None),
        ("Polls miss Quix badly.", None),
        ("Miss Quix left.", "f"),
    ],
)
def test_kin_tell_the_gender(text: str, gender: str | None) -> None:
    (person,) = find_people(text, entities(text, "Quix")).persons
    assert person.gender == gender


def test_a_person_of_an_article_has_age_gender_and_forms() -> None:
    text = "Bridge opens\n\nMs Ann Thorne, 34, an engineer from Tarn, opened it. “It holds,” Ms Thorne said.\n"
    (person,) = open_annotator("builtin").annotate(parse("bridge.txt", text.encode())).people
    assert (person.name, person.age, person.gender) == ("Ann Thorne", 34, "f")
    assert set(person.aliases) == {"Thorne", "Ms Ann Thorne", "Ms Thorne"}
    assert person.roles == ("engineer from Tarn",)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "They hired a dredger, the Clara Venn, for a week. The Clara Venn goes out on Monday, said Pieter Doll.",
            {"Pieter Doll"},
        ),
        (
            "The Jo Hale affair cost him his seat, said Ann Marsh. Jo Hale, a clerk, denied it.",
            {"Jo Hale", "Ann Marsh"},
        ),
        ("The Jo Hale affair cost him his seat, said Ann Marsh.", {"Jo Hale", "Ann Marsh"}),
        ("TARNHAM (Marl Wire) - The mill will close, said its owner, Ann Marsh.", {"Ann Marsh"}),
        ("He asked two of them (Ann Marsh) - and got no answer from Ann Marsh.", {"Ann Marsh"}),
    ],
)
def test_ships_and_agencies_are_no_people(text: str, people: set[str]) -> None:
    article = parse("a.txt", f"A quiet day in port\n\n{text}\n".encode())
    assert {p.name for p in open_annotator("builtin").annotate(article).people} == people


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "Karim al-Basri, a cook, came. “I saw it,” said al-Basri. Later al-Basri left.",
            "Karim al-Basri",
            {"al-Basri"},
        ),
        ("Pieter van der Roe, 57, came. “I saw it,” said van der Roe.", "Pieter van der Roe", {"van der Roe"}),
        (
            "Gloria de la Peña, a nurse, came. De la Peña left, said de la Peña.",
            "Gloria de la Peña",
            {"De la Peña", "de la Peña"},
        ),
        ("Ann Roe, a nurse, came. De Roe left.", "Ann Roe", set()),
    ],
)
def test_a_surname_that_begins_with_a_small_letter_stands_alone(text: str, name: str, aliases: set[str]) -> None:
    article = parse("a.txt", f"A quiet day in port\n\n{text}\n".encode())
    people = {p.name: set(p.aliases) for p in open_annotator("builtin").annotate(article).people}
    assert people[name] == aliases
