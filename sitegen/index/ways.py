"""Addresses that no article has any more, and aliases: each leads to an article, or is a tombstone.

What is at an address follows from seeds/addresses.tsv, from what front matter states, and from which articles there
are; so a build from nothing comes to the same.  An alias once honoured stands in the ledger, and leads on when front
matter states it no more.  Every way leads to an article that is there: there are no chains, and no loops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from sitegen import ids, naming, permalink
from sitegen.index.changes import Changes
from sitegen.index.redirects import ENDING, FOLDERS, is_slug
from sitegen.store import Store
from sitegen.store.addresses import ALIAS
from sitegen.store.ways import Way

ODD = re.compile(r"[^\w./~ -]")
REDIRECTS = ids.fact(ids.SITE, ids.REDIRECTS)


class Clash(NamedTuple):
    """An alias that cannot be honoured: which article states it, and why not."""

    article: int
    alias: str
    why: str


class Moves(NamedTuple):
    """What a few changed articles did: addresses that they left, with their sources; addresses that articles have
    now; whether another alias is stated."""

    left: Mapping[str, str]
    come: Set[str]
    aliases: bool = False

    def matter(self, store: Store) -> bool:
        """Could another thing follow from it?"""
        return bool(self.left) or self.aliases or store.ways.is_dead(self.come)


def stated(store: Store, articles: Mapping[int, str]) -> set[tuple[str, str]]:
    """(alias, address) that these articles (id -> address) state."""
    return {(alias, address) for id, address in articles.items() for alias in store.ways.stated_by(id)}


def settle(store: Store, articles: bool = True) -> tuple[Set[int], Set[int], Set[int]]:
    """Bring the ways up to date; pages that are new, that went, that lead elsewhere.  `articles`: may those of
    articles be other ones?"""
    before = store.ways.all()
    if articles:
        _honour(store)
        now = {ids.way(address): Way(address, target) for address, target in _targets(store, store.ways.dead())}
    else:
        now = {page: way for page, way in before.items() if not _is_named(way.address)}
    now |= {ids.way(address): Way(address, target) for address, target in _of_names(store)}
    made, gone = now.keys() - before.keys(), before.keys() - now.keys()
    other = {page for page in now.keys() & before.keys() if now[page] != before[page]}
    store.ways.put({page: now[page] for page in made | other}, sorted(gone))
    return made, gone, other


def settle_all(store: Store) -> None:
    """The same after everything may have changed."""
    store.ways.bury_all()
    settle(store)
    store.db.put("addresses changed", 0)


def tell(store: Store, changes: Changes, moves: Moves, others: bool) -> None:
    """The same after a few articles changed; what follows is told.  `others`: redirects of people and tags changed."""
    matter = moves.matter(store)
    if store.db.get("addresses changed"):
        store.ways.bury_all()
        store.db.put("addresses changed", 0)
        matter = True
    elif matter:
        store.ways.bury(moves.left.items())
        store.ways.revive(moves.come)
    made, gone, other = settle(store, matter)
    for page in gone:
        changes.gone(page)
    for page in made:
        changes.made(page)
    for page in other:
        changes.fact(page)
    if made or gone or other or others:
        _tell_file(store, changes)


def revisit(store: Store) -> None:
    """The ledger was changed by somebody else, and no article was."""
    if store.db.get("addresses changed"):
        changes = Changes()
        with store.db.transaction():
            tell(store, changes, Moves({}, set()), False)
            changes.write(store)


def pages(store: Store) -> list[int]:
    """Every way, and the file that lists them and other redirects for hosts, if there are any."""
    return [*sorted(store.ways.all()), *([REDIRECTS] if store.ways.any() else [])]


def clashes(store: Store) -> Iterator[Clash]:
    """Aliases that are not honoured."""
    dead = store.ways.dead()
    first: dict[str, str] = {}
    for article, alias, target in store.ways.stated():
        if alias == target:
            continue
        if why := _refused(store, alias, dead):
            yield Clash(article, alias, why)
        elif first.setdefault(alias, target) != target:
            yield Clash(article, alias, f"is an alias of {first[alias]} too")


def _honour(store: Store) -> None:
    """Note in the ledger which article each stated alias leads to; of two that state it, the first by address."""
    dead: dict[str, str] | None = None
    seen: set[str] = set()
    for _, alias, target in store.ways.stated():
        dead = store.ways.dead() if dead is None else dead
        if alias in seen or alias == target or _refused(store, alias, dead):
            continue
        seen.add(alias)
        if store.addresses.source(alias) != ALIAS + target:
            store.addresses.hand_over(ALIAS + target, alias)
        if dead.get(alias) != ALIAS + target:
            dead[alias] = ALIAS + target
            store.ways.bury([(alias, ALIAS + target)])


def _refused(store: Store, alias: str, dead: dict[str, str]) -> str:
    """Why an alias cannot be honoured; "" if it can."""
    if not permalink.alias(f"/{alias}", "") or permalink.alias(f"/{alias}", "") != alias:
        return "leads out of the site"
    if why := _unfit(alias):
        return f"is no name for a file everywhere: {why}"
    if permalink.reserved(alias):
        return "is kept for pages of the archive itself"
    if alias not in dead and store.addresses.has(alias):
        other = (store.addresses.source(alias) or "").startswith(ALIAS)
        return "differs from another alias by capitals only" if other else "is the address of an article"
    return ""


def _unfit(alias: str) -> str:
    """Why not every disk and host can have a file there, "" if they can.  An alias comes from an article, so what is
    more than words, and could mean something to a host, is refused."""
    if odd := ODD.search(alias):
        return f"it holds {odd[0]!r}"
    return permalink.unportable(alias) or ("it is hidden" if "/." in f"/{alias}" else "")


def _targets(store: Store, dead: dict[str, str]) -> Iterator[tuple[str, str]]:
    """(address, where it leads to) of every dead address."""
    sources = sorted({s for s in dead.values() if not s.startswith(ALIAS)})
    known = store.addresses.known(sources) if sources else {}
    for address in sorted(dead):
        yield address, _living(address, dead, known)


def _living(address: str, dead: dict[str, str], known: dict[str, str]) -> str:
    """The address of a living article that this one leads to, "" where there is none."""
    seen = set()
    while address in dead and address not in seen:
        seen.add(address)
        source = dead[address]
        address = source.removeprefix(ALIAS) if source.startswith(ALIAS) else known.get(source, address)
    return "" if address in dead else address


def _is_named(address: str) -> bool:
    return address.startswith(tuple(FOLDERS.values()))


def _of_names(store: Store) -> Iterator[tuple[str, str]]:
    """The same of the addresses of people and tags that editors named, where nobody has them now: each leads to who
    has the name of that entry."""
    for address, source in store.ways.named():
        family, slug = _name_at(address)
        if not is_slug(slug):
            continue
        if store.terms.with_slug(family, slug) is None and not store.redirects.leads_to(FOLDERS[family] + slug):
            name = naming.slug(source.partition("/")[2].partition(" (")[0])
            yield address, f"{FOLDERS[family]}{name}{ENDING}" if store.terms.with_slug(family, name) else ""


def _name_at(address: str) -> tuple[int, str]:
    """(family, slug) of the page of a person or tag."""
    family = next(f for f, folder in FOLDERS.items() if address.startswith(folder))
    return family, address.removeprefix(FOLDERS[family]).removesuffix(ENDING)


def _tell_file(store: Store, changes: Changes) -> None:
    stands = bool(store.pages.standing(REDIRECTS, REDIRECTS + 1))
    if store.ways.any():
        (changes.fact if stands else changes.made)(REDIRECTS)
    elif stands:
        changes.gone(REDIRECTS)
