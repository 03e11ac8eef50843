"""A build that is told which paths changed makes what a build makes that looks at everything."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sitegen import output, scan
from sitegen.build import build
from sitegen.config import load
from sitegen.model import Report
from tests.conftest import SETTINGS, Archive
from tests.test_histories import NO_MODEL, SMALL, History, small_limits

__all__ = ["small_limits"]  # for every test here, as there
Stats = dict[str, tuple[int, int, int]]


def stats(seeds: Path) -> Stats:
    found = {p.relative_to(seeds).as_posix(): p.stat() for p in seeds.rglob("*") if p.is_file()}
    return {path: (st.st_size, st.st_mtime_ns, st.st_ino) for path, st in found.items()}


def changed(before: Stats, after: Stats) -> list[str]:
    return sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def narrow(archive: Archive, only: Iterable[str]) -> Report:
    output._folders.clear()
    return build(load(archive.root), jobs=1, only=list(only), late=False)


@pytest.mark.parametrize("seed", range(400, 406))
def test_any_history_told_path_by_path_gives_a_clean_site(new_archive: Callable[..., Archive], seed: int) -> None:
    rng = random.Random(seed)
    settings = SETTINGS + SMALL + NO_MODEL
    archive = new_archive("history", settings)
    history = History(archive, rng)
    history.vandal = history.touch  # type: ignore[method-assign]  # nobody tells of files altered in site/
    for _ in range(20):
        history.step()
    archive.build()
    for _ in range(6):
        before = stats(history.seeds)
        for _ in range(rng.choice([1, 1, 3])):
            history.step()
        paths = changed(before, stats(history.seeds))
        if rng.random() < 0.3:  # of a folder that was renamed only the folder is told
            paths = sorted({path.split("/")[0] for path in paths})
        narrow(archive, paths)
    build(load(archive.root), jobs=1, only=[])  # and what can wait
    told = archive.site()
    assert archive.build().rendered == 0
    clean = new_archive("clean", settings)
    for folder in ("seeds", "templates"):
        if (archive.root / folder).exists():
            shutil.copytree(archive.root / folder, clean.root / folder, dirs_exist_ok=True)
    clean.build()
    assert told == clean.site()


@pytest.fixture
def built(archive: Archive) -> Archive:
    archive.article("rain.md", "Rain", "2019-03-01")
    archive.article("1999/snow.md", "Snow", "1999-03-01")
    archive.article("1999/sub/hail.md", "Hail", "1999-03-02")
    archive.age()
    archive.build()
    return archive


def test_only_what_is_told_is_looked_at(built: Archive) -> None:
    built.article("rain.md", "Sun", "2019-03-01")
    built.article("1999/snow.md", "Ice", "1999-03-01")
    narrow(built, ["rain.md"])
    home = built.page("index.html")
    assert "Sun" in home and "Ice" not in home
    narrow(built, ["1999"])
    assert "Ice" in built.page("index.html")


def test_nothing_told_is_nothing_done(built: Archive) -> None:
    assert narrow(built, []).rendered == 0


def test_a_folder_that_is_gone_takes_its_articles_with_it(built: Archive) -> None:
    shutil.rmtree(built.root / "seeds/1999")
    report = narrow(built, ["1999"])
    assert report.articles == 1
    snow = built.root / "site/articles/snow.html"
    assert not snow.exists() or "One day it rained" not in built.page("articles/snow.html")
    assert "Hail" not in built.page("index.html")


def test_a_folder_that_is_renamed_keeps_its_addresses(built: Archive) -> None:
    (built.root / "seeds/1999").rename(built.root / "seeds/before")
    assert narrow(built, ["1999", "before"]).articles == 3
    assert "Snow" in built.page("articles/snow.html")


def test_what_was_too_young_to_be_trusted_is_looked_at_again(built: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.build.RACY", 10**12)
    built.article("rain.md", "Sun", "2019-03-01")
    narrow(built, ["rain.md"])
    built.article("rain.md", "Fog", "2019-03-01")
    narrow(built, [])
    assert "Fog" in built.page("index.html")


def test_hidden_files_are_no_sources(built: Archive) -> None:
    built.article(".rain.md", "Swap", "2019-03-01")
    built.article(".git/rain.md", "Git", "2019-03-01")
    assert narrow(built, [".rain.md", ".git/rain.md", ".git"]).articles == 3


def test_a_container_is_read_though_only_paths_are_told(built: Archive) -> None:
    built.seed("wire.jsonl", '{"id": "a", "title": "From the wire", "text": "So it is."}\n')
    assert narrow(built, ["wire.jsonl"]).articles == 4
    built.article("rain.md", "Sun", "2019-03-01")
    assert narrow(built, ["rain.md"]).articles == 4
    (built.root / "seeds/wire.jsonl").unlink()
    assert narrow(built, ["wire.jsonl"]).articles == 3


def test_files_are_found_in_the_order_of_a_walk(built: Archive) -> None:
    """Of two articles that want one address the first has it, so the order must be that of a whole scan."""
    for name in ("a.md", "a/x.md", "a-b.md", "a/b/c.md"):
        built.seed(name, f"{name}\n")
    told = scan.look(built.root / "seeds", ["a-b.md", "a.md", "a", "rain.md", "1999"], set(), 2**63, (), ())
    every = scan.scan(built.root / "seeds", set(), 2**63, (), ())
    assert told.changed == every.changed
