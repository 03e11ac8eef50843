"""Everybody of the last build, and what people.toml says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from sitegen import authority, naming
from sitegen.config import Config
from sitegen.editing import directory
from sitegen.editing.directory import Subject, Words
from sitegen.editing.state import last_build
from sitegen.errors import SitegenError
from sitegen.model import PERSON, Authority, Entry
from sitegen.naming import fold
from sitegen.senses import ASSIGNED
from sitegen.store import Store

Person: TypeAlias = Subject[Entry]


class Directory(directory.Directory[Entry]):
    """The people of one build, as people.toml now speaks of them."""

    family = PERSON
    words = Words("nobody", "person", "people")

    def __init__(self, store: Store, stated: Authority, base_url: str) -> None:
        claims = {fold(n): e for e in reversed(stated.entries) if not e.articles for n in e.names}
        super().__init__(store, stated.entries, claims, base_url)
        self.stated = stated

    def block(self, name: str) -> str:
        """The surname."""
        return naming.surname(name)

    def others_named(self, person: Person, names: Iterable[str]) -> list[Person]:
        """Others who bear one of these names, and whom no entry tells from this person."""
        mine = {form.id for form in person.forms}
        found = [p for p in self.spelt_as(names) if p.forms and p.forms[0].id not in mine]
        return [p for p in found if p.entry is None or not p.entry.articles]

    def stated_different(self, a: Person, b: Person) -> tuple[str, str] | None:
        """The pair by which people.toml says that these are two."""
        one, other = ({fold(n) for n in (*p.spellings, p.entry.key if p.entry else "")} for p in (a, b))
        for pair in self.stated.different:
            x, y = map(fold, pair)
            if (x in one and y in other) or (x in other and y in one):
                return pair
        return None

    def check_known(self, person: Person) -> None:
        """Refuse somebody of whose articles the file has said more since the build.  Raises SitegenError."""
        told = person.row.sense if person.row else ""
        names = {fold(form.name) for form in person.forms}
        rivals = [e for e in self.stated.entries if e.articles and told != ASSIGNED + e.key]
        rivals = [e for e in rivals if names & {fold(name) for name in e.names}]
        paths = {path for _, path in self.store.articles.simple(person.articles, "path")} if rivals else set()
        for entry in rivals:
            if not paths.isdisjoint(entry.articles):
                raise SitegenError(
                    f"people.toml says since the last build that some articles of {person.name} are {entry.key!r}.",
                    "Run 'sitegen build', then try again.",
                )


@contextmanager
def opened(config: Config) -> Iterator[Directory]:
    """The people of the last build.  Raises SitegenError if there is none."""
    stated = authority.load(config.seeds)
    with last_build(config) as store:
        yield Directory(store, stated, config.base_url)
