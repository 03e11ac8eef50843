"""Reading takes linear time, whatever the text: ten times as much of it costs about ten times as much.

A ratio is honest where seconds are not: both sizes are read in turn in one run of one machine, so whatever slows it
slows both, and the best of three drops what came in between.  Quadratic reading gives 10, linear reading 1 (memory that
fills the caches, up to 2), so 3 tells them apart.  The sizes are chosen so that the whole takes less than a minute."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from sitegen.parse import parse
from tests.benchmarks.linear import TEXTS, made

LIMIT, ROUNDS, TIMES = 3.0, 3, 10
FEW, SOME, MANY = 10, 40, 95  # KB of the smaller text, by what a KB costs; ten times 95 is all that is read as Markdown
PLAIN = {
    "usual": SOME,
    "quotation marks": MANY,
    "openings": MANY,
    "spaces": MANY,
    "tabs": MANY,
    "By ": MANY,
    "dates": MANY,
    "round": MANY,
    "newlines": FEW,
    "letters": FEW,
    "By lines": SOME,
    "rules": FEW,
    "lists": FEW,
}
MARKDOWN = {
    "usual": MANY,
    "newlines": MANY,
    "By lines": MANY,
    "stars": MANY,
    "stars apart": SOME,
    "underlines": SOME,
    "links": FEW,
    "square": SOME,
    "tags": SOME,
    "entities": SOME,
    "backticks": SOME,
    "quotes": MANY,
    "lists": FEW,
    "footnotes": FEW,
    "pictures": SOME,
    "rules": FEW,
    "> a\nb\n": FEW,
    "[a]: b\n": FEW,
    "[^1] ": FEW,
    "^[a] ": FEW,
    "a|b\n-|-\n": FEW,
    "**a *b ": FEW,
}
HTML = {
    "usual": MANY,
    "<b>": MANY,
    "<div>": MANY,
    "<table><tr><td>": MANY,
    "<p>a": FEW,
    "a<br>": FEW,
    "<a href=x>y ": SOME,
    "<tr><td>a": FEW,
    "<h2>A b</h2>": FEW,
    "<p>By Ann Roe</p>": FEW,
    "<img src=a.jpg>": SOME,
    "<!--": MANY,
    "&a": MANY,
    '<script type="application/ld+json">{"headline":"a"}</script>': SOME,
}


def plain(body: bytes) -> bytes:
    return body


def markdown(body: bytes) -> bytes:
    """A little markup at the head, so that the whole goes through the parser."""
    return b"---\ntitle: Head\n---\n\n*x*\n\n" + body


def page(body: bytes) -> bytes:
    return b"<html><body><article><p>A line of text.</p>" + body + b"</article></body></html>"


def took(path: str, data: bytes) -> float:
    """Seconds of one reading.  Collections of garbage depend on what was read before: they wait."""
    start = time.perf_counter()
    parse(path, data)
    return time.perf_counter() - start


@pytest.fixture(autouse=True)
def no_collections() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "wrapped", "piece", "kilobytes"),
    [
        pytest.param(path, wrapped, piece, size, id=f"{path}-{piece!r}")
        for path, wrapped, texts in (("x.txt", plain, PLAIN), ("x.md", markdown, MARKDOWN), ("x.html", page, HTML))
        for piece, size in texts.items()
    ],
)
def test_ten_times_the_text_takes_ten_times_as_long(
    path: str, wrapped: Callable[[bytes], bytes], piece: str, kilobytes: int
) -> None:
    pattern = TEXTS.get(piece, piece)
    small, large = (wrapped(made(pattern, size)) for size in (kilobytes, kilobytes * TIMES))
    took(path, wrapped(made(pattern, 1)))  # what the first reading imports and compiles
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        best = [min(before, took(path, data)) for before, data in zip(best, (small, large), strict=True)]
        if best[1] <= best[0] * TIMES * LIMIT / 2:
            break
    assert best[1] <= best[0] * TIMES * LIMIT
