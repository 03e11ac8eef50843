"""The archive as data: every format is read back by a reader that is not ours, and holds what the archive holds."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import cli, config, dataset
from sitegen.dataset.csv_files import as_written, shown
from sitegen.dataset.package import licences
from sitegen.dataset.tables import TABLES
from sitegen.errors import ConfigError, OutputError, SourceError
from sitegen.export import FORMATS, export
from sitegen.work import Found, Reader
from tests.conftest import SETTINGS, Archive

BRIDGE = """Bridge opens after eleven years

By Ivo Marek

LOWICK, 4 May 2019 - The bridge at Lowick was opened again.

“We drove forty minutes to buy bread, and we drove them in the dark,” said Clara Njoroge, the mayor of Lowick.

The road leads on to Paris and to Hamburg.

Click here to subscribe to our newsletter
"""
FERRY = """Ferry stops for good

LOWICK, 2 June 2020 - The last ferry left at noon.

“Nobody asked the people who used it every day of the year,” said Clara Njoroge.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A few invented articles, read by the built-in model."""
    settings = SETTINGS + 'licence = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"\n'
    made = Archive(tmp_path_factory.mktemp("dataset") / "an archive", settings)
    made.seed("bridge.txt", BRIDGE)
    made.seed("ferry.txt", FERRY)
    made.article("sum.md", "=2+3", "2019-03", ("Ann Lee",), ("@rain", "snow"), "A “quoted” line, and\nanother.")
    made.article("undated.md", "Nobody knows when", people=("Ann Lee",), body="Étés à Orléans. 雨が降った。")
    made.seed("wire.jsonl", json.dumps({"id": "a/1", "title": "From the wire", "text": "Rain.\n\nMore rain."}) + "\n")
    return made


def written(archive: Archive, kind: str, name: str) -> Path:
    path = archive.root / name
    report = export(config.load(archive.root), str(path), kind=kind, jobs=1)
    assert not report.problems
    return path


@pytest.fixture(scope="module")
def objects(archive: Archive) -> list[dict]:
    return [json.loads(line) for line in written(archive, "jsonl", "a.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def tables(archive: Archive) -> dict[str, list[dict[str, str]]]:
    folder = written(archive, "csv", "tables")
    found = {}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f, strict=True))
        found[table.name] = [{k: as_written(v) for k, v in row.items()} for row in rows]
    return found


def test_the_numbers_of_the_tables_are_the_archives(objects: list[dict], tables: dict[str, list[dict]]) -> None:
    assert len(objects) == 5
    assert [row["id"] for row in tables["articles"]] == [x["id"] for x in objects]
    assert len(tables["quotations"]) == sum(len(x["quotes"]) for x in objects) >= 2
    assert len(tables["places"]) == sum(len(x["places"]) for x in objects) >= 2
    assert len(tables["organisations"]) == sum(len(x["organisations"]) for x in objects)
    assert len(tables["pictures"]) == sum(len(x["captions"]) for x in objects)
    assert len(tables["authors"]) == sum(len(x["authors"]) for x in objects) == 1
    assert len(tables["mentions"]) == sum(len(x["people"]) for x in objects)
    assert {row["name"] for row in tables["people"]} >= {"Ann Lee", "Clara Njoroge", "Ivo Marek"}
    clara = next(row for row in tables["people"] if row["name"] == "Clara Njoroge")
    assert (clara["articles"], clara["url"]) == ("2", "https://example.org/people/clara-njoroge.html")


def test_what_a_table_says_of_an_article_is_what_the_object_says(objects: list[dict], tables: dict) -> None:
    for x, row in zip(objects, tables["articles"], strict=True):
        assert row["body"] == "\n\n".join(b["text"] for b in x["blocks"])
        assert (row["title"], row["date"], row["dateline"]) == (x["title"], x["date"] or "", x["dateline"] or "")
        assert (row["source"], row["record"]) == (x["source"]["path"], x["source"]["record"] or "")
        assert row["sha256"] == x["source"]["sha256"]
    said = [q for x in objects for q in x["quotes"]]
    assert [row["text"] for row in tables["quotations"]] == [q["text"] for q in said]
    assert {row["published"] for row in tables["quotations"]} <= {"true", "false"}


def test_keys_are_keys_and_references_lead_somewhere(tables: dict[str, list[dict]]) -> None:
    keys = {table.name: {row["id"] for row in tables[table.name]} for table in TABLES if table.keyed}
    for table in TABLES:
        if table.keyed:
            assert len(keys[table.name]) == len(tables[table.name])
        for column in table.columns:
            values = {row[column.name] for row in tables[table.name]}
            assert not (column.required and "" in values), (table.name, column.name)
            assert not column.of or values <= {*keys[column.of], ""}, (table.name, column.name)


def test_csv_is_rfc_4180_in_utf_8_and_no_cell_is_a_formula(archive: Archive) -> None:
    data = (written(archive, "csv", "tables") / "articles.csv").read_bytes()
    assert data.startswith(b"id,url,title") and data.endswith(b"\r\n")
    text = data.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert "'=2+3" in {row[2] for row in rows}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert "Étés à Orléans" in text and "雨が降った" in text


@given(st.text())
def test_a_guarded_cell_gives_its_words_back(words: str) -> None:
    assert as_written(shown(words)) == words
    assert not shown(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_sqlite_is_whole_has_foreign_keys_and_is_searched(archive: Archive, objects: list[dict], tables: dict) -> None:
    db = sqlite3.connect(written(archive, "sqlite", "a.sqlite"))
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA freelist_count").fetchone() == (0,), "packed"
    for table in TABLES:
        assert db.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (len(tables[table.name]),)
        linked = {row[3]: row[2] for row in db.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert linked == {c.name: c.of for c in table.columns if c.of}
    ids = db.execute("SELECT id, hex FROM articles ORDER BY id").fetchall()
    assert [f"{number:x}" for number, _ in ids] == [hex for _, hex in ids] == [x["id"] for x in objects]
    search = "SELECT title FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    assert db.execute(search, ("ferry noon",)).fetchall() == [("Ferry stops for good",)]
    assert db.execute(search, ("orleans",)).fetchall() == [("Nobody knows when",)], "accents are of no account"
    (kind,) = db.execute("SELECT sql FROM sqlite_master WHERE name='articles_fts'").fetchone()
    assert 'content="articles"' in kind, "by this Datasette knows whose index it is"
    said = "SELECT count(*) FROM quotations q JOIN people p ON p.id = q.person WHERE p.name = 'Clara Njoroge'"
    assert db.execute(said).fetchone() == (2,)
    db.close()


def test_parquet_holds_the_objects(archive: Archive, objects: list[dict]) -> None:
    rows = pyarrow.parquet.read_table(written(archive, "parquet", "a.parquet")).to_pylist()
    assert len(rows) == len(objects)
    for row, x in zip(rows, objects, strict=True):
        assert row.pop("url").startswith("https://example.org/articles/")
        for place in row["places"]:
            if not place["ambiguous"]:
                del place["ambiguous"]
        assert row == x


POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
    },
}


def listed(*words: str, **more: dict) -> dict:
    """A list of objects with these keys and no others; the first must be there."""
    known = {word: {"type": "string", "minLength": 1} for word in words}
    known |= {"uri": {"type": "string", "pattern": "^https?://[!-~]+$"}} if "uri" in words else {}
    item = {"type": "object", "required": [words[0]], "additionalProperties": False, "properties": known | more}
    return {"type": "array", "items": item}


def texts(*counts: str) -> dict:
    return listed("value", "role", "contentType", **{key: {"type": "integer", "minimum": 1} for key in counts})


NINJS = {  # the part of the standard that is used, in our words
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "format": "uri"},
        "standard": {"type": "object", "required": ["name", "version", "schema"]},
        "type": {"const": "text"},
        "representationType": {"const": "full"},
        "pubStatus": {"const": "usable"},
        **{name: {"type": "string"} for name in ("language", "title", "by", "located", "usageTerms", "edNote")},
        "contentCreated": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"},
        "headlines": texts(),
        "descriptions": texts(),
        "bodies": texts("charCount", "wordCount"),
        **dict.fromkeys(("people", "organisations", "subjects"), listed("name", "rel", "uri")),
        "places": listed("name", "rel", "uri", geoJSON=POINT),
        "infoSources": listed("name", "role", "uri"),
        "associations": listed("name", "rel", "uri", "by", type={"const": "picture"}, descriptions=texts()),
        "altIds": listed("role", "value"),
    },
}


def test_ninjs_is_what_the_standard_says(archive: Archive, objects: list[dict]) -> None:
    lines = written(archive, "ninjs", "a.ninjs.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    assert len(items) == len(objects)
    for item, x in zip(items, objects, strict=True):
        jsonschema.validate(item, NINJS)
        assert item["bodies"][0]["value"] == "\n\n".join(b["text"] for b in x["blocks"])
    bridge = next(i for i in items if i["title"].startswith("Bridge"))
    bridge.pop("subjects", None)  # which topics there are is asked elsewhere
    assert bridge == {
        "uri": "https://example.org/articles/bridge-opens-after-eleven-years.html",
        "standard": dict(bridge["standard"], name="ninjs", version="3.1"),
        "type": "text",
        "representationType": "full",
        "pubStatus": "usable",
        "language": "en",
        "title": "Bridge opens after eleven years",
        "by": "Ivo Marek",
        "located": "LOWICK",
        "usageTerms": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "contentCreated": "2019-05-04T00:00:00Z",
        "edNote": "The date is stated as 2019-05-04.",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": "Bridge opens after eleven years"}],
        "bodies": bridge["bodies"],
        "people": [
            {
                "name": "Clara Njoroge",
                "rel": "mentions",
                "uri": "https://example.org/people/clara-njoroge.html",
            }
        ],
        "places": bridge["places"],
        "infoSources": [
            {"name": "Ivo Marek", "role": "author", "uri": "https://example.org/people/ivo-marek.html"},
        ],
        "altIds": bridge["altIds"],
    }
    paris = next(p for p in bridge["places"] if p["name"] == "Paris")
    assert paris["geoJSON"]["type"] == "Point" and 48 < paris["geoJSON"]["coordinates"][1] < 49
    assert "contentCreated" not in next(i for i in items if i["title"] == "Nobody knows when")


@pytest.mark.parametrize("kind", FORMATS)
def test_the_bytes_are_the_same_whoever_writes_them(
    archive: Archive, new_archive: Callable[..., Archive], kind: str
) -> None:
    """Twice, and by another archive of the same seeds that is built by two processes."""
    name = "again.zip" if kind == "csv" else f"again.{kind}"
    first = written(archive, kind, name).read_bytes()
    assert written(archive, kind, name).read_bytes() == first
    other = new_archive(f"other {kind}", (archive.root / "sitegen.toml").read_text("utf-8"))
    for path in (archive.root / "seeds").iterdir():
        other.seed(path.name, path.read_bytes())
    export(config.load(other.root), str(other.root / name), kind=kind, jobs=2)
    assert (other.root / name).read_bytes() == first


def test_a_zip_holds_the_tables_and_what_describes_them(archive: Archive) -> None:
    with zipfile.ZipFile(written(archive, "csv", "a.zip")) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        package = json.loads(packed.read("datapackage.json"))
        assert {r["path"] for r in package["resources"]} == set(names) - {"datapackage.json"}
        for resource in package["resources"]:
            head = packed.read(resource["path"]).decode("utf-8").split("\r\n")[0]
            assert [f["name"] for f in resource["schema"]["fields"]] == head.split(",")
            assert resource["bytes"] == packed.getinfo(resource["path"]).file_size
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}
    ]
    assert licences("") == []


def test_a_file_is_whole_or_as_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(archive, "sqlite", "kept.sqlite")
    before = path.read_bytes()
    monkeypatch.setattr(dataset.sqlite_file.SqliteFile, "_index_words", stop)
    with pytest.raises(KeyboardInterrupt):
        export(config.load(archive.root), str(path), kind="sqlite", jobs=1)
    assert path.read_bytes() == before
    assert not list(archive.root.glob(".*.tmp"))


def test_ids_stay_when_articles_come(
    archive: Archive, new_archive: Callable[..., Archive], objects: list[dict]
) -> None:
    other = new_archive("grown", (archive.root / "sitegen.toml").read_text("utf-8"))
    other.seed("earlier.txt", "Something else\n\nLOWICK, 1 May 2001 - Nothing happened that day at all.\n")
    for path in sorted((archive.root / "seeds").iterdir()):
        other.seed(path.name, path.read_bytes())
    lines = written(other, "jsonl", "b.jsonl").read_text("utf-8").splitlines()
    found = {x["source"]["path"]: x["id"] for x in map(json.loads, lines)}
    assert len(found) == len(objects) + 1
    assert all(found[x["source"]["path"]] == x["id"] for x in objects)


@pytest.mark.parametrize("kind", ["csv", "sqlite"])
def test_what_cannot_be_read_is_told_and_left_out(archive: Archive, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    real = Reader.revive

    def revive(reader: Reader, path: str, known: bytes, kept: bytes) -> Found:
        if path == "ferry.txt":
            raise SourceError("changed while the build ran", "Build once more.")
        return real(reader, path, known, kept)

    monkeypatch.setattr(Reader, "revive", revive)
    (problem,) = export(config.load(archive.root), str(archive.root / f"less {kind}"), kind=kind, jobs=1).problems
    assert (problem.stage, problem.where) == ("export", "ferry.txt")


def test_a_database_that_cannot_be_written_is_said(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(dataset.sqlite_file.SqliteFile, "_flush", full)
    with pytest.raises(OutputError, match="disk is full"):
        export(config.load(archive.root), str(archive.root / "full.sqlite"), kind="sqlite", jobs=1)


def test_all_who_name_the_formats_name_the_same() -> None:
    assert set(FORMATS) == set(config.DOWNLOADS) == set(cli.KINDS)


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_written_is_said(archive: Archive) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        export(config.load(archive.root), str(archive.root / "nowhere/a.jsonl"), jobs=1)
    with pytest.raises(ConfigError, match="standard output"):
        export(config.load(archive.root), None, kind="sqlite", jobs=1)
