"""seeds/tags.toml, to be edited."""

from __future__ import annotations

from pathlib import Path

from sitegen import headings
from sitegen.editing.tablefile import TableFile

REMARK = "# What editors know of tags; see docs/tags.md.\n"


def tags_file(seeds: Path) -> TableFile:
    """tags.toml of an archive, there or not yet."""
    return TableFile(seeds / headings.FILE, headings.read, REMARK, ("aliases",))
