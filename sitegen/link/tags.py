"""A block of tags -> its clusters: one spelling is one tag, and so is what adds nothing to it.

A found name joins a tag that people gave, or an editor stated, and takes its spelling: a topic that differs by plural
or hyphen alone, an organisation or place that differs by "the", "Inc" or "Company"; such organisations and places join
each other too.  Letters join the one organisation that some article writes in full and in these letters.  Two given
tags stay two.  All find their tag before any joins, so nothing depends on an order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from sitegen import tag_names
from sitegen.link.spelling import Cluster, Spelling, plain_frequency
from sitegen.model import Heading
from sitegen.naming import fold

GIVEN, TOPIC, KEYWORD = "given", "topic", "keyword"


class Tag:
    """A tag in the making: forms that are one spelling or stated to be one tag, and what joined them."""

    __slots__ = ("entry", "forms", "joined", "kind")

    def __init__(self, forms: list[Spelling], entry: Heading | None = None) -> None:
        self.forms, self.entry = forms, entry
        self.joined: list[Spelling] = []
        self.kind = entry.kind if entry and entry.kind else kind_of(forms)

    @property
    def is_fixed(self) -> bool:
        """Did people give it, or an editor state it?  Then it joins no other, and others join it."""
        return self.entry is not None or any(form.kind == GIVEN for form in self.forms)

    @property
    def names(self) -> set[str]:
        return {*(self.entry.names if self.entry else ()), *(form.name for form in self.forms)}

    @property
    def short_forms(self) -> set[str]:
        """Letters in which articles write it."""
        return {fold(form.sense) for form in (*self.forms, *self.joined) if form.sense}

    def take(self, other: Tag) -> None:
        self.joined += other.forms + other.joined

    def cluster(self) -> Cluster:
        """The commonest spelling heads it, of a given tag the commonest of its own; of equals its own."""
        forms = (*_by_spelling(self.forms), *_by_spelling(self.joined))
        if self.joined and not self.is_fixed:
            count = _counts(forms)
            forms = tuple(sorted(forms, key=lambda form: -count[form.name]))
        kind = self.entry.kind if self.entry and self.entry.kind else kind_of(forms)
        return Cluster(forms, "stated" if self.entry else "", self.entry, kind)


def kind_of(forms: Iterable[Spelling]) -> str:
    """What most articles take it for: people who give a tag state no kind, and a keyword is a topic without a page."""
    count = Counter[str]()
    for form in forms:
        count[form.kind] += form.articles
    found = [(n, kind) for kind, n in count.items() if kind not in (GIVEN, KEYWORD)]
    return max(found)[1] if found else TOPIC if GIVEN in count else KEYWORD


def resolve_tags(spellings: Iterable[Spelling], entries: Sequence[Heading] = ()) -> list[Cluster]:
    """The clusters of one block, the most used first; spellings that no article uses are left out.  `entries`: headings
    that have names in it.  Neither the order of anything nor the ids of forms matter."""
    used = [form for form in spellings if form.articles]
    if len(used) == 1 and not entries:  # most blocks
        return [Cluster((used[0],), "", None, TOPIC if used[0].kind == GIVEN else used[0].kind)]
    tags = _tags(used, entries)
    if len(tags) > 1:
        tags = _joined(tags, _alike)
        tags = _joined(tags, _spelt_out)
    clusters = [tag.cluster() for tag in tags]
    return sorted(clusters, key=lambda c: (-sum(form.articles for form in c.forms), plain_frequency(c.head)))


def _tags(used: Iterable[Spelling], entries: Sequence[Heading]) -> list[Tag]:
    owners = {fold(name): entry for entry in entries for name in entry.names}
    owned: dict[str, list[Spelling]] = defaultdict(list)
    rest: dict[str, list[Spelling]] = defaultdict(list)
    for form in used:
        name = fold(form.name)
        entry = owners.get(name)
        if entry:
            owned[entry.key].append(form)
        else:
            rest[name].append(form)
    return [Tag(owned[e.key], e) for e in entries if e.key in owned] + [Tag(rest[name]) for name in sorted(rest)]


Home = Callable[[Sequence[Tag]], Callable[[Tag], "Tag | None"]]


def _joined(tags: Sequence[Tag], home: Home) -> list[Tag]:
    """Those that are left when each has joined its home."""
    home_of = home(tags)
    homes = [(tag, home_of(tag)) for tag in tags]
    for tag, other in homes:
        if other is not None:
            other.take(tag)
    return [tag for tag, other in homes if other is None]


def _alike(tags: Sequence[Tag]) -> Callable[[Tag], Tag | None]:
    """Which tag a found one differs from by nothing that tells."""
    fixed: dict[Hashable, list[Tag]] = defaultdict(list)
    found: dict[Hashable, list[Tag]] = defaultdict(list)
    for tag in tags:
        if tag.is_fixed:
            for key in sorted({key for name in tag.names for key in (_topic_key(name), _name_key(name))}):
                fixed[key].append(tag)
        elif tag.kind not in (TOPIC, KEYWORD):
            found[tag.kind, _name_key(tag.forms[0].name)].append(tag)
    heads = {key: _first(group) for key, group in found.items() if len(group) > 1}

    def home(tag: Tag) -> Tag | None:
        if tag.is_fixed:
            return None
        name = tag.forms[0].name
        key = _topic_key(name) if tag.kind in (TOPIC, KEYWORD) else _name_key(name)
        if key in fixed:
            return fixed[key][0] if len(fixed[key]) == 1 else None
        head = heads.get((tag.kind, key))
        return None if head is tag else head

    return home


def _topic_key(name: str) -> tuple[str, tuple[str, ...]]:
    return "topic", tag_names.singular(name)


def _name_key(name: str) -> tuple[str, tuple[str, ...]]:
    return "name", tag_names.bare(name)


def _spelt_out(tags: Sequence[Tag]) -> Callable[[Tag], Tag | None]:
    """Which organisation letters stand for."""
    full: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        for short in sorted(tag.short_forms):
            full[short].append(tag)

    def home(tag: Tag) -> Tag | None:
        if tag.is_fixed or tag.kind != "organisation":
            return None
        short = fold(tag_names.letters(tag.forms[0].name))
        return full[short][0] if short and len(full.get(short, ())) == 1 else None

    return home


def _first(tags: Sequence[Tag]) -> Tag:
    """The commonest of several."""
    return min(tags, key=lambda tag: (-sum(form.articles for form in tag.forms), min(form.name for form in tag.forms)))


def _by_spelling(forms: Iterable[Spelling]) -> list[Spelling]:
    """The commonest spelling first, whatever kinds and senses it has."""
    forms = list(forms)
    count = _counts(forms)
    return sorted(forms, key=lambda form: (-count[form.name], form.name, plain_frequency(form)))


def _counts(forms: Iterable[Spelling]) -> Counter[str]:
    """How many articles have each spelling."""
    count = Counter[str]()
    for form in forms:
        count[form.name] += form.articles
    return count
