"""All takedowns of an archive together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, structs

from sitegen.digest import digest_of
from sitegen.model import Authority, Correction, Headings, Takedown
from sitegen.withheld import reading
from sitegen.withheld.forms import needle
from sitegen.withheld.redacting import Redaction, redacted, surnames

E = TypeVar("E", bound=Struct)


class Withheld(Struct, frozen=True, dict=True):
    """Plain data, which goes to workers; patterns are made where they are first asked for.  `places`: where files lie
    that the site knows by another path."""

    entries: tuple[Takedown, ...] = ()
    places: Mapping[str, str] = {}

    @classmethod
    def load(cls, seeds: Path) -> Withheld:
        """What takedowns.toml says, and which files below seeds/ it renames.  Raises ConfigError."""
        plain = cls(reading.load(seeds))
        return cls(plain.entries, dict(plain.renamed(seeds))) if plain.persons else plain

    def renamed(self, seeds: Path) -> Iterator[tuple[str, str]]:
        """(path by which the site knows it, path below seeds/) of each file whose name tells of a person."""
        for folder, folders, files in os.walk(seeds):
            folders.sort()
            for name in sorted(files):
                path = Path(folder, name).relative_to(seeds).as_posix()
                if (known := self.known_as(path)) != path:
                    yield known, path

    def __bool__(self) -> bool:
        return bool(self.entries)

    @cached_property
    def hides(self) -> bool:
        """Is anything taken out of texts?"""
        return any(t.hides_names for t in self.entries)

    @property
    def proves(self) -> bool:
        """Is there anything that no file may hold?"""
        return bool(self.persons or self.removed)

    # ---- whom and what it concerns

    @cached_property
    def persons(self) -> tuple[Takedown, ...]:
        """Entries of people whose names are taken out."""
        return tuple(t for t in self.entries if t.person and t.hides_names)

    @cached_property
    def removed(self) -> frozenset[str]:
        """Sources that are not read, as the site knows them (see `known_as`)."""
        return frozenset(self.known_as(t.article) for t in self.entries if t.article and t.level == "removed")

    @cached_property
    def unlisted(self) -> frozenset[str]:
        """Sources whose pages stand, and are in no list that machines read."""
        return frozenset(self.known_as(t.article) for t in self.entries if t.article and t.level == "noindex")

    @cached_property
    def unlisted_names(self) -> frozenset[str]:
        """Names of people of whose pages the same is true."""
        return frozenset(name for t in self.entries if t.person and t.level == "noindex" for name in t.names)

    @cached_property
    def nameless(self) -> frozenset[str]:
        """Articles that name nobody any more."""
        return frozenset(self.known_as(t.article) for t in self.entries if t.article and t.level == "anonymised")

    def of(self, key: str) -> Takedown | None:
        return next((t for t in self.entries if t.key == key), None)

    def concerning(self, path: str, text: str) -> list[Takedown]:
        """The entries of people that a text concerns: it has a full name, or an editor says so."""
        if not self.persons:
            return []
        small = text.lower()
        return [
            t
            for t in self.persons
            if path not in self._kept[t.key]
            and (path in self._named[t.key] or (self._may_hold(t, small) and self._plain[t.key].full.search(text)))
        ]

    def holds(self, text: str) -> bool:
        """Does a text hold a full name of somebody whose names are taken out?"""
        return any(self._may_hold(t, text.lower()) and self._plain[t.key].full.search(text) for t in self.persons)

    def tells(self, path: str, address: str) -> bool:
        """Does the name of a source, or its address, tell of somebody?"""
        return self.known_as(path) != path or self.holds(address)

    def without(self, text: str) -> str:
        """A text of an editor without full names."""
        return redacted(text, self._plain.values()) if self.holds(text) else text

    # ---- the names of files

    def known_as(self, path: str) -> str:
        """The path by which the site knows a file below seeds/: without what its name tells of a person."""
        small = path.lower()
        if not any(path in self._listed[t.key] or self._may_hold(t, small) for t in self.persons):
            return path
        found = [
            Redaction.of(t, short=surnames(t.names)) if path in t.articles or path in t.files else self._plain[t.key]
            for t in self.persons
            if path not in t.keep
        ]
        return redacted(path, found)

    # ---- what stands for them

    def mark(self) -> str:
        """Stands for all that the entries say, and tells nothing of it."""
        return digest_of(repr(self.entries)).hex() if self.entries else ""

    def mark_of_lists(self) -> str:
        """Stands for what lists leave out."""
        both = sorted(self.unlisted), sorted(self.unlisted_names)
        return digest_of(repr(both)).hex() if any(both) else ""

    def marks(self) -> dict[str, str]:
        """key -> what stands for an entry by which texts are read otherwise."""
        return {
            t.key: digest_of(t.level, t.described, repr((t.article, t.names, t.articles, t.keep))).hex()
            for t in self.entries
            if t.hides_names
        }

    def log(self) -> list[dict[str, object]]:
        """What anybody may know: date, level, whether a person or an article, and a reason that is public."""
        told = sorted((t.date, t.key, t) for t in self.entries)
        return [
            {
                "date": t.date,
                "level": t.level,
                "of_person": bool(t.person),
                "reason": self.without(t.reason) if t.public else "",
            }
            for _, _, t in told
        ]

    # ---- what editors state elsewhere

    def authority(self, stated: Authority) -> Authority:
        """people.toml without the people concerned."""
        if not self.persons:
            return stated
        told = [e for e in stated.entries if not any(map(self.holds, (e.key, *e.names)))]
        entries = tuple(structs.replace(e, articles=tuple(map(self.known_as, e.articles))) for e in told)
        entries = tuple(structs.replace(e, slug="") if self.holds(e.slug) else e for e in entries)
        rejected = tuple(name for name in stated.rejected if not self.holds(name))
        different = tuple(pair for pair in stated.different if not any(map(self.holds, pair)))
        return Authority(tuple(self.plainly(e, ("roles", "was", "note")) for e in entries), rejected, different)

    def headings(self, stated: Headings) -> Headings:
        """tags.toml without tags that are called after them."""
        if not self.persons:
            return stated
        told = [h for h in stated.entries if not any(map(self.holds, (h.key, h.name)))]
        lists = ("names", "patterns", "was", "note", "broader")
        entries = tuple(structs.replace(h, slug="") if self.holds(h.slug) else h for h in told)
        return Headings(tuple(self.plainly(h, lists) for h in entries))

    def corrections(self, stated: Mapping[str, Correction]) -> dict[str, Correction]:
        """corrections.toml, by the sources as the site knows them; names are taken out where an article is read."""
        return {self.known_as(path): entry for path, entry in stated.items()}

    def plainly(self, entry: E, fields: Iterable[str]) -> E:
        """Without the names in these fields: items of lists go, texts are rewritten."""
        if not self.persons:
            return entry
        told: dict[str, object] = {}
        for name in fields:
            value = getattr(entry, name)
            if isinstance(value, str):
                told[name] = self.without(value)
            else:
                told[name] = tuple(item for item in value if not self.holds(item))
        return structs.replace(entry, **told)

    # ---- patterns

    @cached_property
    def _plain(self) -> dict[str, Redaction]:
        return {t.key: Redaction.of(t) for t in self.persons}

    @cached_property
    def _listed(self) -> dict[str, frozenset[str]]:
        return {t.key: frozenset((*t.articles, *t.files)) for t in self.persons}

    @cached_property
    def _needles(self) -> dict[str, tuple[str, ...]]:
        return {t.key: tuple({needle(name) for name in t.names}) for t in self.persons}

    @cached_property
    def _kept(self) -> dict[str, frozenset[str]]:
        return {t.key: frozenset(map(self.known_as, t.keep)) | frozenset(t.keep) for t in self.persons}

    @cached_property
    def _named(self) -> dict[str, frozenset[str]]:
        return {t.key: frozenset(map(self.known_as, t.articles)) for t in self.persons}

    def _may_hold(self, takedown: Takedown, small: str) -> bool:
        """A quick look: has a text, in small letters, the piece that every spelling of one of the names has?"""
        return any(piece in small for piece in self._needles[takedown.key])
