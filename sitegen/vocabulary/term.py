"""The vocabulary of an archive, and its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen.errors import ConfigError

FILE = "vocabulary.tsv"
HEAD = (
    "# The topics of this archive.  The build writes this file when it settles them anew; what editors state of tags\n"
)
HEAD += "# stands in tags.toml.  Commit it: the tags of an article follow from it.\n"
COUNTS = re.compile(r"# settled over ([0-9]+) articles of ([0-9]+) sources\Z")
COLUMNS = "key\tname\tarticles\tquality\trarity\tMedia Topic\tother spellings\twords of its articles"
RESTORE = "Restore it from your version control, or remove it: the next build settles the topics anew."


class Term(Struct, frozen=True, array_like=True, omit_defaults=True):
    """A topic of the archive.

    `key` is for comparing, `also` are keys that are the same term; `name` is shown.  `articles` had it when it was last
    weighed; `quality` tells how good a heading it is (see quality), `rarity` is minus the logarithm of the share of
    articles that mention it; `code` is its Media Topic's, or "".  `profile` pairs what else its articles talk about
    with how much more than others do, as a logarithm.  Numbers have two decimals."""

    key: str
    name: str
    articles: int
    quality: float
    rarity: float
    code: str = ""
    also: tuple[str, ...] = ()
    profile: tuple[tuple[str, float], ...] = ()


class Vocabulary(Struct, frozen=True, array_like=True):
    """The topics of an archive, in the order of their keys, settled over `articles` (a sample, where there are many)
    when it had `sources`."""

    sources: int
    articles: int
    terms: tuple[Term, ...]

    @classmethod
    def read(cls, path: Path) -> Vocabulary | None:
        """The vocabulary in a file, None where there is no file.  Raises ConfigError where a line is damaged."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as problem:
            line = data.count(b"\n", 0, problem.start) + 1
            raise _damaged(path, line, "is not UTF-8") from None
        return _parsed(path, text)

    @classmethod
    def of(cls, text: str) -> Vocabulary:
        """The vocabulary in the content of a file.  Raises ConfigError where a line is damaged."""
        return _parsed(Path(FILE), text)

    def text(self) -> str:
        """The content of the file."""
        counts = f"# settled over {self.articles} articles of {self.sources} sources\n"
        return HEAD + counts + COLUMNS + "\n" + "".join(map(_line, self.terms))


def _line(term: Term) -> str:
    words = " ".join(f"{word}:{weight:.2f}" for word, weight in term.profile)
    numbers = (str(term.articles), f"{term.quality:.2f}", f"{term.rarity:.2f}")
    return "\t".join((term.key, term.name, *numbers, term.code, "|".join(term.also), words)) + "\n"


def _parsed(path: Path, text: str) -> Vocabulary:
    lines = text.removeprefix("\ufeff").splitlines()
    counts = [match for line in lines if (match := COUNTS.match(line))]
    if not counts:
        raise _damaged(path, 1, "should say of how many articles it was settled")
    terms = tuple(_terms(path, lines))
    return Vocabulary(int(counts[0][2]), int(counts[0][1]), tuple(sorted(terms, key=lambda term: term.key)))


def _terms(path: Path, lines: list[str]) -> Iterator[Term]:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#") or line == COLUMNS:
            continue
        try:
            term = _term(line)
        except ValueError as problem:
            raise _damaged(path, number, str(problem)) from None
        for key in (term.key, *term.also):
            if key in seen:
                raise _damaged(path, number, f"gives {key!r} a second time; line {seen[key]} has it")
            seen[key] = number
        yield term


def _term(line: str) -> Term:
    cells = line.split("\t")
    if len(cells) != COLUMNS.count("\t") + 1:
        raise ValueError(f"has {len(cells)} columns instead of {COLUMNS.count(chr(9)) + 1}")
    key, name, articles, quality, rarity, code, also, profile = cells
    if not (key.strip() and name.strip()):
        raise ValueError("lacks a key or a name")
    if not articles.isdecimal():
        raise ValueError(f"has {articles!r} where a number of articles should stand")
    words = tuple(_weighed(pair) for pair in profile.split(" ") if pair)
    others = tuple(also.split("|")) if also else ()
    return Term(key, name, int(articles), _number(quality), _number(rarity), code, others, words)


def _weighed(pair: str) -> tuple[str, float]:
    word, colon, weight = pair.rpartition(":")
    if not (word and colon):
        raise ValueError(f"has {pair!r} where word:weight should stand")
    return word, _number(weight)


def _number(cell: str) -> float:
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", cell):
        raise ValueError(f"has {cell!r} where a number should stand")
    return float(cell)


def _damaged(path: Path, line: int, what: str) -> ConfigError:
    return ConfigError(f"{path}:{line}: the line {what}.", RESTORE)
