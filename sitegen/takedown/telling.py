"""What is withheld, where it still lies below seeds/, and the proof on demand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from sitegen import withheld
from sitegen.build import opened
from sitegen.config import Config
from sitegen.editing.telling import counted
from sitegen.model import Problem
from sitegen.withheld import Withheld

LARGEST = 256 << 20  # bytes of a file that is looked into


def listing(config: Config) -> Iterator[str]:
    """Every entry, a line each."""
    entries = withheld.load(config.seeds)
    for t in entries:
        reason = f"  {t.reason}{' (public)' if t.public else ''}" if t.reason else ""
        yield f"{t.key:>4}  {t.level:<10}  {t.date or 'undated':<10}  {t.article or t.person}{reason}"
    yield f"{len(entries)} entr{'y' if len(entries) == 1 else 'ies'}."


def files(config: Config) -> Iterator[str]:
    """Files below seeds/ that hold what is withheld, or bear it in their names."""
    known = Withheld(withheld.load(config.seeds))
    n = 0
    for path in _files(config.seeds):
        below = path.relative_to(config.seeds).as_posix()
        why = _why(known, path, below)
        if why:
            n += 1
            yield f"  {below}: {why}"
    yield f"{counted(n, 'file')} below {config.seeds}: they are yours, and must not be published."


def _why(known: Withheld, path: Path, below: str) -> str:
    if known.known_as(below) in known.removed:
        return "a removed article"
    if known.known_as(below) != below:
        return "its name"
    if path.stat().st_size > LARGEST:
        return ""
    text = path.read_bytes().decode("utf-8", "replace")
    return "a name" if known.holds(text) or (below == withheld.FILE and known) else ""


def _files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(at, name) for name in sorted(names))


def prove(config: Config) -> tuple[list[Problem], list[str]]:
    """Search everything once more."""
    with opened(config, 1, False, None) as run:
        run.take_stock()
        run.prove(whole=True)
        found = [p for p in run.report.problems if p.stage == "takedown"]
        told = run.report.proof or ["Nothing is withheld that could be looked for."]
        return found, [*told, *([] if found else ["Nothing of it was found."])]
