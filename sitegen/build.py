"""The corridor: scan, read (parse and annotate), link and index, verify, render and write, prune, make searchable.

Each room leaves its result in the store; a build that is killed goes on from there."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property

from sitegen import (
    annotate,
    authority,
    corrections,
    downloads,
    evidence,
    headings,
    images,
    index,
    inputs,
    output,
    parse,
    proof,
    records,
    scan,
    searching,
    theme,
    unpack,
    upkeep,
    versions,
    workforce,
)
from sitegen.config import Config
from sitegen.crew import Crew, Staff
from sitegen.digest import digest_of
from sitegen.errors import BuildRunning, ConfigError, SearchError
from sitegen.intake import Intake
from sitegen.linking import Linking
from sitegen.model import Authority, Headings, Problem, Report, Stated
from sitegen.narrow import narrow
from sitegen.press import Press
from sitegen.profiling import Profile
from sitegen.scan import Scan
from sitegen.settling import Settling
from sitegen.store import Store
from sitegen.upkeep import Why
from sitegen.withheld import Withheld, seeds
from sitegen.work import Reader, Worker, away

Progress = Callable[[str, int, int], None]
VERSION = "9"  # raise it where the index makes other facts of the same articles: link, senses, naming
RACY = 20_000_000  # nanoseconds: the kernel's clock for files ticks coarsely
MANY, PART = 500, 20


def build(
    config: Config,
    *,
    jobs: int | None = None,
    clean: bool = False,
    settle: bool = False,
    allow_gone: bool = False,
    profile: bool = False,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
    late: bool = True,
) -> Report:
    """Bring the site up to date with the seeds.  `settle`: settle the vocabulary of topics anew, though that is not
    due; `allow_gone`: what articles there were and are not any more is meant; `profile`: tell what it takes.  `only`:
    nothing but these paths below seeds/ (files, folders, or what is gone) has changed there since the last build, and
    nothing in site/.  `late`: the files for download and the search too.  Raises SitegenError for what stops the whole
    build; what concerns single articles stands in `Report.problems`."""
    output.prepare(config.site)
    with opened(config, jobs, clean, progress, profile) as run:
        run.take_stock(settle, only)
        run.read()
        run.settle()
        run.index()
        if allow_gone:
            run.accept()
        if only is None:
            run.verify()
        if late:
            run.download()
        run.render()
        run.prune()
        if late:
            run.search()
            run.prove()
        return run.finished()


@contextmanager
def opened(
    config: Config, jobs: int | None, clean: bool, progress: Progress | None, profile: bool = False
) -> Iterator[Build]:
    """One build at a time holds the archive; its store and workers are closed at the end."""
    config.state.mkdir(parents=True, exist_ok=True)
    lock = os.open(config.state / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildRunning(
                f"Another build of {config.root} is running.", "Wait for it to end, or stop it, then build again."
            ) from None
        run = Build(config, jobs, clean, progress or (lambda room, done, total: None), profile)
        try:
            yield run
        finally:
            run.close()
    finally:
        os.close(lock)


class Build:
    """One run through the corridor."""

    def __init__(self, config: Config, jobs: int | None, clean: bool, progress: Progress, profile: bool) -> None:
        self.config, self.progress = config, progress
        self.profile = Profile() if profile else None
        asked = workforce.parse(config.executor)
        self.staff = Staff(
            jobs or asked.jobs or config.jobs or os.cpu_count() or 1,
            asked.cluster,
            config.cloud.memo,
            lambda: away.order_of(self.config, self.stated, not self.settling.due, self.withheld, profile),
            self.profile,
        )
        self.started = time.time_ns() - RACY
        self.report = Report()
        self.leftover: set[str] = set()
        self._clock = time.perf_counter()
        if not config.seeds.is_dir() and not config.cloud.inputs:
            raise ConfigError(
                f"There is no folder {config.seeds}.", "Put the articles there, or set paths.seeds in sitegen.toml."
            )
        self.store = Store.open(config.state)
        if clean:
            self.leftover = set(self.store.pages.paths())
            self.store.db.close()
            self.store.db.drop()
            self.store = Store.open(config.state)
        if self.store.db.reset:
            self.report.notices.append("The build state was unreadable or of another version: starting from nothing.")
        self.limits = index.Limits(
            *(getattr(config.publish, k) for k in ("small_archive", "minimum_articles", "split", "feeds"))
        )

    # ---- the rooms

    def take_stock(self, settle: bool = False, only: Collection[str] | None = None) -> None:
        """What changed since the last build: the program and its settings, templates, seeds."""
        self.report.notices += inputs.bring(self.config)
        seeds.cleanse(self.config.seeds, self.withheld)
        self.store.addresses.load(self.config.seeds)
        if self.store.articles.has_fresh():  # killed while it read: what was read counts
            self.store.articles.merge()
        self.assets = theme.assets(self.config)
        self.marks = {
            "read": digest_of(
                VERSION, parse.fingerprint(), annotate.fingerprint(self.config.annotate.model), versions.METHOD
            ),
            "facts": digest_of(VERSION, repr(self.config.publish), versions.METHOD, self.withheld.mark()),
            "site": digest_of(upkeep.site_mark(self.config), self.withheld.mark_of_lists()),
            "pictures": images.fingerprint(),
        }
        self.cold = self.store.pages.empty()
        self.why = Why.FIRST if self.cold else Why.MANY
        self.fresh = self.cold and upkeep.is_bare(self.config.site)
        if self.store.db.get("read") != self.marks["read"]:
            upkeep.distrust(self.store, self.marks["read"])
        if self.store.db.get("pictures") != self.marks["pictures"]:
            upkeep.distrust_pictures(self.store, self.marks["pictures"])
        if not self.store.db.get("inverted", 1):
            self.store.pages.invert_again()
        if self.store.db.get("addresses changed"):
            self.store.articles.readdress()
        self.authority = self.withheld.authority(authority.load(self.config.seeds))
        tags = self.withheld.headings(headings.load(self.config.seeds))
        self.headings = headings.without_patterns(tags)
        self.stated = _stated(self.config, self.authority, tags, self.withheld)
        self.linking = Linking(self.authority, self.headings)
        narrowed = None
        if only is not None and not self.cold and not self.withheld:
            narrowed = narrow(self.config, self.store, only, self.started)
        self.scan, sources = narrowed or self._scanned()
        self.settling = Settling(self.config, self.store, sources, settle)
        self.crew = Crew(self.staff, self.store, self._worker, reading=bool(self.scan.changed))
        self.report.problems += self.scan.problems
        self.report.notices += upkeep.ignored(self.scan.ignored)
        self._room("scan")

    def read(self) -> None:
        """Parse and annotate what changed, or is known better; keep it batch by batch."""
        left = self.scan.left
        looked_at = evidence.looked_at(self.store, self.stated)
        worker = self.crew.readers(len(self.scan.changed) + len(self.scan.pictures) + looked_at)
        sources = evidence.settle(self.store, worker, self.scan, self.stated, self.withheld)
        worker = self.crew.readers(len(sources))
        intake = Intake(self.config, self.store, self.linking, self.crew.carder, self.withheld)
        many = (
            self.settling.stale
            or not self.store.db.get("indexed")
            or self.store.db.get("facts") != self.marks["facts"]  # then all facts are made anew, from all rows
            or len(sources) + len(left) > max(MANY, self.store.articles.count() // PART)
        )
        self.changes: list[index.Change] = []
        self.everything = many
        if many:
            intake.many(worker, sources, left, self._step("read", len(sources)))
        else:
            self.changes = intake.few(worker, sources, left)
        self.store.addresses.save(self.config.seeds)
        self._room("read")

    def settle(self) -> None:
        """Settle the vocabulary of topics where that is due; give articles their topics where it is another now."""
        if self.settling.stale:
            self.report.notices += self.settling.settle()
            self.settling.assign(self.crew.executor(self.store.articles.count()), self.linking)
            self.why = self.why if self.cold else Why.TOPICS
            self._room("settle")

    def index(self) -> None:
        """Names to people and tags, articles to lists; the pages whose facts changed go on the to-do list."""
        store = self.store
        why = self.why
        if store.db.get("facts") != self.marks["facts"]:
            self.everything, why = True, why if self.cold or store.db.get("facts") is None else Why.SETTINGS
        if store.db.get("site") != self.marks["site"] and not self.cold:
            upkeep.renew_cards(store, self.crew.carder)
            upkeep.want_all(store, Why.SETTINGS)
        store.db.put("takedown log", json.dumps(self.withheld.log()))
        store.put_unlisted(self.withheld.unlisted, self.withheld.unlisted_names)
        restated = upkeep.restated(store, self.authority, self.headings)
        if not self.everything and (self.changes or restated):
            with store.db.transaction():
                self.everything = index.apply(store, self.linking, self.limits, self.changes, restated)
                upkeep.keep_stated(store, self.authority, self.headings)
        if self.everything:
            others = [*upkeep.other_pages(self.config, self.assets), *downloads.pages_of(self.config)]
            index.everything(store, self.linking, self.limits, why, others)
            upkeep.keep_stated(store, self.authority, self.headings)
        index.revisit(store)
        store.addresses.save(self.config.seeds)
        upkeep.collisions(store, self.assets)
        upkeep.compare_templates(store, self.config, self.crew.carder)
        upkeep.compare_assets(store, self.assets)
        upkeep.compare_search(store, self.config)
        downloads.compare(store, self.config)
        for name in ("facts", "site"):
            store.db.put(name, self.marks[name])
        self._room("index")

    def accept(self) -> None:
        """An editor knows what is gone."""
        with self.store.db.transaction():
            self.store.addresses.accept(address for _, address in self.store.ways.lost())
        self.store.addresses.save(self.config.seeds)

    def verify(self) -> None:
        """Pages that are missing, or not as they were left, are made again."""
        if not self.cold:
            stray = scan.stray(self.config.site, self.store.pages.stamps())
            with self.store.db.transaction():
                self.store.pages.want_again(stray, Why.ALTERED)
            self._room("verify")

    def download(self) -> None:
        """The files for download, if the site has any: all of them where anything changed."""
        if self.cold:
            self.leftover |= downloads.left(self.config.site, self.config)
        if self.config.data.formats:
            downloads.renew(downloads.Renewal(self.store, self.config, self.reader, self.report))
            self._room("download")

    def render(self) -> None:
        """Render and write what is on the to-do list; each batch leaves it in one transaction."""
        total = self.store.pages.wanted()
        if total or self.store.pages.gone():
            searching.unsettle(self.store)
        press = Press(self.store, self.report, self.cold)
        press.run(self.crew.executor(total), self._step("render", total))
        self.leftover |= press.leftover
        self._room("render")

    def prune(self) -> None:
        """Remove pages whose facts are gone, once everything else stands."""
        gone = self.store.pages.gone()
        paths = {path for _, path in gone} | self.leftover
        if self.cold:
            paths |= set(output.unknown(self.config.site, set(self.store.pages.paths())))
        if paths:
            self.report.removed = output.remove(
                self.config.site, sorted(paths - self.store.pages.paths_among(paths, gone))
            )
        with self.store.db.transaction():
            self.store.pages.forget_gone(id for id, _ in gone)
        self._room("prune")

    def search(self) -> None:
        """Index the shards of the search whose pages changed; one that cannot be indexed stays as it was."""
        try:
            self.report.searched = searching.bring_up_to_date(self.store, self.config, self._stepped("search"))
        except SearchError as error:
            self.report.problems.append(Problem("search", "site", error.message, error.hint))
        if self.config.searchable:
            self._room("search")

    def prove(self, whole: bool = False) -> None:
        """Is what takedowns.toml withholds in no byte of the output?  Where an entry is new, nothing of what was
        there before may be left in the state either."""
        mark = self.withheld.mark()
        if self.store.db.get("takedowns", "") != mark:
            upkeep.purge(self.config, self.store)
            self.store.db.put("takedowns", mark)
        if self.withheld.proves:
            found = proof.prove(self.config, self.store, self.reader, whole)
            self.report.problems += found.problems
            self.report.proof = found.lines
            self._room("prove")

    def finished(self) -> Report:
        self.report.articles = self.store.articles.count()
        self.report.people, self.report.tags = self.store.terms.counts()
        failed = [*self.store.articles.problems(), *self.store.records.problems()]
        failed += upkeep.unshowable(self.store) + upkeep.uncorrected(self.store, self.stated, self.withheld.removed)
        failed += upkeep.unassigned(self.store, self.stated)
        failed += upkeep.unaliased(self.store) + upkeep.gone(self.store, failed, self.withheld.removed)
        self.report.notices += upkeep.unshown(self.store)
        drafts = sum(p.stage == "draft" for p in failed)
        if drafts:
            self.report.notices.append(f"{drafts} draft{'s' if drafts > 1 else ''} left out.")
        self.report.profile = list(self.profile.lines()) if self.profile else []
        self.report.problems = [p for p in failed if p.stage != "draft"] + self.report.problems
        return self.report

    # ---- around them

    def _scanned(self) -> tuple[Scan, int]:
        """(What changed in the whole folder, containers included, how many sources there are)."""
        known = self.store.articles.stamps()
        before = len(known)
        known_as = {path: name for name, path in self.withheld.places.items()}
        found = scan.scan(self.config.seeds, known, self.started, records.ENDINGS, images.ENDINGS, known_as)
        found.changed += unpack.unpack(self.config, self.store, found.containers, known, self.withheld, self._kept)
        upkeep.leave_out(self.store, found, self.withheld)
        return found, before - len(found.left) + len(found.changed)

    def _kept(self, source: str, line: bytes, columns: Mapping[str, str]) -> bytes:
        """Of the line of a record what may be kept below the state folder."""
        removed = b"{}" if source in self.withheld.removed else line
        return self.reader.withholding.without(source, removed, columns) if removed is line else removed

    def _worker(self) -> Worker:
        return Worker(self.config, self.assets, self.fresh, self.stated, not self.settling.due, self.withheld)

    @cached_property
    def withheld(self) -> Withheld:
        """What must not be shown."""
        return Withheld.load(self.config.seeds)

    @cached_property
    def reader(self) -> Reader:
        """Reads single sources in this process, with what editors state of them."""
        people = self.withheld.authority(authority.load(self.config.seeds))
        tags = self.withheld.headings(headings.load(self.config.seeds))
        return Reader(self.config, _stated(self.config, people, tags, self.withheld), withheld=self.withheld)

    def _step(self, room: str, total: int) -> Callable[[int], None]:
        return lambda done: self.progress(room, done, total)

    def _stepped(self, room: str) -> Callable[[int, int], None]:
        return lambda done, total: self.progress(room, done, total)

    def _room(self, name: str) -> None:
        now = time.perf_counter()
        self.report.rooms.append((name, now - self._clock))
        if self.profile:
            self.profile.room(name)
        self._clock = now

    def close(self) -> None:
        for name in ("crew", "reader"):
            if name in self.__dict__:
                self.__dict__[name].close()
        self.store.db.close()  # last, so that the log is folded into the file


def _stated(config: Config, people: Authority, tags: Headings, withheld: Withheld) -> Stated:
    """What editors state that bears on reading an article."""
    corrected = withheld.corrections(corrections.load(config.seeds))
    return Stated(corrected, authority.assignments(people), headings.patterns(tags))
