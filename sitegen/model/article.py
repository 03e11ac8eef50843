"""One article: its text, its parts, what is known of it beside, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

Role = Literal[
    "title",
    "dek",
    "byline",
    "date",
    "dateline",
    "caption",
    "credit",
    "paragraph",
    "subhead",
    "list",
    "question",
    "other",
    "dropped",
]
BlockKind = Literal["paragraph", "subhead", "list", "question", "other"]
Precision = Literal["minute", "day", "month", "year"]
Origin = Literal["text", "front matter", "file name", "correction"]
TagKind = Literal["topic", "organisation", "place"]


class Source(Struct, frozen=True):
    """One file under seeds/: `path` is relative to it, with forward slashes; `stamp` stands for
    path, size, mtime and inode (0 where the file is too young to be trusted)."""

    path: str
    stamp: int


class Passage(Struct, frozen=True, omit_defaults=True, array_like=True):
    """Words of the source: `text[start:end]`.  `words` is set only where what is read differs from
    that slice (wrapped lines joined, markup removed); read it with `Article.words`."""

    start: int
    end: int
    line: int
    rewritten: str = ""


class Block(Struct, frozen=True, omit_defaults=True, array_like=True):
    """A piece of the body.  `html` is set where Markdown markup was rendered (already sanitised)."""

    kind: BlockKind
    passage: Passage
    html: str = ""


class Figure(Struct, frozen=True, omit_defaults=True, array_like=True):
    """A picture or what is left of one: `image` is a path below seeds/ or a URL, or None."""

    image: str | None = None
    caption: Passage | None = None
    credit: Passage | None = None
    alt: str = ""


class Date(Struct, frozen=True, array_like=True):
    """`value` is ISO 8601 cut to its precision ("2017", "2017-04", "2017-04-11",
    "2017-04-11T08:00+02:00"); a date without a time never meets a time zone."""

    value: str
    precision: Precision
    origin: Origin


class Line(Struct, frozen=True, array_like=True):
    """What became of one non-blank line of the source, and the rule that said so."""

    number: int
    role: Role
    rule: str


class Dropped(Struct, frozen=True, array_like=True):
    """A line that no page shows, with the name of the rule that dropped it."""

    line: int
    text: str
    rule: str


class Given(Struct, frozen=True, omit_defaults=True, array_like=True):
    """What front matter states; it wins over what the build finds.  None: not stated."""

    slug: str | None = None
    people: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False


class Correction(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What an editor states of one article in corrections.toml; it wins over all that was found or given.
    None: not stated.  `note` is what readers are told of the correction, `noted` when it was made.  `lines` pairs the
    words of a line (blanks at its ends aside) with its role."""

    title: str | None = None
    dek: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = None
    dateline: str | None = None
    section: str | None = None
    language: str | None = None
    people: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None
    lines: tuple[tuple[str, Role], ...] = ()
    note: str | None = None
    noted: str | None = None


def _recurs_nowhere(_: Sequence[str]) -> dict[str, int]:
    return {}


class Evidence(Struct, frozen=True):
    """What is known of a source beyond its own bytes.

    `recurring` answers, for keys of lines, how many articles of the archive hold such a line, as a level
    (a member of RECURS) and only where it is one; `images` are pictures that lie beside the source (paths
    below seeds/, in the order of their numbers); `correction` is the editor's entry for it; `columns` says
    which column of a record holds what, and is None for what is no record."""

    recurring: Callable[[Sequence[str]], Mapping[str, int]] = _recurs_nowhere
    images: tuple[str, ...] = ()
    correction: Correction | None = None
    columns: Mapping[str, str] | None = None


RECURS = (3, 12)  # articles that hold a line: from so many on it is evidence, and stronger evidence


class Correcting(Struct, frozen=True, omit_defaults=True, array_like=True):
    """What readers are told of a correction: a sentence or two, and the day on which it was made, if it is stated."""

    note: str
    date: Date | None = None


class Article(Struct, frozen=True, omit_defaults=True, array_like=True):
    """One article as parsed.  Every non-blank line of `text` has an entry in `lines`."""

    text: str
    title: Passage | None = None
    dek: Passage | None = None
    authors: tuple[str, ...] = ()
    published: Date | None = None
    dateline: str | None = None
    section: str | None = None
    language: str | None = None
    figures: tuple[Figure, ...] = ()
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
    encoding: str = "utf-8"
    given: Given = Given()
    unmatched: tuple[str, ...] = ()  # parts of a correction that fit nothing here, a sentence each
    corrected: Correcting | None = None
    hints: tuple[str, ...] = ()  # keywords that a page states of itself: evidence of topics, not more

    def words(self, passage: Passage | None) -> str:
        """The words of a passage as they are read."""
        if passage is None:
            return ""
        return passage.rewritten or self.text[passage.start : passage.end]

    def dropped(self) -> list[Dropped]:
        """The lines that no page shows, in order."""
        lines = self.text.split("\n")
        return [
            Dropped(line.number, lines[line.number - 1].strip(), line.rule)
            for line in self.lines
            if line.role == "dropped"
        ]


class PersonHere(Struct, frozen=True, array_like=True):
    """A person of one article.  `name` is the fullest form used, `aliases` the others, `roles` as the
    text states them ("US Secretary of State"), the plainest first; `evidence` says in a few words
    why this is a person; `confidence` is 0 to 1.  `age` is as the text states it; `gender` is "m", "f",
    or "" where nothing tells."""

    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[tuple[int, int], ...] = ()
    evidence: str = ""
    confidence: float = 1.0
    age: int | None = None
    gender: str = ""


class Quotation(Struct, frozen=True, array_like=True):
    """Somebody's own words: slices of the text, one a paragraph, without their marks.

    `speaker` is an index into `Annotations.people`; `described` the speaker as written where that is
    no named person ("the ministry"), else None.  `how` names the evidence ("name after verb",
    "pronoun", "continued", ...).  `statement` is False for fragments and scare quotes."""

    spans: tuple[tuple[int, int], ...]
    speaker: int | None = None
    described: str | None = None
    cue: str | None = None
    how: str = ""
    confidence: float = 0.0
    statement: bool = True


class Topic(Struct, frozen=True, array_like=True):
    """A tag of one article: a topic, an organisation or a place, with its mentions."""

    name: str
    kind: TagKind
    mentions: tuple[tuple[int, int], ...] = ()


class Annotations(Struct, frozen=True, omit_defaults=True, array_like=True):
    """What was found in one article.  `people` are its subjects: authors and photographers stand in
    `Article.authors` and `Article.figures`.  `topics` are the tags that it gives of itself: stated ones, else the few
    organisations and places that it is about.  `keyphrases`, the best first, tell what it is about by its own words.
    `named` is every organisation and place that it names, in the order of their first mention.  `phrases` are the
    subjects that it offers to the archive's vocabulary, packed (see vocabulary)."""

    people: tuple[PersonHere, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    topics: tuple[Topic, ...] = ()
    keyphrases: tuple[str, ...] = ()
    named: tuple[Topic, ...] = ()
    phrases: bytes = b""
