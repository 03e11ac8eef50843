"""Bytes of a source -> its text: encodings, line ends, and files that are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.parse import decode as front_door
from sitegen.parse import parse
from sitegen.parse.decoding import decode


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Müllers Mühle".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "Müllers Mühle".encode(), "utf-8-sig"),
        (b"\xff\xfe" + "Müllers Mühle".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Müllers Mühle".encode("utf-16-be"), "utf-16-be"),
        ("Müllers Mühle".encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    assert decode(data) == ("Müllers Mühle", encoding)
    assert parse("x.txt", data).encoding == encoding


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\nd")[0] == "a\nb\nc\nd"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"%PDF-1.4 x", b"a\0b", b"\x81\x01\x02\x03"])
def test_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"empty|not text") as told:
        decode(data)
    assert told.value.hint


@given(st.text(min_size=1).filter(lambda text: "\0" not in text and not text.isspace()))
def test_a_text_of_plain_line_ends_comes_back_as_it_was(text: str) -> None:
    text = "a" + text.replace("\r", "\n")
    assert decode(text.encode()) == (text, "utf-8")
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")


@given(st.binary(min_size=1, max_size=60))
def test_a_text_revived_is_the_text_that_was_parsed(data: bytes) -> None:
    try:
        article = parse("x.md", data)
    except SourceError:
        return
    assert front_door(data, "x.md") == (article.text, article.encoding)


def test_no_byte_of_windows_1252_is_lost() -> None:
    """Five of its bytes are undefined: they stay control characters, one a byte."""
    text, encoding = decode(b"x" * 500 + bytes(range(128, 256)))
    assert (len(text), encoding) == (628, "windows-1252")
    assert text[500:502] == "€\x81"
