"""Learn the weights of sitegen/annotate/data/speakers.json: who speaks, and whom a pronoun means.

    python -m tools.speakers GOLD.jsonl OUT.json [--test GOLD.jsonl] [--folds 5]        (in the repository)

GOLD holds a document a line: {"id", "text", "quotes": [{"spans": [[start, end], ...], "speaker_name", "speaker_kind":
"name" | "pronoun" | "implicit" | "nonperson" | "unknown" | "none", "speaker_span": [[start, end], ...] or null,
"silver": true where the name was not given by hand}]}.  Names are found by sitegen's own tagger.
Needs scipy besides what sitegen needs; what is learned is used without it.
"""

from __future__ import annotations

import argparse
import json
import random

from sitegen.annotate.quotations.decide import decide
from sitegen.annotate.quotations.statements import STATEMENT
from sitegen.annotate.quotations.weights import Weights
from tools.speakers.examples import Example, Labelled, read, referent_examples, same_name, speaker_examples
from tools.speakers.fitting import fit

SPEAKER_L2, REFERENT_L2 = 1.0, 3.0


def accuracy(documents: list[Labelled], weights: Weights) -> tuple[int, int]:
    """(right, all) runs of named persons."""
    right = total = 0
    for document, quotations, _ in documents:
        for gold, decision in zip(quotations, decide(document, weights), strict=True):
            if gold and gold["speaker_name"] and gold["speaker_kind"] == "name":
                total += 1
                person = decision.person if decision.probability >= STATEMENT else None
                right += person is not None and same_name(gold["speaker_name"], document.people.persons[person].name)
    return right, total


def cross_validate(documents: list[Labelled], examples: list[Example], referent: dict[str, float], folds: int) -> None:
    fold = [i % folds for i in range(len(documents))]
    random.Random(5).shuffle(fold)
    right = total = 0
    for k in range(folds):
        learned = fit([e for e in examples if fold[e.document] != k], SPEAKER_L2, 2)
        got = accuracy([d for i, d in enumerate(documents) if fold[i] == k], Weights(learned, referent))
        right, total = right + got[0], total + got[1]
    print(f"{folds} folds: {right} of {total} named speakers right, {100 * right / max(total, 1):.1f} %")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.speakers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("out")
    parser.add_argument("--test", action="append", default=[])
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    documents = read(options.gold)
    referent = fit(referent_examples(documents), REFERENT_L2, 3)
    examples = speaker_examples(documents, referent)
    if options.folds:
        cross_validate(documents, examples, referent, options.folds)
    speaker = fit(examples, SPEAKER_L2, 2)
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump({"speaker": speaker, "referent": referent}, out, indent=0, sort_keys=True)
    for path in options.test:
        right, total = accuracy(read(path), Weights(speaker, referent))
        print(f"{path}: {right} of {total} named speakers right, {100 * right / max(total, 1):.1f} %")


if __name__ == "__main__":
    main()
