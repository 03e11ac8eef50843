"""JSON Lines, plain or in gzip: one object a line."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sitegen import columns
from sitegen.errors import SourceError
from sitegen.records.listing import Problems, Row
from sitegen.records.unpacking import cut_short, is_cut, open_bytes

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
STEP = 1 << 20
ONE_LIST = SourceError(
    "is one JSON list, and no file of JSON Lines", "Write one object a line: jq -c '.[]' FILE > FILE.jsonl"
)


def read(file: Path, name: str, problems: Problems) -> Iterator[Row]:
    """The rows of the lines that hold an object; blank lines count as lines and are passed over.

    Raises:
        SourceError: the file is UTF-16, one JSON list, or no gzip file although it is called one.
    """
    found = 0
    with open_bytes(file) as stream:
        for number, (offset, line) in enumerate(_lines(stream), 1):
            if line is None:
                problems.tell(number, SourceError("is longer than 64 MB", "An article is not: mend or delete it."))
            elif line and not line.isspace():
                try:
                    yield Row(number, columns.read_line(line)[0], line, offset)
                    found += 1
                except SourceError as error:
                    if line.lstrip()[:1] == b"[" and not found and not problems.count:
                        raise ONE_LIST from None
                    if not is_cut(stream):  # else the line is the one that breaks off
                        problems.tell(number, error)
        if is_cut(stream):
            problems.tell(None, cut_short(found))


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """(where it begins, line without its end); None for a line that is too long."""
    offset, longest = 0, columns.LONGEST
    while line := stream.readline(longest + 2):
        start, offset = offset, offset + len(line)
        if not start:
            if line.startswith(UTF16):
                raise SourceError("is UTF-16, and JSON Lines are UTF-8", "Save it as UTF-8.")
            if line.startswith(codecs.BOM_UTF8):
                start, line = 3, line[3:]
        if len(line) > longest and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(STEP)
                offset += len(line)
            yield start, None
        else:
            yield start, line.rstrip(b"\r\n")
