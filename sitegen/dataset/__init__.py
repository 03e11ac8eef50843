"""The archive as data: one source of rows, one writer a format (docs/export.md)."""

from sitegen.dataset.package import CHECKSUMS, PACKAGE, DataFile, checksums, describe, measured
from sitegen.dataset.rows import Row, Rows
from sitegen.dataset.writing import FILES, lines, run, staged, write

__all__ = [
    "CHECKSUMS",
    "FILES",
    "PACKAGE",
    "DataFile",
    "Row",
    "Rows",
    "checksums",
    "describe",
    "lines",
    "measured",
    "run",
    "staged",
    "write",
]
