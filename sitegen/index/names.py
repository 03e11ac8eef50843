"""From names as articles use them to forms, and from clusters of forms to terms."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from sitegen import gazetteer, ids, naming, senses
from sitegen.model import PERSON, Authority, Entry, Heading, Headings, Name, Record
from sitegen.store import Form, Store, TermRow

MOST_QUOTED = 127
REJECTED = "rejected"


class SpellingLike(Protocol):
    """What the resolver hands back of a form."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sense(self) -> str: ...


class ClusterLike(Protocol):
    """Forms that are one person or tag."""

    @property
    def forms(self) -> Sequence[SpellingLike]: ...
    @property
    def head(self) -> SpellingLike: ...
    @property
    def status(self) -> str: ...
    @property
    def entry(self) -> Entry | Heading | None: ...
    @property
    def kind(self) -> str: ...


Company = Callable[[int], frozenset[str]]  # form -> the other people of its articles


class Linker(Protocol):
    """Who says which forms are one (see linking)."""

    @property
    def stated(self) -> Authority: ...
    @property
    def tags(self) -> Headings: ...
    @property
    def joined(self) -> Mapping[int, Mapping[str, str]]: ...

    def block(self, family: int, name: str) -> str: ...
    def clusters(self, family: int, block: str, forms: Iterable[Form], company: Company) -> Sequence[ClusterLike]: ...


class Limits(NamedTuple):
    """When a name earns a page: `minimum` articles once the archive has `small` of them; a list longer
    than `split` is cut by year; one with `feeds` articles has feeds of its own (0: none has)."""

    small: int
    minimum: int
    split: int
    feeds: int = 0


class Forms:
    """Names -> forms while many articles are read; new forms wait in `fresh`."""

    def __init__(self, store: Store, linker: Linker) -> None:
        self.linker = linker
        self.fresh: list[Form] = []
        self.forms: dict[tuple[int, str, str, str], int] = {}
        self.next = store.terms.next_form()
        for form in store.terms.names():
            self.forms[form.family, form.kind, form.name, form.sense] = form.id

    def pack(self, record: Record) -> bytes:
        """The names of a record as form ids with the number of quotations, 32 bits each."""
        pairs = zip(record.names, record.quoted, strict=True)
        return pack((self.id(name), min(quoted, MOST_QUOTED)) for name, quoted in pairs)

    def id(self, name: Name) -> int:
        """The form of a name, a new one where no article has used it."""
        return self.forms.get((name.family, name.kind, name.text, name.sense)) or self._meet(name).id

    def _meet(self, name: Name) -> Form:
        block = self.linker.block(name.family, name.text)
        form = Form(self.next, name.family, name.kind, name.text, name.sense, block)
        self.next += 1
        self.forms[name.family, name.kind, name.text, name.sense] = form.id
        self.fresh.append(form)
        return form


def pack(forms: Iterable[tuple[int, int]]) -> bytes:
    """The inverse of `unpack`."""
    return array("I", [id << ids.QUOTED_BITS | quoted for id, quoted in forms]).tobytes()


def unpack(forms: bytes) -> list[tuple[int, int]]:
    """[(form id, quotations)], in the order of the article."""
    return [(x >> ids.QUOTED_BITS, x & MOST_QUOTED) for x in memoryview(forms).cast("I")]


def merged(posts: Sequence[array[int]]) -> array[int]:
    """Postings of several forms as one, ascending, each article once."""
    return posts[0] if len(posts) == 1 else array("q", sorted(set().union(*posts)))


def term_of(cluster: ClusterLike, family: int, forms: Sequence[Form], large: bool, limits: Limits) -> TermRow:
    """The row of a term, with its base in the place of the slug (none where it earns no page)."""
    head, entry = cluster.head, cluster.entry
    written = [f.post for f in forms if f.kind == naming.AUTHOR]
    named = [f.post for f in forms if f.kind != naming.AUTHOR]
    n, wrote = len(merged(named)) if named else 0, len(merged(written)) if written else 0
    given = any(f.kind == "given" for f in cluster.forms)
    sure = given or entry is not None or (family == PERSON and cluster.status != "surname only")
    name = entry.name if entry else head.name
    none = cluster.status == REJECTED or (cluster.kind == naming.KEYWORD and not sure)
    shown = not none and (sure or n + wrote >= limits.minimum or not large)
    base = ((entry and entry.slug) or naming.slug(name)) if shown else ""
    sense = _told(cluster, family)
    status = "given" if given and cluster.status in ("found", "surname joined") else cluster.status
    return TermRow(
        head.id,
        family,
        REJECTED if cluster.status == REJECTED else _kind(cluster, forms),
        name,
        base,
        base,
        naming.letter(family, name),
        status,
        _gloss(family, sense, False),
        sense,
        "\t".join((head.kind, head.name, head.sense)),
        msgspec.msgpack.encode(entry) if entry else b"",
        _place(family, forms),
        wrote,
        n,
        sum(f.quoted for f in forms),
    )


def _told(cluster: ClusterLike, family: int) -> str:
    """What tells this bearer of a name from others: the entry's key, else the first sense that says anything.  A tag
    has no name that others bear."""
    if cluster.entry:
        return senses.ASSIGNED + cluster.entry.key
    return min((f.sense for f in cluster.forms if f.sense and family == PERSON), default="")


def _place(family: int, forms: Iterable[Form]) -> str:
    """Where a tag is, by the senses of its forms, in case it is a place."""
    return gazetteer.settled((form.sense, len(form.post)) for form in forms) if family != PERSON else ""


def _kind(cluster: ClusterLike, forms: Sequence[Form]) -> str:
    """What it is; a tag that is only given is a place if most of its articles name a place so."""
    if cluster.entry or any(form.kind != "given" for form in forms) or cluster.kind == "person":
        return cluster.kind
    placed = sum(len(form.post) for form in forms if gazetteer.is_whereabouts(form.sense))
    return "place" if 2 * placed > sum(len(form.post) for form in forms) else cluster.kind


def with_slugs(terms: Iterable[TermRow]) -> list[TermRow]:
    """Terms of one base: x, x--2, x--3 in the order of their names.  No name gives a slug with two hyphens,
    so no two terms meet; and no history is in it.  An editor's slug comes first, and who shares a name gets a gloss."""
    ordered = sorted(terms, key=lambda t: (not _slug_is_stated(t), t.name, t.sense, t.head))
    count = Counter(t.name for t in ordered)
    return [
        t._replace(slug=t.base if n == 1 else f"{t.base}--{n}", gloss=_gloss(t.family, t.sense, count[t.name] > 1))
        for n, t in enumerate(ordered, 1)
    ]


def _gloss(family: int, sense: str, shared: bool) -> str:
    """What is put beside the name of a person that others share, or that an editor gave a remark in brackets."""
    return senses.gloss(sense) if family == PERSON and (shared or sense.startswith(senses.ASSIGNED)) else ""


def _slug_is_stated(row: TermRow) -> bool:
    if not row.entry:
        return False
    if row.family == PERSON:
        return msgspec.msgpack.decode(row.entry, type=Entry).slug == row.base
    return msgspec.msgpack.decode(row.entry, type=Heading).slug == row.base
