"""When it is time to build, and of what: no clock, no files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config import load
from sitegen.preview.batch import ALL, LONG_QUIET, LONGEST, MANY, QUIET, SEED, THEME, UNCLOSED, Batch, Change
from sitegen.preview.concerns import Concerns
from tests.conftest import Archive


def test_one_save_is_built_after_a_moment_of_quiet() -> None:
    batch = Batch()
    assert not batch
    batch.note(Change(SEED, "rain.md", closed=False), 1.0)
    batch.note(Change(SEED, "rain.md", closed=True), 1.001)
    assert batch and batch.wait(1.001) == pytest.approx(QUIET)
    assert batch.take() == ["rain.md"]
    assert not batch


def test_a_file_that_is_held_open_is_waited_for() -> None:
    batch = Batch()
    batch.note(Change(SEED, "rain.md", closed=False), 1.0)
    assert batch.wait(1.0) == pytest.approx(UNCLOSED)


def test_what_comes_during_a_build_and_bursts_are_gathered_longer() -> None:
    during, burst = Batch(), Batch()
    during.note(Change(SEED, "rain.md"), 1.0, building=True)
    for n in range(100):
        burst.note(Change(SEED, f"{n}.md"), 1.0)
    assert during.wait(1.0) == burst.wait(1.0) == pytest.approx(LONG_QUIET)


def test_who_writes_without_end_is_built_all_the_same() -> None:
    batch = Batch()
    for n in range(1000):
        batch.note(Change(SEED, "log.md"), n / 100)
    assert batch.wait(9.99) < 0
    assert LONGEST < 9.99


def test_after_very_many_changes_everything_is_looked_at() -> None:
    """The system may have told of some of them only."""
    batch = Batch()
    for n in range(MANY + 1):
        batch.note(Change(SEED, f"{n}.md"), 1.0)
    assert batch.take() is None


@given(st.lists(st.tuples(st.sampled_from((SEED, THEME, ALL)), st.sampled_from("abc"), st.booleans(), st.booleans())))
def test_nothing_is_lost(events: list[tuple[str, str, bool, bool]]) -> None:
    batch = Batch()
    for n, (kind, path, closed, building) in enumerate(events):
        batch.note(Change(kind, path, closed), n * 0.001, building)
    assert bool(batch) == bool(events)
    taken = batch.take()
    if any(kind == ALL for kind, *_ in events):
        assert taken is None
    else:
        assert taken == sorted({path for kind, path, *_ in events if kind == SEED})


# ---- what an event means


@pytest.fixture
def concerns(archive: Archive) -> Concerns:
    archive.article("rain.md", "Rain", "2019-03-01")
    return Concerns(load(archive.root))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("seeds/rain.md", SEED),
        ("seeds/1999/rain.md", SEED),
        ("seeds/1999", SEED),
        ("seeds/people.toml", SEED),
        ("templates/home.html", THEME),
        ("static/a.png", THEME),
        ("static", THEME),
        ("locale/de.po", THEME),
        ("sitegen.toml", ALL),
        ("seeds", ALL),
        ("seeds/.rain.md.swp", None),
        ("seeds/.git/index", None),
        ("seeds/rain.md~", None),
        ("seeds/#rain.md#", None),
        ("seeds/4913", None),
        ("templates/.home.html.swx", None),
        ("site/index.html", None),
        (".sitegen/build.db", None),
        ("notes.txt", None),
        ("seeds2/rain.md", None),
    ],
)
def test_what_a_path_means(concerns: Concerns, path: str, kind: str | None) -> None:
    change = concerns.change(str(concerns.root / path))
    assert (change.kind if change else None) == kind
    if change and kind == SEED:
        assert change.path == path.removeprefix("seeds/")


@pytest.mark.parametrize("name", ["addresses.tsv", "vocabulary.tsv"])
def test_what_a_build_writes_itself_is_no_change_and_what_editors_write_there_is(concerns: Concerns, name: str) -> None:
    file: Path = concerns.seeds / name
    file.write_text("# by a build\n")
    assert concerns.change(str(file)) is None
    concerns.remember()
    assert concerns.change(str(file)) is None
    file.write_text("# by an editor\n")
    os.utime(file, (1, 1))
    assert concerns.change(str(file)) == Change(SEED, name)
