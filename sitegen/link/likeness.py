"""Keys under which misspelt, misread and misheard names meet: equal key, perhaps the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator

# what optical character recognition takes for each other, in old type above all (the long s looks like an f); each
# side is written as one letter.  Longer ones first.
MISREAD = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("ii", "u"),
    ("ſ", "s"),
    ("f", "s"),
    ("1", "l"),
    ("i", "l"),
    ("j", "l"),
    ("|", "l"),
    ("!", "l"),
    ("0", "o"),
    ("c", "e"),
    ("n", "u"),
    ("h", "b"),
    ("5", "s"),
)
SOUNDS = (
    ("ph", "f"),
    ("sch", "s"),
    ("sh", "s"),
    ("ck", "k"),
    ("gh", "g"),
    ("th", "t"),
    ("wh", "w"),
    ("dt", "t"),
    ("tz", "s"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("j", "y"),
    ("d", "t"),
)
VOWELS = re.compile("(?<=.)[aeiouyhw]")
DOUBLED = re.compile(r"(.)\1+")


def misread(name: str) -> str:
    """Equal for names that differ by letters alone that scanning confuses."""
    for seen, meant in MISREAD:
        name = name.replace(seen, meant)
    return name


def sound(name: str) -> str:
    """Equal for names that sound alike, more or less: each word's consonants, a vowel only where it begins."""
    for written, heard in SOUNDS:
        name = name.replace(written, heard)
    return " ".join(DOUBLED.sub(r"\1", VOWELS.sub("", word)) for word in name.split())


def shortened(name: str) -> Iterator[str]:
    """The name and all that is left of it when one letter is dropped: names that differ by one letter, or by two
    that change places, share one of these (Garbe's symmetric deletion)."""
    yield name
    for place in range(len(name)):
        if name[place] != name[place - 1 : place]:  # of doubled letters either gives the same
            yield name[:place] + name[place + 1 :]
