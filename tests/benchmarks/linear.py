"""Does reading take linear time, whatever the text?  `python tests/benchmarks/linear.py [LARGEST-KB] [WORD...]`

Prints microseconds a KB for texts of 1 KB to 10 MB, and the ratio of the dearest size to 10 KB: about 1 is linear."""

from __future__ import annotations

import sys
import time

from sitegen.parse import parse

USUAL = (
    "HARROWGATE, 3 May 2019 - The Eastgate Bridge reopened on Friday, eleven years after a barge struck its pier.\n\n"
    "“Nobody in this town will ever again have to drive forty minutes to buy bread,” said Mayor Clara Njoroge.\n\n"
    "Old lines\n\nThe council had promised it for years; Ivo Marek, 42, a baker from Eastgate, was not surprised.\n\n"
)
TEXTS = {
    "usual": USUAL,
    "quotation marks": "“”\"'’",
    "openings": "“",
    "straight marks": '"',
    "spaces": " ",
    "newlines": "x\n\n",
    "letters": "a\n",
    "tabs": "a\tb\t",
    "By ": "By ",
    "By lines": "By Ann Lee\n",
    "dates": "3 May 2019 ",
    "digits": "7",
    "no blanks": "x",
    "words": "word ",
    "capitals": "TOWN ",
    "round": "(",
    "links": "[](",
    "square": "[",
    "stars": "*",
    "stars apart": "*a ",
    "underlines": "_a ",
    "tags": "<",
    "tag": "<a ",
    "entities": "&",
    "backticks": "`a ",
    "quotes": "> ",
    "lists": "- a\n",
    "tables": "|a",
    "pictures": "![a](b ",
    "footnotes": "[^1]: a\n",
    "rules": "___\n",
}
SIZES = (1, 10, 100, 1000, 10_000)
ENDINGS = (".txt", ".md")


def microseconds(path: str, data: bytes) -> float:
    """Of one reading: the best of as many as fit in a tenth of a second, at least one."""
    best, spent = float("inf"), 0.0
    while spent < 0.1:
        start = time.perf_counter()
        parse(path, data)
        took = time.perf_counter() - start
        best, spent = min(best, took), spent + took
    return best * 1e6


def made(pattern: str, kilobytes: int) -> bytes:
    """So many KB of a pattern, with a word at the end: an empty file is refused."""
    size = kilobytes * 1000
    return (pattern * (size // len(pattern.encode()) + 1)).encode()[:size].decode(
        "utf-8", "ignore"
    ).encode() + b"\nEnd."


def main(largest: int = 10_000, only: tuple[str, ...] = ()) -> None:
    sizes = [size for size in SIZES if size <= largest]
    print(f"{'µs a KB':<24}" + "".join(f"{size:>9,} KB" for size in sizes) + f"{'ratio':>9}")
    for name, pattern in TEXTS.items():
        for ending in ENDINGS:
            if only and name not in only:
                continue
            costs = [microseconds(f"x{ending}", made(pattern, size)) / size for size in sizes]
            row = "".join(f"{cost:>12,.1f}" for cost in costs)
            print(f"{name + ' ' + ending:<24}{row}{max(costs[1:]) / costs[1]:>9.1f}", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(*(numbers or (10_000,)), tuple(word for word in sys.argv[1:] if not word.isdigit()))
