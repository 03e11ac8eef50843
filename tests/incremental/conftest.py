"""The archive that most tables of edits begin with."""

from __future__ import annotations

import pytest

from tests.conftest import Archive
from tests.incremental.edits import APRIL, MARCH, MAY


@pytest.fixture
def built(archive: Archive) -> Archive:
    """Three articles; Ann Lee is in two of them, rain in all."""
    archive.article("first.md", "First", MARCH, ("Ann Lee", "Bo Ek"), ("rain",))
    archive.article("second.md", "Second", APRIL, ("Ann Lee",), ("rain", "snow"))
    archive.article("third.md", "Third", MAY, ("Cy Day",), ("rain",))
    archive.build()
    return archive
