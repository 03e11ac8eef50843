"""list and show: who is in the archive, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sitegen import authority, naming
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.model import PERSON, Card
from sitegen.people.directory import ENDING, FOLDER, Directory, Person
from sitegen.people.grouping import sources
from sitegen.people.noted import also_of, notes_of, roles_of, years
from sitegen.people.peoplefile import PeopleFile
from sitegen.store import Store, TermRow

SHOWN, ROLES = 40, 12
HEAD = f"{'articles':>8} {'written':>8} {'quoted':>7}  {'status':<15} {'address':<40} name"


def listing(people: Directory, letter: str = "", top: int = 0, statuses: Sequence[str] = ()) -> Iterator[str]:
    """Everybody with a page, by name, or the `top` of them with most articles.  Raises SitegenError for a letter or
    status that nobody has."""
    rows = people.store.terms.under(PERSON, _letter(letter) if letter else None)
    known = sorted({row.status for row in rows})
    wrong = [status for status in statuses if status not in known]
    if wrong and rows:
        raise SitegenError(f"Nobody has the status {wrong[0]!r}.", f"There are: {', '.join(known)}.")
    rows = [row for row in rows if not statuses or row.status in statuses]
    rows.sort(key=lambda r: (naming.sort_key(PERSON, r.name), r.name, r.slug))
    if top:
        rows = sorted(rows, key=lambda r: -(r.n + r.wrote))[:top]
    if rows:
        yield HEAD
    for row in rows:
        address = f"{FOLDER}{row.slug}{ENDING}"
        yield f"{row.n:>8,} {row.wrote:>8,} {row.quoted:>7,}  {row.status:<15} {address:<40} {_titled(row)}"
    yield f"{len(rows):,} {'person' if len(rows) == 1 else 'people'}."


def show(config: Config, people: Directory, words: str) -> Iterator[str]:
    """All that is known of one person."""
    person = people.one(words)
    row, entry = person.row, person.entry
    notes = notes_of(people.store, person.articles)
    yield person.name + (f" ({row.gloss})" if row and row.gloss else "")
    facts = {
        "address": person.address or "no page",
        "status": row.status if row else "not in the last build",
        "entry": _entry(config, person) if entry else "none in people.toml",
        "stated": _stated(person),
        "names": "; ".join(f"{name} ({n:,})" for name, n in _counts(person)),
        "also": ", ".join(also_of(person.forms, notes)),
        "articles": _extent(person),
        "quotations": f"{row.quoted:,}" if row else "",
    }
    yield from (f"  {name:<12} {value}" for name, value in facts.items() if value)
    roles = roles_of(person.forms, notes)
    for n, (role, when) in enumerate(roles[:ROLES]):
        yield f"  {'' if n else 'roles':<12} {role}" + (f" ({when})" if when else "")
    if len(roles) > ROLES:
        yield f"  {'':<12} and {len(roles) - ROLES:,} more"
    yield from _articles(people, person)


def titles(store: Store, articles: Iterable[int]) -> list[str]:
    """ "2004-05-06  The oven is cold", in the order given."""
    articles = list(articles)
    rows = store.articles.simple(articles, "listing")
    cards = {id: msgspec.msgpack.decode(blob, type=Card) for id, blob in rows}
    return [
        f"{(card.published.value[:10] if card.published else 'undated'):<10}  {card.title}"
        for card in (cards[a] for a in articles if a in cards)
    ]


def _letter(letter: str) -> str:
    found = naming.letter(PERSON, letter)
    if len(letter.strip()) != 1:
        raise SitegenError(f"{letter!r} is no letter.", "Give one letter, or 0 for names that begin with none.")
    return found


def _titled(row: TermRow) -> str:
    return row.name + (f" ({row.gloss})" if row.gloss else "")


def _entry(config: Config, person: Person) -> str:
    assert person.entry is not None
    file = PeopleFile(config.seeds / authority.FILE)
    return f"{file.path}:{file.line(person.entry.key)}  {person.entry.key}"


def _stated(person: Person) -> str:
    """The details of an entry in one line."""
    entry = person.entry
    if entry is None:
        return ""
    told = {"born": entry.born, "died": entry.died, "Wikidata": entry.wikidata, "formerly": ", ".join(entry.was)}
    said = [f"{name} {value}" for name, value in told.items() if value]
    return "; ".join([*entry.roles, *said, *(["checked"] if entry.checked else []), *filter(None, [entry.note])])


def _counts(person: Person) -> list[tuple[str, int]]:
    """(spelling, articles), the most frequent first."""
    posts: dict[str, set[int]] = {}
    for form in person.forms:
        posts.setdefault(form.name, set()).update(form.post)
    return sorted(((name, len(post)) for name, post in posts.items()), key=lambda item: (-item[1], item[0]))


def _extent(person: Person) -> str:
    row = person.row
    if row is None:
        return ""
    wrote = f", {row.wrote:,} written" if row.wrote else ""
    when = years(person.articles)
    return f"{row.n:,}{wrote}" + (f", {when}" if when else "")


def _articles(people: Directory, person: Person) -> Iterator[str]:
    latest = person.articles[::-1]
    shown = latest[:SHOWN]
    for title, source in zip(titles(people.store, shown), sources(people, shown), strict=True):
        yield f"  {title}  [{source}]"
    if len(latest) > SHOWN:
        yield f"  and {len(latest) - SHOWN:,} earlier ones"
