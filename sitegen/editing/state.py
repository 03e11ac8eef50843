"""The state of the last build, opened for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.store import FILE, Store
from sitegen.store.database import FORMAT

BUILD_FIRST = "Run 'sitegen build' first."
THEN_BUILD = "Run 'sitegen build' to bring the site up to date."


@contextmanager
def last_build(config: Config) -> Iterator[Store]:
    """Raises SitegenError if there is none."""
    store = Store.read(config.state) if (config.state / FILE).is_file() else None
    try:
        if store is None or store.db.get("format") != FORMAT or not store.db.get("indexed"):
            raise SitegenError(f"There is no build of {config.root} yet.", BUILD_FIRST)
        yield store
    finally:
        if store is not None:
            store.db.close()
