"""Direct quotations and their speakers, on invented texts with the names given by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate.names import Entity
from sitegen.annotate.people import find_people
from sitegen.annotate.quotations import Said, find_quotations
from sitegen.annotate.quotations.runs import find_runs, paragraphs


def said(text: str, *people: str) -> list[tuple[str | None, list[str], Said]]:
    """(speaker's name, words of the parts, quotation) of every quotation."""
    entities = [
        Entity(m.start(), m.end(), "person", 0.95) for name in people for m in re.finditer(rf"\b{name}\b", text)
    ]
    found = find_people(text, sorted(entities))
    return [
        (
            found.persons[q.speaker].name if q.speaker is not None else None,
            [text[start:end] for start, end in q.spans],
            q,
        )
        for q in find_quotations(text, found)
    ]


def speakers(text: str, *people: str) -> list[str | None]:
    return [name for name, _, q in said(text, *people) if q.statement]


def words(text: str) -> list[list[str]]:
    return [parts for _, parts, _ in said(text)]


SENTENCE = "The harbour wall will have to be rebuilt before the winter"


@pytest.mark.parametrize(
    "marks", [('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("« ", " »"), ("»", "«"), ("”", "”")]
)
def test_every_pair_of_double_marks_is_read(marks: tuple[str, str]) -> None:
    opening, closing = marks
    text = f"{opening}{SENTENCE}{closing}, said Maud Tarrant. She left."
    assert words(text) == [[SENTENCE]]


def test_single_marks_count_where_they_open_the_paragraphs() -> None:
    text = (
        "Maud Tarrant, the harbour master, spoke to the council.\n"
        "‘We can’t wait for the ministry’s money any longer,’ she said.\n"
        "‘It’s the boats that pay for it,’ Tarrant added."
    )
    assert words(text) == [
        ["We can’t wait for the ministry’s money any longer,"],
        ["It’s the boats that pay for it,"],
    ]
    assert speakers(text, "Maud Tarrant", "Tarrant") == ["Maud Tarrant", "Maud Tarrant"]


def test_apostrophes_are_no_marks() -> None:
    assert words("The ministers' plan wasn't Tarrant's, and the boats' owners' wish 'twas not.") == []


def test_name_before_and_behind_the_verb() -> None:
    before = f"Maud Tarrant said: “{SENTENCE}.”"
    behind = f"“{SENTENCE},” said Maud Tarrant."
    for text in (before, behind):
        ((name, _, quotation),) = said(text, "Maud Tarrant")
        assert (name, quotation.cue, quotation.how) == ("Maud Tarrant", "said", "name beside a speech verb")
        assert quotation.confidence > 0.9 and quotation.statement


def test_inverted_verb_with_a_role_between() -> None:
    text = f"“{SENTENCE},” said harbour master Maud Tarrant, who has worked there since 1998."
    assert speakers(text, "Maud Tarrant") == ["Maud Tarrant"]


def test_according_to() -> None:
    text = f"“{SENTENCE},” according to Maud Tarrant."
    ((name, _, quotation),) = said(text, "Maud Tarrant")
    assert (name, quotation.how) == ("Maud Tarrant", "name after “according to”")


def test_pronoun_means_the_person_of_its_gender() -> None:
    text = (
        "Maud Tarrant met Henry Bolitho in the harbour office on Friday.\n"
        "Mr Bolitho showed the plans of the new wall.\n"
        f"“{SENTENCE},” he told the meeting.\n"
        "Ms Tarrant shook her head.\n"
        "“There is no money for any of this and he knows it,” she said."
    )
    people = ("Maud Tarrant", "Henry Bolitho", "Bolitho", "Tarrant")
    assert speakers(text, *people) == ["Henry Bolitho", "Maud Tarrant"]
    assert said(text, *people)[0][2].how.startswith("pronoun he")


def test_quotation_over_paragraphs_is_one() -> None:
    text = (
        f"Maud Tarrant told the council: “{SENTENCE}.\n"
        "“Nobody else is going to do it for us, and the storms come earlier each year.”\n"
        "The council agreed."
    )
    ((name, parts, quotation),) = said(text, "Maud Tarrant")
    assert name == "Maud Tarrant" and quotation.statement
    assert parts == [SENTENCE + ".", "Nobody else is going to do it for us, and the storms come earlier each year."]


def test_a_caption_may_stand_between_the_parts() -> None:
    text = (
        f"Maud Tarrant told the council: “{SENTENCE}.\n"
        "The harbour wall after the storm of last winter.\n"
        "“Nobody else is going to do it for us.”"
    )
    ((name, parts, _),) = said(text, "Maud Tarrant")
    assert name == "Maud Tarrant" and len(parts) == 2


def test_a_closed_quotation_followed_by_another_is_two_of_one_speaker() -> None:
    text = (
        f"“{SENTENCE},” Maud Tarrant said.\n"
        "“Nobody else is going to do it for us, and the storms come earlier each year.”\n"
        "The council agreed."
    )
    found = said(text, "Maud Tarrant")
    assert [name for name, _, _ in found] == ["Maud Tarrant", "Maud Tarrant"]
    assert found[1][2].how == "goes on from the quotation before" or found[1][2].how.startswith("name")


def test_fragments_and_scare_quotes_are_no_statements() -> None:
    text = (
        "Maud Tarrant wants a “fresh start” for the harbour, and calls the plan “real and bold” in public.\n"
        "The “experts” stayed away."
    )
    found = said(text, "Maud Tarrant")
    assert [parts for _, parts, _ in found] == [["fresh start"], ["real and bold"], ["experts"]]
    assert not any(q.statement for _, _, q in found)


def test_speaker_without_a_name_is_described_as_written() -> None:
    text = f"“{SENTENCE},” said a spokesman for the harbour board."
    ((name, _, quotation),) = said(text)
    assert name is None
    assert (quotation.described, quotation.cue) == ("a spokesman for the harbour board", "said")
    assert quotation.statement


def test_they_and_it_describe_nobody() -> None:
    ((_, _, quotation),) = said(f"“{SENTENCE},” they said.")
    assert quotation.described is None


def test_the_regime_is_not_the_person() -> None:
    text = f"Henry Bolitho stayed at home.\n“{SENTENCE},” the Bolitho regime said on Friday."
    assert "Henry Bolitho" not in speakers(text, "Henry Bolitho", "Bolitho")


def test_one_who_only_describes_another_does_not_speak() -> None:
    text = f"“{SENTENCE},” Bolitho aide Maud Tarrant said. Henry Bolitho was away."
    assert speakers(text, "Maud Tarrant", "Henry Bolitho", "Bolitho") == ["Maud Tarrant"]


def test_inches_open_nothing() -> None:
    assert words('The plank is 6" wide and the wall 5\'2" high. Nothing else was said.') == []


TEXTS = st.text(st.sampled_from(list("ab AB.,?!'\"“”„«»‘’`—-()1\n\u00a0é中")), max_size=120)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_runs_lie_inside_their_lines_and_in_order(text: str) -> None:
    lines = paragraphs(text)
    last = 0
    for number, run in enumerate(find_runs(text, lines)):
        start, end = lines[run.paragraph]
        assert start <= run.start <= run.inner_start <= run.inner_end <= run.end <= end
        assert run.start >= last
        assert run.continues is None or run.continues < number
        last = run.end


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["Maud Tarrant", "he", "said", "told", "“", "”", '"', ",", ".", "\n", "the", "wall"])))
def test_any_order_of_words_and_marks_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for _, _, quotation in said(text, "Maud Tarrant"):
        assert quotation.spans == sorted(quotation.spans)
        assert all(0 <= s < e <= len(text) and "\n" not in text[s:e] for s, e in quotation.spans)
        assert 0 <= quotation.confidence <= 1
        assert (quotation.speaker is None) or quotation.how
