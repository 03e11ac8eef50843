"""From names as articles use them to forms, and from clusters of forms to terms."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from sitegen import naming
from sitegen.model import PERSON, Name, Record
from sitegen.store import Form, Store, TermRow

QUOTED_BITS, MOST_QUOTED = 7, 127


class SpellingLike(Protocol):
    """What the resolver hands back of a form."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


class ClusterLike(Protocol):
    @property
    def forms(self) -> Sequence[SpellingLike]: ...
    @property
    def head(self) -> SpellingLike: ...
    @property
    def status(self) -> str: ...


Resolve = Callable[[int, Iterable[Form]], Sequence[ClusterLike]]


class Limits(NamedTuple):
    """When a name earns a page: `minimum` articles once the archive has `small` of them; a list longer
    than `split` is cut by year."""

    small: int
    minimum: int
    split: int


class Vocabulary:
    """Names -> forms while many articles are read; new forms wait in `fresh`."""

    def __init__(self, store: Store) -> None:
        self.fresh: list[Form] = []
        self.forms: dict[tuple[int, str, str], int] = {}
        self.next = store.terms.next_form()
        for form in store.terms.names():
            self.forms[form.family, form.kind, form.name] = form.id

    def pack(self, record: Record) -> bytes:
        """The names of a record as form ids with the number of quotations, 32 bits each."""
        packed = array("I")
        for name, quoted in zip(record.names, record.quoted, strict=True):
            id = self.forms.get((name.family, name.kind, name.text)) or self._meet(name).id
            packed.append(id << QUOTED_BITS | min(quoted, MOST_QUOTED))
        return packed.tobytes()

    def _meet(self, name: Name) -> Form:
        form = Form(self.next, name.family, name.kind, name.text, naming.block(name.family, name.text))
        self.next += 1
        self.forms[name.family, name.kind, name.text] = form.id
        self.fresh.append(form)
        return form


def unpack(forms: bytes) -> list[tuple[int, int]]:
    """[(form id, quotations)], in the order of the article."""
    return [(x >> QUOTED_BITS, x & MOST_QUOTED) for x in memoryview(forms).cast("I")]


def form_ids(forms: bytes) -> list[int]:
    return [x >> QUOTED_BITS for x in memoryview(forms).cast("I")]


def merged(posts: Sequence[array[int]]) -> array[int]:
    """Postings of several forms as one, ascending, each article once."""
    return posts[0] if len(posts) == 1 else array("q", sorted(set().union(*posts)))


def term_of(cluster: ClusterLike, family: int, n: int, quoted: int, large: bool, limits: Limits) -> TermRow:
    """The row of a term, with its base in the place of the slug (none where it earns no page)."""
    head = cluster.head
    given = any(f.kind == "given" for f in cluster.forms)
    sure = given or (family == PERSON and cluster.status != "surname only")
    base = naming.slug(head.name) if sure or n >= limits.minimum or not large else ""
    kind = "person" if family == PERSON else _kind(cluster.forms)
    status = "given" if given else cluster.status
    letter = naming.letter(family, head.name)
    return TermRow(head.id, family, kind, head.name, base, base, letter, status, n, quoted)


def _kind(forms: Sequence[SpellingLike]) -> str:
    """What kind of tag: as the commonest form that the build found says, else a topic."""
    return next((f.kind for f in forms if f.kind != "given"), "topic")


def with_slugs(terms: Iterable[TermRow]) -> list[TermRow]:
    """Terms of one base: x, x--2, x--3 in the order of their names.  No name gives a slug with two hyphens,
    so no two terms meet; and no history is in it."""
    ordered = sorted(terms, key=lambda t: (t.name, t.id))
    return [t._replace(slug=t.base if n == 1 else f"{t.base}--{n}") for n, t in enumerate(ordered, 1)]
