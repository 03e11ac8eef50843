"""Files that hold many articles are read as folders: each record an article with its own identity."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.config import load
from sitegen.explain import explain
from sitegen.work import Reader
from tests.conftest import NO_MODEL, SETTINGS, Archive

NAMES = ("ferry", "mill", "bridge", "market", "school", "harbour")


def record(name: str, **other: object) -> dict[str, object]:
    text = (
        f"The old {name} was opened again on Monday, said the mayor, who had waited for it.\n\n"
        f"Nobody had used the {name} since the flood, and some had thought it would never be seen again."
    )
    fields = {"id": name, "title": f"The {name} opens again", "text": text, "date": "2019-05-06", "author": "Ann Roe"}
    return {**fields, **other}


def write(archive: Archive, *records: dict[str, object], name: str = "wire.jsonl") -> Path:
    return archive.seed(name, "".join(json.dumps(r) + "\n" for r in records))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read, in their order."""
    sources: list[str] = []
    real = Reader._record
    monkeypatch.setattr(Reader, "_record", lambda self, path, *rest: sources.append(path) or real(self, path, *rest))
    return sources


def test_each_record_is_an_article(archive: Archive) -> None:
    write(archive, *map(record, NAMES))
    report = archive.build()
    assert (report.articles, report.problems) == (6, [])
    page = archive.page("articles/the-ferry-opens-again.html")
    assert "said the mayor" in page and "Ann Roe" in page and "2019-05-06" in page
    assert archive.build().rendered == 0


def test_only_records_that_changed_are_read(archive: Archive, read: list[str]) -> None:
    write(archive, *map(record, NAMES))
    archive.build()
    read.clear()
    write(
        archive,
        record("church"),
        *(record(n) for n in NAMES if n not in ("mill", "school")),
        record("school", author="Bo Ek"),
    )
    report = archive.build()
    assert sorted(read) == ["wire.jsonl/church", "wire.jsonl/school"]
    assert report.articles == 6
    assert "No longer in the archive" in archive.page("articles/the-mill-opens-again.html")
    assert "Bo Ek" in archive.page("articles/the-school-opens-again.html")
    (archive.root / "seeds/wire.jsonl").unlink()
    assert archive.build().articles == 0


def test_incremental_is_clean(new_archive: Callable[..., Archive]) -> None:
    grown, clean = new_archive("grown"), new_archive("clean")
    write(grown, *map(record, NAMES))
    grown.build()
    now = [record("ferry", title="Another title"), *(record(n) for n in NAMES[2:]), record("quay")]
    for archive in (grown, clean):
        write(archive, *now)
    addresses = (grown.root / "seeds/addresses.tsv").read_text("utf-8")
    grown.build()
    (clean.root / "seeds/addresses.tsv").write_text(addresses, "utf-8")
    clean.build()
    assert grown.site() == clean.site()
    assert grown.build().rendered == 0


@pytest.mark.parametrize("ending", [".jsonl.gz", ".csv", ".parquet"])
def test_other_containers_give_the_same_pages(new_archive: Callable[..., Archive], ending: str) -> None:
    plain, other = new_archive("plain"), new_archive("other")
    write(plain, *map(record, NAMES))
    path = other.root / "seeds" / f"wire{ending}"
    WRITERS[ending](path, [record(name) for name in NAMES])
    plain.build()
    assert other.build().problems == []
    assert sorted(plain.site()) == sorted(other.site())
    assert other.build().rendered == 0


def _gzip(path: Path, records: list[dict[str, object]]) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in records).encode()))


def _csv(path: Path, records: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, list(records[0]))
        writer.writeheader()
        writer.writerows(records)


def _parquet(path: Path, records: list[dict[str, object]]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.Table.from_pylist(records), path)


WRITERS = {".jsonl.gz": _gzip, ".csv": _csv, ".parquet": _parquet}


def test_a_broken_line_is_told_and_the_others_are_read(archive: Archive) -> None:
    path = write(archive, *map(record, NAMES))
    lines = path.read_text("utf-8").split("\n")
    lines[2] = '{"id": "bridge", "title": '
    path.write_text("\n".join(lines), "utf-8")
    for _ in range(2):
        report = archive.build()
        assert report.articles == 5
        (problem,) = report.problems
        assert problem.where == "wire.jsonl:3" and problem.hint
    write(archive, *map(record, NAMES))
    assert archive.build().problems == []


def test_columns_of_other_names(new_archive: Callable[..., Archive]) -> None:
    table = '[[source]]\nfiles = "old/*.jsonl"\ncolumns = { text = "story", title = "hl", date = "day", id = "nr" }\n'
    archive = new_archive("mapped", SETTINGS + NO_MODEL + table)
    fields = record("ferry")
    write(
        archive,
        {"nr": 7, "hl": fields["title"], "story": fields["text"], "day": "2001-02-03"},
        name="old/a.jsonl",
    )
    report = archive.build()
    assert (report.articles, report.problems) == (1, [])
    assert "2001-02-03" in archive.page("articles/the-ferry-opens-again.html")
    (archive.root / "sitegen.toml").write_text(SETTINGS + NO_MODEL + table.replace('"day"', '"none"'), "utf-8")
    archive.build()
    assert "2001-02-03" not in archive.page("articles/the-ferry-opens-again.html")


def test_a_record_is_explained(archive: Archive) -> None:
    write(archive, record("ferry"))
    archive.build()
    told = "\n".join(explain(load(archive.root), str(archive.root / "seeds/wire.jsonl/ferry")))
    assert "page: articles/the-ferry-opens-again.html" in told and "title" in told


def test_a_key_may_be_an_address(archive: Archive) -> None:
    write(archive, record("ferry", id=None, url="https://example.org/a//ferry.md"))
    archive.build()
    told = "\n".join(
        explain(load(archive.root), str(archive.root) + "/seeds/wire.jsonl/https://example.org/a//ferry.md")
    )
    assert "page: articles/the-ferry-opens-again.html" in told
