"""The files of one of Pagefind's bundles, made so that the same pages always give the same bytes.

Pagefind 1.5 lists the values of a filter in the order of a hash table that is seeded at random, and names the table,
and all that names it, by a hash of that.  Everything else follows from the pages and their order.  So the values are
sorted, and both tables are named anew; the browser's half of Pagefind takes names as they come.

A table is gzip over the twelve bytes of SIGNATURE and one value of CBOR:
  filter/*.pf_filter   [name, [[value, [pages]], ...]]
  *.pf_meta            [version, pages, chunks of the index, [[filter, file], ...], sorts, fields]"""

from __future__ import annotations

import gzip
import re
from typing import Any

import msgspec

from sitegen.digest import digest
from sitegen.errors import SearchError
from sitegen.search import cbor

SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
SCRIPT = "pagefind.js"
EMPTY = "none"
OURS = re.compile(r"pagefind-entry\.json|pagefind\.js|.*\.pagefind|.*\.pf_(?:meta|filter|index|fragment)|shards\.json")
KEPT = ("index/", "fragment/")
FILTERS = 3


def core(files: dict[str, bytes]) -> dict[str, bytes]:
    """Of all that Pagefind gives for an index what a browser asks for, with stable bytes and names; nothing where no
    page had any text.  Raises SearchError where the files are not as this module knows them."""
    entry = msgspec.json.decode(files[ENTRY])
    try:
        kept = {path: data for path, data in files.items() if path.startswith(KEPT)}
        for language in entry["languages"].values():
            kept |= _settled(files, language)
    except (KeyError, ValueError, IndexError, TypeError, EOFError) as error:
        told = f"This Pagefind ({entry.get('version')}) writes files that sitegen does not know: {error!r}."
        raise SearchError(told, "Install the one that the extra `search` of sitegen-archive asks for.") from None
    return kept | {ENTRY: msgspec.json.encode(entry)} if entry["languages"] else {}


def program(files: dict[str, bytes], language: str) -> dict[str, bytes]:
    """Pagefind's half in the browser, with an index of nothing: the one that others are merged into."""
    entry = msgspec.json.decode(files[ENTRY])
    (known,) = entry["languages"].values()
    wasm = f"wasm.{known['wasm'] or 'unknown'}.pagefind"
    entry["languages"] = {language: {**known, "hash": EMPTY, "page_count": 0}}
    meta = _packed([entry["version"], [], [], [], [], []])
    return {
        SCRIPT: files[SCRIPT],
        wasm: files[wasm],
        f"pagefind.{EMPTY}.pf_meta": meta,
        ENTRY: msgspec.json.encode(entry),
    }


def is_ours(name: str) -> bool:
    """Is a file below search/ one that a build writes?"""
    return OURS.fullmatch(name) is not None


def _settled(files: dict[str, bytes], language: dict[str, Any]) -> dict[str, bytes]:
    """The tables of one language, sorted and named by what they hold; `language` gets the name of the first."""
    meta = _unpacked(files[f"pagefind.{language['hash']}.pf_meta"])
    prefix = language["hash"].rpartition("_")[0]
    kept: dict[str, bytes] = {}
    for row in sorted(meta[FILTERS]):
        name, values = _unpacked(files[f"filter/{row[1]}.pf_filter"])
        data = _packed([name, sorted(values)])
        row[1] = f"{prefix}_{digest(data).hex()[:12]}"
        kept[f"filter/{row[1]}.pf_filter"] = data
    meta[FILTERS].sort()
    data = _packed(meta)
    language["hash"] = f"{prefix}_{digest(data).hex()[:12]}"
    return kept | {f"pagefind.{language['hash']}.pf_meta": data}


def _unpacked(data: bytes) -> Any:
    plain = gzip.decompress(data)
    if not plain.startswith(SIGNATURE):
        raise ValueError("no signature")
    return cbor.decode(plain[len(SIGNATURE) :])


def _packed(value: Any) -> bytes:
    return gzip.compress(SIGNATURE + cbor.encode(value), 9, mtime=0)
