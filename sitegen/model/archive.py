"""An archive: what the index keeps of each article, what listings show, and what a build reports."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sitegen.model.article import Date


class Problem(Struct, frozen=True, array_like=True, eq=True):
    """Something wrong in the input or the output, told in one sentence with a hint."""

    stage: str
    where: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Card(Struct, frozen=True, omit_defaults=True, array_like=True):
    """All that a listing may show of an article.  `address` is the path of its page below site/."""

    address: str
    title: str
    dek: str = ""
    published: Date | None = None
    authors: tuple[str, ...] = ()


class Said(Struct, frozen=True, array_like=True):
    """A statement that may be published: who (a place in the article's list of names), the words,
    the number of the sentence that it begins in."""

    who: int
    words: str
    sentence: int


class Notes(Struct, frozen=True, omit_defaults=True, array_like=True):
    """What pages of people and tags show of an article besides its card.  Numbers are places in
    the article's list of names."""

    roles: tuple[tuple[int, tuple[str, ...]], ...] = ()
    also: tuple[tuple[int, tuple[str, ...]], ...] = ()
    said: tuple[Said, ...] = ()


Family = Literal[0, 1]
PERSON: Family = 0
TAG: Family = 1


class Name(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A name as one article uses it: of a person (kind "person", "given" in front matter, "author" in a byline) or
    of a tag.  `sense` is what the article says that tells this bearer of the name from another (see senses)."""

    family: Family
    kind: str
    text: str
    sense: str = ""


class Record(Struct, frozen=True, array_like=True):
    """What reading one source gives to the index.  `found` is (article without its text, annotations)
    packed, or empty where parsing again is cheaper than keeping."""

    path: str
    stamp: int
    digest: bytes
    card: Card
    html: str
    names: tuple[Name, ...] = ()
    quoted: tuple[int, ...] = ()
    notes: bytes = b""
    found: bytes = b""
    given_slug: bool = False
    pictures: tuple[str, ...] = ()  # paths below seeds/ that its figures show
    unmatched: tuple[str, ...] = ()  # of Article
    sketch: bytes = b""  # of its text, to be compared with others (see versions)
    phrases: bytes = b""  # the subjects that it offers, packed (see vocabulary)
    aliases: tuple[str, ...] = ()  # other addresses that its front matter states, as they stand there
    words: bytes = b""  # hashes of its keyphrases, unsigned 32-bit


class Asset(Struct, frozen=True, array_like=True):
    """A static file: `path` below site/, `file` where it is read, `more` what follows that,
    `digest` that of both together."""

    path: str
    file: str
    digest: bytes
    more: str = ""


class Downloads(Struct, frozen=True, omit_defaults=True):
    """The files for download as they stand, (name, bytes, SHA-256 in hexadecimal digits) each; and how many lines of
    the archive no page shows, by the rule that dropped them (known only where files are written)."""

    files: tuple[tuple[str, int, str], ...] = ()
    dropped: dict[str, int] = {}


class Report(Struct):
    """What a build did, for the summary: pages by why they were rendered, seconds a room, shards of the search that
    were indexed; what it took, as lines of a table, if that was asked; what was searched for what must not be shown."""

    articles: int = 0
    people: int = 0
    tags: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    why: dict[str, int] = {}
    rooms: list[tuple[str, float]] = []
    problems: list[Problem] = []
    notices: list[str] = []
    paths: list[str] = []
    searched: list[str] = []
    profile: list[str] = []
    proof: list[str] = []
