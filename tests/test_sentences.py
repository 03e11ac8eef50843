"""Where sentences end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.sentences import split

CASES = [
    "One. Two.|One.|Two.",
    "He met Mr. Roe. Then he left.|He met Mr. Roe.|Then he left.",
    "J. K. Ash wrote it. She said so.|J. K. Ash wrote it.|She said so.",
    "“Is it?” he asked. “It is.” They went.|“Is it?” he asked.|“It is.”|They went.",
    "It cost 3.50. 40 came.|It cost 3.50.|40 came.",
    "Wait... and see. Now!|Wait... and see.|Now!",
    "今日は雨です。明日は晴れ。|今日は雨です。|明日は晴れ。",
    "قال نعم. ثم ذهب.|قال نعم.|ثم ذهب.",
    "No end|No end",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    text, *wanted = case.split("|")
    assert [text[a:b] for a, b in split(text)] == wanted


@given(st.text())
def test_nothing_but_space_is_lost(text: str) -> None:
    spans = list(split(text))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in pairwise(spans))
