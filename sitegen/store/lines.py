"""Lines that recur: for every source the keys of its lines, for every key how many sources hold it.

A key is a signed 64-bit hash of a line, so a collision among a hundred million lines is no matter for worry.
Counting is done by SQLite's own sorter, in memory that does not grow with the archive."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import xxhash

from sitegen.model import RECURS
from sitegen.store.database import Database, listed

LEVEL = " + ".join(f"({{n}} >= {least})" for least in RECURS)


class Lines:
    def __init__(self, db: Database) -> None:
        self.db = db

    def replace(self, keys: Iterable[tuple[str, bytes]]) -> None:
        """(source, packed keys) of sources as they are now; no keys: it is gone, or holds none.  What that does
        to the counts waits for `settle`."""
        keys = list(keys)
        before = self._keys([source for source, _ in keys])
        gone = ((key, -1) for blob in before.values() for key in memoryview(blob).cast("q"))
        came = ((key, 1) for _, blob in keys for key in memoryview(blob).cast("q"))
        self.db.run("CREATE TEMP TABLE IF NOT EXISTS counted(key INTEGER, n INTEGER)")
        self.db.many("INSERT INTO counted VALUES(?,?)", gone)
        self.db.many("INSERT INTO counted VALUES(?,?)", came)
        self.db.many("DELETE FROM lines WHERE source=?", ((source,) for source in before))
        self.db.many("INSERT INTO lines VALUES(?,?)", ((source, blob) for source, blob in keys if blob))

    def settle(self) -> set[int]:
        """Bring the counts up to date; keys whose level (see model.RECURS) is another now."""
        self.db.run("CREATE TEMP TABLE IF NOT EXISTS counted(key INTEGER, n INTEGER)")
        self.db.run(
            "CREATE TEMP TABLE moved AS "
            "SELECT key, sum(n) AS n FROM counted GROUP BY key HAVING sum(n) <> 0 ORDER BY key"
        )
        crossed = self.db.run(
            "SELECT m.key FROM moved m LEFT JOIN line l ON l.key = m.key "
            f"WHERE {LEVEL.format(n='coalesce(l.n, 0)')} <> {LEVEL.format(n='coalesce(l.n, 0) + m.n')}"
        ).fetchall()
        self.db.run(
            "INSERT INTO line SELECT key, n FROM moved WHERE true ON CONFLICT(key) DO UPDATE SET n = n + excluded.n"
        )
        self.db.run("DELETE FROM line WHERE key IN (SELECT key FROM moved WHERE n < 0) AND n <= 0")
        self.db.run("DROP TABLE moved")
        self.db.run("DELETE FROM counted")
        return {key for (key,) in crossed}

    def holders(self, keys: set[int]) -> Iterator[str]:
        """Sources that hold one of these lines."""
        if keys:
            for source, blob in self.db.run("SELECT source, keys FROM lines"):
                if not keys.isdisjoint(memoryview(blob).cast("q")):
                    yield source

    def counts(self, lines: Sequence[str]) -> dict[str, int]:
        """line key -> how many sources hold it, of those that recur."""
        by_hash = {hashed(line): line for line in lines}
        rows = self.db.run(
            f"SELECT l.key, l.n FROM json_each(?) j CROSS JOIN line l ON l.key = j.value WHERE l.n >= {RECURS[0]}",
            (listed(by_hash),),
        )
        return {by_hash[key]: n for key, n in rows}

    def levels(self, lines: Sequence[str]) -> dict[str, int]:
        """The same as levels: what `model.Evidence.recurring` answers."""
        return {line: max(level for level in RECURS if level <= n) for line, n in self.counts(lines).items()}

    def levels_in(self, sources: Sequence[str]) -> dict[int, int]:
        """Key -> level, of the lines in these sources that recur: what their reading asks of the archive."""
        keys = {key for blob in self._keys(sources).values() for key in memoryview(blob).cast("q")}
        rows = self.db.run(
            f"SELECT l.key, l.n FROM json_each(?) j CROSS JOIN line l ON l.key = j.value WHERE l.n >= {RECURS[0]}",
            (listed(sorted(keys)),),
        )
        return {key: max(level for level in RECURS if level <= n) for key, n in rows}

    def _keys(self, sources: Sequence[str]) -> dict[str, bytes]:
        rows = self.db.run(
            "SELECT source, keys FROM json_each(?) j CROSS JOIN lines ON source = j.value",
            (msgspec.json.encode(sources).decode(),),
        )
        return dict(rows.fetchall())


def hashed(line: str) -> int:
    """The key of a line as a number that SQLite holds."""
    return xxhash.xxh3_64_intdigest(line.encode("utf-8", "surrogatepass")) - (1 << 63)


def packed(lines: Iterable[str]) -> bytes:
    """Keys of the lines of one source, each once."""
    return array("q", sorted({hashed(line) for line in lines})).tobytes()
