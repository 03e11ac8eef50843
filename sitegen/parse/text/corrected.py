"""Roles that an editor states win over those that were found."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.parse.text.lines import RawLine, key_of

ZONES = {"title": "T", "dek": "H", "byline": "H", "date": "H"}


def correct(lines: list[RawLine], stated: Sequence[tuple[str, str]]) -> None:
    """Set the roles of the lines with these words.  A stated headline takes the place of the one that was found."""
    roles = {key_of(words): role for words, role in stated}
    for line in lines:
        role = roles.get(line.key)
        if role is not None:
            line.role, line.zone, line.corrected = role, ZONES.get(role, "B"), True
    if "title" in roles.values() and any(line.corrected and line.role == "title" for line in lines):
        for line in lines:
            if line.role == "title" and not line.corrected:
                line.role, line.corrected = "dropped", True
