"""People or tags of the last build, found by name, slug or address, as the editors' file now speaks of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from shlex import quote
from typing import Generic, NamedTuple, NoReturn, Protocol, TypeVar

from sitegen import naming
from sitegen.editing.state import BUILD_FIRST
from sitegen.editing.telling import counted
from sitegen.errors import SitegenError
from sitegen.model import Family
from sitegen.naming import fold
from sitegen.pages.facts import FOLDERS
from sitegen.senses import ASSIGNED
from sitegen.store import Form, Store, TermRow

ENDING = ".html"
CHOICES = 12


class EntryLike(Protocol):
    """What a file states of one person or tag: `key` is the name of its table, `names` is every spelling."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...


E = TypeVar("E", bound=EntryLike)


class Subject(NamedTuple, Generic[E]):
    """One person or tag: the row of the build (None: only the file names it), the forms of the name, those that
    most articles use first, and the entry in the file as that is now."""

    name: str
    row: TermRow | None
    forms: tuple[Form, ...]
    entry: E | None

    @property
    def address(self) -> str:
        """Where the page is, "" if there is none."""
        return address_of(self.row) if self.row and self.row.slug else ""

    @property
    def articles(self) -> list[int]:
        """The ids of the articles that bear it or are by it, by date."""
        return sorted({article for form in self.forms for article in form.post})

    @property
    def spellings(self) -> list[str]:
        """Every spelling, the shown name first, each once."""
        found: dict[str, str] = {}
        for name in (self.name, *(form.name for form in self.forms)):
            found.setdefault(fold(name), name)
        return list(found.values())

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(spelling, articles), the most frequent first."""
        posts: dict[str, set[int]] = {}
        for form in self.forms:
            posts.setdefault(form.name, set()).update(form.post)
        return sorted(((name, len(post)) for name, post in posts.items()), key=lambda item: (-item[1], item[0]))


class Words(NamedTuple):
    """How messages speak of what is looked for: "nobody", "person", "people"."""

    none: str
    one: str
    many: str


class Directory(Generic[E]):
    """All of one family.  `entries`: the tables of the file; `claims`: folded name -> the entry that it means wherever
    it stands; `base_url`: the address of the site, which may stand before that of a page."""

    family: Family
    words: Words

    def __init__(self, store: Store, entries: Iterable[E], claims: dict[str, E], base_url: str) -> None:
        self.store, self.claims, self.base_url = store, claims, base_url
        self.entries = {fold(entry.key): entry for entry in entries}
        self.folder = f"{FOLDERS[self.family]}/"

    # ---- looking up

    def one(self, words: str) -> Subject[E]:
        """What a name, slug or page address means.  Raises SitegenError, with the choices or the nearest."""
        found = self.find(words)
        if len(found) > 1:
            self._refuse_ambiguous(words, found)
        if not found:
            self.refuse_unknown(words)
        return found[0]

    def find(self, words: str) -> list[Subject[E]]:
        """All that these words may mean; first those whose page bears the name."""
        words = " ".join(words.split())
        return self._named(words) or self._with_address(words)

    def refuse_unknown(self, words: str) -> NoReturn:
        """Raises SitegenError."""
        near = self.nearest(words)
        raise SitegenError(
            f"There is {self.words.none} called {words!r} in the last build.",
            f"Did you mean {' or '.join(map(repr, near))}?" if near else BUILD_FIRST,
        )

    def nearest(self, words: str) -> list[str]:
        """Names like this one, the nearest first."""
        stated = [name for entry in self.entries.values() for name in (*entry.names, entry.key)]
        known = {naming.plain(name): name for name in sorted({*stated, *(f[0].name for f in self._forms.values())})}
        found = difflib.get_close_matches(naming.plain(words), known, 3, 0.7)
        alike = sorted(name for name in known.values() if self.block(name) == self.block(words))
        return list(dict.fromkeys([known[k] for k in found] + alike))[:3]

    def _named(self, words: str) -> list[Subject[E]]:
        entry = self.entries.get(fold(words)) or self.claims.get(fold(words))
        if entry is not None:
            found = [s for s in self.spelt_as(entry.names) if s.entry is not None and s.entry.key == entry.key]
            return _as_one(found, entry)
        found = self.spelt_as([words])
        return [s for s in found if fold(s.name) == fold(words)] or found

    def _with_address(self, words: str) -> list[Subject[E]]:
        """What has this page, or had it: "ann-lee", "site/people/ann-lee/2017.html"."""
        address = words.removeprefix(self.base_url)
        below = address.rpartition(self.folder)[2] if self.folder in address else address
        slug = below.lstrip("/").removesuffix(ENDING).partition("/")[0]
        row = self.store.terms.with_slug(self.family, slug)
        if row is None:
            row = self.store.terms.term(self.store.redirects.leads_to(self.folder + slug))
        return [self.of(row)] if row else []

    def spelt_as(self, names: Iterable[str]) -> list[Subject[E]]:
        """All that some form of spells one of these names."""
        wanted = {fold(name) for name in names}
        forms = [self.store.terms.form(f.id) for name in sorted(wanted) for f in self._forms.get(name, ())]
        rows = [self.store.terms.term(id) for id in sorted({form.term for form in forms if form.term})]
        return [self.of(row) for row in rows if row]

    def as_word(self, subject: Subject[E]) -> str:
        """As a command can be told of this one and no other, and as a shell takes it."""
        plain = "'" not in subject.name and len(self.find(subject.name)) == 1
        return quote(subject.name if plain or not subject.address else subject.address)

    def block(self, name: str) -> str:
        """The group of names among which the same one may be."""
        raise NotImplementedError

    # ---- what there is

    def of(self, row: TermRow) -> Subject[E]:
        """The person or tag of a row."""
        forms = [self.store.terms.form(id) for id in self.store.terms.forms_of(row.id)]
        forms.sort(key=lambda f: (-len(f.post), f.name, f.sense, f.id))
        return Subject(row.name, row, tuple(forms), self._entry(row, forms))

    def everybody(self) -> Iterator[Subject[E]]:
        """All there are, with a page or without, in the order of their ids."""
        terms = {self.store.terms.form(f.id).term for forms in self._forms.values() for f in forms}
        for term in sorted(terms - {0}):
            row = self.store.terms.term(term)
            if row is not None:
                yield self.of(row)

    def under(self, letter: str = "") -> list[TermRow]:
        """The rows with a page, under a letter of the index or ("") all, by name.  Raises SitegenError for what is no
        letter."""
        rows = self.store.terms.under(self.family, self._letter(letter) if letter else None)
        return sorted(rows, key=lambda r: (naming.sort_key(self.family, r.name), r.name, r.slug))

    def _letter(self, letter: str) -> str:
        if len(letter.strip()) != 1:
            raise SitegenError(f"{letter!r} is no letter.", "Give one letter, or 0 for names that begin with none.")
        return naming.letter(self.family, letter)

    def _entry(self, row: TermRow, forms: list[Form]) -> E | None:
        """What the file says of it now: that may have been edited since the build."""
        if row.sense.startswith(ASSIGNED) and (entry := self.entries.get(fold(row.sense.removeprefix(ASSIGNED)))):
            return entry
        names = [row.name, *(form.name for form in forms)]
        return next((self.claims[fold(name)] for name in names if fold(name) in self.claims), None)

    @cached_property
    def _forms(self) -> dict[str, list[Form]]:
        """folded name -> the forms that spell it, without postings."""
        found: dict[str, list[Form]] = {}
        for form in self.store.terms.names():
            if form.family == self.family:
                found.setdefault(fold(form.name), []).append(form)
        return found

    def _refuse_ambiguous(self, words: str, found: list[Subject[E]]) -> NoReturn:
        choices = [f"  {s.address or '(no page)'}  {s.name}{_described(s)}" for s in found[:CHOICES]]
        hint = "\n".join(["Give the page of one:", *choices])
        raise SitegenError(f"{words!r} may be {len(found)} {self.words.many}.", hint)


def most_used(rows: Sequence[TermRow], top: int) -> Sequence[TermRow]:
    """The `top` rows with most articles; all as they are where it is 0."""
    return sorted(rows, key=lambda r: -(r.n + r.wrote))[:top] if top else rows


def address_of(row: TermRow) -> str:
    """The path of a page below site/."""
    return f"{FOLDERS[row.family]}/{row.slug}{ENDING}"


def _as_one(found: list[Subject[E]], entry: E) -> list[Subject[E]]:
    """What the file has made one since the build, as one."""
    forms = tuple(form for subject in found for form in subject.forms)
    row = max(
        (s.row for s in found if s.row), key=lambda r: (fold(r.name) == fold(entry.name), r.n, -r.id), default=None
    )
    return [Subject(entry.name, row, forms, entry)]


def _described(subject: Subject[E]) -> str:
    """What is put behind a name to tell it from others: " (baker), 3 articles"."""
    gloss = f" ({subject.row.gloss})" if subject.row and subject.row.gloss else ""
    return f"{gloss}, {counted(len(subject.articles))}"
