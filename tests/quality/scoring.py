"""Figures for what the reader of plain text makes of labelled pages: shares and F1 a field, 0 to 1."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from sitegen.model import Article

SAME_WORDS = 0.9  # overlap from which two headlines are one
SAME_CAPTION = 0.8
SAME_CREDIT = 0.6
SOFT = frozenset(("byline", "date", "credit", "dropped", "other"))  # the page shows nothing of these lines as body


@dataclass(frozen=True)
class Page:
    """A text and what it should give.

    `roles`: line number -> the roles that are right, the preferred one first.  `authors` and `title` are None, and
    `date` is "?", where nothing is claimed.  `captions` are pairs of caption and credit, "" for no credit."""

    name: str
    text: str
    roles: dict[int, tuple[str, ...]] = field(default_factory=dict)
    title: str | None = None
    authors: tuple[str, ...] | None = None
    date: str | None = "?"
    captions: tuple[tuple[str, str], ...] | None = None


@dataclass
class Count:
    """`right` of `given` answers, where there are `wanted`."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        self.right += right
        self.given += given
        self.wanted += wanted

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0


FIELDS = ("title", "authors", "date", "captions", "credits", "dropped", "subheads", "dek", "line role")


def score(pages: Iterable[Page], read: Callable[[Page], Article]) -> dict[str, float]:
    """The figures over all pages, a field that no page has left out."""
    counts = {name: Count() for name in FIELDS}
    for page in pages:
        article = read(page)
        _score_fields(page, article, counts)
        _score_captions(page, article, counts)
        _score_lines(page, article, counts)
    return {name: count.f1 for name, count in counts.items() if count.given + count.wanted}


def _score_fields(page: Page, article: Article, counts: dict[str, Count]) -> None:
    if page.title is not None:
        counts["title"].add(overlap(article.words(article.title), page.title) >= SAME_WORDS, 1, 1)
    if page.authors is not None:
        wanted = {_letters(name) for name in page.authors}
        found = {_letters(name) for name in article.authors}
        counts["authors"].add(len(wanted & found), len(found), len(wanted))
    if page.date != "?":
        found_date = article.published.value[:10] if article.published else None
        counts["date"].add(found_date == page.date, 1, 1)


def _score_captions(page: Page, article: Article, counts: dict[str, Count]) -> None:
    if page.captions is None:
        return
    left = list(page.captions)
    for figure in article.figures:
        caption, credit = article.words(figure.caption), article.words(figure.credit)
        match = max(left, key=lambda pair: overlap(caption, pair[0]), default=("", ""))
        if not left or overlap(caption, match[0]) < SAME_CAPTION:
            counts["captions"].add(0, 1, 0)
            continue
        left.remove(match)
        counts["captions"].add(1, 1, 1)
        same = bool(credit) and bool(match[1]) and overlap(credit, match[1]) >= SAME_CREDIT
        counts["credits"].add(same, bool(credit), bool(match[1]))
    counts["captions"].add(0, 0, len(left))
    counts["credits"].add(0, 0, sum(bool(credit) for _, credit in left))


def _score_lines(page: Page, article: Article, counts: dict[str, Count]) -> None:
    found = {line.number: line.role for line in article.lines}
    for number, allowed in page.roles.items():
        role = found.get(number, "dropped")
        body = not SOFT.intersection(allowed)
        if set(allowed) == {"dropped"}:
            counts["dropped"].add(role in SOFT, role in SOFT, 1)
        elif body:
            counts["dropped"].add(0, role in SOFT, 0)
        for name, kinds in (("subheads", {"subhead", "question"}), ("dek", {"dek"})):
            wanted = kinds.issuperset(allowed) and body
            given = role in kinds and (wanted or not kinds.intersection(allowed))
            counts[name].add(wanted and role in kinds, given, wanted)
        counts["line role"].add(role in allowed or (role in SOFT and not body), 1, 1)


def words_of(text: str) -> list[str]:
    """Words without accents and case."""
    plain = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return re.findall(r"\w+", re.sub(r"['’‘]", "", plain.lower()))


def overlap(one: str, other: str) -> float:
    """Words that two texts share, each counted as often as it stands, over the mean of their lengths."""
    a, b = words_of(one), words_of(other)
    shared = sum(min(a.count(word), b.count(word)) for word in set(a))
    return 2 * shared / (len(a) + len(b)) if a or b else 0.0


def _letters(name: str) -> str:
    return "".join(words_of(name))


def table(floors: dict[str, float], figures: dict[str, float]) -> str:
    """Both, side by side, for a message."""
    names = dict.fromkeys(name for name, _ in zip_longest((*floors, *figures), ()))
    return "\n".join(f"{name:<12} {floors.get(name, 0.0):.3f} -> {figures.get(name, 0.0):.3f}" for name in names)
