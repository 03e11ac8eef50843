"""`sitegen build --profile`: what it counts is what was done, whoever did it, and it changes nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from sitegen import crew, output
from sitegen.build import build
from sitegen.config import load
from sitegen.model import Report
from sitegen.work import timed
from tests.conftest import Archive

N = 12


def built(archive: Archive, executor: str, profile: bool = True) -> Report:
    output._folders.clear()
    with mock.patch.object(crew, "ALONE", 0):
        return build(load(archive.root, executor=executor), clean=True, profile=profile)


def filled(archive: Archive) -> Archive:
    for n in range(N):
        archive.article(f"rain-{n}.md", f"Rain {n}", f"2020-{n + 1:02}-01", ("Ann Lee",), ("Rain",))
    return archive


def table(report: Report, head: str) -> dict[str, list[float]]:
    """The rows below a heading: name -> numbers."""
    rows: dict[str, list[float]] = {}
    (start,) = (n for n, line in enumerate(report.profile) if line.startswith(head))
    for line in report.profile[start + 1 :]:
        name, *numbers = line.split()
        if not numbers or not re.fullmatch(r"[\d.,]+", numbers[0]):
            break
        rows[name] = [float(number.replace(",", "")) for number in numbers]
    return rows


def slowest(report: Report, what: str) -> list[tuple[float, str]]:
    (start,) = (n for n, line in enumerate(report.profile) if line.startswith(f"Slowest {what}"))
    found = (re.match(r" +([\d.]+)  (\S+)", line) for line in report.profile[start + 1 :])
    rows = []
    for row in found:
        if row is None:
            break
        rows.append((float(row[1]), row[2]))
    return rows


@pytest.mark.parametrize("who", ["serial", "processes:2", "dask"])
def test_what_is_told_is_what_was_done(archive: Archive, who: str, scheduler: Any) -> None:
    filled(archive)
    report = built(archive, f"dask:{scheduler.scheduler_address}" if who == "dask" else who)
    rooms = table(report, " " * 10)
    assert {"scan", "read", "index", "render"} <= rooms.keys()
    assert all(len(row) == (5 if who != "serial" else 3) for name, row in rooms.items() if name == "render")
    assert all(row[2] > 1 for row in rooms.values() if len(row) == 3), "memory in MiB"
    templates = table(report, "Templates")
    assert templates["article.html"][0] == N
    articles, pages = slowest(report, "articles"), slowest(report, "pages")
    assert len(articles) == len(pages) == timed.SLOWEST
    assert articles == sorted(articles, key=lambda row: -row[0])
    assert {name for _, name in articles} <= {f"rain-{n}.md" for n in range(N)}
    assert {name for _, name in pages} <= archive.site().keys()


def test_a_profile_changes_no_byte_and_is_told_only_when_asked(new_archive: Callable[..., Archive]) -> None:
    plain, profiled = (filled(new_archive(name)) for name in ("plain", "profiled"))
    assert built(plain, "serial", profile=False).profile == []
    assert built(profiled, "serial").profile
    assert plain.site() == profiled.site()


def test_nothing_is_timed_unless_asked(archive: Archive) -> None:
    filled(archive)
    with mock.patch.object(timed.Timed, "__init__", side_effect=AssertionError):
        built(archive, "serial", profile=False)
    with mock.patch.object(timed.Timed, "__init__", side_effect=AssertionError), pytest.raises(AssertionError):
        built(archive, "serial")


def test_memory_is_that_of_the_time_since_it_was_forgotten() -> None:
    timed.forget_peak()
    before = timed.peak()
    held = bytearray(64 << 20)
    held[::4096] = b"x" * len(held[::4096])
    assert timed.peak() >= before + (60 << 20)
    del held
    timed.forget_peak()
    if sys.platform == "linux":
        assert timed.peak() < before + (40 << 20)
