"""Which `[[source]]` of sitegen.toml speaks of a container."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from sitegen.columns import FORMAT
from sitegen.config import SourceTable
from sitegen.containers import container_of


def columns_of(sources: Sequence[SourceTable], path: str) -> dict[str, str]:
    """What the first `[[source]]` whose `files` fits says of a container, or of a record in one: role -> column, and
    "format", which is "auto" where none fits."""
    container = (container_of(path) or path) if sources else ""
    for table in sources:
        if fnmatchcase(container, table.files):
            return {**table.columns, FORMAT: table.format}
    return {FORMAT: "auto"}
