"""Which texts are versions of one report: invented pairs with labels, and the promises of gathering them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import versions
from sitegen.versions import Again, Board, Place, Sketch, gather, keys_of, likeness, same_report, sketch

CASES = Path(__file__).parent / "cases" / "versions"
EXPECTED_KEYS = (9091503, 12964777, 34689812)  # of the story "ferry"
STORIES = sorted(p.stem for p in CASES.glob("*.txt") if p.stem != "traps")


class Pair(NamedTuple):
    """Two texts, and whether they are one report."""

    kind: str
    one: str
    other: str
    same: bool


def sections(name: str) -> list[tuple[str, str]]:
    """(heading, text) of the sections of a file of cases."""
    parts = (CASES / f"{name}.txt").read_text("utf-8").split("== ")[1:]
    return [(head, text.strip()) for head, _, text in (part.partition("\n") for part in parts)]


def rewritten(report: str, changes: str) -> str:
    for line in changes.splitlines():
        old, new = line.split(" => ")
        assert report.count(old) == 1, old
        report = report.replace(old, new)
    return report


def pairs_of(name: str) -> Iterator[Pair]:
    """The pairs of one story, in all five kinds."""
    of = dict(sections(name))
    report = of["report"]
    paragraphs = report.split("\n\n")
    updated = "\n\n".join([of["update"], *paragraphs[1:]])
    edited = rewritten(report, of["rewrite"])
    yield Pair("verbatim", report, report.replace("\n\n", "\n \n\n").replace(" the ", "  the ").upper(), True)
    for kept in (2, 3):
        yield Pair("trimmed", report, "\n\n".join(paragraphs[:kept]), True)
    yield Pair("trimmed", edited, "\n\n".join(edited.split("\n\n")[:4]), True)
    yield Pair("updated", report, updated, True)
    yield Pair("rewritten", report, edited, True)
    for text in (report, updated, edited):
        yield Pair("another writer", text, of["other"], False)


def traps() -> Iterator[Pair]:
    """Texts in the same form of words about other things, and reports of other events."""
    for (kind, one), (_, other) in combinations(sections("traps"), 2):
        yield Pair(f"trap: {kind}", one, other, False)
    for one, other in combinations(STORIES, 2):
        yield Pair("other events", dict(sections(one))["report"], dict(sections(other))["report"], False)


PAIRS = [pair for name in STORIES for pair in pairs_of(name)] + list(traps())


def found(pair: Pair) -> bool:
    """Would the index find these to be one report?  They must share a key, and be alike."""
    a, b = sketch(pair.one), sketch(pair.other)
    shared = set(keys_of(a)) & set(keys_of(b))
    return bool(shared) and same_report(likeness(Sketch(a), Sketch(b)))


def test_versions_are_told_from_other_reports() -> None:
    judged = [(found(pair), pair) for pair in PAIRS]
    wrong = [f"{pair.kind}: {pair.one[:60]}" for is_found, pair in judged if is_found and not pair.same]
    missed = [f"{pair.kind}: {pair.one[:60]}" for is_found, pair in judged if pair.same and not is_found]
    assert not wrong, wrong
    assert len(missed) <= 0.05 * sum(pair.same for pair in PAIRS), missed


def test_there_are_enough_pairs_of_every_kind() -> None:
    kinds = [pair.kind for pair in PAIRS]
    for kind in ("verbatim", "trimmed", "updated", "rewritten", "another writer"):
        assert kinds.count(kind) >= 8, kind
    assert sum(pair.same for pair in PAIRS) >= 40
    assert sum(kind.startswith("trap") for kind in kinds) >= 40


@pytest.mark.parametrize("name", STORIES)
def test_the_rewritten_ones_are_rewritten(name: str) -> None:
    of = dict(sections(name))
    words = of["report"].split()
    matcher = SequenceMatcher(None, words, rewritten(of["report"], of["rewrite"]).split(), autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    assert 0.2 <= 1 - kept / len(words) <= 0.45


# ---- sketches


def test_a_short_text_has_no_sketch() -> None:
    assert sketch("") == sketch("Nothing. " * 39) == b""
    assert sketch("the same five words again " * 100) == b""


@given(st.text(max_size=2000))
def test_any_text_can_be_sketched(text: str) -> None:
    packed = sketch(text)
    assert packed == b"" or likeness(Sketch(packed), Sketch(packed)).containment in (0.0, 1.0)


@pytest.mark.parametrize("joined", [" ", "\n\n", " – "])
def test_blanks_case_and_marks_are_no_difference(joined: str) -> None:
    words = dict(sections("wolf"))["report"].replace(",", "").replace(".", "").replace('"', "").split()
    assert Sketch(sketch(joined.join(words).upper())).shingles == Sketch(sketch(" ".join(words))).shingles


def test_texts_without_blanks_are_compared_too() -> None:
    text = "昨日の朝、港の近くで火事があり、三軒の家が焼けた。怪我をした人はいなかった。警察は原因を調べている。" * 1
    other = "町の図書館は来年の春に新しい建物へ移る。市長は昨日、工事の費用が予定より高くなると議会で述べた。"
    assert likeness(Sketch(sketch(text)), Sketch(sketch(text + "続報を待つ。"))).containment > 0.9
    assert likeness(Sketch(sketch(text)), Sketch(sketch(other))).containment == 0


def test_a_sketch_is_the_same_everywhere() -> None:
    """Nothing of it may depend on a process or a machine: it is kept, and compared with others for years."""
    report = dict(sections("ferry"))["report"]
    assert keys_of(sketch(report))[:3] == EXPECTED_KEYS


# ---- gathering


def test_the_earliest_leads_then_the_longest() -> None:
    ranks = [
        versions.rank(day, words, address)
        for day, words, address in ((3, 50, 9), (3, 40, 1), (3, 40, 2), (4, 900, 0), (None, 99, 0))
    ]
    assert ranks == sorted(ranks)
    assert all(0 < rank < 1 << 63 for rank in ranks)


def test_nothing_is_joined_by_a_chain() -> None:
    """A and B are alike, B and C are, A and C are not: C is no version of A."""
    alike = {(2, 1): 0.5, (3, 2): 0.5}
    places = [Place(id, id) for id in (3, 1, 2)]
    assert list(gather(places, lambda id: [7], lambda a, b: alike.get((a, b), 0.0))) == [(2, 1)]


def test_a_key_that_everybody_has_costs_no_more_with_every_text() -> None:
    asked: list[int] = []
    places = [Place(id, id) for id in range(1, 501)]
    assert list(gather(places, lambda id: [7], lambda a, b: asked.append(a) or 0.0)) == []  # type: ignore[func-returns-value]
    assert len(asked) <= 500 * 8


class Random:
    """Texts with random keys, whose likeness is a random but fixed function of both."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.texts, self.leads, self.next = rng, {}, {}, 1  # type: ignore[var-annotated]

    def new(self) -> tuple[int, int, frozenset[int]]:
        id, self.next = self.next, self.next + 1
        keys = frozenset(self.rng.choices(range(12), k=2)) | ({99} if self.rng.random() < 0.8 else set())
        return id, self.rng.randint(0, 400), keys

    def alike(self, a: int, b: int) -> float:
        key = hash((min(a, b), max(a, b), 5)) % 100
        return key / 100 if key > 70 else 0.0

    def clean(self) -> dict[int, int]:
        places = [Place(rank, id) for id, (rank, _) in self.texts.items()]
        joined = dict(gather(places, lambda id: self.texts[id][1], self.alike))
        return {id: joined.get(id, 0) for id in self.texts}

    def step(self) -> None:
        gone = self.rng.sample(sorted(self.texts), min(len(self.texts), self.rng.choice([0, 0, 1, 3])))
        left = {Place(self.texts[id][0], id): self.texts[id][1] for id in gone if self.leads.get(id) == 0}
        for id in gone:
            del self.texts[id]
            self.leads.pop(id)
        came = [self.new() for _ in range(self.rng.choice([1, 2, 30]))]
        self.texts.update((id, (rank, keys)) for id, rank, keys in came)
        rows: dict[int, list[Place]] = {}
        for id, (rank, keys) in self.texts.items():
            for key in keys:
                rows.setdefault(key, []).append(Place(rank, id))
        board = Board(lambda id: self.texts[id][1], lambda key: sorted(rows.get(key, [])), self.leads.get, self.alike)
        self.leads.update(Again(board).run(left, [Place(rank, id) for id, rank, _ in came]))


@pytest.mark.parametrize("seed", range(40))
def test_gathering_again_gives_what_gathering_all_gives(seed: int) -> None:
    texts = Random(random.Random(seed))
    for _ in range(25):
        texts.step()
        assert texts.leads == texts.clean()


# ---- differences


WORDS = st.lists(st.sampled_from("abcd"), max_size=30)


@given(WORDS, WORDS)
def test_a_difference_counts_what_goes_and_comes(one: list[str], other: list[str]) -> None:
    found = versions.difference(" ".join(one), " ".join(other))
    assert len(one) - found.removed + found.added == len(other)
    assert (found.changes == ()) == (one == other)


def test_a_difference_tells_the_words_and_those_beside_them() -> None:
    found = versions.difference("At noon the old mill burnt down again", "At noon the new mill burnt down again")
    assert found.changes == (("At noon the", "old", "new", "mill burnt down"),)
    assert found.whole
