"""Learn the weights of sitegen/annotate/data/keyphrases.json: which words of an article are its keyphrases.

    python -m tools.keyphrases GOLD.jsonl sitegen/annotate/data/keyphrases.json             (in the repository)
    python -m tools.keyphrases GOLD.jsonl --folds 5     cross-validation: a figure on articles not learned from
    python -m tools.keyphrases GOLD.jsonl --shipped     the figure of the weights in the package

GOLD holds an article a line: {"id", "text", "keyphrases": [...]}.  The figure is F1 of the first ten keyphrases
against all of the article's, compared by the stems of Porter.  The order of the lines does not matter.
"""

from __future__ import annotations

import argparse
import json
import zlib

import numpy as np

from sitegen.annotate.keyphrases.background import Background
from sitegen.annotate.keyphrases.ranker import Ranker
from tools.keyphrases.examples import Example, f1_at_10, keyphrases, read
from tools.keyphrases.fitting import fit


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.keyphrases", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("out", nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--shipped", action="store_true")
    options = parser.parse_args()
    background = Background.load()
    examples = sorted(read(options.gold, Ranker(background, {})), key=lambda example: example.name)
    if options.folds:
        print(f"{options.folds} folds: F1@10 {cross_validated(examples, background, options.folds):.2f}")
    if options.shipped:
        shipped = Ranker.load()
        print(f"weights of the package: F1@10 {f1_at_10(examples, [keyphrases(e, shipped) for e in examples]):.2f}")
    if options.out:
        with open(options.out, "w", encoding="utf-8", newline="\n") as out:
            json.dump(learned(examples), out, indent=0, sort_keys=True)
            out.write("\n")


def learned(examples: list[Example]) -> dict[str, float]:
    """The weights that fit these articles."""
    examples = [example for example in examples if example.columns]
    matrix = np.concatenate([example.matrix() for example in examples])
    return fit(sorted(examples[0].columns), matrix, np.concatenate([example.right() for example in examples]))


def cross_validated(examples: list[Example], background: Background, folds: int) -> float:
    """The figure where each article is ranked by weights that were learned from the others."""
    fold = [zlib.crc32(example.name.encode("utf-8")) % folds for example in examples]
    rankers = [
        Ranker(background, learned([e for e, f in zip(examples, fold, strict=True) if f != left_out]))
        for left_out in range(folds)
    ]
    return f1_at_10(examples, [keyphrases(e, rankers[f]) for e, f in zip(examples, fold, strict=True)])


if __name__ == "__main__":
    main()
