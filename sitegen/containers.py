"""Which files are containers, that is hold many articles, and what in a path is a record of one."""

from __future__ import annotations

PLAIN = (".jsonl", ".ndjson", ".csv", ".tsv", ".warc")
ENDINGS = (*PLAIN, *(ending + ".gz" for ending in PLAIN), ".parquet")
INSIDE = tuple(ending + "/" for ending in ENDINGS)


def is_container(name: str) -> bool:
    """Does the file hold many articles?"""
    return name.lower().endswith(ENDINGS)


def container_of(path: str) -> str:
    """The container in a path: the path itself, or what stands before a record's key; "" where there is none."""
    if is_container(path):
        within = _cut(path)
        return within or path
    return _cut(path)


def _cut(path: str) -> str:
    lower = path.lower()
    if len(lower) != len(path):  # a few letters have longer small ones; the endings are none of these
        lower = "".join(c.lower() if c < "\x80" else c for c in path)
    ends = [lower.find(ending) + len(ending) - 1 for ending in INSIDE if ending in lower]
    return path[: min(ends)] if ends else ""


def is_inside(path: str) -> bool:
    """May the path name a record, "corpus.jsonl/KEY"?"""
    return bool(_cut(path))
