"""Files of the output, searched: all of them, or those that are not as they were when they were last searched."""

from __future__ import annotations

import html
import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from sitegen.digest import digest_of, stamp
from sitegen.proof.decoding import RAW, Text, texts
from sitegen.proof.wanted import Name, Plain, Sentence

VERSION = "1"
KEPT = "proof"
DATABASE = "build.db"


class Hit(NamedTuple):
    """Something that is withheld, in a file: of which entry, and which of what is looked for (its number)."""

    file: str
    key: str
    what: str
    words: str = ""


class Searched(Struct):
    """What a proof has looked at: files by ending, texts by how they were packed, bytes."""

    files: int = 0
    left: int = 0
    bytes: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    packed: Counter[str] = field(default_factory=Counter)
    hits: list[Hit] = field(default_factory=list)


class Seen:
    """Stamps of the files that were searched for the same things, and found to be clean."""

    def __init__(self, state: Path, mark: str) -> None:
        self.path, self.mark = state / KEPT, digest_of(VERSION, mark)
        data = self.path.read_bytes() if self.path.exists() else b""
        self.known = set(array("q", data[16:])) if data[:16] == self.mark and not len(data) % 8 else set()
        self.now: list[int] = []

    @property
    def fresh(self) -> bool:
        """Was nothing searched for these things yet?"""
        return not self.known

    def keep(self) -> None:
        temporary = self.path.with_suffix(".new")
        temporary.write_bytes(self.mark + array("q", self.now).tobytes())
        temporary.replace(self.path)


def search(
    roots: Sequence[Path], names: Sequence[Name], sentences: Sequence[Sentence], seen: Seen, of_state: Iterable[Text]
) -> Searched:
    """Search every file below these folders that was not yet, and `of_state`, what changed in the store."""
    found = Searched()
    for root in roots:
        for below, st in _files(str(root), ""):
            mark = stamp(below, st.st_size, st.st_mtime_ns, st.st_ino)
            if mark in seen.known:
                found.left += 1
                seen.now.append(mark)
                continue
            if below.startswith(DATABASE) and not seen.fresh:
                continue  # what changed in it comes by itself
            before = len(found.hits)
            _search_file(root / below, f"{root.name}/{below}", names, sentences, found)
            if len(found.hits) == before:
                seen.now.append(mark)
    for text in of_state:
        found.packed["rows of the build state"] += 1
        _search_text(DATABASE, text, names, sentences, found)
    return found


def _search_file(path: Path, below: str, names: Sequence[Name], sentences: Sequence[Sentence], found: Searched) -> None:
    found.files += 1
    found.endings[path.suffix or path.name] += 1
    _search_text(below, Text("name", below), names, (), found)
    try:
        for text in texts(path):
            found.bytes += len(text.text)
            if text.kind:
                found.packed[text.kind] += 1
            _search_text(below, text, names, sentences, found)
    except FileNotFoundError:
        return  # it went while the search ran


def _search_text(file: str, text: Text, names: Sequence[Name], sentences: Sequence[Sentence], found: Searched) -> None:
    if "&#" in text.text:  # letters that are written by number
        text = Text(text.kind, f"{text.text}\n{html.unescape(text.text)}")
    small, plainly = text.text.lower(), Plain(text.text)
    kind = f" ({text.kind})" if text.kind else ""
    for name in names:
        if name.kept and text.kind == RAW:
            continue  # there is no telling whose name it is; the rows tell
        if name.leaks(text.text, small):
            found.hits.append(Hit(file, name.key, f"a form of the name{kind}"))
    for sentence in sentences:
        if sentence.leaks(small, plainly):
            found.hits.append(Hit(file, sentence.key, f"a sentence of the removed text{kind}", sentence.words))


def _files(root: str, below: str) -> Iterator[tuple[str, os.stat_result]]:
    """(path below a folder, what stat says of it) of each file, in the order of names."""
    try:
        with os.scandir(os.path.join(root, below)) as found:
            entries = sorted(found, key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, path + "/")
        elif entry.is_file(follow_symlinks=False) and entry.name not in ("lock", KEPT):
            yield path, entry.stat()
