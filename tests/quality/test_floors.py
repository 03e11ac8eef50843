"""What the reader of plain text has reached, pinned in floors.toml: it may rise, it does not go down unasked.

The invented pages are always measured; texts of others only where they lie beside the checkout, for they are not ours
to ship.  `--raise-floors` pins what is better, `--lower-floors` what is worse, too."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from sitegen.model import RECURS, Article, Evidence
from sitegen.parse import text as plain
from sitegen.parse.text.lines import keys_of
from tests.quality.labelled import invented, labelled, near, quality_folder, self_described, texts_of_pages
from tests.quality.scoring import Count, Page, score, table, words_of

FLOORS = Path(__file__).with_name("floors.toml")
HEAD = "# Figures reached, cut to three places.  Raised by `pytest tests/quality --raise-floors`.\n"
PLACES = 1000
Figures = dict[str, float]


def test_invented_pages(request: pytest.FixtureRequest) -> None:
    pages = invented()
    evidence = archive_of(page.text for page in pages)
    compare("invented", score(pages, lambda page: read(page, evidence)), request.config)


def test_labelled_texts_of_others(request: pytest.FixtureRequest) -> None:
    pages = labelled(folder())
    evidence = archive_of(page.text for page in pages)
    compare("labelled", score(pages, lambda page: read(page, evidence)), request.config)


def test_pages_that_describe_themselves(request: pytest.FixtureRequest) -> None:
    texts = texts_of_pages(folder())
    evidence = archive_of(texts.values())
    counts = {name: Count() for name in ("title", "author", "date given")}
    for page, said in self_described(folder(), texts):
        article = read(page, evidence)
        if "title" in said:
            counts["title"].add(near(article.words(article.title), said["title"]) >= 0.85, 1, 1)
        if "author" in said:
            wanted = words_of(said["author"])
            counts["author"].add(wanted in [words_of(name) for name in article.authors], 1, 1)
        if "date" in said and article.published is not None:
            counts["date given"].add(said["date"].startswith(article.published.value[:10]), 1, 1)
    compare("pages", {name: count.f1 for name, count in counts.items()}, request.config)


def folder() -> Path:
    found = quality_folder()
    if found is None:
        pytest.skip("no texts of others here: SITEGEN_QUALITY names no folder, and ../shared/quality is not there")
    return found


def read(page: Page, evidence: Evidence) -> Article:
    return plain.read(f"{page.name}.txt", page.text, "utf-8", evidence)


def archive_of(texts: Iterable[str]) -> Evidence:
    """The evidence that an archive of these texts gives of its lines."""
    counts = Counter(key for text in texts for key in keys_of(text))
    levels = {
        key: max(level for level in RECURS if count >= level) for key, count in counts.items() if count >= RECURS[0]
    }
    return Evidence(lambda keys: {key: levels[key] for key in keys if key in levels})


def compare(name: str, figures: Figures, config: pytest.Config) -> None:
    """Fail where a figure is below its floor; move the floors where an option says so."""
    floors: dict[str, Figures] = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    pinned = floors.get(name, {})
    reached = {field: int(figure * PLACES) / PLACES for field, figure in figures.items()}
    down = config.getoption("--lower-floors", default=False)
    if down or config.getoption("--raise-floors", default=False):
        moved = {field: figure if down else max(figure, pinned.get(field, 0.0)) for field, figure in reached.items()}
        FLOORS.write_text(as_toml({**floors, name: moved}), "utf-8")
    below = [field for field, floor in pinned.items() if reached.get(field, 0.0) < floor]
    assert down or not below, f"{name}: {', '.join(below)} below the floor\n{table(pinned, reached)}"


def as_toml(floors: dict[str, Figures]) -> str:
    parts = [HEAD]
    for name, figures in sorted(floors.items()):
        parts.append(f"\n[{name}]\n")
        parts += [f'"{field}" = {figure:.3f}\n' for field, figure in figures.items()]
    return "".join(parts)
