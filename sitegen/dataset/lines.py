"""One object a line: JSON Lines as docs/export.md says, and ninjs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO

import msgspec

from sitegen.dataset.rows import Row


class Lines:
    """Writes `object_of` each article as a line of JSON."""

    def __init__(self, out: BinaryIO, object_of: Callable[[Row], dict[str, Any]]) -> None:
        self.out, self.object_of = out, object_of

    def article(self, row: Row) -> None:
        self.out.write(msgspec.json.encode(self.object_of(row)) + b"\n")

    def close(self) -> None:
        self.out.flush()


def plain(row: Row) -> dict[str, Any]:
    """The object of docs/export.md."""
    return row.object
