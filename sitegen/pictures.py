"""Pictures below seeds/: probed when their files change; who shows them follows from that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sitegen import index, scan
from sitegen.executor import Executor
from sitegen.model import Source
from sitegen.store import PictureRow, Store
from sitegen.store.pictures import number, stems

BATCH = 16


def settle(store: Store, executor: Executor, pictures: Sequence[Source]) -> Iterator[str]:
    """Bring what is known of pictures up to date; sources beside which one appeared or went, which are to be read
    again.  A picture that changed puts its files and the pages that show it on the to-do list.  The caller holds
    the transaction."""
    known = store.pictures.known()
    asked = [(p.path, p.stamp) for p in pictures if known.get(p.path, (0, b""))[0] != p.stamp or not p.stamp]
    rows = [row for rows in executor.map("probe", _batches(asked), list[PictureRow]) for row in rows]
    came = [row for row in rows if row.path not in known]
    others = [row for row in rows if row.path in known and known[row.path][1] != row.digest]
    gone = known.keys() - {p.path for p in pictures}
    store.pictures.put(rows)
    store.pictures.drop(number(path) for path in gone)
    index.pictures_changed(store, [*(row.n for row in came + others), *(number(path) for path in sorted(gone))])
    for path in sorted({*(row.path for row in came), *gone}):
        yield from (stem + ending for stem in set(stems(path)) for ending in scan.TEXTS)


def _batches(asked: Iterable[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    every = iter(asked)
    return iter(lambda: list(islice(every, BATCH)), [])
