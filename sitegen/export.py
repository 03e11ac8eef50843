"""The command `export`: read and index what changed, then write the archive in one format (docs/export.md)."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from sitegen import dataset
from sitegen.build import opened
from sitegen.config import Config
from sitegen.errors import ConfigError, OutputError
from sitegen.model import Report

FORMATS = tuple(dataset.FILES)
STREAMED = ("jsonl", "ninjs")  # one object a line: they may go to standard output
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP archive can state; it says nothing of when it was made


def export(config: Config, output: str | None, *, kind: str = "jsonl", jobs: int | None = None) -> Report:
    """Write every article, by date.  What `output` names is whole or as it was; without it lines go to standard
    output.  Raises ConfigError, OutputError."""
    if output is None and kind not in STREAMED:
        raise ConfigError(f"{kind} cannot go to standard output.", "Say where, with --output.")
    with opened(config, jobs, False, None) as run:
        run.take_stock()
        run.read()
        run.settle()
        run.index()
        rows = dataset.Rows(config, run.store, run.reader)
        if output is None:
            dataset.run(rows, [dataset.lines(kind, rows, sys.stdout.buffer)], [])
        else:
            _write(rows, kind, Path(output))
        run.report.problems += rows.problems
        return run.finished()


def _write(rows: dataset.Rows, kind: str, output: Path) -> None:
    output = output.absolute()
    try:
        with dataset.staged(output.parent / f".{output.name}.{os.getpid():x}.tmp") as folder:
            dataset.write(rows, [kind], folder)
            names = dataset.FILES[kind]
            if kind != "csv":
                (folder / names[0]).replace(output)
            else:
                _tables(rows.config, folder, names, output)
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}.", "Choose another file.") from None


def _tables(config: Config, folder: Path, names: Sequence[str], output: Path) -> None:
    """Several files with what describes them: in one archive if `output` ends with .zip, else in a folder."""
    files = dataset.measured(folder, names)
    (folder / dataset.PACKAGE).write_bytes(dataset.describe(config, files))
    names = (*names, dataset.PACKAGE)
    if output.suffix.lower() == ".zip":
        packed = folder / "packed.zip"
        _pack(folder, names, packed)
        packed.replace(output)
        return
    output.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).replace(output / name)


def _pack(folder: Path, names: Sequence[str], packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            with archive.open(entry, "w", force_zip64=True) as out, (folder / name).open("rb") as f:
                while piece := f.read(1 << 20):
                    out.write(piece)
