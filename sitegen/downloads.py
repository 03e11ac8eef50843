"""The files for download below site/data/: written anew where anything in them may be another, all in one pass.

Each file is a page of the site: it stands on the to-do list, leaves it in the transaction that records it, and goes
when no setting asks for it.  What pages show of the files is one fact, which changes only with their bytes."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from sitegen import dataset, ids
from sitegen.config import Config
from sitegen.dataset import DataFile
from sitegen.digest import digest, stamp
from sitegen.errors import OutputError, SitegenError
from sitegen.model import Downloads, Problem, Report
from sitegen.output import is_ours
from sitegen.store import PageRow, Store
from sitegen.upkeep import Why
from sitegen.work import Reader

FOLDER, STAGED = "data", ".new"
KEPT, CLAIMED = "downloads", "downloads claimed"
NAMES = (*(name for names in dataset.FILES.values() for name in names), dataset.PACKAGE, dataset.CHECKSUMS)
LOW, HIGH = ids.download(0), ids.DOWNLOADS_PAST


def names_of(formats: Iterable[str]) -> list[str]:
    """The files that a setting asks for."""
    wanted = {name for kind in formats for name in dataset.FILES[kind]}
    return [name for name in NAMES if name in wanted or (wanted and name in (dataset.PACKAGE, dataset.CHECKSUMS))]


def pages_of(config: Config) -> list[int]:
    return [ids.download(NAMES.index(name)) for name in names_of(config.data.formats)]


def compare(store: Store, config: Config) -> None:
    """The setting may ask for other files than stand: what is said of them changes too."""
    sweep(config.site)
    now, before = set(pages_of(config)), store.pages.standing(LOW, HIGH)
    with store.db.transaction():
        if now - before or before - now:
            store.pages.want((page, Why.SETTINGS) for page in sorted(now))
            store.pages.unwant(sorted(before - now))
        if not now:
            _tell(store, Downloads())


def sweep(site: Path) -> None:
    """What a kill left of files that were not whole yet."""
    shutil.rmtree(site / FOLDER / STAGED, ignore_errors=True)


def left(site: Path, config: Config) -> set[str]:
    """Paths of files that a build whose state was lost has left, and that nothing asks for."""
    return of(site) - {f"{FOLDER}/{name}" for name in names_of(config.data.formats)}


def of(site: Path) -> set[str]:
    """Paths of the files that stand there and are ours, by what our list of checksums says."""
    return {f"{FOLDER}/{name}" for name in _listed(site / FOLDER)}


class Renewal(NamedTuple):
    """What one renewal works on."""

    store: Store
    config: Config
    reader: Reader
    report: Report


def renew(on: Renewal) -> None:
    """Write all files, if any is on the to-do list.  What goes wrong is a problem of the report: the old files stand,
    and the next build tries again."""
    why = dict(on.store.pages.wanted_between(LOW, HIGH))
    if not why:
        return
    try:
        _renew(on, why)
    except OSError as error:
        on.report.problems.append(Problem("output", FOLDER, f"cannot be written: {error.strerror}", "See the disk."))
    except SitegenError as error:
        on.report.problems.append(Problem("output", FOLDER, error.message, error.hint))


def _renew(on: Renewal, why: dict[int, int]) -> None:
    names, folder = names_of(on.config.data.formats), on.config.site / FOLDER
    _claim(on.store, folder, names)
    folder.mkdir(exist_ok=True)
    with dataset.staged(folder / STAGED) as staged:
        rows = dataset.Rows(on.config, on.store, on.reader)
        dropped = dataset.write(rows, on.config.data.formats, staged)
        on.report.problems += rows.problems
        files = _described(on.config, staged, names)
        written = [_put(staged, folder, f) for f in files]
    _record(on, [_row(folder, f, why) for f in files], Downloads(_facts(files), dict(sorted(dropped.items()))), written)


def _described(config: Config, staged: Path, names: Sequence[str]) -> list[DataFile]:
    """The files, and those that say what they are."""
    last = (dataset.PACKAGE, dataset.CHECKSUMS)
    files = dataset.measured(staged, [name for name in names if name not in last])
    (staged / dataset.PACKAGE).write_bytes(dataset.describe(config, files))
    files += dataset.measured(staged, [dataset.PACKAGE])
    (staged / dataset.CHECKSUMS).write_bytes(dataset.checksums(files))
    return files + dataset.measured(staged, [dataset.CHECKSUMS])


def _claim(store: Store, folder: Path, names: Sequence[str]) -> None:
    """Say which files will be ours before any is written: a kill in between leaves none that is nobody's.  Raises
    OutputError where a file is somebody else's."""
    ours = {*store.db.get(CLAIMED, "").split("\n"), *_listed(folder)}
    for name in names:
        if (folder / name).exists() and name not in ours:
            raise OutputError(
                f"{folder / name} is there and was not written by sitegen, so it was left alone.",
                "Move it away, or leave its format out of data.formats.",
            )
    store.db.put(CLAIMED, "\n".join(sorted({*ours, *names} - {""})))


def _listed(folder: Path) -> set[str]:
    """The files that a list of checksums of ours names, and what stands beside them."""
    try:
        data = (folder / dataset.CHECKSUMS).read_bytes()
    except OSError:
        return set()
    if not data or not is_ours(data):
        return set()
    named = {line.partition("  ")[2] for line in data.decode("utf-8", "replace").splitlines()}
    return ({dataset.PACKAGE, dataset.CHECKSUMS} | named) & set(NAMES)


def _put(staged: Path, folder: Path, file: DataFile) -> bool:
    """A file in its place, if another stands there.  Was it?"""
    there = folder / file.name
    if there.is_file() and dataset.measured(folder, [file.name]) == [file]:
        return False
    (staged / file.name).replace(there)
    return True


def _row(folder: Path, file: DataFile, why: dict[int, int]) -> PageRow:
    page, path = ids.download(NAMES.index(file.name)), f"{FOLDER}/{file.name}"
    st = (folder / file.name).stat()
    mark = stamp(path, st.st_size, st.st_mtime_ns, st.st_ino)
    reads = ids.fact(ids.TOTALS, ids.ANYTHING).to_bytes(8, "little", signed=True)
    reason = why.get(page, next(iter(why.values())))
    return PageRow(page, path, digest(file.sha256.encode()), mark, reason, reads)


def _facts(files: Sequence[DataFile]) -> tuple[tuple[str, int, str], ...]:
    return tuple((f.name, f.size, f.sha256) for f in files)


def _record(on: Renewal, rows: list[PageRow], facts: Downloads, written: Sequence[bool]) -> None:
    """One transaction: the files as they are now, off the to-do list; and what is said of them."""
    store = on.store
    with store.db.transaction():
        store.pages.record(rows, store.pages.rows(row.id for row in rows))
        store.pages.flush()
        _tell(store, facts)
    on.report.rendered += len(rows)
    on.report.written += sum(written)
    on.report.paths += [row.path for row in rows]
    on.report.why["file for download"] = len(rows)


def _tell(store: Store, facts: Downloads) -> None:
    """Set the fact; its readers follow where it is another."""
    packed, fact = msgspec.json.encode(facts).decode(), ids.fact(ids.TOTALS, ids.DOWNLOADS)
    if store.db.get(KEPT, msgspec.json.encode(Downloads()).decode()) != packed:
        store.db.put(KEPT, packed)
        store.pages.want((page, fact) for page in sorted(store.pages.readers(fact)))
