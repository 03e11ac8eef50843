"""Options of the floors: `pytest tests/quality --raise-floors`, and, with a reason in the commit, `--lower-floors`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--raise-floors", action="store_true", help="pin the figures that are better than the floors")
    parser.addoption("--lower-floors", action="store_true", help="pin the figures that are worse, too")
