"""Who works: `executor` of sitegen.toml, or `--executor`, in its parts."""

from __future__ import annotations

import re
from typing import NamedTuple

KNOWN = re.compile(r"serial|processes:([1-9]\d{0,3})|dask:(\w+://\S+)")
HINT = "Use 'serial', 'processes:4' (so many processes), or 'dask:tcp://HOST:8786' (a Dask scheduler's address)."


class Workforce(NamedTuple):
    """`jobs`: processes of this machine, 0 where that is not said; `cluster`: the address of a scheduler whose workers
    read, or ""."""

    jobs: int = 0
    cluster: str = ""


def parse(spec: str) -> Workforce:
    """What an executor's name says.  Raises ValueError."""
    found = KNOWN.fullmatch(spec) if spec else None
    if spec and found is None:
        raise ValueError(f"executor = {spec!r} is not known")
    if found is None:
        return Workforce()
    return Workforce(int(found[1] or (0 if found[2] else 1)), found[2] or "")
