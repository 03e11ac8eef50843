"""What says of the files which they are: a data package (Frictionless), and checksums."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import __version__
from sitegen.config import Config
from sitegen.dataset.tables import TABLES, Column, Table
from sitegen.naming import slug
from sitegen.pages.licence import licence_of

PACKAGE, CHECKSUMS = "datapackage.json", "checksums.txt"
TYPES = {
    ".csv": ("csv", "text/csv"),
    ".jsonl": ("jsonl", "application/jsonl"),
    ".sqlite": ("sqlite", "application/vnd.sqlite3"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
    ".zip": ("zip", "application/zip"),
}
PIECE = 1 << 20


class DataFile(Struct, frozen=True, array_like=True):
    """A file as it stands: its name, bytes, and SHA-256 in hexadecimal digits."""

    name: str
    size: int
    sha256: str


def measured(folder: Path, names: Sequence[str]) -> list[DataFile]:
    """What the files are, read piece by piece."""
    found = []
    for name in names:
        seen = hashlib.sha256()
        with (folder / name).open("rb") as f:
            while piece := f.read(PIECE):
                seen.update(piece)
        found.append(DataFile(name, (folder / name).stat().st_size, seen.hexdigest()))
    return found


def checksums(files: Sequence[DataFile]) -> bytes:
    """As `sha256sum --check` reads them."""
    return "".join(["# made by sitegen\n", *(f"{f.sha256}  {f.name}\n" for f in files)]).encode()


def describe(config: Config, files: Sequence[DataFile]) -> bytes:
    """datapackage.json: every file a resource, tables with their columns and foreign keys."""
    tables = {f"{table.name}.csv": table for table in TABLES}
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug(config.title),
        "title": config.title,
        "description": config.description,
        "homepage": config.base_url,
        "version": "",
        "licenses": licences(config.licence),
        "sitegen": __version__,
        "resources": [_resource(f, tables.get(f.name)) for f in files],
    }
    return msgspec.json.format(msgspec.json.encode({k: v for k, v in package.items() if v}), indent=1) + b"\n"


def licences(stated: str) -> list[dict[str, str]]:
    """The licence as data packages have it: a name that is an identifier, an address, the words."""
    found = licence_of(stated)
    if found is None:
        return []
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", found.words).strip("-")
    told = {"name": name, "path": found.address, "title": found.words}
    return [{k: v for k, v in told.items() if v}]


def _resource(file: DataFile, table: Table | None) -> dict[str, Any]:
    kind, media = TYPES[Path(file.name).suffix]
    found: dict[str, Any] = {
        "name": file.name.removesuffix(".csv").lower(),
        "path": file.name,
        "format": kind,
        "mediatype": media,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if table is None:  # else a reader would take lines of JSON, whose objects are nested, for a table
        return {**found, "type": "file"}
    said = {"type": "table", "profile": "tabular-data-resource", "encoding": "utf-8", "description": table.description}
    return {**found, **said, "dialect": {"lineTerminator": "\r\n"}, "schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    keys = [_foreign_key(table, c) for c in table.columns if c.of]
    return {
        "fields": [_field(table, n, c) for n, c in enumerate(table.columns)],
        **({"primaryKey": [table.columns[0].name]} if table.keyed else {}),
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(table: Table, place: int, column: Column) -> dict[str, Any]:
    unique = {"unique": True} if table.keyed and place == 0 else {}
    constraints = {**({"required": True} if column.required else {}), **unique}
    return {
        "name": column.name,
        "type": column.type,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def _foreign_key(table: Table, column: Column) -> dict[str, Any]:
    """A data package names the table itself by nothing."""
    of = column.of if column.of != table.name else ""
    return {"fields": [column.name], "reference": {"resource": of, "fields": ["id"]}}
