"""One deploy, from the check of the site to the last file: the table of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct, structs

from sitegen.config import Config
from sitegen.deploy import manifest, packing
from sitegen.deploy.before import look_over
from sitegen.deploy.folder import Folder, path_of
from sitegen.deploy.lock import held
from sitegen.deploy.manifest import FILE, Manifest
from sitegen.deploy.place import Place
from sitegen.deploy.plan import Plan, plan, strangers
from sitegen.deploy.sending import send
from sitegen.deploy.site_files import SiteFiles, site_files
from sitegen.deploy.targets import OBJECTS, PAGES, Target, find
from sitegen.errors import DeployError

NAMED = 5
Step = Callable[[int, int], None]


class Choice(Struct, frozen=True):
    """How to go about it.  `dry`: say what would be done; `unchecked`: though the check has errors; `overwrite`: files
    there that are not ours too; `break_lock`: though another deploy seems to be under way; `forget`: a branch keeps no
    history."""

    dry: bool = False
    unchecked: bool = False
    overwrite: bool = False
    break_lock: bool = False
    forget: bool = False


class Outcome(Struct, frozen=True):
    """What was done, or would be.  `size`: bytes of the files to send, before any encoding; `warnings` of the check."""

    where: str
    plan: Plan
    size: int
    warnings: int = 0


def deploy(config: Config, asked: str, choice: Choice, step: Step) -> Outcome:
    """Bring the target called `asked` up to date with the built site.  Raises DeployError, ConfigError."""
    target = find(config, asked)
    site = site_files(config, _compressed(target), _extra(target))
    warnings = 0 if choice.unchecked else look_over(config, target)
    if target.kind in ("zip", "bag"):
        return structs.replace(_packed(config, target, site, choice, step), warnings=warnings)
    with _opened(config, target, choice) as place:
        there = manifest.unpacked(place.read(FILE), place.where)
        todo = plan(site.files, there)
        if not choice.overwrite:
            _refuse_strangers(place, todo, there)
        if not choice.dry and (choice.forget or not todo.empty):
            with held(place, choice.break_lock) as lock:
                there = manifest.unpacked(place.read(FILE), place.where)  # now nobody else changes it
                todo = plan(site.files, there)
                place.begin(f"{len(todo.send):,} files sent, {len(todo.remove):,} removed")
                send(place, lock, site, todo, there, step)
                place.finish()
        return Outcome(place.where, todo, _size(site, todo.send), warnings)


@contextmanager
def _opened(config: Config, target: Target, choice: Choice) -> Iterator[Place]:
    place = _place(config, target, choice)
    try:
        yield place
    finally:
        place.close()


def _place(config: Config, target: Target, choice: Choice) -> Place:
    """The clients of hosts are imported where they are needed."""
    if target.kind == PAGES:
        from sitegen.deploy.git import Branch

        return Branch(config, target, choice.forget)
    if choice.forget:
        raise DeployError("Only a branch of git has a history to forget.", "Leave out --forget-history.")
    if target.kind in OBJECTS:
        from sitegen.deploy.objects import Objects

        return Objects(target)
    if target.kind == "sftp":
        from sitegen.deploy.ssh import Server

        return Server(target)
    return Folder(path_of(target.to))


def _packed(config: Config, target: Target, site: SiteFiles, choice: Choice, step: Step) -> Outcome:
    to = path_of(target.to)
    every = plan(site.files, Manifest())
    if not choice.dry and target.kind == "zip":
        packing.pack_zip(site, to, step)
    elif not choice.dry:
        packing.pack_bag(site, to, config.title, config.base_url, step)
    return Outcome(str(to), every, _size(site, every.send))


def _refuse_strangers(place: Place, todo: Plan, there: Manifest) -> None:
    """Raises DeployError if files of somebody else's stand where ours are to go."""
    found = sorted(place.existing(strangers(todo.send, there)))
    if found:
        more = f" and {len(found) - NAMED:,} more" if len(found) > NAMED else ""
        raise DeployError(
            f"At {place.where} stand files that no deploy of ours wrote: {', '.join(found[:NAMED])}{more}.",
            "Nothing was sent. Deploy to another place, or replace them with --overwrite; all others stay anyway.",
        )


def _compressed(target: Target) -> bool:
    """Object storage sends what it was given; all other hosts compress by themselves."""
    return target.kind in OBJECTS and target.table.compress


def _extra(target: Target) -> dict[str, bytes]:
    return {"CNAME": f"{target.table.cname}\n".encode()} if target.table.cname else {}


def _size(site: SiteFiles, paths: tuple[str, ...]) -> int:
    return sum(len(site.extra[p]) if p in site.extra else (site.root / p).stat().st_size for p in paths)
