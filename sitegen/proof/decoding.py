"""A file of the output -> all texts in it, compressed and packed ones too."""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

MOST = 4 << 20  # bytes of a piece that is searched at once
WHOLE = 512 << 20  # of a packed file, which cannot be opened piece by piece
PACKED = (b"\x1f\x8b", b"PK\x03\x04")
OVERLAP = 4096  # bytes that two pieces share, so that nothing is cut in two
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*")
ROWS = 1_000
WAL = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
RAW = "bytes of a database"  # its rows are searched too: here what was deleted would be


class Text(NamedTuple):
    """One piece: what it was found in ("gzip", "SQLite", ...; "" for the bytes as they are), and the text."""

    kind: str
    text: str


def texts(path: Path) -> Iterator[Text]:
    """Every text of a file.  What is said to be packed and cannot be opened is searched as it is."""
    head = b""
    with path.open("rb") as stream:
        head = stream.read(16)
    if head.startswith(b"SQLite format 3\0"):
        yield from _database(path)
        yield from (text._replace(kind=text.kind or RAW) for text in _pieces(path, head))
        return
    if head.startswith(WAL):
        yield from (text._replace(kind=text.kind or RAW) for text in _pieces(path, head))
        return
    if head.startswith(b"PAR1"):
        yield from _parquet(path)
    yield from _pieces(path, head)


def _pieces(path: Path, head: bytes) -> Iterator[Text]:
    with path.open("rb") as stream:
        before, most = b"", WHOLE if head.startswith((*PACKED, *PICTURES)) or head[4:8] == b"ftyp" else MOST
        while data := stream.read(most):
            yield from of_bytes(before + data, head)
            before = data[-OVERLAP:] if len(data) == most else b""


def of_bytes(data: bytes, head: bytes | None = None) -> Iterator[Text]:
    """The same of bytes in memory."""
    head = data[:16] if head is None else head
    yield Text("", as_text(data))
    if data.startswith(b"\x1f\x8b"):
        yield from _unpacked("gzip", lambda: [gzip.decompress(data)])
    elif data.startswith(b"PK\x03\x04"):
        yield from _unpacked("ZIP", lambda: list(_members(data)))
    elif head.startswith(PICTURES) or head[4:8] == b"ftyp":
        yield Text("picture", data.decode("utf-16-le", "replace"))
        yield Text("picture", data[1:].decode("utf-16-le", "replace"))
        yield from _metadata(data)


def as_text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unpacked(kind: str, unpack: Any) -> Iterator[Text]:
    try:
        inner = unpack()
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile):
        return
    for data in inner:
        yield from (Text(kind, text) for _, text in of_bytes(data))


def _members(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name.encode()
            yield archive.read(name)


def _metadata(data: bytes) -> Iterator[Text]:
    """What Pillow reads of a picture besides its pixels: compressed texts of PNG are nowhere else to be seen."""
    try:
        from PIL import Image

        with Image.open(io.BytesIO(data)) as image:
            told = [repr(image.info), repr(dict(image.getexif()))]
    except Exception:  # whatever is wrong with a picture, its bytes have been searched
        return
    yield Text("picture", "\n".join(told))


def _database(path: Path) -> Iterator[Text]:
    """Every cell of every table: a long one is spread over pages of the file."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall():
            yield from rows(connection.execute(f'SELECT * FROM "{table}"'))
    except sqlite3.DatabaseError:
        return
    finally:
        connection.close()


def rows(found: Any) -> Iterator[Text]:
    """Rows of a query, many at a time."""
    while some := found.fetchmany(ROWS):
        cells = (cell for row in some for cell in row if isinstance(cell, str | bytes))
        yield Text("SQLite", "\n".join(cell if isinstance(cell, str) else as_text(cell) for cell in cells))


def _parquet(path: Path) -> Iterator[Text]:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        return
    file = parquet.ParquetFile(path)
    for batch in file.iter_batches(batch_size=ROWS):
        yield Text("Parquet", msgspec.json.encode(batch.to_pylist(), enc_hook=str).decode())
