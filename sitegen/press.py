"""The to-do list through the workers: render, write, record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sitegen import ids
from sitegen.executor import Executor
from sitegen.model import Problem, Report
from sitegen.store import PageRow, Store
from sitegen.upkeep import reason
from sitegen.work import RenderResult

BATCH = 128


class Press:
    """Runs one to-do list.  `leftover`: paths that a page had and has no more."""

    def __init__(self, store: Store, report: Report, cold: bool) -> None:
        self.store, self.report, self.cold = store, report, cold
        self.leftover: set[str] = set()
        self.why: Counter[str] = Counter(report.why)

    def run(self, executor: Executor, step: Callable[[int], None]) -> None:
        store = self.store
        if store.pages.wanted():
            store.db.put("inverted", int(not self.cold))
            done = 0
            for written, problems in executor.map("render", self._batches(), RenderResult):
                self._tell(problems)
                self._record(written)
                done += len(written)
                step(done)
        with store.db.transaction():
            store.pages.flush()
            store.db.put("inverted", 1)
        self.report.why = dict(self.why.most_common())

    def _tell(self, problems: list[Problem]) -> None:
        """A broken template concerns many pages, and is told once."""
        self.report.problems += [p for p in dict.fromkeys(problems) if p not in self.report.problems[-50:]]

    def _batches(self) -> Iterator[list[tuple[int, int]]]:
        """In the order of page ids: articles by date, then people and tags, and so on; a batch is of one kind or
        of none that is an article."""
        after = -1
        while batch := self.store.pages.wanted_after(after, BATCH):
            after = batch[-1][0]
            batch = [b for b in batch if not ids.is_download(b[0])]  # they have a room of their own
            if not batch:
                continue
            articles = [b for b in batch if ids.kind_of(b[0]) == ids.ARTICLE]
            if articles:
                yield articles
            if len(articles) < len(batch):
                yield batch[len(articles) :]

    def _record(self, written: list[tuple[PageRow, bool]]) -> None:
        """One transaction: the pages of a batch as they now are, and off the to-do list."""
        store, rows = self.store, [row for row, _ in written]
        with store.db.transaction():
            before = {} if self.cold else store.pages.rows(row.id for row in rows)
            self.leftover |= {before[r.id].path for r in rows if r.id in before and before[r.id].path != r.path}
            store.pages.record(rows, before)
            if store.pages.full_segment() or not self.cold:
                store.pages.flush()
        self.report.rendered += len(rows)
        self.report.written += sum(changed for _, changed in written)
        self.report.paths += [row.path for row in rows] if not self.cold else []
        self.why.update(reason(row.id, row.why) for row in rows)
