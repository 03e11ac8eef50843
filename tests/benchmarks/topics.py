"""What a folder of texts, taken as one archive, is filed under.  `python tests/benchmarks/topics.py TEXTS [ARTICLES]`

TEXTS: a folder of .txt, or a file of JSON Lines with "text".  Prints what gathering, settling and assigning cost (CPU
time), the hundred largest index terms and the topics of ARTICLES articles (40), chosen by chance but always the same,
to be read by a person; and how many old articles change when a tenth is added and the vocabulary is settled anew."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sitegen import annotate, parse
from sitegen.vocabulary import Assigner, Vocabulary, settle
from tests.benchmarks.annotate import texts_of

Made = TypeVar("Made")
LARGEST, ARTICLES, TENTH = 100, 40, 10


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What it makes, and the seconds of CPU time that it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def read(texts: Sequence[str]) -> tuple[list[str], list[bytes]]:
    """The headlines and the packed phrases of the texts."""
    annotator = annotate.open_annotator("builtin")
    articles = [parse.parse(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    return [a.words(a.title) for a in articles], [annotator.annotate(a).phrases for a in articles]


def told(vocabulary: Vocabulary, packed: Sequence[bytes], titles: Sequence[str], articles: int) -> None:
    """Prints the index terms, and the topics of some articles; in brackets those that have no page."""
    assigner = Assigner(vocabulary)
    topics, seconds = timed(lambda: [assigner.topics(phrases) for phrases in packed])
    shown = [[topic.name for topic in found if topic.page] for found in topics]
    terms = Counter(name for names in shown for name in names)
    print(
        f"assigned in {1e6 * seconds / len(packed):.0f} us an article; {sum(map(len, shown)) / len(shown):.2f} topics"
    )
    print(f"{len(terms)} terms:", ", ".join(f"{name} {count}" for name, count in terms.most_common(LARGEST)))
    for place in sorted(random.Random(1).sample(range(len(packed)), min(articles, len(packed)))):
        names = [topic.name if topic.page else f"({topic.name})" for topic in topics[place]]
        print(f"- {titles[place][:70]} | {', '.join(names)}")


def changed(packed: Sequence[bytes]) -> str:
    """How many of the first articles have other topics when the last tenth is added."""
    shuffled = random.Random(2).sample(packed, len(packed))
    old = shuffled[: len(packed) - len(packed) // TENTH]
    before = settle(lambda: old, len(old))
    ways = {"kept": before, "forgotten": None}
    counts = {way: _changed(old, before, settle(lambda: shuffled, len(packed), kept)) for way, kept in ways.items()}
    return ", ".join(f"{count} of {len(old)} with the vocabulary before {way}" for way, count in counts.items())


def _changed(articles: Sequence[bytes], before: Vocabulary, after: Vocabulary) -> int:
    one, other = Assigner(before), Assigner(after)
    return sum(set(one.topics(phrases)) != set(other.topics(phrases)) for phrases in articles)


def main() -> None:
    texts = texts_of(Path(sys.argv[1]))
    titles, packed = read(texts)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} articles, {words} words, {500 * sum(map(len, packed)) / words:.0f} bytes packed for 500 words")
    vocabulary, seconds = timed(lambda: settle(lambda: packed, len(packed)))
    print(f"settled in {1e3 * seconds / len(packed):.2f} ms an article, {len(vocabulary.text())} bytes")
    told(vocabulary, packed, titles, int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES)
    print("changed:", changed(packed))


if __name__ == "__main__":
    main()
