"""The watcher on a real file system: whatever an editor does is one build or two, nothing is missed, nothing loops."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from sitegen.preview.watching import Watcher, network_drive
from tests.conftest import Archive
from tests.preview.server import Server, until

pytestmark = pytest.mark.slow
SETTLED = 1.0


def builds_of(server: Server, act: Callable[[], object], stands: Callable[[], bool]) -> int:
    """How many builds something made until it stood, and for a while after."""
    before = server.builds()
    act()
    until(stands)
    time.sleep(SETTLED)
    return server.builds() - before


def home(archive: Archive) -> str:
    return archive.page("index.html")


def standing(articles: Path) -> int:
    """How many articles are there; an address whose article is gone may say so."""
    n = 0
    for page in articles.glob("*.html"):
        with contextlib.suppress(FileNotFoundError):  # it goes just now
            n += b"One day it rained" in page.read_bytes()
    return n


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def test_ways_of_saving(server: Server, archive: Archive) -> None:
    """Each is one build (two where the system told of a part of it first), and the page shows it."""
    seeds = archive.root / "seeds"
    text = (seeds / "rain.md").read_text("utf-8")

    def atomic() -> None:
        """As most editors save: a new file takes the place of the old one."""
        temporary = seeds / ".rain.md.part"
        temporary.write_text(text.replace("Rain at last", "Saved atomically"), "utf-8")
        temporary.replace(seeds / "rain.md")

    def like_vim() -> None:
        """The old file becomes a copy, swap files come and go."""
        (seeds / ".rain.md.swp").write_text("swap")
        (seeds / "4913").write_text("")
        (seeds / "4913").unlink()
        (seeds / "rain.md").rename(seeds / "rain.md~")
        (seeds / "rain.md").write_text(text.replace("Rain at last", "Saved like Vim"), "utf-8")
        (seeds / "rain.md~").unlink()
        (seeds / ".rain.md.swp").unlink()

    def in_steps() -> None:
        """Emptied, and written bit by bit, with pauses: nothing half written is read."""
        with (seeds / "rain.md").open("w", encoding="utf-8") as file:
            slow = text.replace("Rain at last", "Rain at long last")
            for piece in (slow[:9], slow[9:20], slow[20:]):
                file.write(piece)
                file.flush()
                time.sleep(0.05)

    assert builds_of(server, atomic, lambda: "Saved atomically" in home(archive)) <= 2
    assert builds_of(server, like_vim, lambda: "Saved like Vim" in home(archive)) <= 2
    assert builds_of(server, in_steps, lambda: "Rain at long last" in home(archive)) <= 2
    assert "front matter" not in server.said(), "something half written was read"
    known = seeds / "addresses.tsv"
    (seeds / "rain.md").rename(seeds / "showers.md")
    until(lambda: "showers.md\tarticles/rain.html" in known.read_text("utf-8"))
    time.sleep(SETTLED)
    before = server.builds()
    for noise in (".hidden.md", "rain.md~", "#rain.md#"):
        (seeds / noise).write_text("noise")
    os.utime(archive.root / "site/index.html")
    (seeds / "showers.md").read_text("utf-8")
    time.sleep(SETTLED)
    assert server.builds() == before


def test_bursts(server: Server, archive: Archive) -> None:
    """A thousand saves, a checkout, a folder that goes and one that comes back: a build or two each."""
    seeds = archive.root / "seeds"
    git(seeds, "init", "-q")
    git(seeds, "add", "rain.md")
    git(seeds, "commit", "-qm", "before")

    def thousand() -> None:
        for n in range(1000):
            archive.article(f"{n % 10}/{n}.md", f"Report {n}", f"20{n % 20:02}-01-{n % 28 + 1:02}")

    articles = archive.root / "site/articles"
    assert builds_of(server, thousand, lambda: standing(articles) == 1001) <= 3
    git(seeds, "add", ".")
    git(seeds, "commit", "-qm", "after")
    assert builds_of(server, lambda: git(seeds, "checkout", "-q", "HEAD~1"), lambda: standing(articles) == 1) <= 3
    assert builds_of(server, lambda: git(seeds, "checkout", "-q", "-"), lambda: standing(articles) == 1001) <= 3
    away = archive.root / "away"
    assert builds_of(server, lambda: (seeds / "7").rename(away), lambda: standing(articles) == 901) <= 2
    assert builds_of(server, lambda: away.rename(seeds / "7"), lambda: standing(articles) == 1001) <= 2
    assert builds_of(server, lambda: shutil.rmtree(seeds / "3"), lambda: standing(articles) == 901) <= 2
    archive.article("7/777.md", "In a folder that came back", "2020-01-01")
    until(lambda: "In a folder that came back" in home(archive))


def test_folders_that_come_and_go(server: Server, archive: Archive) -> None:
    """Templates, static files and seeds/ itself."""
    seeds, templates = archive.root / "seeds", archive.root / "templates"
    templates.mkdir()
    time.sleep(0.3)
    (templates / "404.html").write_text('{% extends "theme:404.html" %}{% block title %}Gone fishing{% endblock %}')
    until(lambda: "Gone fishing" in server.get("404.html")[1])
    shutil.rmtree(templates)
    until(lambda: "Gone fishing" not in server.get("404.html")[1])
    seeds.rename(archive.root / "elsewhere")
    until(lambda: "There is no folder" in server.said())
    assert "Rain at last" in server.get("index.html")[1], "the old site stays"
    (archive.root / "elsewhere").rename(seeds)
    archive.article("rain.md", "Snow at last", "2019-03-01")
    until(lambda: "Snow at last" in server.get("index.html")[1])


def test_what_changes_during_the_first_build_is_not_missed(archive: Archive) -> None:
    for n in range(300):
        archive.article(f"{n}.md", f"Report {n}", "2019-03-01")
    server = Server(archive.root, wait=False)
    try:
        until((archive.root / ".sitegen/build.db").exists)
        archive.article("7.md", "Changed meanwhile", "2020-03-01")
        until(lambda: (archive.root / "site/index.html").exists() and "Changed meanwhile" in home(archive))
    finally:
        server.stop()


def test_by_looking(archive: Archive) -> None:
    archive.article("rain.md", "Rain at last", "2019-03-01")
    server = Server(archive.root, "--poll")
    try:
        archive.article("sub/snow.md", "Snow at last", "2020-03-01")
        until(lambda: "Snow at last" in home(archive))
        shutil.rmtree(archive.root / "seeds/sub")
        until(lambda: "Snow at last" not in home(archive))
    finally:
        server.stop()


# ---- where the system has no more watches to give


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_watches_run_out_everything_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Observer, "schedule", refuse)
    said: list[str] = []
    told = threading.Event()
    watcher = Watcher(tmp_path, lambda name, closed: told.set(), said.append)
    (tmp_path / "seeds").mkdir()
    watcher.start([tmp_path / "seeds"])
    try:
        assert isinstance(watcher.observer, PollingObserver)
        assert os.strerror(number) in said[0] and "fs.inotify.max_user_watches" in said[0]
        (tmp_path / "seeds/rain.md").write_text("Rain")
        assert told.wait(20)
    finally:
        watcher.stop()


def test_a_watcher_whose_thread_died_begins_again(tmp_path: Path) -> None:
    said: list[str] = []
    told = threading.Event()
    watcher = Watcher(tmp_path, lambda name, closed: told.set(), said.append)
    watcher.start([tmp_path])
    try:
        assert watcher.is_well()
        for emitter in watcher.observer.emitters:
            emitter.stop()
            emitter.join(10)
        assert not watcher.is_well()
        watcher.begin_again([tmp_path])
        (tmp_path / "rain.md").write_text("Rain")
        assert told.wait(20) and watcher.is_well()
    finally:
        watcher.stop()


def test_a_network_drive_is_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "the share/archive"
    share.mkdir(parents=True)
    place = str(tmp_path / "the share").replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {place} nfs4 rw 0 0\n")
    assert network_drive(share, mounts) == "nfs4"
    assert network_drive(tmp_path, mounts) == ""
    assert network_drive(tmp_path, tmp_path / "nothing") == ""
