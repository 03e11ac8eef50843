"""Rows of names: a form is a name as articles spell it, in one sense, with its postings; a term is what pages are
about, one or more forms; its id is the id of the form that heads it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sitegen.model import Name
from sitegen.store.database import Database, listed

AUTHOR = "author"


class TermRow(NamedTuple):
    """A person or tag.  `base` is the slug that its name gives, `slug` the one it has ("": no page); `sense` tells
    it from others, `gloss` says so in words where others have its name; `head` is the form that heads it, in words
    that no other form has; `entry` is the editors' word on it, packed; `place` is where a tag is that is a place, as
    its articles tell together (see gazetteer.whereabouts).
    `n` counts articles that name it, `wrote` those it wrote."""

    id: int
    family: int
    kind: str
    name: str
    base: str
    slug: str
    letter: str
    status: str
    gloss: str
    sense: str
    head: str
    entry: bytes
    place: str
    wrote: int
    n: int
    quoted: int

    @property
    def listed(self) -> tuple[int, str, str, str, str, str]:
        """What lists of names show of it, counts left out."""
        return self.id, self.kind, self.name, self.slug, self.letter, self.gloss


class Form:
    """One spelling in one sense.  `post`: ids of its articles in ascending order; `block`: the group of forms that may
    be the same; `term`: the term it belongs to, 0 while that is not settled."""

    __slots__ = ("block", "family", "id", "kind", "name", "post", "quoted", "sense", "term")

    def __init__(
        self,
        id: int,
        family: int,
        kind: str,
        name: str,
        sense: str,
        block: str,
        term: int = 0,
        quoted: int = 0,
        post: bytes = b"",
    ) -> None:
        self.id, self.family, self.kind, self.name, self.sense, self.block = id, family, kind, name, sense, block
        self.term, self.quoted, self.post = term, quoted, array("q", post)

    def row(self) -> tuple[object, ...]:
        head = self.id, self.family, self.kind, self.name, self.sense, self.block
        return *head, self.term, self.quoted, self.post.tobytes()


class Terms:
    def __init__(self, db: Database) -> None:
        self.db = db

    # ---- forms

    def next_form(self) -> int:
        return 1 + int(self.db.value("SELECT max(id) FROM form") or 0)

    def names(self) -> Iterator[Form]:
        """Every form, without postings."""
        return (Form(*row) for row in self.db.run("SELECT id, family, kind, name, sense, block FROM form ORDER BY id"))

    def form(self, id: int) -> Form:
        row = self.db.run("SELECT * FROM form WHERE id=?", (id,)).fetchone()
        return Form(*row)

    def find(self, name: Name) -> Form | None:
        row = self.db.run(
            "SELECT * FROM form WHERE family=? AND kind=? AND name=? AND sense=?",
            (name.family, name.kind, name.text, name.sense),
        ).fetchone()
        return Form(*row) if row else None

    def of_block(self, family: int, block: str) -> list[int]:
        return [i for (i,) in self.db.run("SELECT id FROM form WHERE family=? AND block=?", (family, block))]

    def forms_of(self, term: int) -> list[int]:
        return [i for (i,) in self.db.run("SELECT id FROM form WHERE term=? ORDER BY id", (term,))]

    def put_forms(self, forms: Iterable[Form]) -> None:
        self.db.many("INSERT OR REPLACE INTO form VALUES(?,?,?,?,?,?,?,?,?)", (f.row() for f in forms))

    def drop_forms(self, ids: Iterable[int]) -> None:
        self.db.many("DELETE FROM form WHERE id=?", ((i,) for i in ids))

    def post_of(self, term: int, written: bool = True) -> array[int]:
        """The articles of a term in ascending order, with or without those that it wrote."""
        rows = self.db.run("SELECT kind, post FROM form WHERE term=?", (term,))
        posts = [array("q", blob) for kind, blob in rows if written or kind != AUTHOR]
        return posts[0] if len(posts) == 1 else array("q", sorted(set().union(*posts)))

    def written_by(self, term: int) -> set[int]:
        """The forms of a term that stand in bylines."""
        return {i for (i,) in self.db.run("SELECT id FROM form WHERE term=? AND kind=?", (term, AUTHOR))}

    def terms_of(self, forms: Iterable[int]) -> dict[int, int]:
        """form -> its term, bylines left out."""
        rows = self.db.run(
            "SELECT f.id, f.term FROM json_each(?) j CROSS JOIN form f ON f.id = j.value WHERE f.kind<>?",
            (listed(forms), AUTHOR),
        )
        return dict(rows.fetchall())

    def people_among(self, forms: Iterable[int]) -> dict[int, str]:
        """form -> its spelling, of those that are of people; bylines left out."""
        rows = self.db.run(
            "SELECT f.id, f.name FROM json_each(?) j CROSS JOIN form f ON f.id = j.value "
            "WHERE f.family=0 AND f.kind<>?",
            (listed(forms), AUTHOR),
        )
        return dict(rows.fetchall())

    # ---- terms

    def term(self, id: int) -> TermRow | None:
        row = self.db.run("SELECT * FROM term WHERE id=?", (id,)).fetchone()
        return TermRow(*row) if row else None

    def term_of_form(self, form: int) -> TermRow | None:
        row = self.db.run("SELECT t.* FROM form f JOIN term t ON t.id = f.term WHERE f.id=?", (form,)).fetchone()
        return TermRow(*row) if row else None

    def put_terms(self, rows: Iterable[TermRow]) -> None:
        self.db.many("INSERT OR REPLACE INTO term VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)

    def drop_terms(self, ids: Iterable[int]) -> None:
        self.db.many("DELETE FROM term WHERE id=?", ((i,) for i in ids))

    def with_base(self, family: int, base: str) -> list[TermRow]:
        """Terms whose names give the same slug and that have a page, in the order of their names."""
        rows = self.db.run(
            "SELECT * FROM term WHERE family=? AND base=? AND slug<>'' ORDER BY name, id", (family, base)
        )
        return [TermRow(*row) for row in rows]

    def counts(self) -> tuple[int, int]:
        """How many people and how many tags have a page."""
        rows = dict(self.db.run("SELECT family, count(*) FROM term WHERE slug<>'' GROUP BY family"))
        return rows.get(0, 0), rows.get(1, 0)

    def checked(self) -> int:
        """How many people with a page an editor has looked at."""
        found = "SELECT count(*) FROM term WHERE family=0 AND slug<>'' AND status IN ('checked', 'stated', 'given')"
        return int(self.db.value(found))

    def quotations(self) -> int:
        return int(self.db.value("SELECT total(quoted) FROM term WHERE family=0 AND slug<>''"))

    def top(self, family: int, column: str, limit: int) -> list[TermRow]:
        """The terms with most articles ("n") or quotations ("quoted")."""
        rows = self.db.run(
            f"SELECT * FROM term WHERE family=? AND slug<>'' AND {column}>0 ORDER BY {column} DESC, name, slug LIMIT ?",
            (family, limit),
        )
        return [TermRow(*row) for row in rows]

    def places(self, limit: int) -> list[TermRow]:
        """The places with a page, those in most articles first."""
        return self._of_kind("place", limit)

    def count_places(self) -> int:
        return self._count_of("place")

    def organisations(self, limit: int) -> list[TermRow]:
        """The organisations with a page, those in most articles first."""
        return self._of_kind("organisation", limit)

    def count_organisations(self) -> int:
        return self._count_of("organisation")

    def _of_kind(self, kind: str, limit: int) -> list[TermRow]:
        rows = self.db.run(
            "SELECT * FROM term WHERE family=1 AND kind=? AND slug<>'' ORDER BY n DESC, name, slug LIMIT ?",
            (kind, limit),
        )
        return [TermRow(*row) for row in rows]

    def _count_of(self, kind: str) -> int:
        return int(self.db.value("SELECT count(*) FROM term WHERE family=1 AND kind=? AND slug<>''", (kind,)))

    def any_organisation(self) -> bool:
        return (
            self.db.value("SELECT 1 FROM term WHERE family=1 AND kind='organisation' AND slug<>'' LIMIT 1") is not None
        )

    def any_place(self) -> bool:
        """Is it known of any place with a page where it is?  A "?" begins what says that several have its name."""
        known = "family=1 AND kind='place' AND slug<>'' AND place<>'' AND substr(place, 1, 1)<>'?'"
        return self.db.value(f"SELECT 1 FROM term WHERE {known} LIMIT 1") is not None

    def letters(self, family: int) -> list[tuple[str, int]]:
        """(letter, terms with a page under it)."""
        return self.db.run(
            "SELECT letter, count(*) FROM term WHERE family=? AND slug<>'' GROUP BY letter ORDER BY letter", (family,)
        ).fetchall()

    def under(self, family: int, letter: str | None = None) -> list[TermRow]:
        """Terms with a page, under one letter or all."""
        rows = self.db.run(
            "SELECT * FROM term WHERE family=?1 AND slug<>'' AND (?2 IS NULL OR letter=?2)", (family, letter)
        )
        return [TermRow(*row) for row in rows]

    def spellings(self, family: int) -> dict[int, list[str]]:
        """term -> every way in which articles spell it, in the order of the alphabet."""
        found: dict[int, list[str]] = {}
        for term, name in self.db.run(
            "SELECT DISTINCT term, name FROM form WHERE family=? ORDER BY term, name", (family,)
        ):
            found.setdefault(term, []).append(name)
        return found

    def with_pages(self, family: int) -> Iterator[TermRow]:
        """The same one by one, by slug, however many there are."""
        rows = self.db.run("SELECT * FROM term WHERE family=? AND slug<>'' ORDER BY slug", (family,))
        return (TermRow(*row) for row in rows)

    def clear(self) -> None:
        """Before all facts are made anew from the rows of articles."""
        indexes = "form_name form_block form_term term_base term_letter term_slug term_assigned term_place"
        for name in indexes.split():
            self.db.run(f"DROP INDEX IF EXISTS {name}")
        for table in ("term", "related", "month"):
            self.db.run(f"DELETE FROM {table}")

    def assigned(self, family: int) -> list[TermRow]:
        """The terms that people.toml or tags.toml states: their sense begins with "="."""
        rows = self.db.run("SELECT * FROM term WHERE sense>='=' AND sense<'>' AND family=? ORDER BY id", (family,))
        return [TermRow(*row) for row in rows]

    def senses(self, forms: Iterable[int]) -> set[str]:
        """The senses of these forms."""
        rows = self.db.run("SELECT f.sense FROM json_each(?) j CROSS JOIN form f ON f.id = j.value", (listed(forms),))
        return {sense for (sense,) in rows}

    def briefly(self, forms: Iterable[int]) -> list[tuple[int, int, str, str, str]]:
        """(id, family, kind, name, block) of forms, without their postings."""
        return self.db.run(
            "SELECT f.id, f.family, f.kind, f.name, f.block FROM json_each(?) j CROSS JOIN form f ON f.id = j.value",
            (listed(forms),),
        ).fetchall()

    def with_slug(self, family: int, slug: str) -> TermRow | None:
        """The term whose page has this slug."""
        row = self.db.run("SELECT * FROM term WHERE family=? AND slug=?", (family, slug)).fetchone()
        return TermRow(*row) if row else None
