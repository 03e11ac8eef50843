"""The licence as sitegen.toml states it: words, and maybe an address among them."""

from __future__ import annotations

import re
from typing import NamedTuple

ADDRESS = re.compile(r"https?://[^\s,;<>()]*[^\s,;<>().]")


class Licence(NamedTuple):
    """`address` is "" where none is stated; the words are never empty."""

    words: str
    address: str

    @property
    def best(self) -> str:
        """What names it to a machine."""
        return self.address or self.words


def licence_of(stated: str) -> Licence | None:
    if not stated.strip():
        return None
    address = ADDRESS.search(stated)
    words = " ".join((stated.replace(address[0], " ") if address else stated).split()).strip(" ,;:()<>")
    return Licence(words or stated.strip(), address[0] if address else "")
