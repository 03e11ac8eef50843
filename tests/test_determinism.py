"""The same bytes whatever the number of workers, hash seed, time zone, locale, order of folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SETTINGS, Archive

SEEDS = 170  # more than one process takes alone
FIRST = ["Ann", "Bo", "Cyd", "Di", "Eli", "Flora"]
LAST = ["Roe", "Ash", "Lindqvist", "Okafor", "Marsh"]


def seeds(archive: Archive) -> None:
    """Invented raw texts: a headline, a caption, paragraphs with quotations."""
    for n in range(SEEDS):
        who = f"{FIRST[n % 6]} {LAST[n % 5]}"
        other = f"{FIRST[(n + 1) % 6]} {LAST[(n + 2) % 5]}"
        archive.seed(
            f"{n % 7}/{n:03}.txt",
            f"Ferry {n} kept in port by gales\n\n"
            f"The harbour at Lowick on a quiet day. (Photo: {other}/Lowick Press)\n\n"
            f"Harbour master {who} closed the port of Lowick on Monday after gales of up to {n} knots.\n\n"
            f"“We could not let anybody out in that sea,” {who.split()[1]} told us. “It was not worth a life.”\n\n"
            f"Transport minister {other} said the ferry company would have to answer for the delay.\n\n"
            f"“Nobody was told for hours, and that is not good enough,” said {other}.\n",
        )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    top = tmp_path_factory.mktemp("determinism")
    plain = Archive(top / "plain", SETTINGS)
    seeds(plain)
    ways = {
        "plain": (["--jobs", "1"], {}),
        "two workers": (["--jobs", "2"], {}),
        "other surroundings": (
            ["--jobs", "3"],
            {"PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"},
        ),
    }
    return {name: built(plain, top / name.replace(" ", "-"), *way) for name, way in ways.items()}


def built(plain: Archive, root: Path, options: list[str], surroundings: dict[str, str]) -> dict[str, bytes]:
    if root != plain.root:
        root.mkdir()
        shutil.copy(plain.root / "sitegen.toml", root)
        for path in sorted((plain.root / "seeds").rglob("*.txt"), reverse=root.name.startswith("other")):
            target = root / path.relative_to(plain.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    command = [sys.executable, "-m", "sitegen", "--root", str(root), "build", "--quiet", *options]
    subprocess.run(command, check=True, env={**os.environ, **surroundings})
    return Archive(root, SETTINGS).site()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["two workers", "other surroundings"])
def test_same_bytes(sites: dict[str, dict[str, bytes]], way: str) -> None:
    assert sites[way].keys() == sites["plain"].keys()
    assert [p for p in sites["plain"] if sites[way][p] != sites["plain"][p]] == []


@pytest.mark.slow
def test_the_articles_are_all_there(sites: dict[str, dict[str, bytes]]) -> None:
    assert sum(p.startswith("articles/") for p in sites["plain"]) == SEEDS
