"""Everybody of the last build, found by name, slug or address."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple, NoReturn

from sitegen import authority, naming
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.model import PERSON, Authority, Entry
from sitegen.naming import fold
from sitegen.store import FILE, Form, Store, TermRow
from sitegen.store.database import FORMAT

ASSIGNED = "="
FOLDER, ENDING = "people/", ".html"
CHOICES = 12
BUILD_FIRST = "Run 'sitegen build' first."


class Person(NamedTuple):
    """One person: the row of the build (None: only people.toml names the person), the forms of the name, those that
    most articles use first, and the entry in people.toml as that is now."""

    name: str
    row: TermRow | None
    forms: tuple[Form, ...]
    entry: Entry | None

    @property
    def address(self) -> str:
        """Where the page is, "" if there is none."""
        return f"{FOLDER}{self.row.slug}{ENDING}" if self.row and self.row.slug else ""

    @property
    def articles(self) -> list[int]:
        """The ids of the articles that name the person or are by the person, by date."""
        return sorted({article for form in self.forms for article in form.post})

    @property
    def spellings(self) -> list[str]:
        """Every spelling, the shown name first, each once."""
        found: dict[str, str] = {}
        for name in (self.name, *(form.name for form in self.forms)):
            found.setdefault(fold(name), name)
        return list(found.values())


class Directory:
    """The people of one build, as people.toml now speaks of them."""

    def __init__(self, store: Store, stated: Authority, base_url: str) -> None:
        self.store, self.stated, self.base_url = store, stated, base_url
        self.entries = {fold(entry.key): entry for entry in stated.entries}
        self.claims = {fold(n): e for e in reversed(stated.entries) if not e.articles for n in e.names}

    # ---- looking people up

    def one(self, words: str) -> Person:
        """The person that a name, slug or page address means.  Raises SitegenError, with the choices or the nearest."""
        found = self.find(words)
        if len(found) > 1:
            _refuse_ambiguous(words, found)
        if not found:
            self.refuse_unknown(words)
        return found[0]

    def find(self, words: str) -> list[Person]:
        """Everybody whom these words may mean; first those whose page bears the name."""
        words = " ".join(words.split())
        if "/" in words or words.endswith(ENDING):
            return self._with_slug(_slug_of(words.removeprefix(self.base_url)))
        return self._named(words) or self._with_slug(words)

    def refuse_unknown(self, words: str) -> NoReturn:
        """Raises SitegenError."""
        near = self.nearest(words)
        raise SitegenError(
            f"There is nobody called {words!r} in the last build.",
            f"Did you mean {' or '.join(map(repr, near))}?" if near else BUILD_FIRST,
        )

    def nearest(self, words: str) -> list[str]:
        """Names like this one, the nearest first."""
        stated = [name for entry in self.stated.entries for name in (*entry.names, entry.key)]
        known = {naming.plain(name): name for name in sorted({*stated, *(f[0].name for f in self._forms.values())})}
        found = difflib.get_close_matches(naming.plain(words), known, 3, 0.7)
        alike = [n for n in known.values() if naming.surname(n) == naming.surname(words)]
        return list(dict.fromkeys([known[k] for k in found] + sorted(alike)))[:3]

    def _named(self, words: str) -> list[Person]:
        entry = self.entries.get(fold(words)) or self.claims.get(fold(words))
        if entry is not None:
            found = [p for p in self._spelt_as(entry.names) if p.entry is not None and p.entry.key == entry.key]
            return _as_one(found, entry)
        found = self._spelt_as([words])
        return [p for p in found if fold(p.name) == fold(words)] or found

    def _with_slug(self, slug: str) -> list[Person]:
        row = self.store.terms.with_slug(PERSON, slug)
        if row is not None:
            return [self.of(row)]
        row = self.store.terms.term(self.store.terms.leads_to(f"people/{slug}"))
        return [self.of(row)] if row else []

    def _spelt_as(self, names: Iterable[str]) -> list[Person]:
        wanted = {fold(name) for name in names}
        forms = [self.store.terms.form(f.id) for name in sorted(wanted) for f in self._forms.get(name, ())]
        rows = [self.store.terms.term(id) for id in sorted({form.term for form in forms if form.term})]
        return [self.of(row) for row in rows if row]

    # ---- people

    def of(self, row: TermRow) -> Person:
        """The person of a row."""
        forms = [self.store.terms.form(id) for id in self.store.terms.forms_of(row.id)]
        forms.sort(key=lambda f: (-len(f.post), f.name, f.sense, f.id))
        return Person(row.name, row, tuple(forms), self._entry(row, forms))

    def everybody(self) -> Iterator[Person]:
        """All people, with a page or without, in the order of their ids."""
        terms = {self.store.terms.form(f.id).term for forms in self._forms.values() for f in forms}
        for term in sorted(terms - {0}):
            row = self.store.terms.term(term)
            if row is not None:
                yield self.of(row)

    def others_named(self, person: Person, names: Iterable[str]) -> list[Person]:
        """Others who bear one of these names, and whom no entry tells from this person."""
        mine = {form.id for form in person.forms}
        found = [p for p in self._spelt_as(names) if p.forms and p.forms[0].id not in mine]
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

    def _entry(self, row: TermRow, forms: list[Form]) -> Entry | None:
        """What people.toml says of a person now: it may have been edited since the build."""
        if row.sense.startswith(ASSIGNED) and (entry := self.entries.get(fold(row.sense.removeprefix(ASSIGNED)))):
            return entry
        names = [row.name, *(form.name for form in forms)]
        return next((self.claims[fold(name)] for name in names if fold(name) in self.claims), None)

    @cached_property
    def _forms(self) -> dict[str, list[Form]]:
        """folded name -> the forms that spell it, without postings."""
        found: dict[str, list[Form]] = {}
        for form in self.store.terms.names():
            if form.family == PERSON:
                found.setdefault(fold(form.name), []).append(form)
        return found


@contextmanager
def opened(config: Config) -> Iterator[Directory]:
    """The people of the last build.  Raises SitegenError if there is none."""
    stated = authority.load(config.seeds)
    store = Store.read(config.state) if (config.state / FILE).is_file() else None
    try:
        if store is None or store.db.get("format") != FORMAT or not store.db.get("indexed"):
            raise SitegenError(f"There is no build of {config.root} yet.", BUILD_FIRST)
        yield Directory(store, stated, config.base_url)
    finally:
        if store is not None:
            store.db.close()


def _as_one(found: list[Person], entry: Entry) -> list[Person]:
    """People whom the file has made one since the build, as one."""
    forms = tuple(form for person in found for form in person.forms)
    row = max(
        (p.row for p in found if p.row), key=lambda r: (fold(r.name) == fold(entry.name), r.n, -r.id), default=None
    )
    return [Person(entry.name, row, forms, entry)]


def _slug_of(address: str) -> str:
    """ "site/people/ann-lee/2017.html" -> "ann-lee"."""
    below = address.rpartition(FOLDER)[2] if FOLDER in address else address
    return below.lstrip("/").removesuffix(ENDING).partition("/")[0]


def _refuse_ambiguous(words: str, found: list[Person]) -> NoReturn:
    choices = [f"  {p.address or '(no page)'}  {p.name}{described(p)}" for p in found]
    raise SitegenError(
        f"{words!r} may be {len(found)} people.", "\n".join(["Give the page of one:", *choices[:CHOICES]])
    )


def described(person: Person) -> str:
    """What is put behind a name to tell it from others: " (baker), 3 articles"."""
    n = len(person.articles)
    gloss = f" ({person.row.gloss})" if person.row and person.row.gloss else ""
    return f"{gloss}, {n:,} article{'' if n == 1 else 's'}"
