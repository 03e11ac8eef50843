"""What the site says in its own voice, in the language of `sitegen.toml`: English is in the templates and the code of
pages, the others are catalogues (`locale/<language>.po`, GNU gettext), beside them those of the archive's own.

Templates get the words of one catalogue when they are loaded.  Code of pages asks the functions here, which answer in
the language that is spoken around them (`speaking`): no state of the process, so that two builds never mix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from sitegen.messages.catalogue import ENGLISH, FEW, FOLDER, MANY, Catalogue, catalogue, languages
from sitegen.messages.direction import direction

__all__ = [
    "ENGLISH",
    "FEW",
    "FOLDER",
    "MANY",
    "Catalogue",
    "capitalised",
    "catalogue",
    "decimal",
    "direction",
    "gettext",
    "language",
    "languages",
    "listed",
    "mark_up",
    "ngettext",
    "number",
    "speaking",
]
_now: ContextVar[Catalogue] = ContextVar("catalogue", default=ENGLISH)


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Inside, these words are spoken, in this thread."""
    before = _now.set(catalogue)
    try:
        yield
    finally:
        _now.reset(before)


def language() -> str:
    """The language that is spoken now."""
    return _now.get().language


def mark_up() -> str:
    """What an element says of its words in this language, where it may stand among others: ' lang="fr"'."""
    return _now.get().mark_up


def gettext(message: str) -> str:
    return _now.get().gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form for a count; `%(num)s` stands for the count in it."""
    return _now.get().ngettext(one, many, n)


def number(n: int) -> str:
    """ "1,234", as the language writes it."""
    return _now.get().number(n)


def decimal(written: str) -> str:
    """A number in digits and a point, with the point of the language."""
    return _now.get().decimal(written)


def listed(names: Iterable[str]) -> str:
    """ "Canada, Cuba and Peru"."""
    *some, last = names
    if not some:
        return last
    return gettext("%(names)s and %(last)s") % {"names": gettext(", ").join(some), "last": last}


def capitalised(words: str) -> str:
    """With a capital at the beginning, and the others as they are."""
    return words[:1].upper() + words[1:]
