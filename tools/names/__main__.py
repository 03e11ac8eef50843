"""From training documents to `names.npz`.  Needs numpy; one thread; the same bytes every time on one machine.

    python -m tools.names DATA names.npz        (in the repository; about nine minutes)

DATA holds `gold news congress senate wiki .jsonl.xz`, a document a line: `id, src, licence, text`, and where known
`ents` ([gap from the end of the one before, length, PER | ORG | LOC | MISC]), `title` and `kind` (what an encyclopaedia
article says that its title is).  What is in them, and under which licences, stands in docs/models.md.

Two rounds: the silver labels alone, then a mixture of them and of what the networks of the first round say.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sitegen.annotate import names as _one_thread_before_numpy  # noqa: F401
from tools.names.arrays import prepare
from tools.names.learning import fit, teach
from tools.names.storing import save


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.names", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path, help="the folder of the training documents")
    parser.add_argument("out", type=Path, help="the model file to write")
    parser.add_argument("--epochs", type=int, nargs=2, default=(3, 5), help="of the two rounds (3 5)")
    parser.add_argument("--teachers", type=int, default=2, help="networks of the first round (2)")
    parser.add_argument("--share", type=float, default=0.6, help="of a label that they have (0.6)")
    parser.add_argument("--limit", type=int, default=0, help="documents of each file, for a trial")
    make(parser.parse_args())


def make(options: argparse.Namespace) -> None:
    arrays = prepare(options.data, options.limit)
    silver = arrays["silver"].nonzero()[0]
    first, second = options.epochs
    teachers = [fit(arrays, silver, first, seed=number) for number in range(options.teachers)]
    net = fit(teach(arrays, teachers, options.share), range(len(arrays["silver"])), second, seed=9)
    save(options.out, net.P, arrays)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
