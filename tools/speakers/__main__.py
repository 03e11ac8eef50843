"""Learn the weights of sitegen/annotate/data/speakers.json: who speaks, and whom a pronoun means.

    python -m tools.speakers GOLD.jsonl OUT.json                              (in the repository)
    python -m tools.speakers GOLD.jsonl --folds 5       cross-validation: figures on documents not learned from
    python -m tools.speakers GOLD.jsonl --shipped       figures of the weights in the package

GOLD holds a document a line: {"id", "text", "quotes": [{"kind": "direct" | "mixed" | "indirect",
"spans": [[start, end], ...], "speaker_name", "speaker_kind": "name" | "pronoun" | "implicit" | "nonperson" |
"unknown" | "none", "speaker_span": [[start, end], ...] or null, "silver": true where the name was not given by
hand}]}.  Names are found by sitegen's own tagger.  Needs scipy besides what sitegen needs; what is learned is used
without it.
"""

from __future__ import annotations

import argparse
import json

from sitegen.annotate.quotations import weights
from tools.speakers.examples import read
from tools.speakers.folds import calibrated, cross_validated, figures


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.speakers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("out", nargs="?")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--shipped", action="store_true")
    options = parser.parse_args()
    documents = read(options.gold)
    if options.folds:
        print(f"{options.folds} folds\n{cross_validated(documents, options.folds).table()}")
    if options.shipped:
        print(f"the weights of the package\n{figures(documents, weights.load()).table()}")
    if options.out:
        learned = calibrated(documents)
        tables = {
            "speaker": learned.speaker,
            "referent": learned.referent,
            "calibration": {"factor": learned.factor, "shift": learned.shift},
        }
        with open(options.out, "w", encoding="utf-8") as out:
            json.dump(tables, out, indent=0, sort_keys=True)


if __name__ == "__main__":
    main()
