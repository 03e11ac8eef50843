"""The promises of a site, looked at again on what was written: every address once given answers, and every article of
the seeds is on a page or has a tombstone."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path

from sitegen.check.rules import Finding
from sitegen.scan import TEXTS
from sitegen.store import Store
from sitegen.store.addresses import FILE, GONE, read_ledger
from sitegen.withheld import Withheld, load


def addresses(seeds: Path, paths: Set[str]) -> Iterator[Finding]:
    """Addresses of the ledger at which nothing is.  Raises ConfigError."""
    for number, (source, address) in enumerate(read_ledger(seeds / FILE), 1):
        if address not in paths and source != GONE:
            yield Finding(f"seeds/{FILE}", number, "address-unanswered", f"{address} (of {source})")


def sources(seeds: Path, state: Path, paths: Set[str]) -> Iterator[Finding]:
    """Articles that the last build read and that have no page, and texts that it never saw.  Of what it could not read
    and of drafts, the build speaks itself."""
    store, withheld = Store.read(state), Withheld(load(seeds))
    try:
        told = {problem.where for problem in store.articles.problems()}
        known: set[str] = set()
        for source, address in store.articles.addresses():
            known.add(source)
            if address not in paths:
                yield Finding(f"seeds/{source}", 0, "seed-without-page", address)
        for path in sorted(p.relative_to(seeds).as_posix() for p in seeds.rglob("*") if p.suffix.lower() in TEXTS):
            hidden = any(part.startswith(".") for part in path.split("/"))
            here = withheld.known_as(path)
            if not hidden and here not in known and here not in told and here not in withheld.removed:
                yield Finding(f"seeds/{path}", 0, "seed-without-page", "no build has read it")
    finally:
        store.db.close()
