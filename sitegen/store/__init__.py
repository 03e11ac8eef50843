"""`.sitegen/build.db`: the only room that speaks SQL."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from sitegen.model import Downloads
from sitegen.store.addresses import Addresses
from sitegen.store.articles import ArticleRow, Articles
from sitegen.store.database import LATER, Database, ReadOnly
from sitegen.store.hierarchy import Hierarchy
from sitegen.store.lines import Lines
from sitegen.store.pages import PageRow, Pages
from sitegen.store.periods import Periods
from sitegen.store.phrases import Phrases
from sitegen.store.pictures import PictureRow, Pictures
from sitegen.store.records import Records
from sitegen.store.redirects import Redirects
from sitegen.store.relations import Relations
from sitegen.store.shards import Shards
from sitegen.store.terms import Form, TermRow, Terms
from sitegen.store.unlisted import Unlisted
from sitegen.store.unlisted import put as put_unlisted
from sitegen.store.versions import Versions
from sitegen.store.ways import Ways
from sitegen.store.words import Words

__all__ = ["ArticleRow", "Form", "PageRow", "PictureRow", "Store", "TermRow", "Unlisted"]
FILE = "build.db"


class Store:
    """All tables of one build state; `Store.read` opens them read-only, for a worker."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.articles, self.addresses, self.terms, self.pages = Articles(db), Addresses(db), Terms(db), Pages(db)
        self.lines, self.pictures, self.records = Lines(db), Pictures(db), Records(db)
        self.redirects, self.periods, self.relations = Redirects(db), Periods(db), Relations(db)
        self.versions, self.phrases, self.words = Versions(db), Phrases(db), Words(db)
        self.hierarchy, self.shards, self.ways = Hierarchy(db), Shards(db), Ways(db)

    @classmethod
    def open(cls, state: Path) -> Store:
        """Open or make the state in this folder.  `store.db.reset` says that an unusable one was dropped."""
        return cls(Database(state / FILE))

    @classmethod
    def read(cls, state: Path) -> Store:
        return cls(ReadOnly(state / FILE))

    def unlisted(self) -> Unlisted:
        """What stands in no list that machines read."""
        return Unlisted.read(self.db, self.articles)

    def put_unlisted(self, sources: Iterable[str], names: Iterable[str]) -> None:
        put_unlisted(self.db, sources, names)

    def takedown_log(self) -> list[dict[str, object]]:
        """What the page about the archive tells of takedowns, which names nobody."""
        kept = self.db.get("takedown log")
        return list(msgspec.json.decode(kept)) if kept else []

    def downloads(self) -> Downloads:
        """What is known of the files for download."""
        kept = self.db.get("downloads")
        return msgspec.json.decode(kept, type=Downloads) if kept else Downloads()

    def index_names(self) -> None:
        """Indexes over names: made after the rows, so that many rows cost little."""
        for statement in LATER:
            self.db.run(statement)
