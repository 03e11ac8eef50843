"""The command `clean`: everything that sitegen made goes, everything else stays."""

from __future__ import annotations

import shutil
from pathlib import Path

from sitegen import downloads, output, searching, unpack
from sitegen.build import opened
from sitegen.config import Config


def clean(config: Config) -> int:
    """Remove every page that sitegen wrote, and the build state; return how many pages.  What is not ours stays."""
    with opened(config, 1, False, None) as run:
        paths = set(run.store.pages.paths())
        paths |= set(output.unknown(config.site, paths)) if config.site.is_dir() else set()
        paths |= downloads.of(config.site)
        downloads.sweep(config.site)
        removed = output.remove(config.site, sorted(paths))
        searching.remove(config.site)
        run.store.db.close()
        run.store.db.drop()
    for folder in ("templates", unpack.FOLDER):
        shutil.rmtree(config.state / folder, ignore_errors=True)
    for name in ("lock", "crash.log"):
        Path(config.state, name).unlink(missing_ok=True)
    return removed
