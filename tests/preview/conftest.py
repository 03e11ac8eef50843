"""A small archive under preview."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Archive
from tests.preview.server import Server


@pytest.fixture
def server(archive: Archive) -> Iterator[Server]:
    """One article, "Rain at last", in rain.md."""
    archive.article("rain.md", "Rain at last", "2019-03-01")
    server = Server(archive.root)
    yield server
    if server.process.poll() is None:
        server.stop()
