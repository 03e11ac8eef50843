"""seeds/people.toml, to be edited."""

from __future__ import annotations

from pathlib import Path

from sitegen import authority
from sitegen.editing.tablefile import TableFile

REMARK = "# What editors know of people; see docs/people.md.\n"
NAMES = ("aliases", "same", "different")


def people_file(seeds: Path) -> TableFile:
    """people.toml of an archive, there or not yet."""
    return TableFile(seeds / authority.FILE, authority.read, REMARK, NAMES)
