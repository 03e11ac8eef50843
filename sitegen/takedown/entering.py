"""An entry made, or taken out again: takedowns.toml keeps its comments and its order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sitegen import naming, withheld
from sitegen.config import Config
from sitegen.editing.state import THEN_BUILD
from sitegen.editing.tablefile import TableFile
from sitegen.editing.telling import counted, sources
from sitegen.errors import SitegenError
from sitegen.naming import fold
from sitegen.people.directory import Directory, Person, opened
from sitegen.store import Store
from sitegen.withheld import Redaction
from sitegen.withheld.redacting import surnames

REMARK = "# What must not be shown; see docs/takedown.md.  This file tells it: never publish it.\n"
SHOWN = 12


class Asked(NamedTuple):
    """What a command asks for."""

    what: str
    level: str
    reason: str
    public: bool
    described: str
    names: tuple[str, ...] = ()
    unseen: bool = False


def takedown_file(config: Config) -> TableFile:
    """takedowns.toml of an archive, there or not yet."""
    return TableFile(config.seeds / withheld.FILE, withheld.read, REMARK, ("names",))


def enter(config: Config, asked: Asked) -> Iterator[str]:
    """Write an entry.  Raises SitegenError, and then writes nothing."""
    file = takedown_file(config)
    values = _article(config, asked) or _person(config, asked)
    _refuse_twice(config, values)
    key = next(str(n) for n in range(1, len(file.pieces) + 2) if not file.has(str(n)))
    more = {"as": asked.described, "date": datetime.date.today().isoformat(), "reason": asked.reason}
    stated = {**values, "level": asked.level, **{name: value for name, value in more.items() if value}}
    order = ("article", "person", "names", "level", "as", "date", "reason", "public", "articles", "keep", "files")
    if asked.public:
        stated["public"] = True
    file.add(key, {name: stated[name] for name in order if stated.get(name)})
    file.save()
    yield f"Entry {key} of {file.path}: {asked.level}, {values.get('article') or values['person']}."
    yield from _told(values, asked)
    yield THEN_BUILD


def lift(config: Config, words: str) -> Iterator[str]:
    """Take an entry out: by its key, its article, or a name of its person."""
    file = takedown_file(config)
    entries = withheld.load(config.seeds)
    found = [t for t in entries if words == t.key] or [t for t in entries if fold(words) in map(fold, t.names)]
    found = found or [t for t in entries if t.article and t.article in (words, _below(config, words))]
    if len(found) != 1:
        raise SitegenError(
            f"{'No entry' if not found else 'More than one entry'} of {file.path} is about {words!r}.",
            "Give the key that 'sitegen takedown list' prints.",
        )
    comments = file.drop(found[0].key)
    file.save()
    yield f"Entry {found[0].key} is out of {file.path}."
    yield from (f"Its comment went with it: {comment}" for comment in comments)
    yield "What it withheld is published again by the next build; addresses that held a name are given anew."
    yield THEN_BUILD


def _refuse_twice(config: Config, values: dict[str, Any]) -> None:
    for entry in withheld.load(config.seeds):
        same = entry.article and entry.article == values.get("article")
        if same or (values.get("person") and fold(values["person"]) in map(fold, entry.names)):
            raise SitegenError(
                f"Entry {entry.key} is about it already ({entry.level}).",
                f"Lift it first: sitegen takedown {entry.key} --lift.",
            )


# ---- articles


def _below(config: Config, words: str) -> str:
    """A path from here as one below seeds/."""
    here = os.path.join(os.getcwd(), words.removeprefix("./"))
    return here.removeprefix(f"{config.seeds}/")


def _article(config: Config, asked: Asked) -> dict[str, Any]:
    """The entry of an article, by its source or the address of its page; {} if it is none."""
    for words in (asked.what, _below(config, asked.what)):
        if words and not words.startswith("/") and (config.seeds / words).is_file():
            return {"article": words}
    try:
        with opened(config) as known:
            return _in_store(config, known.store, asked.what)
    except SitegenError:
        if asked.unseen:
            return {}
        raise


def _in_store(config: Config, store: Store, words: str) -> dict[str, Any]:
    if store.records.place(words) is not None:
        return {"article": words}
    address = words.removeprefix(config.base_url).removeprefix("site/")
    source = store.addresses.source(address)
    return {"article": source} if source and store.articles.by_path([source]) else {}


# ---- people


def _person(config: Config, asked: Asked) -> dict[str, Any]:
    """The entry of a person: names, and what the last build knows of articles that say a surname alone, of others who
    bear the name, and of files that are called after a surname."""
    if asked.unseen:
        return {"person": asked.what, "names": list(asked.names)}
    with opened(config) as known:
        person = known.one(asked.what)
        names = _full_names(person, asked.names)
        if asked.level == "noindex":
            return {"person": person.name, "names": names[1:]}
        family = surnames(names)
        short = [form for form in person.forms if len(naming.words(form.name)) == 1]
        paths = sources(known.store, person.articles)
        told = Redaction.of(_like(names), short=family)
        articles = dict.fromkeys(sources(known.store, sorted({a for form in short for a in form.post})))
        articles |= dict.fromkeys(path for path in paths if list(told.spans(path)))
        shown = {n for article in person.articles for n in known.store.pictures.shown_by(article)}
        pictures = [row.path for n in sorted(shown) if (row := known.store.pictures.row(n))]
        return {
            "person": names[0],
            "names": names[1:],
            "articles": list(articles) if len(names[0].split()) > 1 else [],
            "keep": _namesakes(known, person, names),
            "files": [path for path in pictures if list(told.spans(path))],
        }


def _full_names(person: Person, more: Iterable[str]) -> list[str]:
    """Every full name, the one that is shown first; a surname alone only where nothing else is known."""
    stated = person.entry.names if person.entry else ()
    every = list(dict.fromkeys([person.name, *person.spellings, *stated, *more]))
    full = [name for name in every if len(naming.words(name)) > 1]
    return full or every


def _like(names: Sequence[str]) -> Any:
    from sitegen.model import Takedown

    return Takedown("0", "anonymised", names=tuple(names))


def _namesakes(known: Directory, person: Person, names: Sequence[str]) -> list[str]:
    """Articles that mean another bearer of one of the names, and not this one."""
    mine = {form.id for form in person.forms}
    own = set(person.articles)
    others = [p for p in known.spelt_as(names) if p.forms and p.forms[0].id not in mine]
    theirs = sorted({article for other in others for article in other.articles} - own)
    return sources(known.store, theirs)


def _told(values: dict[str, Any], asked: Asked) -> Iterator[str]:
    if values.get("names"):
        yield f"Also called: {', '.join(values['names'])}."
    if kept := values.get("keep"):
        more = f" and {len(kept) - SHOWN:,} more" if len(kept) > SHOWN else ""
        yield f"{counted(len(kept))} mean another bearer of the name and keep it: {', '.join(kept[:SHOWN])}{more}."
        yield "Look at them: take out of `keep` what is about this person after all."
    if values.get("person") and asked.level != "noindex":
        yield "Later articles that have a full name lose it too; who else is called so is told by `keep`."
        yield "What you wrote about the person below seeds/ stays there; 'sitegen takedown --files' lists it."
