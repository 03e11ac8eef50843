"""The tags of the sample archive against what a reader of all its articles would file them under
(tests/archives/sample/tags.toml).

    python -m tests.test_sample_tags

prints the figures of every kind, and what each article misses and has too much."""

from __future__ import annotations

import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.quality.scoring import Count
from tests.test_sample import GOLD, exported, laid_down

KINDS = ("topic", "organisation", "place")
AGREED = 0.8
HYPHENS = str.maketrans(dict.fromkeys("-\u2010\u2011\u2013", " ") | {"’": "'"})
PLURALS = (
    (re.compile(r"(?<=\w\w)ies\b"), "y"),
    (re.compile(r"(?<=ch|sh|ss)es\b|(?<=x)es\b"), ""),
    (re.compile(r"(?<=\w\w)(?<![sui])s\b"), ""),
)


class Tag(NamedTuple):
    """A tag that an article was given."""

    kind: str
    name: str


class Heading(NamedTuple):
    """What articles are filed under: all spellings, folded, and all kinds that are right, of which `kind` counts."""

    kind: str
    spellings: frozenset[str]
    kinds: frozenset[str]

    def says(self, tag: Tag) -> bool:
        return tag.kind in self.kinds and folded(tag.name) in self.spellings


class Wanted(NamedTuple):
    """The headings of one article."""

    must: list[str]
    may: list[str]


class Judged(NamedTuple):
    """One article: the headings that it must have, found and missed, and the tags that are wrong."""

    source: str
    found: list[str]
    missed: list[str]
    extra: list[Tag]


class Gold:
    """The gold file: headings by name, and what is wanted of each article by source."""

    def __init__(self, read: dict[str, Any]) -> None:
        also = read["also"]
        self.headings = {
            name: Heading(kind, frozenset(map(folded, (name, *others))), frozenset((kind, *also.get(name, ()))))
            for kind in KINDS
            for name, others in read[kind].items()
        }
        everywhere = read["everywhere"]
        self.articles = {
            source: Wanted(stated["must"], stated["may"] + everywhere) for source, stated in read["article"].items()
        }

    @classmethod
    def read(cls) -> Gold:
        return cls(tomllib.loads((GOLD / "tags.toml").read_text("utf-8")))

    def judged(self, source: str, tags: Iterable[Tag]) -> Judged:
        wanted, tags = self.articles[source], list(tags)
        found = [name for name in wanted.must if any(self.headings[name].says(tag) for tag in tags)]
        right = [self.headings[name] for name in wanted.must + wanted.may]
        extra = [tag for tag in tags if not any(heading.says(tag) for heading in right)]
        return Judged(source, found, [name for name in wanted.must if name not in found], extra)

    def counts(self, articles: Iterable[Judged]) -> dict[str, Count]:
        """The figures of each kind and of "all": what may be there or not counts neither way."""
        counts = {kind: Count() for kind in (*KINDS, "all")}
        for article in articles:
            found = [self.headings[name].kind for name in article.found]
            missed = [self.headings[name].kind for name in article.missed]
            extra = [tag.kind for tag in article.extra]
            for kind, count in counts.items():
                of = [sum(kind in ("all", k) for k in kinds) for kinds in (found, missed, extra)]
                count.add(right=of[0], given=of[0] + of[2], wanted=of[0] + of[1])
        return counts


def folded(name: str) -> str:
    """As names are compared: no case, no article, hyphens as spaces, simple plurals as singulars."""
    name = " ".join(unicodedata.normalize("NFKC", name).casefold().translate(HYPHENS).split()).removeprefix("the ")
    for plural, singular in PLURALS:
        name = plural.sub(singular, name)
    return name


def tags_of(line: dict[str, Any]) -> Iterator[Tag]:
    """The tags of an exported article.  The export tells an organisation or a place by listing it as one too."""
    named = {kind: {folded(one["name"]) for one in line[f"{kind}s"]} for kind in ("organisation", "place")}
    for name in line["tags"]:
        yield Tag(next((kind for kind, names in named.items() if folded(name) in names), "topic"), name)


def judged(gold: Gold, root: Path) -> list[Judged]:
    """Every article of a sample archive that is laid down and built at `root`."""
    return [gold.judged(source_of(line), tags_of(line)) for line in exported(laid_down(root))]


def source_of(line: dict[str, Any]) -> str:
    return "/".join(str(part) for part in (line["source"]["path"], line["source"]["record"]) if part is not None)


def told(gold: Gold, articles: list[Judged]) -> Iterator[str]:
    for article in articles:
        yield f"{article.source}: found {', '.join(article.found) or 'nothing'}"
        yield from (f"    missed {gold.headings[name].kind} {name}" for name in article.missed)
        yield from (f"    extra {tag.kind} {tag.name}" for tag in article.extra)
    for kind, c in gold.counts(articles).items():
        shares = f"precision {share(c.right, c.given)}, recall {share(c.right, c.wanted)}, F1 {c.f1:.3f}"
        yield f"{kind}: {shares} ({c.right} right of {c.given} given, {c.wanted} wanted)"


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


# ---- the gold file and the figures


def test_the_gold_file_agrees_with_itself() -> None:
    gold = Gold.read()
    for source, wanted in gold.articles.items():
        assert set(wanted.must + wanted.may) <= gold.headings.keys(), source
        assert not set(wanted.must) & set(wanted.may), source
        assert 1 <= len(wanted.must) <= 6, source


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferries", "ferry"),
        ("tram-lines", "tram line"),
        ("the Grange", "Grange"),
        ("church benches", "Church bench"),
        ("boxes", "box"),
        ("Cooper’s Wharf", "Cooper's Wharf"),
        ("ÉCOLES", "école"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("pres", "press"), ("bu", "bus"), ("ferry", "fer"), ("i", "is")])
def test_spellings_that_are_not(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_what_may_be_there_counts_neither_way() -> None:
    gold = Gold(
        {
            "everywhere": ["Millton"],
            "topic": {"ferry": ["boat"], "tide": []},
            "organisation": {},
            "place": {"Millton": [], "Long Quay": []},
            "also": {"Long Quay": ["organisation"]},
            "article": {"a.txt": {"must": ["ferry", "tide", "Long Quay"], "may": []}},
        }
    )
    tags = [("topic", "Boats"), ("topic", "ferries"), ("place", "Millton"), ("organisation", "Long Quay")]
    article = gold.judged("a.txt", [Tag(*tag) for tag in (*tags, ("place", "ferry"))])
    assert article == Judged("a.txt", ["ferry", "Long Quay"], ["tide"], [Tag("place", "ferry")])
    counts = gold.counts([article])
    assert (counts["topic"].right, counts["topic"].given, counts["topic"].wanted) == (1, 1, 2)
    assert (counts["place"].right, counts["place"].given, counts["place"].wanted) == (1, 2, 1)
    assert counts["all"].f1 == pytest.approx(2 * 2 / (3 + 3))


# ---- the sample archive


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Judged]:
    return judged(Gold.read(), tmp_path_factory.mktemp("sample tags") / "an archive")


def test_every_article_of_the_sample_is_judged(articles: list[Judged]) -> None:
    assert sorted(article.source for article in articles) == sorted(Gold.read().articles)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(told(Gold.read(), judged(Gold.read(), Path(folder) / "an archive"))))
