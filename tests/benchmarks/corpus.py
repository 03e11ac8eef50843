"""An invented archive of any size: the same number gives the same bytes.

About 500 words an article, in words that no language has; some are used often and most seldom, and so are people and
tags, of which there are more where there is more to read.  Dates are spread over twenty years."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

SYLLABLES = "ba cor den el fi gar hol in jor kel lun mar nor os pel quin ros sta tur ul ver wen ya zan".split()
SMALL = "the of and to in that was for it with on as his her they from had not by were but at this".split()
GIVEN = "Ada Bruno Clara Dario Edith Felix Greta Hugo Irene Jonas Karla Lorenz Marta Nils Olga Piet".split()
VERBS = "said", "told reporters", "argued", "warned", "replied"
FIRST, SPAN = datetime(2001, 1, 1, 6), timedelta(days=7300)
VOCABULARY = 6000


class Invented(NamedTuple):
    """One article: `people` are named in its paragraphs, and some of them quoted."""

    slug: str
    title: str
    date: datetime
    people: tuple[str, ...]
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """With everything stated in front matter."""
        stated = {"title": self.title, "date": f"{self.date:%Y-%m-%dT%H:%M}", "people": self.people, "tags": self.tags}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in stated.items()]
        return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(self.paragraphs) + "\n"

    @property
    def raw(self) -> str:
        """As it might be copied from a page: headline, date, text."""
        return "\n\n".join([self.title, f"{self.date:%B %d, %Y}", *self.paragraphs]) + "\n"


def articles(count: int) -> Iterator[Invented]:
    """So many articles, by date."""
    r = random.Random(count)
    words = SMALL + [_word(r) for _ in range(VOCABULARY)]
    often = list(accumulate(1 / (n + 3) for n in range(len(words))))
    names = list(dict.fromkeys(f"{r.choice(GIVEN)} {_word(r).capitalize()}" for _ in range(max(12, count // 5))))
    tags = list(dict.fromkeys(_word(r) for _ in range(max(8, count // 20))))

    def sentence(length: int) -> str:
        return " ".join(r.choices(words, cum_weights=often, k=length)).capitalize()

    for n in range(count):
        people = _some(r, names, r.randint(3, 6))
        paragraphs = [" ".join(f"{sentence(r.randint(8, 20))}." for _ in range(r.randint(1, 3))) for _ in range(14)]
        for person in people:
            paragraphs.append(f'"{sentence(14)}," {person} {r.choice(VERBS)}. {sentence(9)}.')
        title = sentence(r.randint(5, 9))
        slug = f"{title.lower().replace(' ', '-')}-{n}"
        yield Invented(slug, title, FIRST + SPAN * n / count, people, _some(r, tags, 3), tuple(paragraphs))


def write(root: Path, count: int, raw: bool) -> None:
    """An archive of so many articles: sitegen.toml and seeds/, a folder a year."""
    settings = ['title = "An invented archive"', 'base_url = "https://example.org/"', '[search]\nengine = "none"']
    settings += [] if raw else ['[annotate]\nmodel = "none"']
    root.mkdir(parents=True)
    for article in articles(count):
        path = path_of(root, article, raw)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article.raw if raw else article.markdown, "utf-8")
    (root / "sitegen.toml").write_text("\n".join(settings) + "\n", "utf-8")  # last: what has it is whole


def path_of(root: Path, article: Invented, raw: bool) -> Path:
    """Where an article lies."""
    return root / "seeds" / str(article.date.year) / f"{article.slug}.{'txt' if raw else 'md'}"


def _word(r: random.Random) -> str:
    return "".join(r.choices(SYLLABLES, k=r.randint(2, 4)))


def _some(r: random.Random, pool: Sequence[str], most: int) -> tuple[str, ...]:
    """Some of these, those at the beginning far more often."""
    return tuple(dict.fromkeys(pool[int(len(pool) * r.random() ** 3)] for _ in range(most)))
