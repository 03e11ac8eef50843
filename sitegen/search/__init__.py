"""Pages of the site -> what a browser needs to search them: bundles of Pagefind's, a shard of the archive each."""

from __future__ import annotations

from sitegen.search.bundle import EMPTY, ENTRY, core, is_ours, program
from sitegen.search.engine import Engine, Record, fingerprint, running
from sitegen.search.shards import Shard, cut, cut_names

__all__ = [
    "EMPTY",
    "ENTRY",
    "Engine",
    "Record",
    "Shard",
    "core",
    "cut",
    "cut_names",
    "fingerprint",
    "is_ours",
    "program",
    "running",
]
