"""CSV and TSV, plain or in gzip: one row a record, the first row names the columns.

Commas, semicolons, tabs or bars divide the cells, whichever the first line has most of; cells may hold line breaks
between quotation marks.  The file is UTF-8, or UTF-16 with its mark, else all of it is Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from sitegen.columns import LONGEST
from sitegen.errors import SourceError
from sitegen.records.listing import Problems, Row
from sitegen.records.unpacking import STEP, cut_short, is_cut, open_bytes

DELIMITERS = ",;\t|"
UTF16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
QUOTED = '"'
OPEN_QUOTE = SourceError(
    "opens a quotation mark that is never closed, and is lost with all below it", "Close it, or write it twice."
)


def read(file: Path, name: str, problems: Problems) -> Iterator[Row]:
    """The rows below the first.  A row with fewer cells than there are columns states nothing in the others.

    Raises:
        SourceError: the file is empty, no text, or no gzip file although it is called one.
    """
    encoding = problems.encoding = _encoding(file)
    row = 0
    with open_bytes(file) as stream:
        text = io.TextIOWrapper(stream, encoding, "replace", newline="")
        lines = _Lines(text)
        try:
            for row, (line, cells) in enumerate(_rows(lines, name), 1):
                if row == 1:
                    names = _named(cells)
                elif any(cells):
                    if len(cells) > len(names) and any(cells[len(names) :]):
                        problems.tell(line, _too_many(len(cells), len(names)))
                        continue
                    fields = dict(zip(names, cells, strict=False))
                    yield Row(line, fields, msgspec.json.encode(fields))
        except (csv.Error, _TooLong):
            if not is_cut(stream):  # else the row is the one that breaks off
                problems.tell(lines.start, OPEN_QUOTE)
        if is_cut(stream):
            problems.tell(None, cut_short(max(row - 1, 0)))
    if not row:
        raise SourceError("is empty", "Its first row must name the columns.")


def _rows(lines: _Lines, name: str) -> Iterator[tuple[int, list[str]]]:
    """The line in which each row begins, and its cells.  Raises csv.Error, _TooLong."""
    first = next(iter(lines), "")
    lines.give_back(first)
    csv.field_size_limit(LONGEST)
    delimiter = _delimiter(first, name)
    for cells in csv.reader(lines, delimiter=delimiter):
        if lines.ended and _is_open(lines.since, delimiter):
            raise _TooLong
        start = lines.start
        lines.forget()
        yield start, cells


def _delimiter(header: str, name: str) -> str:
    """What divides the first line most often outside quotation marks; where nothing does, what the ending says."""
    bare = "".join(header.split(QUOTED)[::2])
    usual = "\t" if name.lower().endswith((".tsv", ".tsv.gz")) else ","
    return max(usual + DELIMITERS, key=bare.count)


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Does the last row of a file end inside quotation marks?"""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


class _TooLong(Exception):
    """A row without end: what a quotation mark does that nobody closes."""


class _Lines:
    """The lines of a text, for `csv.reader`; remembers those of the row that is being read."""

    def __init__(self, text: IO[str]) -> None:
        self.text, self.since, self.length, self.again, self.ended = text, list[str](), 0, "", False
        self.start = 1  # the line in which the row begins

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line, self.again = self.again or self.text.readline(LONGEST), ""
        if not line:
            self.ended = True
            raise StopIteration
        self.length += len(line)
        if self.length >= LONGEST:
            raise _TooLong
        self.since.append(line)
        return line

    def give_back(self, line: str) -> None:
        """The next line shall be this one."""
        self.again = line
        self.forget()
        self.start = 1

    def forget(self) -> None:
        """The next line begins a row."""
        self.start += len(self.since)
        self.since.clear()
        self.length = 0


def _named(cells: list[str]) -> list[str]:
    """The names of the columns, each once; a column without one gets its number."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = base = cell.strip() or f"column {number}"
        again = 1
        while name in names:
            again += 1
            name = f"{base} {again}"
        names[name] = None
    return list(names)


def _too_many(cells: int, names: int) -> SourceError:
    return SourceError(
        f"has {cells} cells, and there are {names} columns",
        "Put a cell between quotation marks if it holds the mark that divides cells.",
    )


def _encoding(file: Path) -> str:
    """The encoding of a whole file, by reading all of it.  Raises SourceError."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    start = True
    with open_bytes(file) as stream:
        while data := stream.read(STEP):
            if start and data[:2] in UTF16:
                return UTF16[data[:2]]
            if start and b"\0" in data:
                raise SourceError("is not text: it holds zero bytes", "Save it as CSV in UTF-8.")
            start = False
            try:
                decoder.decode(data)
            except UnicodeDecodeError:
                return "windows-1252"
    return "utf-8-sig"
