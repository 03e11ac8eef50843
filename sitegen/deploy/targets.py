"""Where a site goes: `[deploy.NAME]` of sitegen.toml, or an address on the command line -> `Target`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config import Config, DeployTable
from sitegen.errors import ConfigError

OBJECTS = ("s3", "gs", "az")
SCHEMES = (*OBJECTS, "sftp", "file", "zip", "bag")
PAGES = "github-pages"
KNOWN = f"Use {PAGES}, or an address that begins with {', '.join(s + ':' for s in SCHEMES)} (docs/deploy.md)."


class Target(Struct, frozen=True):
    """One place to deploy to.  `kind`: a scheme, or "github-pages"; `to`: its address as it was given."""

    name: str
    kind: str
    to: str
    table: DeployTable


def find(config: Config, asked: str) -> Target:
    """The target called `asked`, or at that address; the only one of sitegen.toml if nothing is asked.
    Raises ConfigError."""
    tables = config.deploy
    if not asked:
        asked = _only(tables)
    table = tables.get(asked)
    if table is None and not (asked == PAGES or ":" in asked):
        raise ConfigError(f"There is no target {asked!r} in sitegen.toml.", _near(asked, tables))
    name, table = (asked, table) if table else (_plain(asked), DeployTable(to=asked))
    return _checked(Target(name, _kind(table.to), table.to, table))


def _only(tables: Mapping[str, DeployTable]) -> str:
    if len(tables) == 1:
        return next(iter(tables))
    if tables:
        raise ConfigError("There are several targets.", f"Name one of {', '.join(tables)}.")
    raise ConfigError("No target is named, and sitegen.toml has none.", KNOWN)


def _near(asked: str, tables: Mapping[str, DeployTable]) -> str:
    near = difflib.get_close_matches(asked, [*tables, PAGES], 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else KNOWN


def _kind(to: str) -> str:
    return PAGES if to == PAGES else to.partition(":")[0].lower()


def _plain(address: str) -> str:
    """A name for an address, without who logs in there: what a file may be called after it."""
    return re.sub(r"[^\w.-]+", "-", re.sub(r"//[^/@]*@", "//", address)).strip("-")


def _checked(target: Target) -> Target:
    where = f"deploy target {target.name}"
    parts = urlsplit(target.to)
    if parts.password:
        raise ConfigError(
            f"{where}: the address holds a password.",
            "Take it out: secrets come from the environment, from your keys or agent (docs/deploy.md).",
        )
    if target.kind not in (*SCHEMES, PAGES):
        raise ConfigError(f"{where}: to = {target.to!r} is not known.", KNOWN)
    if target.kind in (*OBJECTS, "sftp") and not parts.netloc:
        raise ConfigError(f"{where}: {target.to!r} names no {'server' if target.kind == 'sftp' else 'bucket'}.", KNOWN)
    if target.table.endpoint and target.kind != "s3":
        raise ConfigError(f"{where}: an endpoint is for s3: only.", "Take it out.")
    return replace(target, table=replace(target.table, branch=target.table.branch or "gh-pages"))
