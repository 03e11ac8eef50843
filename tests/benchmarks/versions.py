"""What it costs to find versions among many articles.  `python tests/benchmarks/versions.py [ARTICLES]` (100,000)

Synthetic articles of 60 to 900 words, a tenth of them copies of earlier ones (whole, cut, or with another lead), and
each third of them with the same forty words of boilerplate.  Timed apart: sketching all of them, and then, with every
sketch in a store, gathering them; and what memory gathering took at most."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sitegen.index.versions import gather_all
from sitegen.store import Store
from sitegen.versions import sketch

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DAY = 1440 << 31  # of an article's id


def articles(count: int) -> Iterator[tuple[str, bool]]:
    """(a text, is it a copy?)."""
    r = random.Random(1)
    common = ["".join(r.choices(LETTERS, k=r.randint(2, 9))) for _ in range(30_000)]
    furniture = r.choices(common, k=40)
    recent: list[list[str]] = []
    for n in range(count):
        copied = bool(recent) and n % 10 == 0
        words = _changed(r, r.choice(recent)) if copied else r.choices(common, k=r.randint(60, 900))
        if not copied:
            recent = [*recent[-200:], words]
        yield " ".join([*words, *(furniture if n % 3 == 0 else ())]), copied


def _changed(r: random.Random, words: list[str]) -> list[str]:
    change = r.choice(["whole", "cut", "lead"])
    if change == "cut":
        return words[: max(50, len(words) // 2)]
    return [f"{w}x" for w in words[:20]] + words[20:] if change == "lead" else words


def memory() -> float:
    """MB at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        hashing = characters = 0.0
        copies = 0
        store.db.begin()
        for id, (text, copied) in enumerate(articles(count), 1):
            start = time.perf_counter()
            packed = sketch(text)
            hashing += time.perf_counter() - start
            characters += len(text)
            copies += copied
            store.versions.put_sketches([(DAY * (100_000 + id // 50) + id, packed)])
        store.db.commit()
        before = memory()
        start = time.perf_counter()
        with store.db.transaction():
            gather_all(store)
        gathering = time.perf_counter() - start
        found = store.db.value("SELECT count(*) FROM version")
        print(f"{count:,} articles, {characters / 1e6:.0f} million characters; {copies:,} copies, {found:,} found")
        print(f"sketching {hashing:.1f} s ({hashing / characters * 1024e6:.1f} microseconds a kilobyte)")
        print(f"gathering {gathering:.1f} s ({gathering / hashing:.2f} of it), {memory() - before:.0f} MB more at most")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
