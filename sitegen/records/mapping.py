"""Columns that `[[source]]` names and that no record of a container has: mistyped, or of another container."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from sitegen.columns import FORMAT, value_of
from sitegen.errors import SourceError

MOST_SHOWN = 30  # columns that an error names
NEAR = 0.5  # how much alike two names are, from 0 to 1, for one to be a slip for the other


class Mapped:
    """Looks for the named columns in one record after another; what it keeps does not grow with them."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        """`columns`: role -> column, as `[[source]]` states."""
        self.unseen = {role: name for role, name in columns.items() if role != FORMAT}
        self.there: dict[str, None] = {}

    def look(self, fields: Mapping[str, Any]) -> None:
        """A column is there where a record has it, be it without a value."""
        if not self.unseen:
            return
        seen = [r for r, name in self.unseen.items() if name in fields or value_of(fields, name) is not None]
        for role in seen:
            del self.unseen[role]
        if len(self.there) < MOST_SHOWN:
            self.there.update(dict.fromkeys(fields))

    def missing(self, role: str) -> SourceError | None:
        """The error for a role whose column no record has; None where one has it, or there were no records."""
        if role not in self.unseen or not self.there:
            return None
        name = self.unseen[role]
        near = self._nearest(name)
        return SourceError(
            f"has no column {name!r}, which [[source]] names for {role!r}; its columns: {self._shown()}",
            f"Did you mean {near!r}?" if near else "Correct the column's name in sitegen.toml.",
        )

    def all_missing(self) -> list[SourceError]:
        """The errors for all roles whose columns no record has."""
        return [error for role in self.unseen if (error := self.missing(role))]

    def _nearest(self, name: str) -> str | None:
        by_name = {there.lower(): there for there in reversed(self.there)}
        near = difflib.get_close_matches(name.lower(), by_name, 1, NEAR)
        return by_name[near[0]] if near else None

    def _shown(self) -> str:
        return ", ".join(list(self.there)[:MOST_SHOWN])[:300]
