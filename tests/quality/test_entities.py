"""People, quotations, speakers and keyphrases on texts of others, scored by the programs that lie beside those texts.

Skipped where the texts are not there: they are not ours to ship."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.test_floors import compare, folder

ROOT = Path(__file__).parents[2]
F1 = re.compile(r"^(\w+) .*\bF1 +([\d.]+)", re.M)
FIELDS = re.compile(r"^([a-z][a-z -]+?) +(?:accuracy|[\d.]+ +[\d.]+) +([\d.]+) +\d+/\d+", re.M)
COUNTS = re.compile(r"^([a-z][a-z ]+?) +\(count\) +(\d+)", re.M)


def printed(*arguments: str) -> str:
    """What the scorer prints of this checkout's own export."""
    program = shlex.join([sys.executable, "-m", "sitegen"])
    command = [sys.executable, str(folder() / "run.py"), *arguments, "--sitegen", program]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=600, env={"PYTHONPATH": str(ROOT), "PATH": ""}
    )
    assert done.returncode == 0, done.stderr
    assert "spans that are not the words they claim: 0" in done.stdout
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("corpus", "fields"),
    [
        ("polnear", ("quotes_direct_overlap80", "end_to_end", "end_to_end_person")),
        ("gum", ("people",)),
        ("kpcrowd", ("keyphrases_at_10",)),
    ],
)
def test_entities(corpus: str, fields: tuple[str, ...], request: pytest.FixtureRequest) -> None:
    found = {name: float(figure) / 100 for name, figure in F1.findall(printed("entities", corpus))}
    compare(corpus, {field: found[field] for field in fields}, request.config)


@pytest.mark.slow
def test_raw_texts(request: pytest.FixtureRequest) -> None:
    told = printed("structure")
    found = {name.strip(): float(figure) for name, figure in FIELDS.findall(told)}
    fields = ("quotes", "multi-part quotes", "speaker", "people", "aliases")
    counts = {f"no {name.strip()}": -float(n) for name, n in COUNTS.findall(told)}
    assert counts, "the scorer counts what must not be"
    compare("raw-texts", {**{field: found[field] for field in fields}, **counts}, request.config)
