"""list and show: who is in the archive, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.config import Config
from sitegen.editing.directory import address_of, most_used
from sitegen.editing.telling import latest, years
from sitegen.errors import SitegenError
from sitegen.people.directory import Directory, Person
from sitegen.people.noted import also_of, notes_of, roles_of
from sitegen.people.peoplefile import people_file
from sitegen.store import TermRow

ROLES = 12
HEAD = f"{'articles':>8} {'written':>8} {'quoted':>7}  {'status':<15} {'address':<40} name"


def listing(people: Directory, letter: str = "", top: int = 0, statuses: Sequence[str] = ()) -> Iterator[str]:
    """Everybody with a page, by name, or the `top` of them with most articles.  Raises SitegenError for a letter or
    status that nobody has."""
    rows = people.under(letter)
    known = sorted({row.status for row in rows})
    wrong = [status for status in statuses if status not in known]
    if wrong and rows:
        raise SitegenError(f"Nobody has the status {wrong[0]!r}.", f"There are: {', '.join(known)}.")
    shown = most_used([row for row in rows if not statuses or row.status in statuses], top)
    if shown:
        yield HEAD
    for row in shown:
        yield f"{row.n:>8,} {row.wrote:>8,} {row.quoted:>7,}  {row.status:<15} {address_of(row):<40} {_titled(row)}"
    yield f"{len(shown):,} {'person' if len(shown) == 1 else 'people'}."


def show(config: Config, people: Directory, words: str) -> Iterator[str]:
    """All that is known of one person."""
    person = people.one(words)
    row, entry = person.row, person.entry
    notes = notes_of(people.store, person.articles)
    yield person.name + (f" ({row.gloss})" if row and row.gloss else "")
    facts = {
        "address": person.address or "no page",
        "status": row.status if row else "not in the last build",
        "entry": f"{people_file(config.seeds).where(entry.key)}  {entry.key}" if entry else "none in people.toml",
        "stated": _stated(person),
        "names": "; ".join(f"{name} ({n:,})" for name, n in person.counts),
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
    yield from latest(people.store, person.articles)


def _titled(row: TermRow) -> str:
    return row.name + (f" ({row.gloss})" if row.gloss else "")


def _stated(person: Person) -> str:
    """The details of an entry in one line."""
    entry = person.entry
    if entry is None:
        return ""
    told = {"born": entry.born, "died": entry.died, "Wikidata": entry.wikidata, "formerly": ", ".join(entry.was)}
    said = [f"{name} {value}" for name, value in told.items() if value]
    return "; ".join([*entry.roles, *said, *(["checked"] if entry.checked else []), *filter(None, [entry.note])])


def _extent(person: Person) -> str:
    row = person.row
    if row is None:
        return ""
    wrote = f", {row.wrote:,} written" if row.wrote else ""
    when = years(person.articles)
    return f"{row.n:,}{wrote}" + (f", {when}" if when else "")
