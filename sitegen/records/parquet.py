"""Parquet: read some rows at a time, so that a file larger than memory can be read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen.errors import SourceError
from sitegen.records.listing import Problems, Row

BATCH = 256  # rows; an article is some thousand bytes
BUFFER = 1 << 20  # bytes that are read ahead of each column
Errors = tuple[type[Exception], ...]
MIDNIGHT = datetime.time(0)


def read(file: Path, name: str, problems: Problems) -> Iterator[Row]:
    """The rows; nested columns are kept as such, dates and times become ISO 8601, bytes that are no text are left out.

    Raises:
        SourceError: the file is not whole, or pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SourceError('needs the extra "parquet"', "Install it: pip install '.[parquet]'") from None
    wrong = (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError)
    row = 0
    try:
        opened = parquet.ParquetFile(file, buffer_size=BUFFER, pre_buffer=False)
        names = opened.schema_arrow.names
        for batch in opened.iter_batches(BATCH, use_threads=False):
            for cells in _cells(batch, row, problems, wrong):
                row += 1
                if cells is not None:
                    fields = dict(zip(names, cells, strict=True))
                    line = msgspec.json.encode(fields)
                    yield Row(row, fields, line)
    except wrong as error:
        if isinstance(error, OSError) and error.errno:
            raise
        told = str(error).split("\n")[0].rstrip(". ")[:200]
        if not row:
            raise SourceError(f"is no whole Parquet file: {told}", "Fetch or write it again.") from None
        problems.tell(None, SourceError(f"is damaged after row {row:,}: {told}", "Fetch or write it again."))


def _cells(
    batch: Any, above: int, problems: Problems, wrong: tuple[type[Exception], ...]
) -> Iterator[list[Any] | None]:
    """The cells of each row; None for a row with one that cannot be read."""
    try:
        columns = [_values(column) for column in batch.columns]
    except wrong:
        for place in range(batch.num_rows):
            try:
                yield [_values(column)[0] for column in batch.slice(place, 1).columns]
            except wrong as error:
                told = str(error).split("\n")[0][:100]
                problems.tell(
                    above + place + 1, SourceError(f"has a cell that cannot be read: {told}", "Correct the row.")
                )
                yield None
        return
    yield from map(list, zip(*columns, strict=True)) if columns else ([] for _ in range(batch.num_rows))


def _values(column: Any) -> list[Any]:
    """The values of a column as JSON has them."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # Python's times end at microseconds
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return [_plain(value) for value in column.to_pylist()]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return None
    if isinstance(value, datetime.datetime) and value.time() == MIDNIGHT and value.tzinfo is None:
        return value.date().isoformat()  # a table of days is often one of times
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
