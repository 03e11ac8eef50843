"""Containers: files that hold many articles, read as folders.

A record is one JSON line, of the container itself where it is a plain file of JSON Lines, else of a file that is
written once from it.  A record's name does not depend on its position."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.containers import ENDINGS, container_of, is_container, is_inside
from sitegen.records.listing import Entry, Listing, Reader
from sitegen.records.sources import columns_of

__all__ = ["ENDINGS", "Entry", "Listing", "columns_of", "container_of", "is_container", "is_inside", "open_records"]

PLAIN_LINES = (".jsonl", ".ndjson")


def open_records(file: Path, name: str, columns: Mapping[str, str], spool: Path) -> Listing:
    """The records of a container, in one pass and in memory that does not grow with it.

    Args:
        file: the container.
        name: its path below seeds/, for what is told of it.
        columns: role -> column, as `[[source]]` states (`columns_of`).
        spool: the file of JSON Lines to be written where the container is none itself; `Listing.file` says which.

    Raises:
        SourceError: an extra is missing.
    """
    lower = name.lower()
    return Listing(file, name, columns, _reader(lower), None if lower.endswith(PLAIN_LINES) else spool)


def _reader(name: str) -> Reader:
    """What is needed for one format is imported with it."""
    if name.endswith((".warc", ".warc.gz")):
        from sitegen.records import warc

        return warc.read
    if name.endswith(".parquet"):
        from sitegen.records import parquet

        return parquet.read
    if name.endswith((".csv", ".tsv", ".csv.gz", ".tsv.gz")):
        from sitegen.records import tables

        return tables.read
    from sitegen.records import json_lines

    return json_lines.read
