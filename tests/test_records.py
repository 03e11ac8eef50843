"""Containers are read as folders: each record has a name that does not depend on its position, and what cannot be
read gets its sentence."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen import columns, records
from sitegen.config import SourceTable
from sitegen.digest import digest
from sitegen.errors import SourceError
from sitegen.records import tables
from sitegen.records.keys import HashSet, Keys, plain

ROWS = [
    {
        "title": "Ferry returns",
        "text": "The ferry came back.\n\nNobody had seen it leave.",
        "url": "https://example.org/1",
    },
    {"title": "Müller wins; again", "text": 'He said "never", and won.', "url": "https://example.org/2"},
    {"title": "雨", "text": "It rained, and it rained.", "url": "https://example.org/3"},
]
NO_COLUMNS: Mapping[str, str] = {}


class Listed:
    """A container that was read."""

    def __init__(self, folder: Path, name: str, data: bytes, columns: Mapping[str, str] = NO_COLUMNS) -> None:
        file = folder / name
        file.write_bytes(data)
        self.spool = folder / "spool.jsonl"
        self.listing = records.open_records(file, name, columns, self.spool)
        self.entries = list(self.listing)
        whole = self.listing.file.read_bytes()
        self.lines = [whole[e.offset : e.offset + e.length] for e in self.entries]

    @property
    def keys(self) -> list[str]:
        return [entry.key for entry in self.entries]

    @property
    def fields(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]

    @property
    def told(self) -> list[str]:
        return [problem.message for problem in self.listing.problems]


List = Callable[..., Listed]


@pytest.fixture
def listed(tmp_path: Path) -> List:
    return lambda name, data, columns=NO_COLUMNS: Listed(tmp_path, name, data, columns)


def json_lines(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def table(rows: list[dict[str, Any]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def parquet_file(rows: list[dict[str, Any]]) -> bytes:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def warc_record(kind: str, url: str, body: bytes, content: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2017-04-11T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{len(body):032x}>\r\nContent-Type: {content}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(page: bytes, status: str = "200 OK", *headers: str, content: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content}", *headers, "", ""]
    return "\r\n".join(lines).encode() + page


PAGE = "<html><body><p>Grüße aus dem Hafen</p></body></html>"
FORMATS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {
    "a.jsonl": json_lines,
    "a.ndjson": json_lines,
    "a.jsonl.gz": lambda rows: gzip.compress(json_lines(rows)),
    "A.JSONL": json_lines,
    "a.csv": table,
    "semicolon.csv": lambda rows: table(rows, ";"),
    "bar.csv": lambda rows: table(rows, "|"),
    "a.tsv": lambda rows: table(rows, "\t"),
    "a.csv.gz": lambda rows: gzip.compress(table(rows)),
    "a.parquet": parquet_file,
}


# ---- every format


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_records(name: str, listed: List) -> None:
    got = listed(name, FORMATS[name](ROWS))
    assert got.fields == ROWS
    assert got.keys == [row["url"] for row in ROWS]
    assert [entry.digest for entry in got.entries] == [digest(line) for line in got.lines]
    assert got.told == []


@pytest.mark.parametrize("name", FORMATS)
def test_only_what_is_no_plain_file_of_json_lines_is_written_anew(name: str, listed: List) -> None:
    got = listed(name, FORMATS[name](ROWS))
    is_plain = name.lower().endswith((".jsonl", ".ndjson"))
    assert got.spool.exists() is not is_plain
    assert (got.listing.file == got.spool) is not is_plain


@pytest.mark.parametrize("name", FORMATS)
def test_reading_twice_writes_the_same_bytes(name: str, listed: List) -> None:
    first = listed(name, FORMATS[name](ROWS))
    again = listed(name, FORMATS[name](ROWS))
    assert (first.entries, first.lines) == (again.entries, again.lines)


def test_the_file_of_lines_stands_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(table(ROWS))
    listing = records.open_records(file, "a.csv", {}, tmp_path / "spool.jsonl")
    reading = iter(listing)
    next(reading)
    assert not (tmp_path / "spool.jsonl").exists()
    reading.close()  # type: ignore[attr-defined]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("path", "container", "inside"),
    [
        ("wire/a.jsonl", "wire/a.jsonl", False),
        ("wire/a.jsonl/https://example.org/x", "wire/a.jsonl", True),
        ("A.CSV.GZ/17", "A.CSV.GZ", True),
        ("İ/a.warc.gz/17", "İ/a.warc.gz", True),
        ("wire/a.txt", "", False),
        ("notes.csv.txt", "", False),
    ],
)
def test_a_record_lies_in_its_container(path: str, container: str, inside: bool) -> None:
    assert records.container_of(path) == container
    assert records.is_inside(path) is inside
    assert records.is_container(container) is bool(container)


def test_the_first_source_that_fits_says_what_the_columns_hold() -> None:
    wire = SourceTable("wire/*.jsonl", {"text": "words"}, "markdown")
    rest = SourceTable(columns={"title": "name"})
    assert records.columns_of((wire, rest), "wire/a.jsonl/17") == {"text": "words", "format": "markdown"}
    assert records.columns_of((wire, rest), "other/a.csv") == {"title": "name", "format": "auto"}
    assert records.columns_of((wire,), "other/a.csv") == records.columns_of((), "a.csv") == {"format": "auto"}


# ---- names of records


def test_a_row_put_in_above_changes_no_other_name(listed: List) -> None:
    for dropped in ((), ("url",), ("url", "title")):
        rows = [{key: value for key, value in row.items() if key not in dropped} for row in ROWS]
        below = listed("a.jsonl", json_lines(rows)).keys
        new = {key: f"a new {value}" for key, value in rows[0].items()}
        assert listed("a.jsonl", json_lines([new, *rows])).keys[1:] == below


def test_names_prefer_what_identifies(listed: List) -> None:
    row = {"uuid": 17.0, "link": "https://example.org/x", "headline": "Ferry", "body": "It came."}
    assert listed("a.jsonl", json_lines([row])).keys == ["17"]
    assert listed("a.jsonl", json_lines([{**row, "uuid": None}])).keys == ["https://example.org/x"]
    by_title = listed("a.jsonl", json_lines([{"headline": "Ferry", "body": "It came."}])).keys
    assert by_title == listed("a.jsonl", json_lines([{"headline": "Ferry", "body": "It came later."}])).keys
    assert listed("a.jsonl", json_lines([row]), {"id": "headline"}).keys == ["Ferry"]


def test_repeated_names_are_counted_in_order(listed: List) -> None:
    rows = [{"id": key, "text": "x"} for key in ("a", "a", "a-2", "a", "b", "a-2")]
    assert listed("a.jsonl", json_lines(rows)).keys == ["a", "a-2", "a-2-2", "a-3", "b", "a-2-3"]


@given(st.lists(st.sampled_from(["a", "a-2", "b", "a-2-2", "a-3"])))
def test_names_are_unique(keys: list[str]) -> None:
    unique = Keys()
    made = [unique.unique(key) for key in keys]
    assert len(set(made)) == len(keys)
    assert all(new.startswith(old) for old, new in zip(keys, made, strict=True))


@given(st.text())
def test_a_name_may_stand_in_a_path_and_in_a_line_of_a_table(key: str) -> None:
    made = plain(key)
    assert len(made) <= 200
    assert made == made.strip() and made == plain(made)
    assert made.isprintable() or any(c.isprintable() is False and ord(c) > 0xA0 for c in made)
    assert not set(made) & set("\t\r\n\0\x7f\x85\u2028\u2029")
    made.encode()


def test_long_names_that_differ_late_stay_apart() -> None:
    assert plain("x" * 500 + "1") != plain("x" * 500 + "2")


@given(st.lists(st.integers(1, 2**64 - 1)))
def test_a_set_of_hashes_is_a_set(numbers: list[int]) -> None:
    ours, theirs = HashSet(), set[int]()
    for number in [*numbers, *range(1, 5000)]:
        assert ours.add(number) is (number not in theirs)
        theirs.add(number)


# ---- JSON Lines


def test_marks_blank_lines_and_windows_line_ends(listed: List) -> None:
    got = listed("a.jsonl", b'\xef\xbb\xbf{"id":1,"text":"x"}\r\n\r\n  \n{"id":2,"text":"y"}')
    assert got.lines == [b'{"id":1,"text":"x"}', b'{"id":2,"text":"y"}']
    assert (got.entries[0].offset, got.told) == (3, [])


def test_what_other_programs_leave_behind_is_read(listed: List) -> None:
    got = listed("a.jsonl", b'{"text":"\\ud83d x","score":NaN}\n{"text":"caf\xe9"}\n{"text":"x","text":"last"}\n')
    read = [columns.read_line(line) for line in got.lines]
    assert [fields["text"] for fields, _ in read] == ["\ufffd x", "café", "last"]
    assert [encoding for _, encoding in read] == ["utf-8", "windows-1252", "utf-8"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b'{"text": "x"', "is not valid JSON: "),
        (b'["text"]', 'is no JSON object but: ["text"]'),
        (b'"text"', 'is no JSON object but: "text"'),
        (b'{"title": "x", "n": 1}', "has no text; its columns: title, n"),
        (b'{"title": "x", "text": null}', "has no text; its columns: title"),
        (b'{"text": true}', "has no text; its columns: text"),
        (b"[" * 100_000, "is no JSON object but: [[["),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "is not valid JSON: "),  # deeper than any Python reads
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", ""),
    ],
)
def test_a_bad_line_gets_its_sentence_and_the_others_are_read(line: bytes, sentence: str, listed: List) -> None:
    got = listed("a.jsonl", b'{"id":1,"text":"x"}\n' + line + b'\n{"id":3,"text":"y"}\n')
    assert (got.keys[0], got.keys[-1]) == ("1", "3")
    assert [problem.where for problem in got.listing.problems] == ["a.jsonl:2"] * bool(sentence)
    assert all(told.startswith(sentence) for told in got.told)
    assert all(problem.hint for problem in got.listing.problems)


def test_a_line_too_long_for_an_article_is_passed_over(listed: List, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LONGEST", 50)
    got = listed("a.jsonl", b'{"text":"x"}\n{"text":"' + b"x" * 3_000_000 + b'"}\n{"text":"y"}\n')
    assert [fields["text"] for fields in got.fields] == ["x", "y"]
    assert got.told == ["is longer than 64 MB"]


def test_many_bad_lines_are_counted(listed: List) -> None:
    got = listed("a.jsonl", b'{"text":"x"}\n' + b"{\n" * 5000)
    assert len(got.told) == 51
    assert got.told[-1] == "has 4,950 more records that cannot be read"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.jsonl", b'[{"text": "x"}]', "is one JSON list, and no file of JSON Lines"),
        ("a.jsonl", b"[\n" + b'{"text": "x"},\n]', "is one JSON list, and no file of JSON Lines"),
        ("a.jsonl", '{"text": "x"}'.encode("utf-16"), "is UTF-16, and JSON Lines are UTF-8"),
        ("a.jsonl", b'{"title": "x", "n": 1}\n' * 1000, "has no text; its columns: title, n"),
        ("a.csv", b"title,n\n" + b"x,1\n" * 1000, "has no text; its columns: title, n"),
        ("a.jsonl.gz", b'{"text": "x"}', "is no gzip file, although it is called one"),
        ("a.csv.gz", b"title,text\n", "is no gzip file, although it is called one"),
        ("a.warc.gz", b"WARC/1.0\r\n", "is no gzip file, although it is called one"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"PK\0\0", "is not text: it holds zero bytes"),
        ("a.parquet", b"PAR1", "is no whole Parquet file: "),
        ("a.parquet", b"", "is no whole Parquet file: "),
        ("a.warc", b"Once upon a time.\n" * 9, "is no WARC file"),
    ],
)
def test_a_container_that_is_none_gets_its_sentence(name: str, data: bytes, sentence: str, listed: List) -> None:
    with pytest.raises(SourceError) as error:
        listed(name, data)
    assert error.value.message.startswith(sentence)
    assert error.value.hint


def test_a_container_without_a_text_says_where_to_name_its_column(listed: List) -> None:
    assert "[[source]]" in listed("a.jsonl", b'{"title": "x"}').listing.problems[0].hint
    assert listed("a.jsonl", b'{"words": "x"}', {"text": "words"}).told == []
    rows = b'{"words": "x"}\n{"words": null, "text": "y"}\n'
    assert listed("a.jsonl", rows, {"text": "words"}).told == ["has no text in its column 'words'; its columns: text"]


@pytest.mark.parametrize("count", [1, 3, 5000])
def test_a_column_for_the_text_that_no_record_has_stops_the_reading(count: int, listed: List) -> None:
    with pytest.raises(SourceError) as error:
        listed("a.csv", b"id,body,Headline\n" + b"1,x,y\n" * count, {"text": "bodi"})
    assert (
        error.value.message
        == "has no column 'bodi', which [[source]] names for 'text'; its columns: id, body, Headline"
    )
    assert error.value.hint == "Did you mean 'body'?"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_another_column_that_no_record_has_is_told_once(name: str, listed: List) -> None:
    got = listed(name, FORMATS[name](ROWS), {"title": "headline", "section": "TITEL", "url": "url", "format": "text"})
    assert len(got.entries) == 3
    assert got.told == [
        "has no column 'headline', which [[source]] names for 'title'; its columns: title, text, url",
        "has no column 'TITEL', which [[source]] names for 'section'; its columns: title, text, url",
    ]
    assert [problem.where for problem in got.listing.problems] == [name] * 2
    assert got.listing.problems[1].hint == "Did you mean 'title'?"


def test_a_column_may_be_in_some_records_only_or_lie_deeper(listed: List) -> None:
    rows: list[dict[str, Any]] = [{"text": "x"}, {"text": "y", "meta": {"head": "Ferry"}}, {"text": "z", "by": None}]
    assert listed("a.jsonl", json_lines(rows), {"title": "meta.head", "author": "by"}).told == []


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.warc"])
def test_an_empty_container_is_told(name: str, listed: List) -> None:
    assert listed(name, b"").told == ["holds no articles"]


# ---- gzip


@pytest.mark.parametrize("packed", ["a.jsonl.gz", "a.csv.gz", "a.warc.gz"])
def test_what_stands_before_the_place_where_a_file_breaks_off_is_read(packed: str, listed: List) -> None:
    rows = [{"id": str(n), "text": f"{zlib.crc32(b'%d' % n)} " * 50} for n in range(300)]
    page = [warc_record("conversion", row["id"], row["text"].encode(), "text/plain") for row in rows]
    content = {"a.jsonl.gz": json_lines(rows), "a.csv.gz": table(rows), "a.warc.gz": b"".join(page)}[packed]
    whole = gzip.compress(content)
    got = listed(packed, whole[: len(whole) // 2])
    assert 50 < len(got.entries) < 300
    assert got.keys == [str(n) for n in range(len(got.entries))]
    assert got.told[-1].startswith("is cut short or damaged: what comes after ")


@given(st.lists(st.binary(max_size=300), max_size=5), st.integers(0, 3), st.integers(1, 50))
def test_gzip_is_unpacked_as_python_unpacks_it(
    tmp_path_factory: Any, parts: list[bytes], zeros: int, step: int
) -> None:
    from sitegen.records.unpacking import is_cut, open_bytes

    file = tmp_path_factory.mktemp("gzip") / "a.gz"
    file.write_bytes(b"".join(gzip.compress(part) + bytes(zeros) for part in parts))
    with open_bytes(file) as stream:
        read = b"".join(iter(lambda: stream.read(step), b""))
        assert read == b"".join(parts)
        assert not is_cut(stream)


# ---- tables


def test_cells_may_hold_line_breaks_delimiters_and_quotation_marks(listed: List) -> None:
    rows = [{"id": "1", "title": 'A, "B"; C', "text": 'one\ntwo\r\n\r\n"three"\t|'}]
    for name, delimiter in (("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t"), ("d.csv", "|")):
        assert listed(name, table(rows, delimiter)).fields == rows


@pytest.mark.parametrize(
    ("encoding", "assumed"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("windows-1252", "windows-1252"), ("utf-16", "utf-16")],
)
def test_a_table_has_one_encoding(encoding: str, assumed: str, listed: List) -> None:
    words = "“Grüße” – café"
    got = listed("a.csv", f"title,text\nx,{words}\n".encode(encoding))
    assert got.fields == [{"title": "x", "text": words}]
    assert got.listing.encoding == assumed


def test_columns_without_a_name_or_with_the_same_one(listed: List) -> None:
    assert listed("a.csv", b",text,text,\n1,a,b,c\n").fields == [
        {"column 1": "1", "text": "a", "text 2": "b", "column 4": "c"}
    ]


def test_rows_of_another_length_than_the_first(listed: List) -> None:
    got = listed("a.csv", b"id,text,date\n1,a\n2,b,2017,x\n3,c,2018,,\n\n4,d,2019\n")
    assert got.keys == ["1", "3", "4"]
    assert got.told == ["has 4 cells, and there are 3 columns"]
    assert got.listing.problems[0].where == "a.csv:3"


def test_a_bad_row_is_told_with_the_line_that_it_begins_in(listed: List) -> None:
    got = listed("a.csv", b'id,text\r\n1,"a\r\nb\r\nc"\r\n\r\n2,"b\r\nb",x\r\n3,c\r\n4,d,y\r\n')
    assert got.keys == ["1", "3"]
    assert [problem.where for problem in got.listing.problems] == ["a.csv:6", "a.csv:9"]


def test_a_quotation_mark_that_is_never_closed_is_told(listed: List) -> None:
    got = listed("a.csv", b'id,text\n1,a\n2,"b\n3,c\n4,d\n')
    assert got.keys == ["1"]
    assert got.told == ["opens a quotation mark that is never closed, and is lost with all below it"]
    assert got.listing.problems[0].where == "a.csv:3"


def test_a_row_without_end_is_not_read_into_memory(listed: List, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST", 1000)
    got = listed("a.csv", b'id,text\n1,a\n2,"' + b"b\n" * 5000)
    assert got.keys == ["1"]
    assert got.told[0].startswith("opens a quotation mark")


# ---- Parquet


def test_dates_and_nested_columns_of_parquet(listed: List) -> None:
    row = {
        "text": "x",
        "day": datetime.date(2017, 4, 11),
        "at": datetime.datetime(2017, 4, 11, 8, 30, tzinfo=datetime.UTC),
        "midnight": datetime.datetime(2017, 4, 11),
        "source": {"name": "Courier", "tags": ["a", "b"]},
        "blob": b"\xff\xfe",
        "none": None,
        "score": float("nan"),
    }
    assert listed("a.parquet", parquet_file([row])).fields == [
        {
            "text": "x",
            "day": "2017-04-11",
            "at": "2017-04-11T08:30:00+00:00",
            "midnight": "2017-04-11",
            "source": {"name": "Courier", "tags": ["a", "b"]},
            "blob": None,
            "none": None,
            "score": None,
        }
    ]


def test_nanoseconds_and_text_that_is_none_cost_no_other_row(listed: List) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    broken = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0"), pa.py_buffer(b"a\xff")]
    )
    out = io.BytesIO()
    parquet.write_table(pa.table({"text": broken, "at": pa.array([1, 2], pa.timestamp("ns"))}), out)
    got = listed("a.parquet", out.getvalue())
    assert got.fields == [{"text": "a", "at": "1970-01-01"}]
    assert got.told[0].startswith("has a cell that cannot be read: ")
    assert got.listing.problems[0].where == "a.parquet:2"


def test_a_parquet_file_that_breaks_off(listed: List) -> None:
    with pytest.raises(SourceError, match="is no whole Parquet file"):
        listed("a.parquet", parquet_file(ROWS)[:-20])


# ---- WARC


def warc(*pages: bytes) -> bytes:
    pytest.importorskip("fastwarc")
    return b"".join(pages)


PACKED = gzip.compress(PAGE.encode())
CHUNKED = b"%x\r\n%s\r\n5;x=1\r\n%s\r\n0\r\n\r\n" % (10, PACKED[:10], PACKED[10:15])


@pytest.mark.parametrize(
    "body",
    [
        answer(PAGE.encode()),
        answer(PAGE.encode("windows-1252"), content="text/html; charset=ISO-8859-1"),
        answer(PAGE.encode("windows-1252"), content="text/html"),
        answer(PAGE.encode("utf-16"), content="text/html"),
        answer(PAGE.encode(), content="application/xhtml+xml"),
        answer(PAGE.encode(), content="text/html; charset=nonsense"),
        answer(PACKED, "200 OK", "Content-Encoding: gzip"),
        answer(zlib.compress(PAGE.encode()), "200 OK", "Content-Encoding: deflate"),
        answer(PAGE.encode(), "200 OK", "Content-Encoding: gzip"),
        answer(PAGE.encode(), "200 OK", "Content-Encoding: br"),
        answer(PAGE.encode(), "200 OK", "Transfer-Encoding: chunked"),
        answer(b"6\r\n<html>\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()) - 6, PAGE.encode()[6:]), "200 OK",
               "Transfer-Encoding: chunked"),
        answer(b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, PACKED[:10], len(PACKED) - 10, PACKED[10:]), "200 OK",
               "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    ],
)  # fmt: skip
def test_a_saved_page_is_unpacked_and_decoded(body: bytes, listed: List) -> None:
    got = listed("a.warc", warc(warc_record("response", "https://example.org/x", body)))
    assert got.fields == [{"url": "https://example.org/x", "fetched": "2017-04-11T08:00:00Z", "html": PAGE}]
    assert (got.keys, got.told) == (["https://example.org/x"], [])


def test_a_page_names_its_own_encoding(listed: List) -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Привет</p></html>'
    body = answer(page.encode("windows-1251"), content="text/html")
    assert listed("a.warc", warc(warc_record("response", "u", body))).fields[0]["html"] == page


@pytest.mark.parametrize("ending", ["a.warc", "a.warc.gz"])
def test_of_a_crawl_only_the_pages_are_taken(ending: str, listed: List) -> None:
    pages = [
        warc_record("warcinfo", "", b"software: none\r\n", "application/warc-fields"),
        warc_record("request", "u:1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        warc_record("response", "u:1", answer(PAGE.encode())),
        warc_record("response", "u:2", answer(PAGE.encode(), "404 Not Found")),
        warc_record("response", "u:3", answer(b"\x89PNG", content="image/png")),
        warc_record("response", "u:/robots.txt", answer(b"User-agent: *", content="text/plain")),
        warc_record("resource", "u:4", PAGE.encode(), "text/html; charset=utf-8"),
        warc_record("conversion", "u:5", b"Plain words.", "text/plain"),
        warc_record("response", "u:1", answer(PAGE.encode())),
    ]
    packed = b"".join(map(gzip.compress, pages)) if ending.endswith("gz") else b"".join(pages)
    got = listed(ending, warc(packed))
    assert got.keys == ["u:1", "u:4", "u:5", "u:1-2"]
    assert got.fields[2]["text"] == "Plain words."
    assert got.told == []


def test_pages_that_are_not_whole_are_told(listed: List) -> None:
    cut = answer(PACKED[:20], "200 OK", "Content-Encoding: gzip")
    last = warc_record("response", "u:3", answer(PAGE.encode()))
    got = listed(
        "a.warc", warc(warc_record("response", "u:1", cut), warc_record("response", "u:2", answer(b"<p>x")), last[:-30])
    )
    assert got.keys == ["u:2"]
    assert got.told == ["is cut short inside its packing, or longer than 64 MB", "is cut short"]
    assert [problem.where for problem in got.listing.problems] == ["a.warc/u:1", "a.warc/u:3"]


# ---- extras, and promises


@pytest.mark.parametrize(("module", "name"), [("pyarrow", "parquet"), ("fastwarc.warc", "warc")])
def test_a_missing_extra_is_named(module: str, name: str, listed: List, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SourceError, match=f'needs the extra "{name}"') as error:
        listed(f"a.{name}", b"x")
    assert f"'.[{name}]'" in error.value.hint


STARTS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"title,text\n",
    b'{"text":"x"}\n',
    b"WARC/1.0\r\n",
    b"PAR1",
    b"\x1f\x8b\x08",
]
VALID = [json_lines(ROWS), table(ROWS), warc_record("response", "u:1", answer(PAGE.encode()))]


@given(
    st.sampled_from(records.ENDINGS),
    st.sampled_from(STARTS + VALID),
    st.binary(max_size=200),
    st.integers(0, 400),
    st.booleans(),
)
def test_no_bytes_make_the_reading_fail(
    tmp_path_factory: Any, ending: str, start: bytes, rest: bytes, cut: int, packed: bool
) -> None:
    folder = tmp_path_factory.mktemp("any")
    data = start[:cut] + rest + start[cut:]
    try:
        got = Listed(folder, "a" + ending, gzip.compress(data) if packed else data)
    except SourceError as error:
        assert error.message and error.hint
    else:
        assert got.entries or got.told
        assert all(columns.read_line(line) for line in got.lines)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.parquet"])
def test_records_are_streamed(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    rows = [{"id": str(n), "title": f"Ferry {n}", "text": f"The ferry {n} came back. " * 80} for n in range(20_000)]
    file.write_bytes(FORMATS[name](rows))
    del rows
    listing = records.open_records(file, name, {}, tmp_path / "spool.jsonl")
    tracemalloc.start()
    try:
        count = sum(1 for _ in listing)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak * 8 < listing.file.stat().st_size  # 40 MB of lines


PEAK = """
import resource, sys
from pathlib import Path
from sitegen import records
file, spool = Path(sys.argv[1]), Path(sys.argv[2])
read = lambda: sum(1 for _ in records.open_records(file, file.name, {}, spool))
next(iter(records.open_records(file, file.name, {}, spool)))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(read(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz"])
def test_memory_does_not_grow_with_the_container(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    if name == "a.csv":
        lines = (f"{n},Ferry {n},{'It came back. ' * 70}\n" for n in range(200_000))
        file.write_text("id,title,text\n" + "".join(lines), "utf-8")
    else:
        with gzip.open(file, "wt", 1) if name.endswith("gz") else open(file, "w") as stream:
            for n in range(200_000):
                stream.write(f'{{"id": {n}, "title": "Ferry {n}", "text": "{"It came back. " * 70}"}}\n')
    command = [sys.executable, "-c", PEAK, str(file), str(tmp_path / "spool.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent)
    count, growth = map(int, done.stdout.split())
    assert count == 200_000
    assert growth < 20_000  # KB, for 200 MB of records: 8 MB of hashes while their table doubles, and buffers
