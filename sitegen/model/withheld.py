"""What must not be shown: the content of seeds/takedowns.toml, ready to be used."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Level = Literal["noindex", "anonymised", "removed"]


class Takedown(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One entry.  `key` is the name of its table, by which messages and file names speak of it, since it tells nothing.

    It is about an `article` (a source below seeds/) or about a `person`; `names` is every full name of the person.
    `described` stands in place of a name.  `articles` are sources that are known to mean the person, though they may
    say a surname alone; `keep` are those in which another bearer of the name is meant; `files` are files below seeds/
    whose own names tell a surname.  `date` is the day of the entry (ISO 8601); a `public` reason is published."""

    key: str
    level: Level
    article: str = ""
    person: str = ""
    names: tuple[str, ...] = ()
    described: str = "a person"
    articles: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    date: str = ""
    reason: str = ""
    public: bool = False
    tombstone: bool = True

    @property
    def hides_names(self) -> bool:
        """Is every form of a name to be replaced?"""
        return self.level == "anonymised" or (self.level == "removed" and bool(self.person))
