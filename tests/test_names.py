"""The name tagger, by invented sentences."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.annotate import names
from sitegen.annotate.names import KINDS, casing, runs
from sitegen.annotate.names.credits import is_credit
from sitegen.annotate.names.tagger import Tagger

CASES = Path(__file__).parent / "cases" / "names.txt"
ODD = (
    *("", " ", "no capitals here", "A", "\u0130stanbul Belediyesi said \u00dcnal \u015eahin.", "O'Neill", "\u2019s"),
    *("Mr. Smith's", "I", "THE WHOLE TEXT IS IN CAPITALS SAID JOHN SMITH\n", "STRASSE GRO\u00dfE STADT UND LAND"),
    *(
        "\ud800 Anna Weber",
        "\ufb03 \u0149 \u01f0 Anna Weber met \ufb01sh",
        "\x00Anna\u00a0Weber",
        "Ann\u0301a Weber",
        "- & 's",
    ),
)


def cases() -> Iterator[object]:
    for line in CASES.read_text("utf-8").splitlines():
        if line.strip() and line[0] != "#":
            text, *wanted = (part.strip() for part in line.lstrip("~").split("|"))
            marks = [pytest.mark.xfail(strict=True, reason="known failure")] if line[0] == "~" else []
            yield pytest.param(text.replace("\\n", "\n"), wanted, marks=marks, id=text[:60])


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return names.load()


def found(tagger: Tagger, text: str) -> list[list[str]]:
    """The names of each kind; of people the fullest form alone, and no credits."""
    by_kind: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for start, end, kind, _ in tagger.entities(text):
        if kind != "person" or not is_credit(text, start, end):
            by_kind[kind].add(text[start:end].rstrip("."))
    words = {name: set(name.casefold().split()) for name in by_kind["person"]}
    by_kind["person"] = {name for name in words if not any(words[name] < other for other in words.values())}
    return [sorted(by_kind[kind]) for kind in KINDS]


@pytest.mark.parametrize(("text", "wanted"), list(cases()))
def test_cases(tagger: Tagger, text: str, wanted: list[str]) -> None:
    for names_found, names_wanted in zip(found(tagger, text), wanted, strict=True):
        if names_wanted != "*":
            assert names_found == sorted(name for name in names_wanted.split(";") if name)


def check_entities(tagger: Tagger, text: str) -> None:
    end = 0
    for entity in tagger.entities(text):
        assert end <= entity.start < entity.end <= len(text)
        assert entity.kind in KINDS
        assert 0 <= entity.probability <= 1
        end = entity.end


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(tagger: Tagger, text: str) -> None:
    check_entities(tagger, text)


WORDS = st.sampled_from(
    [
        "Anna",
        "Weber",
        "Mr.",
        "the",
        "of",
        "University",
        "LONDON",
        "said",
        "&",
        "van",
        "\u0130zmir",
        "'s",
        "\n",
        ",",
        "St.",
        "in",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text(tagger: Tagger, text: str) -> None:
    check_entities(tagger, text)


@given(st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=80).map(" ".join))
@settings(deadline=None)
def test_recase_moves_nothing(text: str) -> None:
    new = casing.recase(text, {"anna": 1, "weber": 2, "said": 128})
    assert len(new) == len(text)
    assert all(before.lower() == after.lower() or before == "\n" for before, after in zip(text, new, strict=True))


def test_what_was_read_before_does_not_matter(tagger: Tagger) -> None:
    text = "Qwyxel Zorbunth met Prime Minister Theresa May in Vlarnotsk. Zorbunth said Vlarnotsk was cold."
    first = tagger.entities(text)
    for number in range(300):
        tagger.entities(f"Bexil{number} Torvane{number} spoke in Grunholt{number}.")
    assert tagger.entities(text) == first == names.load().entities(text)


def test_more_new_words_than_there_is_room_for(tagger: Tagger) -> None:
    text = "\n".join(f"Zq{number}a Wv{number}b spoke." for number in range(17_000))
    check_entities(tagger, text)
    assert found(tagger, "Michael Jordan scored 40 points.") == [["Michael Jordan"], [], []]


def test_wrapped_lines_are_joined(tagger: Tagger) -> None:
    line = "The mayor said in a letter that\nthe river had risen again and\n"
    text = line * 8 + "nobody had been hurt, said John\nWhitfield of the town council.\n"
    assert "John\nWhitfield" in {text[e.start : e.end] for e in tagger.entities(text)}


def test_probabilities_follow_the_evidence(tagger: Tagger) -> None:
    sure = tagger.entities("President Barack Obama met Angela Merkel. Mr Obama said Mrs Merkel had agreed.")
    vague = tagger.entities("Crane Mill Tully.")
    assert min(e.probability for e in sure) > max((e.probability for e in vague), default=0)


def plainly(lower: str, start: int, end: int) -> list[str]:
    """The context of `lower[start:end]`, as it is defined."""
    before = runs.CONTEXT.findall(lower, max(0, start - runs.REACH), start)[-runs.SIDE :]
    after = runs.CONTEXT.findall(lower, end, end + runs.REACH)[: runs.SIDE]
    return [*["\n"] * (runs.SIDE - len(before)), *before, *after, *["\n"] * (runs.SIDE - len(after))]


LETTERS = st.text("aAzZ\u00c9s.-'\u2019&_ \u00a0\n19,\u00b2", max_size=80)


@given(st.one_of(LETTERS, st.lists(st.one_of(WORDS, LETTERS), max_size=40).map(" ".join)))
@settings(deadline=None)
def test_contexts_are_the_three_words_on_either_side(text: str) -> None:
    found = runs.scan(text)
    for number, (form, start) in enumerate(found.seen):
        offset, word = found.forms[form][-1]
        assert found.around(number) == plainly(found.lower, start, start + offset + len(word))


PREFIXED = st.sampled_from(
    ["al-Masri", "d'Arc", "Mr. X", "U.S.", "J.-P. Lee", "St. Ives", "Al-l'Xo", "O'Neill", "Capt"]
)


@given(st.lists(st.one_of(LETTERS, PREFIXED), max_size=12).map(" ".join))
@settings(deadline=None)
def test_both_patterns_find_the_same_runs(text: str) -> None:
    if not runs.SMALL_PREFIX.search(text):
        assert [m.span() for m in runs.PLAIN_RUN.finditer(text)] == [m.span() for m in runs.RUN.finditer(text)]


def test_pieces_of_runs() -> None:
    def words(run: str) -> list[str]:
        return [piece for _, piece, _ in runs.pieces(run)]

    assert words("However Johnson's Labour") == ["Johnson", "Labour"]
    assert words("Ohio-based Walton-led Marks & Spencer") == ["Ohio", "Walton", "Marks & Spencer"]
    assert words("The") == []


@pytest.mark.parametrize(
    ("text", "name", "credit"),
    [
        ("(Photo by Anna Krause/Getty Images)", "Anna Krause", True),
        ("By Daniel Mercer\nThe river rose.", "Daniel Mercer", True),
        ("(AP Photo/ Ivan Petrenko)", "Ivan Petrenko", True),
        ("(Reporting by Ana Ruiz; Editing by Karl Moss)", "Karl Moss", True),
        ("The bridge built by Daniel Mercer fell.", "Daniel Mercer", False),
        ("Anna Krause told reporters she would stay.", "Anna Krause", False),
    ],
)
def test_credits(text: str, name: str, credit: bool) -> None:
    start = text.index(name)
    assert is_credit(text, start, start + len(name)) is credit


def test_numpy_is_imported_late_and_with_one_thread() -> None:
    code = (
        "import sys, os; from sitegen.annotate import names, topics; assert 'numpy' not in sys.modules;"
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def packed(sentence: str, names_in_it: list[tuple[str, str]]) -> dict[str, object]:
    """A training document: [gap from the end of the one before, length, kind] of each name."""
    spans: list[tuple[int, int, str]] = []
    end = 0
    for name, kind in names_in_it:
        start = sentence.index(name, end)
        spans.append((start - end, len(name), kind))
        end = start + len(name)
    return {"id": sentence[:20], "src": "invented for this test", "text": sentence, "ents": spans}


def write_training_documents(folder: Path) -> None:
    people = ["Anna Weber", "Karl Moss", "Tunde Bello", "Maria Lopez", "Emil Novak", "Helga Braun"]
    for number, name in enumerate(("gold", "news", "congress", "senate", "wiki")):
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            for first, second in zip(people, [*people[number + 1 :], *people[: number + 1]], strict=True):
                text = f"{first} of Dunmore met {second} in Vlarn.\n"
                text += f"The Ministry of Roads said {first.split()[1]} was ill.\n"
                found = [(first, "PER"), ("Dunmore", "LOC"), (second, "PER"), ("Vlarn", "LOC")]
                found += [("Ministry of Roads", "ORG"), (first.split()[1], "PER")]
                file.write(json.dumps(packed(text * 4, found * 4)) + "\n")


def test_training_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the hash seed.  (On one machine: the sums of floating-point numbers differ between processors.)"""
    write_training_documents(tmp_path)
    made = []
    for seed in ("1", "2"):
        model = tmp_path / f"{seed}.npz"
        command = [sys.executable, "-m", "tools.names", str(tmp_path), str(model)]
        command += ["--limit", "6", "--epochs", "1", "1", "--teachers", "1"]
        root = Path(__file__).parent.parent
        environment = {"PYTHONPATH": ":".join([str(root), *sys.path]), "PYTHONHASHSEED": seed}
        subprocess.run(command, env=environment, cwd=root, check=True, capture_output=True)
        made.append(model.read_bytes())
    assert made[0] == made[1]
    check_entities(Tagger.load(tmp_path / "1.npz"), "Anna Weber of Dunmore met Karl Moss.")
