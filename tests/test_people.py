"""Mentions made persons, on invented texts with the names given by hand."""

from __future__ import annotations

import re

import pytest

from sitegen.annotate.names import Entity
from sitegen.annotate.people import People, find_people
from sitegen.annotate.people.cleaning import clean
from sitegen.annotate.people.names import bare, compatible
from sitegen.annotate.people.roles import roles
from sitegen.annotate.people.spans import Taken
from sitegen.annotate.people.subjects import subjects


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
    assert bare("Sir Henry Bolitho Jr.").words == ["henry", "bolitho"]
    assert bare("Sir Henry Bolitho").gender == "m"
    assert bare("Renée Côté").words == ["renee", "cote"]
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
