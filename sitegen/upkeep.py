"""What changes outside the articles: the program, its settings, templates, static files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from enum import IntEnum
from pathlib import Path

import msgspec

from sitegen import authority, headings, ids, index, permalink, theme
from sitegen.config import Config
from sitegen.corrections import FILE
from sitegen.digest import digest_of
from sitegen.errors import RouteCollision
from sitegen.images import Picture
from sitegen.model import PERSON, TAG, Asset, Authority, Card, Headings, Problem, Stated
from sitegen.pages import TEMPLATES
from sitegen.scan import Scan
from sitegen.senses import ASSIGNED
from sitegen.store import Store
from sitegen.withheld import Withheld
from sitegen.work import Worker, asset_page

VERSION = "4"
CARDS = "cards.html"
BATCH = 512
SEARCH = ids.fact(ids.SITE, ids.SEARCH)
NOBODY, NOTHING = msgspec.msgpack.encode(Authority()), msgspec.msgpack.encode(Headings())


class Why(IntEnum):
    """Why a page is on the to-do list, where that is no fact (facts have far greater numbers)."""

    FIRST = 1
    MANY = 2
    SETTINGS = 3
    TEMPLATE = 4
    ALTERED = 5
    ASSET = 6
    TOPICS = 7


WORDS = {
    Why.FIRST: "first build",
    Why.MANY: "many articles changed",
    Why.SETTINGS: "settings or sitegen itself changed",
    Why.TEMPLATE: "its template changed",
    Why.ALTERED: "its file was missing or altered",
    Why.ASSET: "the static file changed",
    Why.TOPICS: "topics are given by another vocabulary",
}


def reason(page: int, why: int) -> str:
    """Why a page was rendered, in words."""
    if why in WORDS:
        return WORDS[Why(why)]
    if why == page:
        return f"new or changed: {ids.KIND_NAMES[ids.kind_of(page)]}"
    return f"shows a changed fact: {ids.KIND_NAMES.get(ids.kind_of(why), 'another')}"


def site_mark(config: Config) -> bytes:
    """All that every page says of the archive, and the version of the code that renders."""
    told = config.title, config.base_url, config.language, config.description, config.licence, config.permalink
    return digest_of(VERSION, theme.version(), config.words.mark(), str(config.searchable), *told)


def is_bare(site: Path) -> bool:
    """Is there nothing in the output folder yet but what git needs to keep it?"""
    return all(path.name == ".gitignore" for path in site.iterdir()) if site.is_dir() else True


def distrust(store: Store, mark: bytes) -> None:
    """The program reads sources in another way now: every one is read again, and what has been is kept."""
    with store.db.transaction():
        store.articles.distrust()
        store.db.put("read", mark)


def distrust_pictures(store: Store, mark: bytes) -> None:
    """The same of pictures: the program makes other files of them now."""
    with store.db.transaction():
        store.pictures.distrust()
        store.db.put("pictures", mark)


def leave_out(store: Store, found: Scan, withheld: Withheld) -> None:
    """Sources that takedowns.toml removes are to the build as if they were not there."""
    if not withheld.removed:
        return
    found.changed = [s for s in found.changed if s.path not in withheld.removed]
    removed = sorted(withheld.removed)
    found.left |= {row.stamp for row in store.articles.by_path(removed).values() if row.stamp}
    with store.db.transaction():
        store.articles.clear_problems(removed)
        store.articles.warn(removed, ())


def purge(config: Config, store: Store) -> None:
    """What was deleted is overwritten too; what only tells of the past goes."""
    store.db.run("DELETE FROM meta WHERE k=?", ("topics that came",))
    (config.state / "crash.log").unlink(missing_ok=True)
    store.db.purge()


def renew_cards(store: Store, cards: Callable[[], Worker]) -> None:
    """Render every card again."""
    worker = cards()
    with store.db.transaction():
        for batch in store.articles.listings(BATCH):
            html = worker.cards([msgspec.msgpack.decode(blob, type=Card) for _, blob in batch])
            store.articles.recard(zip(html, (id for id, _ in batch), strict=True))


def want_all(store: Store, why: Why) -> None:
    with store.db.transaction():
        store.pages.want_written(0, ids.PICTURE << ids.SHIFT, why)


def compare_templates(store: Store, config: Config, cards: Callable[[], Worker]) -> None:
    """Pages whose template, or one that it extends, includes or imports, is another now."""
    raw = theme.raw_digest(config)
    if store.db.get("templates raw") == raw:
        return
    names = sorted({CARDS, *(name for kind in TEMPLATES.values() for name in kind)})
    now = {name: digest.hex() for name, digest in theme.closures(config, names).items()}
    before = json.loads(store.db.get("templates", "{}"))
    changed = {name for name in names if before.get(name) != now[name]}
    if before:
        if CARDS in changed:
            renew_cards(store, cards)
        with store.db.transaction():
            for kind, templates in TEMPLATES.items():
                if changed & {CARDS, *templates}:
                    for low, high in _rendered(kind):
                        store.pages.want_written(low, high, Why.TEMPLATE)
    store.db.put("templates", json.dumps(now))
    store.db.put("templates raw", raw)


def other_pages(config: Config, assets: Sequence[Asset]) -> Iterator[int]:
    """The pages that do not follow from articles: static files, headers for hosts, the search where there is one."""
    yield from (asset_page(a) for a in assets)
    yield ids.fact(ids.SITE, ids.HEADERS)
    if config.searchable:
        yield SEARCH


def compare_search(store: Store, config: Config) -> None:
    """The page of the search comes and goes with the setting."""
    stands = bool(store.pages.standing(SEARCH, SEARCH + 1))
    with store.db.transaction():
        if config.searchable and not stands:
            store.pages.want([(SEARCH, Why.SETTINGS)])
        elif stands and not config.searchable:
            store.pages.unwant([SEARCH])


def _rendered(kind: int) -> list[tuple[int, int]]:
    """The ranges of pages of a kind that have templates: files for download have none."""
    low, high = kind << ids.SHIFT, (kind + 1) << ids.SHIFT
    return [(low, ids.download(0)), (ids.DOWNLOADS_PAST, high)] if kind == ids.SITE else [(low, high)]


def collisions(store: Store, assets: Sequence[Asset]) -> None:
    """Refuse static files that would lie where a page is.  Raises RouteCollision before anything is written."""
    for asset in assets:
        if asset.path not in permalink.FILES and (permalink.reserved(asset.path) or store.addresses.has(asset.path)):
            raise RouteCollision(
                f"{asset.file} would be published as {asset.path}, which is the address of a page.",
                "Give the static file another name.",
            )


def compare_assets(store: Store, assets: Sequence[Asset]) -> None:
    """Static files that are new, changed or gone."""
    now = {asset_page(a): a for a in assets}
    before = store.pages.digests(ids.ASSET << ids.SHIFT, (ids.ASSET + 1) << ids.SHIFT)
    with store.db.transaction():
        store.pages.want((page, Why.ASSET) for page, a in now.items() if before.get(page) != a.digest)
        store.pages.unwant(sorted(before.keys() - now.keys()))


def unshowable(store: Store) -> list[Problem]:
    """Pictures that pages should show and cannot: not there, or not fit to be shown."""
    problems = []
    for source, path, facts in store.pictures.unshowable():
        picture = msgspec.msgpack.decode(facts, type=Picture) if facts else None
        message = f"shows {path}. {picture.problem}" if picture else f"shows {path}, and there is no such picture"
        hint = picture.hint if picture else "Put the picture there, or correct its name in the article."
        problems.append(Problem("picture", source, message, hint))
    return problems


def unshown(store: Store) -> list[str]:
    """Said of pictures that no article shows."""
    n = store.pictures.unshown()
    return (
        [f"{n} picture{'s' if n > 1 else ''} not published: no article shows {'them' if n > 1 else 'it'}."] if n else []
    )


def restated(store: Store, people: Authority, tags: Headings) -> list[index.Restated]:
    """What people.toml and tags.toml state otherwise than the index knows."""
    found = []
    before = msgspec.msgpack.decode(store.db.get("people", NOBODY), type=Authority)
    if before != people:
        found.append(index.Restated(PERSON, authority.changed(before, people), authority.joined_surnames(before)))
    had = msgspec.msgpack.decode(store.db.get("tags", NOTHING), type=Headings)
    if had != tags:
        found.append(index.Restated(TAG, headings.changed(had, tags), headings.joined_blocks(had)))
    return found


def keep_stated(store: Store, people: Authority, tags: Headings) -> None:
    """The index follows this state of people.toml and tags.toml now."""
    store.db.put("people", msgspec.msgpack.encode(people))
    store.db.put("tags", msgspec.msgpack.encode(tags))


def uncorrected(store: Store, stated: Stated, removed: Set[str] = frozenset()) -> list[Problem]:
    """Articles that corrections.toml or people.toml name and that are not there, but for those `removed` on purpose."""
    named = dict.fromkeys(stated.people, ("people.toml", "names"))
    named |= dict.fromkeys(stated.corrections, (FILE, "corrects"))
    here = {*store.articles.by_path(sorted(named)), *(p.where for p in store.articles.problems())}
    hint = "Correct its name, or take the entry out."
    return [
        Problem("corrections", named[path][0], f"{named[path][1]} {path}, and there is no such article", hint)
        for path in sorted(named.keys() - here - removed)
    ]


def unassigned(store: Store, stated: Stated) -> list[Problem]:
    """Articles that people.toml names for somebody of whom they have no name."""
    problems = []
    for path, row in sorted(store.articles.by_path(sorted(stated.people)).items()):
        here = store.terms.senses(ids.form_ids(row.forms))
        for key in sorted(k for k in set(stated.people[path].values()) if ASSIGNED + k not in here):
            told = f"names {path} for {key!r}, and that article has none of the names"
            problems.append(Problem("corrections", "people.toml", told, "Correct the names or the article."))
    return problems


def gone(store: Store, told: Sequence[Problem], removed: Set[str] = frozenset()) -> list[Problem]:
    """Addresses that no article has any more, and of which nobody says that this is meant.  `told`: what is said of
    sources already; of one that cannot be read no more is said, nor of one that is `removed` on purpose."""
    said = {p.where for p in told if p.stage == "read"} | removed
    hint = (
        "Bring it back; or give the article that takes its place aliases: [/{}]; "
        "or, if it is meant to be gone, build once with --allow-gone."
    )
    message = "was published as {}, and there is no such article any more: the page there says so"
    rows = [(source, address) for source, address in store.ways.lost() if source not in said]
    return [Problem("gone", source, message.format(address), hint.format(address)) for source, address in rows]


def unaliased(store: Store) -> list[Problem]:
    """Aliases that cannot be honoured."""
    clashes = list(index.clashes(store))
    paths = dict(store.articles.simple(sorted({c.article for c in clashes}), "path")) if clashes else {}
    hint = "Take it out of the front matter, or choose another."
    return [Problem("alias", paths[c.article], f"has the alias /{c.alias}, which {c.why}", hint) for c in clashes]


def ignored(endings: Counter[str]) -> list[str]:
    """Said of files that are no articles, so that none is missed unawares."""
    if not endings:
        return []
    kinds = ", ".join(f"{n} {ending}" for ending, n in sorted(endings.items()))
    return [f"Not read, since nothing here reads them: {kinds}."]
