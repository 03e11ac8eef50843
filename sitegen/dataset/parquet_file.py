"""Articles as one Parquet file, a row each, with the nested fields of docs/export.md.  Needs pyarrow (the extra
`parquet`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitegen.dataset.rows import Row
from sitegen.errors import ConfigError

GROUP = 500  # articles a row group, held in memory until it is written


class ParquetFile:
    """Writes all articles into one new file.  Raises ConfigError where pyarrow is not installed."""

    def __init__(self, file: Path) -> None:
        try:
            import pyarrow.parquet
        except ImportError:
            raise ConfigError(
                "Parquet needs pyarrow, which is not installed.", "Install sitegen-archive[parquet]."
            ) from None
        self.pyarrow = pyarrow
        self.schema = _schema()
        self.writer = pyarrow.parquet.ParquetWriter(file, self.schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def article(self, row: Row) -> None:
        self._waiting.append({**row.object, "url": row.url})
        if len(self._waiting) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self.writer.write_table(self.pyarrow.Table.from_pylist(self._waiting, self.schema))
            self._waiting = []

    def close(self) -> None:
        self._flush()
        self.writer.close()


def _schema() -> Any:
    import pyarrow as pa

    text, number, real, flag = pa.string(), pa.int32(), pa.float64(), pa.bool_()
    spans = pa.list_(pa.list_(number))

    def several(**fields: Any) -> Any:
        return pa.list_(pa.struct(list(fields.items())))

    return pa.schema(
        {
            "id": text,
            "url": text,
            "source": pa.struct([("path", text), ("record", text), ("sha256", text)]),
            **dict.fromkeys(("text", "title", "dek"), text),
            "authors": pa.list_(text),
            **dict.fromkeys(("date", "dateline", "language", "section", "encoding"), text),
            "captions": several(text=text, credit=text),
            "blocks": several(type=text, text=text, start=number, end=number, line=number),
            "dropped": several(line=number, text=text, rule=text),
            "quotes": several(
                text=text,
                spans=spans,
                speaker=text,
                speaker_id=text,
                cue=text,
                how=text,
                confidence=real,
                statement=flag,
            ),
            "people": several(
                id=text,
                name=text,
                aliases=pa.list_(text),
                roles=pa.list_(text),
                age=number,
                gender=text,
                mentions=spans,
                evidence=text,
                confidence=real,
            ),
            "organisations": several(name=text, mentions=spans),
            "places": several(
                name=text, mentions=spans, kind=text, country=text, latitude=real, longitude=real, ambiguous=flag
            ),
            "tags": pa.list_(text),
            "keyphrases": pa.list_(text),
        }
    )
