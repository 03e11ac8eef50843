"""Topics in a site: when the vocabulary is settled, and what an article that comes or changes does to tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import build
from sitegen.config import load
from sitegen.errors import ConfigError
from tests.conftest import SETTINGS, Archive
from tests.test_vocabulary import report

TOPICS = SETTINGS + "[tags]\nsettle = 10\n"
FARM, MEAL, MINE = "tags/wind-farm.html", "tags/school-meal.html", "tags/coal-mine.html"
TAG = re.compile(rb'article:tag" content="([^"]+)"')
SUBJECTS = ("wind farm", "school meal", "coal mine")


def write(archive: Archive, name: str, subject: str, number: int, more: str = "") -> None:
    (archive.root / "seeds" / name).write_text(report(subject, number, more), "utf-8")


@pytest.fixture
def settled(tmp_path: Path) -> Archive:
    """Twelve texts on three subjects; their topics are settled."""
    archive = Archive(tmp_path / "archive", TOPICS)
    for n in range(12):
        write(archive, f"t{n:02}.txt", SUBJECTS[n % 3], n)
    archive.build()
    assert {FARM, MEAL, MINE} <= archive.site().keys()
    return archive


def vocabulary(archive: Archive) -> str:
    return (archive.root / "seeds" / "vocabulary.tsv").read_text("utf-8")


def address_of(archive: Archive, source: str) -> str:
    lines = (archive.root / "seeds" / "addresses.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)[source]


def assert_clean(archive: Archive) -> None:
    before, words = archive.site(), vocabulary(archive)
    archive.build(clean=True)
    assert archive.site() == before
    assert vocabulary(archive) == words


def test_the_first_build_settles_and_says_so(settled: Archive) -> None:
    text = vocabulary(settled)
    assert "# settled over 12 articles of 12 sources\n" in text
    assert {line.split("\t")[0] for line in text.splitlines()} >= set(SUBJECTS)
    assert settled.build().rendered == 0
    assert_clean(settled)


def test_an_archive_too_small_has_no_vocabulary_and_topics_all_the_same(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "small", TOPICS)
    for n in range(4):
        write(archive, f"t{n}.txt", "wind farm", n)
    archive.build()
    assert not (archive.root / "seeds" / "vocabulary.tsv").exists()
    assert "wind farm" in archive.page(FARM)


def starts(a: Archive) -> None:
    """Of another subject, which is no topic yet."""
    write(a, "new.txt", "ferry service", 50)


def joins(a: Archive) -> None:
    write(a, "new.txt", "coal mine", 50)


def leaves(a: Archive) -> None:
    write(a, "t00.txt", "school meal", 51)  # was about the wind farm


def stays(a: Archive) -> None:
    path = a.root / "seeds" / "t00.txt"
    path.write_text(path.read_text("utf-8").replace(" every ", " each "), "utf-8")


TABLE: list[tuple[Callable[[Archive], None], set[str]]] = [
    (starts, set()),
    (joins, {MINE}),
    (leaves, {FARM, MEAL}),
    (stays, set()),
]


@pytest.mark.parametrize(("change", "tags"), TABLE, ids=[change.__name__ for change, _ in TABLE])
def test_an_edit_renders_the_pages_of_these_tags(
    settled: Archive, change: Callable[[Archive], None], tags: set[str]
) -> None:
    before, words = settled.site(), vocabulary(settled)
    change(settled)
    report = settled.build()
    assert {path for path in report.paths if path.startswith("tags/") and path != "tags/index.html"} == tags
    assert vocabulary(settled) == words, "nothing is settled anew"
    if change is stays:
        assert len(report.paths) == 1
    after = settled.site()
    old = {path for path in before if path.startswith("articles/")} - {address_of(settled, "t00.txt")}
    assert len(old) >= 11
    assert all(TAG.findall(before[path]) == TAG.findall(after[path]) for path in old)
    assert_clean(settled)


def test_a_fifth_more_sources_settle_anew_and_the_build_says_what_came(settled: Archive) -> None:
    write(settled, "new0.txt", "ferry service", 60)
    write(settled, "new1.txt", "ferry service", 61)
    assert not any("settled" in notice for notice in settled.build().notices), "14 are not a fifth more than 12"
    write(settled, "new2.txt", "ferry service", 62)
    report = settled.build()
    assert any("settled anew" in notice and "12 sources have become 15" in notice for notice in report.notices)
    assert any("ferry service" in notice for notice in report.notices)
    assert "tags/ferry-service.html" in settled.site()
    assert settled.build().rendered == 0
    assert_clean(settled)


def test_on_command_the_vocabulary_is_settled_anew(settled: Archive) -> None:
    for n in range(2):
        write(settled, f"new{n}.txt", "ferry service", 60 + n)
    settled.build()
    notices = build(load(settled.root), jobs=1, settle=True).notices
    assert any("settled anew" in notice for notice in notices)
    assert "of 14 sources" in vocabulary(settled)
    assert_clean(settled)


def test_a_term_taken_out_by_hand_is_no_topic(settled: Archive) -> None:
    path = settled.root / "seeds" / "vocabulary.tsv"
    path.write_text("".join(x for x in vocabulary(settled).splitlines(True) if not x.startswith("coal mine\t")))
    settled.build()
    assert MINE not in settled.site()
    assert FARM in settled.site()
    assert_clean(settled)


def test_an_article_that_states_tags_gets_no_others(settled: Archive) -> None:
    text = report("wind farm", 70)
    title, _, body = text.partition("\n")
    settled.article("own.md", title, "2019-03-01", tags=("hedges",), body=body)
    settled.build()
    assert "own" not in settled.page(FARM)
    assert "hedges" in settled.page("articles/own.html")
    assert_clean(settled)


def test_a_damaged_line_is_named(settled: Archive) -> None:
    with (settled.root / "seeds" / "vocabulary.tsv").open("a", encoding="utf-8") as f:
        f.write("a term and no more\n")
    with pytest.raises(ConfigError, match=r"vocabulary\.tsv:\d+: the line has 1 columns"):
        settled.build()


def test_copies_of_one_report_count_once(tmp_path: Path) -> None:
    """Ten prints of one report make no topic of its every phrase."""
    archive = Archive(tmp_path / "copies", TOPICS)
    for n in range(10):
        write(archive, f"copy{n}.txt", "rent control", 1)
    for n in range(4):
        write(archive, f"other{n}.txt", SUBJECTS[n % 3], n)
    archive.build()
    assert "# settled over 5 articles of 14 sources\n" in vocabulary(archive)
