"""One archive with every input format at once, and every bad input with its sentence."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Archive

fastwarc = pytest.importorskip("fastwarc")
pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("trafilatura")

BODY = (
    "The old {0} was opened again on Monday, said the mayor, who had waited for it all through the long winter.",
    "Nobody had used the {0} since the flood, and some had thought that it would never be seen again in this town.",
    "There was music at the {0}, and there was soup, and a great many people stayed there until late in the evening.",
)


def body(name: str) -> str:
    return "\n\n".join(paragraph.format(name) for paragraph in BODY)


def page(name: str) -> str:
    paragraphs = "".join(f"<p>{p.format(name)}</p>" for p in BODY)
    return (
        f"<!doctype html><html lang=en><head><title>The {name} opens again | Courier</title>"
        '<meta name="author" content="Ann Roe"><meta property="article:published_time" content="2019-05-06"></head>'
        f"<body><nav><a href=/>Home</a> <a href=/news>News</a></nav><article><h1>The {name} opens again</h1>"
        f'<figure><img src="{name}.png" alt="The {name}"><figcaption>The {name} at noon</figcaption></figure>'
        f"{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    )


def row(name: str) -> dict[str, str]:
    return {
        "id": name,
        "title": f"The {name} opens again",
        "date": "2019-05-06",
        "author": "Ann Roe",
        "text": body(name),
    }


def table(name: str) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(row(name)))
    writer.writeheader()
    writer.writerow(row(name))
    return file.getvalue()


def crawl(name: str) -> bytes:
    """A WARC file of one answer, by hand: what tools write."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(name)}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://example.org/{name}\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


@pytest.fixture
def full(archive: Archive) -> Archive:
    seeds = archive.root / "seeds"
    archive.seed("bridge.txt", f"The bridge opens again\n\nBy Ann Roe\n\n6 May 2019\n\n{body('bridge')}\n")
    archive.article("mill.md", "The mill opens again", "2019-05-06", body=body("mill"))
    archive.seed("saved/ferry.html", page("ferry"))
    archive.seed("a.jsonl", json.dumps(row("market")) + "\n")
    archive.seed("b.jsonl.gz", gzip.compress((json.dumps(row("school")) + "\n").encode()))
    archive.seed("c.csv", table("harbour"))
    archive.seed("d.warc.gz", crawl("station"))
    __import__("pyarrow.parquet").parquet.write_table(pyarrow.Table.from_pylist([row("chapel")]), seeds / "e.parquet")
    for name in ("bridge.jpg", "mill-1.webp", "saved/ferry.png"):
        Image.new("RGB", (900, 600), "teal").save(seeds / name)
    return archive


def archive_page(site: dict[str, bytes], name: str) -> str:
    return next(data.decode() for path, data in site.items() if path.startswith("articles/") and name in path)


def test_an_archive_of_every_format(full: Archive) -> None:
    report = full.build()
    assert report.problems == []
    assert report.articles == 8
    site = full.site()
    for name in "bridge mill ferry market school harbour station chapel".split():
        (address,) = [p for p in site if p.startswith("articles/") and (name in p)]
        shown = site[address].decode()
        assert f"Nobody had used the {name}" in shown, name
        assert "2019-05-06" in shown, name
        assert f"<title>The {name} opens again" in shown, name
        assert ("<picture>" in shown) == (name in ("bridge", "mill", "ferry", "station")), name
    assert 'src="https://example.org/station.png"' in archive_page(site, "station"), "a crawled page's pictures"
    assert full.build().rendered == 0


BAD: dict[str, tuple[bytes, str, str]] = {
    "empty.txt": (b"", "empty.txt", "is empty"),
    "binary.txt": (b"\x00\x01\x02" * 99, "binary.txt", "is not text"),
    "page.html": (b"<html><body></body></html>", "page.html", "text"),
    "head.md": (b"---\ntitle: [\n---\n\nText.", "head.md", "front matter"),
    "lines.jsonl": (b'{"text": "Fine words stand here."}\nnot json\n', "lines.jsonl:2", "JSON"),
    "cut.jsonl.gz": (gzip.compress(b'{"text": "Fine words"}\n' * 5000)[:-40], "cut.jsonl.gz", ""),
    "rows.csv": (b"title,text\nA,Fine words\nB,More words,and more\n", "rows.csv:3", "columns"),
    "none.csv": (b"a,b\n1,2\n", "none.csv", "text"),
    "broken.parquet": (b"PAR1 and no more", "broken.parquet", ""),
    "broken.warc": (b"WARC/1.0\r\nWARC-Type: resp", "broken.warc", ""),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_gets_its_sentence_and_costs_nothing_else(full: Archive, name: str) -> None:
    data, where, words = BAD[name]
    full.seed(name, data)
    for _ in range(2):
        report = full.build()
        told = [p for p in report.problems if p.where.startswith(where)]
        assert told, report.problems
        assert all(words in p.message for p in told), told
        assert all(p.hint for p in told), told
        assert report.articles >= 8
    (full.root / "seeds" / name).unlink()
    assert {p.stage for p in full.build().problems} <= {"gone"}, "but for records that it held whole"


@pytest.mark.parametrize(("extra", "name"), [("html", "x.html"), ("parquet", "x.parquet"), ("warc", "x.warc")])
def test_a_missing_extra_is_named(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, extra: str, name: str, tmp_path: Path
) -> None:
    module = {"html": "trafilatura", "parquet": "pyarrow", "warc": "fastwarc"}[extra]
    import sys

    for loaded in [m for m in sys.modules if m == module or m.startswith(module + ".")]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    archive.seed(
        name, page("ferry").encode() if extra == "html" else b"PAR1" if extra == "parquet" else b"WARC/1.0\r\n"
    )
    (problem,) = archive.build().problems
    assert f'needs the extra "{extra}"' in problem.message
    assert extra in problem.hint
