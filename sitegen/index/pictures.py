"""Which files are made from the pictures that articles show."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen import ids
from sitegen.index.changes import Changes
from sitegen.store import Store

PARTS = 1 << 4


def show(store: Store, changes: Changes, numbers: Iterable[int]) -> None:
    """Some pictures are shown by other articles than before: files of theirs come or go."""
    wanted = store.pictures.files(numbers := list(numbers))
    for n in numbers:
        _compare(store, changes, n, wanted.get(n, 0))


def show_all(store: Store) -> None:
    """The same for every picture.  What is made already stays: nothing of an article is in it."""
    changes = Changes()
    wanted = store.pictures.files()
    low, high = ids.PICTURE << ids.SHIFT, (ids.PICTURE + 1) << ids.SHIFT
    made = {(page & ids.LOW) // PARTS for page in store.pages.standing(low, high)}
    for n in sorted(made | wanted.keys()):
        _compare(store, changes, n, wanted.get(n, 0))
    changes.write(store)


def changed(store: Store, numbers: Iterable[int]) -> None:
    """Pictures that are others now, that came or that went: their files, and the pages that show them."""
    changes = Changes()
    wanted = store.pictures.files(numbers := list(numbers))
    for n in numbers:
        changes.fact(ids.picture(n))
        _compare(store, changes, n, wanted.get(n, 0))
        for part in range(wanted.get(n, 0)):
            changes.fact(ids.picture(n, part))
    changes.write(store)


def _compare(store: Store, changes: Changes, n: int, files: int) -> None:
    before = store.pages.standing(ids.picture(n, 0), ids.picture(n))
    for part in range(files):
        if ids.picture(n, part) not in before:
            changes.made(ids.picture(n, part))
    for page in sorted(before):
        if page - ids.picture(n, 0) >= files:
            changes.gone(page)
