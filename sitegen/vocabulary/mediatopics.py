"""Media Topics: the subjects of news by the IPTC, with their codes (CC BY 4.0, see data/mediatopics.NOTICE.txt)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sitegen.vocabulary.keys import american, key_of
from sitegen.vocabulary.words import words

TABLE = Path(__file__).parent / "data" / "mediatopics.tsv.gz"
IN_BRACKETS = re.compile(r"\s*\(.*\)|:")
PARTS = re.compile(r",? and |, | or |/")


class MediaTopic(NamedTuple):
    """`code` and `label` of a Media Topic, the code of the one above it ("" at the top); `whole`: is the key that it
    was found by its label, or one of the things that the label lists ("movies and TV")?"""

    code: str
    label: str
    broader: str
    whole: bool


def media_topic(name: str) -> tuple[str, str] | None:
    """The code and the label of the Media Topic that is called so, British or American, in singular or plural."""
    found = _named(key_of(name.lower().replace(",", "").split()))
    return None if found is None else (found.code, found.label)


def code_of(key: str) -> str:
    """The code of the Media Topic that a term's key names, of the one whose label lists it, or of the one that its
    last words name ("student loan"); "" where there is none."""
    known = by_key().get(key) or by_key().get(american(key))
    if known is not None:
        return known.code
    parts = key.split(" ")
    for start in range(1, len(parts)):
        tail = by_key().get(" ".join(parts[start:]))
        if tail is not None and tail.whole and (start < len(parts) - 1 or parts[-1] in words().subjects):
            return tail.code
    return ""


def label_of(key: str) -> str:
    """The label of the Media Topic whose label has this very key, in small letters; "" where there is none."""
    return _labels().get(key, "")


def label_at(code: str) -> str:
    """The label of the Media Topic with this code, "" where there is none."""
    return _by_code().get(code, "")


@cache
def _by_code() -> dict[str, str]:
    return {code: plain(labels[-1]) for code, _, *labels in rows()}


@cache
def _labels() -> dict[str, str]:
    """Key -> label, as the British or the Americans write it."""
    found: dict[str, str] = {}
    for _, _, *labels in rows():
        for label in map(plain, labels):
            found.setdefault(key_of(label.lower().replace(",", "").split()), label)
    return found


def _named(key: str) -> MediaTopic | None:
    found = by_key().get(key) or by_key().get(american(key))
    return found if found is not None and found.whole else None


@cache
def by_key() -> dict[str, MediaTopic]:
    """Key of a label, or of a thing that a label lists -> Media Topic."""
    found: dict[str, MediaTopic] = {}
    for code, broader, *labels in rows():
        for label in labels:
            for key, whole in _keys(label.lower().rstrip(":")):
                found.setdefault(key, MediaTopic(code, plain(labels[-1]), broader, whole))
    return found


def plain(label: str) -> str:
    """A label without what stands in brackets."""
    return IN_BRACKETS.sub("", label)


def _keys(label: str) -> Iterator[tuple[str, bool]]:
    base = IN_BRACKETS.sub("", label)
    yield key_of(label.replace(",", "").split()), True
    yield key_of(base.replace(",", "").split()), True
    for part in PARTS.split(base):
        if " of " not in base or part == base:
            yield key_of(part.split()), False


@cache
def rows() -> tuple[tuple[str, ...], ...]:
    """Code, broader code, British and American label of every live Media Topic."""
    lines = gzip.decompress(TABLE.read_bytes()).decode("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines)
