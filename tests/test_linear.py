"""Reading takes linear time, whatever the text: ten times the text, ten times the work.

Work is measured as processor time of this process, and only ratios of it are compared: both sizes are read in turns,
in one process, so the machine's speed and load cancel out, and the best of several turns leaves out what the system
did meanwhile.  Per KB, linear reading costs the same at both sizes (a garbage collector and caches make it up to half
as much again), quadratic reading ten times as much: a limit of three tells them apart with room on both sides."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from sitegen.errors import SourceError
from sitegen.parse import parse
from sitegen.parse.decoding import decode
from tests.benchmarks.linear import ENDINGS, TEXTS, made

TIMES = 10  # the large text is so many small ones
LIMIT = 3.0
TURNS = 3
SMALL = 20  # KB
LONG_ENOUGH = 0.004  # seconds that reading the small text must take, so that what is done once does not hide the rest
LARGEST = 320  # KB of a small text


def seconds(path: str, data: bytes) -> float:
    start = time.process_time()
    with suppress(SourceError):  # to refuse takes time as well
        parse(path, data)
    return time.process_time() - start


def dearer(path: str, pattern: str) -> float:
    """How much more a KB of the large text costs than one of the small."""
    size, short = SMALL, made(pattern, SMALL)
    while seconds(path, short) < LONG_ENOUGH and size < LARGEST:
        size *= 2
        short = made(pattern, size)
    long = made(pattern, size * TIMES)
    least = [float("inf"), float("inf")]
    for _ in range(TURNS):
        least = [min(best, seconds(path, data)) for best, data in zip(least, (short, long), strict=True)]
        if least[1] < LIMIT * TIMES * least[0]:
            break
    return least[1] / least[0] / TIMES


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", TEXTS)
def test_ten_times_the_text_is_ten_times_the_work(name: str, ending: str) -> None:
    assert dearer(f"x{ending}", TEXTS[name]) < LIMIT


OLD = {
    "windows-1252": "L’été à Orléans – “déjà” – coûte cher.\n".encode("cp1252"),
    "macroman": "L’été à Orléans – “déjà” – coûte cher.\n".encode("mac_roman"),
    "windows-1251": "Мост будет готов в октябре.\n".encode("cp1251"),
    "mixed": "L’été “déjà”\n".encode() + "L’été “déjà”\n".encode("cp1252"),
    "mojibake": "Lâ€™Ã©tÃ© Ã  OrlÃ©ans\n".encode(),
    "mojibake without lines": "Lâ€™Ã©tÃ© Ã  OrlÃ©ans ".encode(),
    "bytes beyond ASCII": b"\xff",
    "broken UTF-8": b"\xe2\x80 ",
    "carriage returns": b"\xe9\r",
    "wide": "Orléans\n".encode("utf-16-le"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", OLD)
def test_decoding_is_linear(name: str) -> None:
    short, long = OLD[name] * (100_000 // len(OLD[name])), OLD[name] * (1_000_000 // len(OLD[name]))
    least = [float("inf"), float("inf")]
    for _ in range(TURNS):
        for place, data in enumerate((short, long)):
            start = time.process_time()
            decode(data)
            least[place] = min(least[place], time.process_time() - start)
    assert least[1] < LIMIT * TIMES * least[0]
