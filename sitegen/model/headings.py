"""What editors state of tags: the content of seeds/tags.toml, ready to be used."""

from __future__ import annotations

from msgspec import Struct

PATTERN_MOST = 200  # characters of a pattern


class Heading(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What editors state of one tag.

    `key` is the table's name in the file, which is one of the tag's names; `name` is shown; `names` is every spelling
    that is this tag.  `kind` is a TagKind or "" (not stated).  `broader` is the key of another heading or, where no
    heading has that name, the name of a tag.  `mediatopic` is a code of the IPTC Media Topics, eight digits.
    `patterns` are regular expressions: an article whose headline or body one of them matches has the tag.  `was` are
    former slugs, whose pages redirect.  A tag that is `dropped` is none anywhere."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str = ""
    broader: str = ""
    mediatopic: str = ""
    patterns: tuple[str, ...] = ()
    slug: str = ""
    was: tuple[str, ...] = ()
    note: str = ""
    dropped: bool = False


class Headings(Struct, frozen=True):
    """The whole file, in the order of the keys; no two headings have a name in common (NFKC, case folded)."""

    entries: tuple[Heading, ...] = ()
