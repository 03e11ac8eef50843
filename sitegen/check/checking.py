"""A site → its findings: what is new is looked at, by several processes where it is much; then all together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sitegen.check import hosts, names, outside, promises
from sitegen.check.addresses import Addresses
from sitegen.check.files import File, Kept, Looker, files, is_looked_at
from sitegen.check.looking import Look, line_of
from sitegen.check.rules import Finding
from sitegen.check.together import Together
from sitegen.errors import ConfigError
from sitegen.executor import Executor, Processes, Serial

BATCH, MANY = 64, 400
CANONICAL = re.compile(rb"<link[^>]*rel=[\"']?canonical[\"']?[^>]*href=[\"']?([^\"'\s>]+)", re.I)


class Asked(NamedTuple):
    """What is to be checked.  `seeds` and `state` are None where only the files are to tell; `base_url` is
    asked for where the home page does not say it."""

    site: Path
    base_url: str = ""
    seeds: Path | None = None
    state: Path | None = None
    host: str = ""
    external: bool = False
    jobs: int = 0


class Checked(NamedTuple):
    """`looked_at`: how many files were read anew."""

    files: int
    looked_at: int
    findings: list[Finding]


def check(asked: Asked) -> Checked:
    """All findings, by file.  Raises ConfigError where there is no site."""
    if not asked.site.is_dir() or not (every := files(asked.site)):
        raise ConfigError(f"There is no site in {asked.site}.", "Run 'sitegen build' first, or name another folder.")
    base_url = _base_url(asked.site) or asked.base_url
    folder = asked.state / "check" if asked.state else None
    looks, fresh = _looks(asked, base_url, every, Kept(folder / "looks" if folder else None, base_url))
    findings = set(_findings(asked, Addresses(base_url), every, looks))
    if asked.external:
        findings |= set(_outside(asked.site, looks, folder / "outside" if folder else None))
    return Checked(len(every), fresh, sorted(findings))


def _base_url(site: Path) -> str:
    """The address of the site, as its home page states it; "" where it does not."""
    home = site / "index.html"
    found = CANONICAL.search(home.read_bytes()) if home.is_file() else None
    stated = found[1].decode("utf-8", "replace").removesuffix("index.html") if found else ""
    return stated if re.match(r"https?://", stated) else ""


def _looks(asked: Asked, base_url: str, every: Sequence[File], kept: Kept) -> tuple[list[Look], int]:
    """The looks of all pages and feeds, in the order of paths, and how many of them are new."""
    known = kept.read()
    looks, new = [], []
    for file in every:
        if is_looked_at(file.path):
            look = known.get(file.path)
            if look is not None and look.stamp == file.stamp:
                looks.append(look)
            else:
                new.append((file.path, file.stamp))
    executor = _executor(Looker(str(asked.site), base_url), asked.jobs, len(new))
    try:
        batches = (new[n : n + BATCH] for n in range(0, len(new), BATCH))
        for found in executor.map("look", batches, list[Look]):
            looks += found
    finally:
        executor.close()
    looks.sort(key=lambda look: look.path)
    if new or len(looks) != len(known):
        kept.write(looks)
    return looks, len(new)


def _executor(looker: Looker, jobs: int, n: int) -> Executor:
    jobs = jobs or os.cpu_count() or 1
    return Processes(jobs, looker) if jobs > 1 and n > MANY else Serial(looker)


def _findings(asked: Asked, addresses: Addresses, every: Sequence[File], looks: Sequence[Look]) -> Iterator[Finding]:
    paths = [file.path for file in every]
    together = Together(asked.site, addresses, paths, looks)
    yield from together.findings()
    yield from names.names(paths)
    if asked.host:
        yield from hosts.limits(asked.host, {f.path: f.size for f in every}, len(together.listed))
    if asked.seeds is not None:
        yield from promises.addresses(asked.seeds, set(paths))
    if asked.seeds is not None and asked.state is not None:
        yield from promises.sources(asked.seeds, asked.state, set(paths))


def _outside(site: Path, looks: Sequence[Look], kept: Path | None) -> Iterator[Finding]:
    dead = outside.dead({address for look in looks for address in look.outside}, kept)
    for look in looks:
        for address in look.outside:
            if why := dead.get(address.partition("#")[0]):
                line = line_of((site / look.path).read_bytes(), address.replace("&", "&amp;"))
                yield Finding(look.path, line, "link-outside-dead", f"{address}: {why}")
