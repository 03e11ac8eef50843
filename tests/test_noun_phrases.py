"""Tokens, and which parts of a noun phrase may be topics: what is promised, and invented examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.annotate.topics import candidates, shapes
from sitegen.annotate.topics.lexicon import HEADS, INSIDE, UPPER, Lexicon
from sitegen.annotate.topics.tagging import TOKEN, PartsOfSpeech

LEXICON, SPEECH = Lexicon(), PartsOfSpeech.load()


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the U.S. dollar", ["the", "U.S.", "dollar"]),
        ("at 9 a.m. sharp", ["at", "9", "a.m.", "sharp"]),
        ("J. Roe", ["J", ".", "Roe"]),
        ("1.5 of 1,200", ["1.5", "of", "1,200"]),
        ("3.A.B.", ["3", ".", "A.B."]),
        ("R&D, well-known", ["R&D", ",", "well-known"]),
        ("Roe's isn't O\u2019Roe", ["Roe", "'s", "isn't", "O\u2019Roe"]),
        ("foo_bar\n\u00d6l", ["foo", "bar", "\n", "\u00d6l"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert TOKEN.findall(text) == tokens


@given(st.binary(max_size=shapes.REACH).map(lambda shape: bytes(sign & 63 for sign in shape)))
def test_parts_end_in_a_noun_and_are_no_pieces_of_a_longer_name(shape: bytes) -> None:
    found = shapes.parts(shape)
    assert list(found) == sorted(set(found))
    for first, end, sure in found:
        last = shape[end - 1]
        assert 0 < end - first <= shapes.WIDEST and end <= len(shape)
        assert not shape[first] & shapes.GOES_ON
        assert not (last & UPPER and end < len(shape) and shape[end] & UPPER)
        if end - first == 1:
            assert last & shapes.LONE and sure
        else:
            assert last & shapes.NOUN and all(sign & INSIDE for sign in shape[first:end])
            assert sure == bool(last & HEADS or shape[first] & UPPER)


def gathered(text: str) -> dict[str, list[tuple[int, int, bool]]]:
    read, _ = candidates.text_of(SPEECH.tag(text), (), 0, LEXICON)
    return dict(candidates.gather(read, LEXICON))


def test_candidates_of_a_sentence() -> None:
    found = gathered("Farmers fear that the steep ferry tariff will close the cattle market of the island.")
    assert {"ferry tariff", "cattle market", "tariff", "market", "island"} <= found.keys()
    assert found["cattle market"] == [(10, 12, True)]
    assert all(not whole for _, _, whole in found["market"])


def test_a_piece_of_a_capitalised_run_is_no_candidate() -> None:
    found = gathered("He praised the Tarn Ferry Museum and the ferry tariff.")
    assert not {"tarn", "tarn ferry", "ferry museum", "museum"} & found.keys()
    assert "ferry tariff" in found


def test_what_follows_an_office_only_says_what_somebody_is() -> None:
    assert "ferry tariff" not in gathered("She was the minister for ferry tariffs in his cabinet.")
    assert "ferry tariff" in gathered("She was the author of ferry tariffs in his cabinet.")
