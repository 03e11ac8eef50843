"""Rows of the search: which shards there are, and what each was made of."""

from __future__ import annotations

from sitegen.store.database import Database


class Shards:
    """`mark`: a digest of all that a shard was made of; `stamp`: what its files looked like when it was written."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def all(self) -> dict[str, tuple[bytes, int]]:
        """name -> (mark, stamp)."""
        return {name: (mark, stamp) for name, mark, stamp in self.db.run("SELECT * FROM shard ORDER BY name")}

    def put(self, name: str, mark: bytes, stamp: int) -> None:
        self.db.run("INSERT OR REPLACE INTO shard VALUES(?,?,?)", (name, mark, stamp))

    def drop(self, name: str) -> None:
        self.db.run("DELETE FROM shard WHERE name=?", (name,))
