"""Every address once given: seeds/addresses.tsv, and its mirror in the database.

The file is the truth, committed with the seeds: (source, address) a line, never taken away.  Of two lines
for one source the later counts; of two sources for one address the later has it (a renamed file).  The source
"alias:<address>" says that an article at that address gave this one as an alias of its own; the source "gone",
that an editor knows of the address that no article has it any more."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from sitegen.digest import stamp
from sitegen.errors import ConfigError
from sitegen.store.database import Database

FILE = "addresses.tsv"
GONE, ALIAS = "gone", "alias:"


class Addresses:
    def __init__(self, db: Database) -> None:
        self.db = db

    def load(self, seeds: Path) -> None:
        """Bring the mirror up to date with the file, if it was touched by anybody but us."""
        path = seeds / FILE
        now = _stamp(path)
        if now == self.db.get("addresses"):
            return
        with self.db.transaction():
            self.db.run("DELETE FROM address WHERE saved=1")
            self.db.run("DELETE FROM gone WHERE saved=1")
            accepted: list[str] = []
            self.db.many(
                "INSERT OR REPLACE INTO address VALUES(?,?,?,?,1)",
                ((taken(a), s, a, n) for n, (s, a) in enumerate(_given(path, accepted), 1)),
            )
            self.db.many("INSERT OR REPLACE INTO gone VALUES(?,1)", ((a,) for a in accepted))
            self.db.put("addresses changed", 1)
            self.db.put("addresses", now)

    def known(self, sources: Sequence[str]) -> dict[str, str]:
        """source -> address, of those that have one."""
        rows = self.db.run(
            "SELECT source, address FROM address WHERE source IN (SELECT value FROM json_each(?)) ORDER BY seq",
            (msgspec.json.encode(sources).decode(),),
        )
        return dict(rows.fetchall())

    def of(self, source: str) -> list[str]:
        """Every address that a source has had."""
        return [a for (a,) in self.db.run("SELECT address FROM address WHERE source=? ORDER BY seq", (source,))]

    def has(self, address: str) -> bool:
        """Has any article ever had this address?"""
        return self.db.value("SELECT 1 FROM address WHERE taken=?", (taken(address),)) is not None

    def source(self, address: str) -> str | None:
        """Whose address this is, or was last."""
        found: str | None = self.db.value("SELECT source FROM address WHERE taken=?", (taken(address),))
        return found

    def forget(self, seeds: Path, address: str) -> None:
        """Take an address that nobody may see out of the file, too: nothing leads from it any more."""
        path = seeds / FILE
        with path.open(encoding="utf-8", newline="\n") as f:
            kept = [line for line in f if _address(line) != address]
        temporary = path.with_name(f".{FILE}.{os.getpid():x}")
        temporary.write_text("".join(kept), "utf-8", newline="\n")
        temporary.replace(path)
        self.db.run("DELETE FROM address WHERE taken=?", (taken(address),))
        self.db.put("addresses", _stamp(path))

    def accept(self, addresses: Iterable[str]) -> None:
        """An editor knows that no article has these any more."""
        self.db.many("INSERT OR IGNORE INTO gone VALUES(?,0)", ((address,) for address in addresses))

    def accepted(self) -> set[str]:
        """Addresses of which an editor knows that they are gone."""
        return {a for (a,) in self.db.run("SELECT address FROM gone")}

    def give(self, source: str, wanted: str, reserved: Callable[[str], bool] = lambda _: False) -> str:
        """The wanted address, or the first of wanted-2, wanted-3, ... that is neither taken nor reserved."""
        stem, dot, ending = _cut(wanted)
        n, address = 1, wanted
        while reserved(address) or self.has(address):
            n += 1
            address = f"{stem}-{n}{dot}{ending}"
        self._add(source, address)
        return address

    def hand_over(self, source: str, address: str) -> None:
        """A file was renamed: its address goes with it."""
        self._add(source, address)

    def _add(self, source: str, address: str) -> None:
        seq = 1 + (self.db.value("SELECT max(seq) FROM address WHERE source=?", (source,)) or 0)
        seq = max(seq, 1 << 40)
        self.db.run("INSERT OR REPLACE INTO address VALUES(?,?,?,?,0)", (taken(address), source, address, seq))

    def save(self, seeds: Path) -> int:
        """Append what is new, sorted; return how many lines.  Called before any page that
        bears one of these addresses is written."""
        rows = self.db.run("SELECT source, address FROM address WHERE saved=0 ORDER BY source, address").fetchall()
        rows += self.db.run("SELECT ?, address FROM gone WHERE saved=0 ORDER BY address", (GONE,)).fetchall()
        if not rows:
            return 0
        path = seeds / FILE
        _mend(path)
        with path.open("a", encoding="utf-8", newline="\n") as f:
            f.writelines(f"{_cell(s)}\t{_cell(a)}\n" for s, a in rows)
        with self.db.transaction():
            self.db.run("UPDATE address SET saved=1 WHERE saved=0")
            self.db.run("UPDATE gone SET saved=1 WHERE saved=0")
            self.db.put("addresses", _stamp(path))
        return len(rows)


def _mend(path: Path) -> None:
    """Take away a last line that a kill cut short: it is among the unsaved, and comes again."""
    if not path.exists():
        return
    with path.open("rb+") as f:
        end = f.seek(0, 2)
        f.seek(max(0, end - 65536))
        tail = f.read()
        if tail and not tail.endswith(b"\n"):
            f.truncate(end - len(tail) + tail.rfind(b"\n") + 1)


def taken(address: str) -> str:
    """Two addresses that some file system cannot tell apart are one."""
    return address if address.isascii() and address.islower() else unicodedata.normalize("NFC", address).casefold()


def _cut(address: str) -> tuple[str, str, str]:
    """What a number is added to: the last part that is not index.html, without its ending."""
    if address.endswith("/index.html"):
        return address.removesuffix("/index.html"), "/", "index.html"
    stem, dot, ending = address.rpartition(".")
    return (stem, dot, ending) if dot else (address, "", "")


def _address(line: str) -> str:
    cell = line.rstrip("\n").rpartition("\t")[2]
    return str(json.loads(cell)) if cell.startswith('"') else cell


def _cell(text: str) -> str:
    return json.dumps(text) if any(c in text for c in '\t\n\r"') else text


def _given(path: Path, accepted: list[str]) -> Iterator[tuple[str, str]]:
    """The lines that give an address; what is known to be gone goes to `accepted`."""
    for source, address in read_ledger(path):
        if source == GONE:
            accepted.append(address)
        else:
            yield source, address


def read_ledger(path: Path) -> Iterator[tuple[str, str]]:
    """(source, address) of each line of a ledger; none without a file.  Raises ConfigError."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="\n") as f:
        for number, line in enumerate(f, 1):
            if not line.endswith("\n") or line.startswith("#") or not line.strip():
                continue
            cells = [json.loads(c) if c.startswith('"') else c for c in line[:-1].split("\t")]
            if len(cells) != 2 or not all(cells) or cells[1].startswith("/") or ".." in cells[1].split("/"):
                raise ConfigError(
                    f"{path}:{number}: this is not 'source<tab>address': {line[:80].strip()!r}.",
                    "Put the line back as it was in the last committed version of the file.",
                )
            yield cells[0], cells[1]


def _stamp(path: Path) -> int:
    if not path.exists():
        return 0
    st = path.stat()
    return stamp(path.name, st.st_size, st.st_mtime_ns, st.st_ino)
