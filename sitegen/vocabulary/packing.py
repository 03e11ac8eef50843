"""The candidate phrases of one article, packed: all that settling and assigning see of it."""

from __future__ import annotations

import zlib

import msgspec
from msgspec import Struct

HEADLINE, LEAD, HINT = 1, 2, 4  # where a phrase stands; HINT: a keyword that the page states of itself
LEVEL = 6


class Phrase(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A candidate: its key (see keys), how often it stands, where (HEADLINE | LEAD | HINT), of its occurrences how many
    are whole noun phrases, the tenth of them that are capitalised (0 to 10), the tags of its words, how it is written
    ("" as its key is).

    `before` and `after` are the keys of the words beside it, with "+" where that may belong to a longer phrase;
    `around` is a number for the words a little further, the same in the same sentence.  `fit` says how well the
    article fits the Media Topic of that name, in tenths of a standard deviation; what counts 0 is not named."""

    key: str
    count: int
    where: int
    whole: int
    capital: int
    tags: str
    written: str = ""
    before: str = ""
    after: str = ""
    around: int = 0
    fit: int = 0

    @property
    def headline(self) -> bool:
        return bool(self.where & (HEADLINE | HINT))

    @property
    def lead(self) -> bool:
        return bool(self.where & LEAD)

    @property
    def name(self) -> str:
        return self.written or self.key


class Phrases(Struct, frozen=True, array_like=True):
    """The candidates of one article of `size` tokens.  `words`: lone words that can be no term but tell what it talks
    about; `names`: words inside names of people, organisations and places (keys, joined by blanks)."""

    size: int
    phrases: tuple[Phrase, ...]
    words: str
    names: str


_decoder = msgspec.msgpack.Decoder(Phrases)
_encoder = msgspec.msgpack.Encoder()


def pack(phrases: Phrases) -> bytes:
    """As kept in the store; b"" where there is nothing."""
    return zlib.compress(_encoder.encode(phrases), LEVEL) if phrases.phrases else b""


def unpack(packed: bytes) -> Phrases:
    """What was packed; nothing for b""."""
    return _decoder.decode(zlib.decompress(packed)) if packed else Phrases(0, (), "", "")
