"""What editors state of people: the content of seeds/people.toml, ready to be used."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from sitegen.model.article import Correction


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What editors state of one person.

    `key` is the table's name in the file; `name` is shown; `names` is every spelling that is this person.  In the
    sources `articles` those names are this person and no other; without `articles` they are wherever no other entry
    claims them.  `born` and `died` are ISO 8601, cut to what is known; `was` are former slugs, whose pages redirect."""

    key: str
    name: str
    names: tuple[str, ...]
    articles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    wikidata: str = ""
    slug: str = ""
    was: tuple[str, ...] = ()
    note: str = ""
    checked: bool = False


class Stated(Struct, frozen=True):
    """What editors state that bears on reading an article: `corrections` by source; `people`: source -> {name, as
    naming.bearer gives it: key of the entry of people.toml that this name is there}; `patterns`: (pattern, key of the
    heading of tags.toml that it assigns)."""

    corrections: Mapping[str, Correction] = {}
    people: Mapping[str, Mapping[str, str]] = {}
    patterns: tuple[tuple[str, str], ...] = ()


class Authority(Struct, frozen=True):
    """The whole file: its people, names that are no people, and pairs of names or keys that are two people."""

    entries: tuple[Entry, ...] = ()
    rejected: tuple[str, ...] = ()
    different: tuple[tuple[str, str], ...] = ()
