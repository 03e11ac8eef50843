"""list and show: which tags there are, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import Config
from sitegen.editing.directory import most_used
from sitegen.editing.telling import latest, years
from sitegen.errors import SitegenError
from sitegen.model import Heading
from sitegen.tags.directory import Directory, Tag, given, kinds_of
from sitegen.tags.tagsfile import tags_file

HEAD = f"{'articles':>8} {'given':>8} {'found':>8}  {'years':<10} {'kind':<13} {'address':<40} name"


def listing(tags: Directory, letter: str = "", top: int = 0, kinds: Sequence[str] = ()) -> Iterator[str]:
    """Every tag with a page, by name, or the `top` of them with most articles.  Raises SitegenError for what is no
    letter, and for a kind that no tag has."""
    rows = tags.under(letter)
    known = sorted({row.kind for row in rows})
    wrong = [kind for kind in kinds if kind not in known]
    if wrong and rows:
        raise SitegenError(f"There is no tag of the kind {wrong[0]!r}.", f"There are: {', '.join(known)}.")
    shown = most_used([row for row in rows if not kinds or row.kind in kinds], top)
    if shown:
        yield HEAD
    yield from (_row(tags.of(row), row.kind) for row in shown)
    yield f"{len(shown):,} {'tag' if len(shown) == 1 else 'tags'}."


def _row(tag: Tag, kind: str) -> str:
    articles, stated = tag.articles, given(tag)
    counts = f"{len(articles):>8,} {stated:>8,} {len(articles) - stated:>8,}"
    return f"{counts}  {years(articles):<10} {kind:<13} {tag.address:<40} {tag.name}"


def show(config: Config, tags: Directory, words: str) -> Iterator[str]:
    """All that is known of one tag."""
    tag = tags.one(words)
    entry = tag.entry
    yield tag.name
    facts = {
        "address": tag.address or "no page",
        "kind": tag.row.kind if tag.row else "not in the last build",
        "found as": ", ".join(f"{kind} ({n:,})" for kind, n in kinds_of(tag).most_common()),
        "given": f"{given(tag):,}" if given(tag) else "",
        "entry": f"{tags_file(config.seeds).where(entry.key)}  {entry.key}" if entry else "none in tags.toml",
        "stated": _stated(entry) if entry else "",
        "narrower": ", ".join(tags.narrower(tag)),
        "names": "; ".join(f"{name} ({n:,})" for name, n in tag.counts),
        "articles": ", ".join(filter(None, (f"{len(tag.articles):,}", years(tag.articles)))),
    }
    yield from (f"  {name:<12} {value}" for name, value in facts.items() if value)
    yield from latest(tags.store, tag.articles)


def _stated(entry: Heading) -> str:
    """The details of an entry in one line."""
    told = {
        "kind": entry.kind,
        "broader": entry.broader,
        "Media Topic": entry.mediatopic,
        "patterns": ", ".join(entry.patterns),
        "formerly": ", ".join(entry.was),
    }
    said = [f"{name} {value}" for name, value in told.items() if value]
    return "; ".join([*(["dropped"] if entry.dropped else []), *said, *filter(None, [entry.note])])
